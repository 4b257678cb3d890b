"""The marks of a text, counted and listed by kind."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from llmsum.records import Analysis, Mark, MarkKind, Sentence, Speech

_MOST_PLACES = 20
_LONGEST_PLACE = 30


@dataclass(frozen=True)
class Marked:
    """The marks of one kind in a speech: how many, and the first of them with the ids of their sentences."""

    kind: MarkKind
    count: int
    places: tuple[str, ...]


def marks_by_kind(text: Speech | Analysis) -> tuple[Marked, ...]:
    """The marks of a text: masks, garbled places, boilerplate; each place as `S3 “**市长”`."""
    return tuple(
        Marked(kind, len(marks), tuple(_place(m, text.sentences) for m in marks[:_MOST_PLACES]))
        for kind in get_args(MarkKind)
        if (marks := [m for m in text.marks if m.kind == kind])
    )


def _place(mark: Mark, sentences: Sequence[Sentence]) -> str:
    n = bisect_right(sentences, mark.start, key=lambda s: s.start)
    words = mark.text if len(mark.text) <= _LONGEST_PLACE else mark.text[:_LONGEST_PLACE] + "…"
    return f"{sentences[n - 1].id if n else ''} “{words}”".strip()
