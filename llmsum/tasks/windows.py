"""Windows: the pieces of a speech that one question shows, numbered from 1 inside each.

A changed paragraph changes only the question of its own window. An inserted one would shift all
later cuts where windows are simply filled; in long texts they are therefore cut where the text
itself says so.
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from llmsum.records import Sentence

LONG = 10
"""Windows: a text of more is cut by its content."""

REACH = 0.4
"""Of a window: how far around a paragraph's end another one must lie to have a say in the cut. A
greater reach makes fewer windows and moves more of them after an insertion."""


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

    A paragraph over the limit is cut at sentence ends; a sentence over it stands alone. In a text
    of more than LONG windows, an inserted paragraph changes the windows near it alone.
    """
    if _length(sentences) <= LONG * limit:
        return fill(sentences, limit)
    return [window for part in _parts(sentences, limit) for window in fill(part, limit)]


def fill(sentences: Sequence[Sentence], limit: int) -> list[Window]:
    """Windows each as full as it gets: the fewest, but each cut depends on all before it."""
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


def _parts(sentences: Sequence[Sentence], limit: int) -> Iterator[list[Sentence]]:
    """The text cut after each paragraph whose hash is the lowest within reach, and only there.

    (Local-minimum chunking: a cut depends on nothing but the text within reach of it.)
    """
    paragraphs = list(_paragraphs(sentences, limit))
    ends = list(accumulate(map(_length, paragraphs)))
    hashes = [_hash(paragraph) for paragraph in paragraphs]
    part: list[Sentence] = []
    for paragraph, end, own in zip(paragraphs, ends, hashes, strict=True):
        part.extend(paragraph)
        first = bisect_left(ends, end - REACH * limit)
        last = bisect_right(ends, end + REACH * limit)
        if own == min(hashes[first:last]):
            yield part
            part = []
    if part:
        yield part


def _hash(paragraph: Sequence[Sentence]) -> bytes:
    text = "".join(sentence.text for sentence in paragraph)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


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
