"""Windows: nothing lost, short texts filled, and an insertion into a long report asks little again."""

import random
from collections.abc import Sequence
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.records import Sentence
from llmsum.tasks.windows import LONG, Window, fill, windows

LIMIT = 600


def _sentences(paragraphs: Sequence[Sequence[str]]) -> list[Sentence]:
    texts = [(n, text) for n, paragraph in enumerate(paragraphs, start=1) for text in paragraph]
    return [
        Sentence(id=f"S{i}", start=0, end=len(text), text=text, paragraph=n)
        for i, (n, text) in enumerate(texts, start=1)
    ]


def _report(seed: int, characters: int) -> list[list[str]]:
    """Paragraphs of one to six sentences of 15 to 80 characters."""
    chance = random.Random(seed)
    paragraphs: list[list[str]] = []
    while sum(len(s) for p in paragraphs for s in p) < characters:
        paragraphs.append(
            [
                "".join(
                    chr(chance.randrange(0x4E00, 0x6000)) for _ in range(chance.randrange(15, 80))
                )
                for _ in range(chance.randrange(1, 7))
            ]
        )
    return paragraphs


def _texts(cut: Sequence[Window]) -> list[tuple[str, ...]]:
    return [tuple(sentence.text for sentence in window.sentences) for window in cut]


@given(
    st.lists(
        st.lists(st.text("园区建设", min_size=1, max_size=90), min_size=1, max_size=8), max_size=60
    )
)
def test_every_sentence_is_in_one_window_and_none_is_too_long(paragraphs: list[list[str]]) -> None:
    said = _sentences(paragraphs)
    cut = windows(said, 100)
    assert [s for window in cut for s in window.sentences] == said
    for window in cut:
        assert len(window.sentences) == 1 or sum(len(s.text) for s in window.sentences) <= 100


def test_a_text_that_is_not_long_gets_the_fewest_windows() -> None:
    said = _sentences(_report(1, LONG * LIMIT - 500))
    assert windows(said, LIMIT) == fill(said, LIMIT)


def test_windows_end_with_paragraphs() -> None:
    said = _sentences(_report(2, 20_000))
    for window in windows(said, LIMIT):
        last = window.sentences[-1]
        whole = [list(group) for _, group in groupby(said, key=lambda s: s.paragraph)]
        assert last in [paragraph[-1] for paragraph in whole]


@pytest.mark.parametrize("limit", [LIMIT, 6_000])
def test_a_paragraph_put_into_a_long_report_changes_few_windows(limit: int) -> None:
    changed: list[int] = []
    for seed in range(60):
        before = _report(seed, 20_000)
        middle = len(before) // 2
        after = [*before[:middle], *_report(1000 + seed, 100)[:1], *before[middle:]]
        known = _texts(windows(_sentences(before), limit))
        changed.append(sum(text not in known for text in _texts(windows(_sentences(after), limit))))
    assert max(changed) <= 3
