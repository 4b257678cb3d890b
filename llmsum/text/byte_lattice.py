"""All readings of a stretch of GBK text whose bytes may be out of step, and the likeliest of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import inf, log
from operator import attrgetter

from llmsum.text.gbk import (
    FULL_WIDTH,
    UNDEFINED_LEADS,
    character,
    code,
    undefined_trails,
    with_lead,
    with_trail,
)
from llmsum.text.lexicon import Lexicon
from llmsum.text.script import simplified

_BYTE_LOST = log(5e-3)
"""How often a shift ends before the next single-byte character, at markup that is gone."""
_PAIR_LOST = log(0.3)
"""How often a program drops what stands for no character, and leaves no trace of it."""
_CLASH = -8.0
"""The logarithm of how likely one mark follows another, quotes and brackets aside."""
_STOPS = frozenset("，。、；：！？,;:!?")
_NEW_SENTENCE = log(0.02)
"""How often a sentence starts with the one character that the mark needs, against other words."""
SHORT_QUOTE = 12
"""So few characters after “ are a term, not a sentence that ends."""
_KEPT = 16
"""The readings kept at each point of the search."""
_BEAM = 12.0
"""What is so much less likely (as a logarithm) than the best reading up to the same offset is given up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a stretch, and the logarithm of its likelihood.

    `plain` is the text in Simplified characters. `reached[i]` is the offset in the stretch up to
    which its first i + 1 characters account for what is there.
    """

    score: float
    text: str
    plain: str
    reached: tuple[int, ...]


Node = tuple[int, int]
"""An offset into the stretch, and how the bytes are read from there: one of the four below, or, between
two characters that a program dropped a byte of each from, the first of these bytes."""
_SHIFTED, _CLEAN, _MARK_SPLIT = range(3)
"""From the second byte of the character before; as they stand; in the middle of a mark that was none."""
_DROPPED = frozenset(UNDEFINED_LEADS)
Forms = Mapping[str, str]
"""Characters by their Simplified form."""
Step = tuple[Node, Forms, float]
"""Where a character leads, what it can be, and the logarithm of how likely such a step is."""


def _forms(characters: Iterable[str]) -> Forms:
    """Of several characters with one Simplified form, the first."""
    return {simplified(c): c for c in reversed([*characters])}


@cache
def _of_leads(leads: Sequence[int]) -> Forms:
    """What a character can have been of which only the first byte is left, or that it was one of these."""
    return _forms(c for lead in leads for c in with_lead(lead))


@cache
def _of_mark() -> Forms:
    """What a mark's second byte, where it was none, can be the rest of; without 。."""
    return _forms(c for c in with_trail(FULL_WIDTH) if c != "。")


@dataclass(frozen=True, slots=True)
class Lattice:
    """What a stretch can stand for if its damage starts at the mark at offset `mark`; or as it stands.

    `ends_line`: nothing follows the stretch in its line. `may_drop`: the program that read the bytes dropped
    what stands for no character; one that keeps it shows characters of the private use area.
    """

    stretch: str
    mark: int | None = None
    ends_line: bool = False
    may_drop: bool = True

    def nodes(self) -> Iterator[Node]:
        """Every node, those before it first."""
        for at in range(len(self.stretch) + 1):
            for how in (_SHIFTED, _CLEAN, _MARK_SPLIT, *UNDEFINED_LEADS):
                yield at, how

    def steps(self, node: Node) -> Iterator[Step]:
        at, how = node
        if how == _CLEAN:
            yield from self._clean(at)
        elif how == _SHIFTED:
            yield from self._shifted(at)
        elif how == _MARK_SPLIT:
            yield from self._after_byte((ord(self.stretch[at]) + 0x80,), at + 1)
        elif at < len(self.stretch):
            yield from self._paired(undefined_trails(how), at)
            yield (at, _CLEAN), _of_leads(undefined_trails(how)), _BYTE_LOST

    def _clean(self, at: int) -> Iterator[Step]:
        if at == len(self.stretch):
            return
        if at != self.mark:
            yield (at + 1, _CLEAN), _forms(self.stretch[at]), 0.0
            return
        split = at + (self.stretch[at] == "\ufffd"), _MARK_SPLIT
        yield split, _of_mark(), 0.0
        after = code(self.stretch[split[0] + 1 : split[0] + 2])[:1]
        mark = character(ord(self.stretch[split[0]]) + 0x80, after[0]) if after else ""
        if "“" not in self.stretch[max(0, at - SHORT_QUOTE) : at]:
            # 。” is often found by filters that look for A3 A1; before other characters a stop is
            # rare, and before other marks there is none.
            if mark in ("”", "“"):
                yield split, {"。": "。"}, 0.0
            elif mark.isalpha() or not mark:
                yield split, {"。": "。"}, _NEW_SENTENCE

    def _shifted(self, at: int) -> Iterator[Step]:
        """Here the second byte of the character before is the first of the next one."""
        lead = code(self.stretch[at - 1])[1]
        here = code(self.stretch[at]) if at < len(self.stretch) else b""
        if lead < 0x80:  # an ASCII byte, and the end of the shift
            yield (at, _CLEAN), _forms(chr(lead)), 0.0
        elif len(here) == 2:
            yield from self._after_byte((lead,), at)
            yield (at, _CLEAN), _of_leads((lead,)), _BYTE_LOST
        elif here and here[0] >= 0x40 and (c := character(lead, here[0])):
            yield (at + 1, _CLEAN), _forms(c), 0.0
        else:
            lost = _of_leads((lead,))
            if not here and self.ends_line:
                lost = {plain: c for plain, c in lost.items() if c.isalpha() or c in "。！？"}
            yield (at, _CLEAN), lost, 0.0
        if here and (c := character(lead, FULL_WIDTH)) and is_mark(self.stretch, at):
            yield (at, _MARK_SPLIT), _forms(c), 0.0

    def _after_byte(self, leads: Sequence[int], at: int) -> Iterator[Step]:
        """A lead byte with the first byte at `at`, or with one that was dropped there with the next."""
        yield from self._paired(leads, at)
        for dropped in UNDEFINED_LEADS if self.may_drop else ():
            found = [c for lead in leads if (c := character(lead, dropped))]
            if found:
                yield (at, dropped), _forms(found), _PAIR_LOST

    def _paired(self, leads: Sequence[int], at: int) -> Iterator[Step]:
        """A lead byte with the first byte of the character at `at`."""
        here = code(self.stretch[at]) if at < len(self.stretch) else b""
        found = [c for lead in leads if len(here) == 2 and (c := character(lead, here[0]))]
        if found:
            yield (at + 1, _SHIFTED), _forms(found), 0.0


def is_mark(text: str, at: int) -> bool:
    """Whether a mark stands there that can be the rest of two characters, with Chinese after it."""
    c = text[at]
    return (
        c.isascii() and not (c.isalnum() or c.isspace()) and len(code(text[at + 1 : at + 2])) == 2
    )


def read(lattice: Lattice, words: Lexicon) -> list[Reading]:
    """The likeliest readings, best first: Viterbi's search, each reading grown by whole words."""
    best: dict[Node, dict[str, _Path]] = {(0, _CLEAN): {"": _Path(0.0, "", None, None)}}
    leads = [-inf] * (len(lattice.stretch) + 1)
    ways = _Ways(lattice)
    for node in lattice.nodes():
        if node not in best:
            continue
        so_far = sorted(best.pop(node).values(), key=_SCORE, reverse=True)[:_KEPT]
        if node == (len(lattice.stretch), _CLEAN):
            return [path.reading() for path in so_far]
        leads[node[0]] = max(leads[node[0]], so_far[0].score)
        so_far = [path for path in so_far if path.score > leads[node[0]] - _BEAM]
        floors: dict[Node, float] = {}
        for word in _words_from(ways, node, words) if so_far else ():
            there = best.setdefault(word.target, {})
            if word.target not in floors:
                floors[word.target] = max(map(_SCORE, there.values()), default=-inf) - _BEAM
            floor = floors[word.target]
            for path in so_far:
                score = path.score + word.score
                if score <= floor:
                    break
                score += _clash(path, word)
                plain = path.plain + word.plain
                known = there.get(plain)
                if score > floor and (known is None or known.score < score):
                    there[plain] = _Path(score, plain, word, path)
                    floor = max(floor, score - _BEAM)
            floors[word.target] = floor
    return []


@dataclass(slots=True)
class _Path:
    """A reading up to a node: that of another path, and one word more."""

    score: float
    plain: str
    word: "_Word | None"
    before: "_Path | None"

    def reading(self) -> Reading:
        words: list[_Word] = []
        path: _Path | None = self
        while path is not None and path.word is not None:
            words.append(path.word)
            path = path.before
        words.reverse()
        text = "".join(word.text for word in words)
        reached = tuple(chain.from_iterable(word.reached for word in words))
        return Reading(self.score, text, self.plain, reached)


_SCORE = attrgetter("score")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, perhaps unfinished, on a way through the lattice."""

    target: Node
    text: str
    plain: str
    reached: tuple[int, ...]
    score: float


def _words_from(ways: "_Ways", node: Node, words: Lexicon) -> Iterator[_Word]:
    open_ends = [_Word(node, "", "", (), 0.0)]
    while open_ends:
        begun = open_ends.pop()
        after = words.after[begun.plain] if begun.plain else None
        for target, characters, cost in ways.steps(begun.target):
            if after is None and node[1] in _DROPPED and target[1] == _CLEAN:
                continue  # nothing but a word can tell a character of which nothing is left
            for simple in characters if after is None else sorted(after & characters.keys()):
                c, plain = characters[simple], begun.plain + simple
                share = words.words.get(plain)
                if share is None and not begun.plain:
                    share = words.single(plain)
                goes_on = bool(words.after[plain])
                so_far = begun.text + c, plain, (*begun.reached, target[0])
                if goes_on:
                    open_ends.append(_Word(target, *so_far, begun.score + cost))
                if share is not None:
                    yield _Word(target, *so_far, begun.score + cost + share)


class _Ways:
    """The steps of a lattice, each node's found once."""

    def __init__(self, lattice: Lattice) -> None:
        self._lattice = lattice
        self._known: dict[Node, list[Step]] = {}

    def steps(self, node: Node) -> list[Step]:
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = [*self._lattice.steps(node)]
        return known


def _clash(reading: _Path, word: _Word) -> float:
    """What two marks side by side cost, or one at the beginning."""
    clash = word.plain in _STOPS and (not reading.plain or reading.plain[-1] in _STOPS)
    return _CLASH if clash else 0.0
