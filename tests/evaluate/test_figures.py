"""Shares and intervals."""

from hypothesis import given
from hypothesis import strategies as st

from llmsum.evaluate.figures import Item, figure

_items = st.lists(st.sampled_from([Item(0, 0), Item(0, 1), Item(1, 1), Item(0, 2), Item(2, 2)]))


@given(_items)
def test_a_share_lies_within_its_interval(items: list[Item]) -> None:
    found = figure(items, interval=True)
    if not sum(item.below for item in items):
        assert found.value is None
        return
    assert found.value is not None and found.low is not None and found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


def test_the_interval_is_the_same_every_time_and_narrows_with_more_items() -> None:
    few, many = [Item(1, 1), Item(0, 1)] * 5, [Item(1, 1), Item(0, 1)] * 200
    narrow, wide = figure(many, interval=True), figure(few, interval=True)
    assert narrow == figure(many, interval=True)
    assert narrow.low is not None and wide.low is not None
    assert 0.4 < narrow.low < 0.5 and wide.low < 0.3
