"""GBK text in which a byte-wise filter put one ASCII byte for the two of a full-width mark that was none.

海口市 is BA A3 BF DA CA D0 in GBK. A filter that writes `?` for A3 BF (？) finds these bytes across two
characters, and leaves BA `?` DA CA D0: the BA is lost, and every character after it is read from the
wrong byte, ?谑, until the next single-byte character. Here each reading that the bytes allow is
weighed by how common its words are, and taken as far as no other comes near it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, log

from llmsum.text.edits import Change, Edit, change
from llmsum.text.pattern import later
from llmsum.text.repairs.byte_lattice import SHORT_QUOTE, Lattice, is_mark
from llmsum.text.repairs.byte_search import Reading, read
from llmsum.text.repairs.gbk import code, is_common
from llmsum.text.repairs.lexicon import Lexicon, lexicon
from llmsum.text.repairs.script import simplified, to_simplified

_CONTEXT = 4
_EVERYDAY = bytes(b for lead in range(0xB0, 0xD8) for at in range(0xA1, 0xFF) for b in (lead, at))
_MARK = re.compile(
    "[\ufffd!:-@](?:(?<!\ufffd)|[!:-@])(?=[^\x00-\xa0])"  # \ufffd?[!:-@], many times as fast
    f"(?![{_EVERYDAY.decode('gbk', 'ignore')}]{{{_CONTEXT}}})"  # could not be commoner
)
"""The marks whose full-width form ends in a byte that starts everyday characters, or usual marks (A1)."""
_GLOSS = later(r"[(（][^\W\d_]{1,6}[)）]")
_STOPS = frozenset("，。、；：！？,;:!?“《（(\n")
_LOST = "\ufffd"
"""Stands for a character of which half is lost, and cannot be made out."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_GARBLED = "garbled"
_GARBLED_REACH = 24
"""Characters after a mark that may be garbled by it, where the rest of a shift is not made out."""
_WINDOW = 240
_PAGE = 20_000
"""Characters that are taken for one page, of a file that may hold many."""

_MOST = 200
"""Places of a file that are weighed, at 10 to 20 ms each; those after them are told, not read."""

_RARE = log(1e-5)
"""How often a mark is the rest of a character, on a page where nothing else says so."""
_SEEN = log(0.5)
"""The same of a suspect mark, on a page that has such a place for certain."""
_MISPLACED = 4.0
"""How much likelier this is (as a logarithm) of a mark that follows another one or opens a line."""
_DECISIVE = log(15)
"""The logarithm of how much likelier what is taken is than all else together."""
_KNOWN = log(5e-6)
"""The logarithm of the share of a word that a character of which half is lost may be known by: 300 in 60
million. Of 1,054 such characters in 160 days of news 5 were read wrongly, and 3 of these by rarer words,
which 38 others were known by."""
_LONGEST_WORD = 4
_CHINESE = -8.0
"""The logarithm of the likelihood for each character that a repaired place has at the least; running
text has -5, random common characters -10."""


def repair_byte_shifts(text: str) -> Change:
    """The text with such places read from the other byte; `garbled` what is likelier broken than not,
    and cannot be read for certain.

    >>> [e.after for e in repair_byte_shifts("会上,?诰C合保税区负责同志汇报了情况").edits]
    ['海口綜']
    >>> repair_byte_shifts("饕餮是什么?饕餮是古书里的恶兽。").edits
    []
    """
    found = _find(text)
    garbled = [(edit.start, edit.end) for edit in found if edit.kind == _GARBLED]
    return change(text, [edit for edit in found if edit.kind != _GARBLED], garbled)


def _find(text: str) -> list[Edit]:
    """The places, each as one edit; what is garbled as one of the kind `_GARBLED` that changes nothing."""
    suspects = [m for m in _MARK.finditer(text) if _is_suspect(text, m)]
    if not suspects:
        return []
    places = [_Place.at(text, mark) for mark in suspects[:_MOST]]
    broken_pages = {place.start // _PAGE for place in places if place.is_broken(_RARE)}
    edits: list[Edit] = []
    for place in places:
        damage = _SEEN if place.start // _PAGE in broken_pages else _RARE
        edit = place.repaired(damage)
        found = [edit] if edit else []
        if edit or place.leans_to_broken(damage):
            start = edit.end if edit else place.start + place.mark
            found.append(_left_garbled(text, start, int(not edit)))
        for one in found:
            if one.end > one.start and (not edits or one.start >= edits[-1].end):
                edits.append(one)
    edits += [_left_garbled(text, mark.start(), 1) for mark in suspects[_MOST:]]
    return edits


def _left_garbled(text: str, start: int, least: int) -> Edit:
    """From `start` to the last uncommon character before the next stop; without one, empty.

    `least` characters at the beginning are passed over: the mark itself.
    """
    end = start
    for at in range(start + least, min(len(text), start + _GARBLED_REACH)):
        if text[at] in _STOPS or text[at].isspace():
            break
        two = code(simplified(text[at]))
        if text[at] >= "\u3400" and not (len(two) == 2 and is_common(*two)):
            end = at + 1
    return Edit(_GARBLED, start, end, text[start:end])


def _is_suspect(text: str, mark: re.Match[str]) -> bool:
    """Whether the next few characters are commoner when read from the other byte."""
    at = mark.end()
    run = b""
    for c in text[at : at + _CONTEXT]:
        if len(two := code(c)) < 2:
            break
        run += two
    if len(run) < 2:
        return False
    shifted = bytes((ord(text[at - 1]) + 0x80,)) + run[:-1]
    pairs = range(0, len(run), 2)
    as_read = sum(is_common(run[i], run[i + 1]) for i in pairs)
    return sum(is_common(shifted[i], shifted[i + 1]) for i in pairs) > as_read


@dataclass(frozen=True, slots=True)
class _Place:
    """A suspect mark with its stretch of text, and how that reads, whole and broken."""

    start: int
    mark: int
    stretch: str
    whole: float
    broken: tuple[Reading, ...]
    words: Lexicon

    @classmethod
    def at(cls, text: str, mark: re.Match[str]) -> "_Place":
        start, end = _window(text, mark)
        stretch, at = text[start:end], mark.start() - start
        words = _words_around(text, mark.start() // _PAGE)
        ends_line = end == len(text) or text[end] == "\n"
        lattice = Lattice(stretch, at, ends_line, may_drop=not _PRIVATE.search(stretch))
        whole = read(Lattice(stretch), words)[0].score
        return cls(start, at, stretch, whole, tuple(read(lattice, words)), words)

    def is_broken(self, damage: float) -> bool:
        """Whether the best broken reading is decisively likelier than the whole one."""
        return self._lead(damage) > _DECISIVE

    def leans_to_broken(self, damage: float) -> bool:
        """Whether it is likelier broken than whole, if not decisively."""
        return self._lead(damage) > 0

    def _lead(self, damage: float) -> float:
        is_misplaced = self.mark == 0 or self.stretch[self.mark - 1] in _STOPS
        odds = damage + (_MISPLACED if is_misplaced else 0.0)
        return self.broken[0].score + odds - self.whole if self.broken else -inf

    def repaired(self, damage: float) -> Edit | None:
        """The best reading, as far as no other comes near it."""
        if not self.is_broken(damage):
            return None
        best, length = self.broken[0], _decided(self.broken)
        near = best.text[self.mark : length + _CONTEXT]
        if length < self.mark + 2 or not _is_chinese(near, self.words):
            return None
        reach = best.reached[length - 1]
        after = self._surely(best, length)
        if length < len(best.text) and best.reached[length] == reach and not self._is_odd(reach):
            after += _LOST
        else:
            while (
                len(after) > 2
                and best.reached[length - 2] == reach - 1
                and after[-1] == self.stretch[reach - 1]
            ):
                after, length, reach = after[:-1], length - 1, reach - 1
        return Edit("byte-shift", self.start + self.mark, self.start + reach, after)

    def _surely(self, best: Reading, length: int) -> str:
        """The decided part of the reading, without characters of half of which nothing but a rare word tells.

        The first one has lost its first byte; the last one its second, where the shift is taken to end
        before another character. Names, and words that no dictionary has, are taken for the nearest word
        that it has: 不靠海 for 不靠拢.
        """
        after = [*best.text[self.mark : length]]
        for at in range(self.mark, length):
            is_half = at == self.mark or self._ends_shift(best, at)
            if is_half and not self._is_in_known_word(best.plain, at):
                after[at - self.mark] = _LOST
        return "".join(after)

    def _ends_shift(self, best: Reading, at: int) -> bool:
        """Whether the character lost its second byte before others that stand as they are, and are no words.

        Those of the page do not count: what is damaged twice would be a word of it.
        """
        reach = best.reached[at]
        if best.reached[at - 1] != reach or not self._is_odd(reach):
            return False
        following = self.stretch[reach : reach + _CONTEXT]
        return best.text[at + 1 :].startswith(following) and not _is_chinese(following, lexicon())

    def _is_in_known_word(self, plain: str, at: int) -> bool:
        """Whether the character at `at` is a mark, or in a word of the language or page that is not rare."""
        return not plain[at].isalpha() or any(
            self.words.words.get(plain[start:end], -inf) > _KNOWN
            for start in range(max(0, at - _LONGEST_WORD + 1), at + 1)
            for end in range(max(at + 1, start + 2), start + _LONGEST_WORD + 1)
        )

    def _is_odd(self, at: int) -> bool:
        return len(code(self.stretch[at : at + 1])) == 2


def _is_chinese(text: str, words: Lexicon) -> bool:
    return read(Lattice(text), words)[0].score >= _CHINESE * len(text)


@lru_cache(maxsize=4)
def _words_around(text: str, page: int) -> Lexicon:
    """The words of the language and of the page."""
    around = text[max(0, (page - 1) * _PAGE) : (page + 2) * _PAGE]
    return lexicon().with_page(to_simplified(_GLOSS.sub("", around)))


def _decided(readings: Sequence[Reading]) -> int:
    """How many characters of the best reading are decisive: likelier than all other readings together."""
    best = readings[0]
    weights = [exp(reading.score - best.score) for reading in readings]
    for length in range(len(best.plain), 0, -1):
        head = best.plain[:length]
        same = [
            r.plain.startswith(head) and r.reached[length - 1] == best.reached[length - 1]
            for r in readings
        ]
        others = sum(w for w, s in zip(weights, same, strict=True) if not s)
        if others <= exp(-_DECISIVE) * sum(weights):
            return length
    return 0


def _window(text: str, mark: re.Match[str]) -> tuple[int, int]:
    """A few characters before the mark up to a few after the next single-byte character."""
    start = max(mark.start() - SHORT_QUOTE, text.rfind("\n", 0, mark.start()) + 1)
    at = mark.end()
    limit = min(len(text), at + _WINDOW)
    while at < limit and (len(code(text[at])) == 2 or is_mark(text, at)):
        at += 1
    line_end = text.find("\n", at, at + _CONTEXT)
    return start, line_end if line_end >= 0 else min(len(text), at + _CONTEXT)
