"""Windows: the pieces of a speech that one question shows, numbered from 1 inside each.

A changed paragraph changes only the question of its own window.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from llmsum.records import Sentence


@dataclass(frozen=True)
class Window:
    """Sentences shown together; the model sees the ids S1…Sn, whatever their ids in the speech."""

    sentences: tuple[Sentence, ...]

    @property
    def shown(self) -> dict[str, Sentence]:
        """Shown id → sentence, in order."""
        return {f"S{number}": s for number, s in enumerate(self.sentences, start=1)}

    def halves(self) -> tuple["Window", ...]:
        """Two windows of about half the length, or none when there is nothing left to halve."""
        if len(self.sentences) < 2:
            return ()
        middle = len(self.sentences) // 2
        return Window(self.sentences[:middle]), Window(self.sentences[middle:])


def windows(sentences: Sequence[Sentence], limit: int) -> list[Window]:
    """Windows of at most `limit` characters, cut at paragraph ends where a paragraph fits.

    A paragraph over the limit is cut at sentence ends; a sentence over it stands alone.
    """
    found: list[Window] = []
    current: list[Sentence] = []
    for paragraph in _paragraphs(sentences, limit):
        if current and _length(current) + _length(paragraph) > limit:
            found.append(Window(tuple(current)))
            current = []
        current.extend(paragraph)
    if current:
        found.append(Window(tuple(current)))
    return found


def _paragraphs(sentences: Sequence[Sentence], limit: int) -> Iterable[list[Sentence]]:
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        piece: list[Sentence] = []
        for sentence in group:
            if piece and _length(piece) + len(sentence.text) > limit:
                yield piece
                piece = []
            piece.append(sentence)
        yield piece


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)
