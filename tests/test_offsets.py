"""Offsets held as runs are the offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.offsets import Offsets
from llmsum.text.edits import Edit, raw_offsets


@given(st.lists(st.integers(0, 30), max_size=30), st.slices(30))
def test_they_read_as_the_tuple_that_they_stand_for(values, part):
    offsets, plain = Offsets(values), tuple(values)
    assert tuple(offsets) == plain and offsets == plain and offsets == Offsets(plain)
    assert [offsets[i] for i in range(-len(plain), len(plain))] == [*plain, *plain]
    assert offsets[part] == plain[part]
    assert hash(offsets) == hash(Offsets(plain))


@pytest.mark.parametrize("index", [3, -4])
def test_beyond_the_ends_there_is_none(index):
    with pytest.raises(IndexError):
        Offsets([0, 1, 5])[index]


def test_a_long_text_costs_what_its_changes_cost():
    offsets = raw_offsets(1_000_000, [Edit("pinyin", 10, 16, ""), Edit("script", 20, 21, "产")])
    assert len(offsets) == 1_000_000 - 6 + 1
    assert repr(offsets) == "<999995 offsets in 2 runs>"


@given(st.data())
def test_each_character_maps_to_what_it_replaces(data):
    raw_length = data.draw(st.integers(0, 20))
    cuts = sorted(data.draw(st.lists(st.integers(0, raw_length), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit("x", a, b, "y" * data.draw(st.integers(0, 4))) for a, b in spans]
    expected, at = [], 0
    for _, start, end, after in edits:
        expected += range(at, start)
        expected += [min(start + i, max(start, end - 1)) for i in range(len(after))]
        at = end
    assert raw_offsets(raw_length, edits) == (*expected, *range(at, raw_length + 1))
