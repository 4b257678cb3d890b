"""What a stretch of GBK text can stand for whose bytes may be out of step."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from llmsum.text.repairs.gbk import (
    FULL_WIDTH,
    UNDEFINED_LEADS,
    character,
    code,
    undefined_trails,
    with_lead,
    with_trail,
)
from llmsum.text.repairs.script import simplified

_BYTE_LOST = log(5e-3)
"""How often a shift ends before the next single-byte character, at markup that is gone."""
_PAIR_LOST = log(0.3)
"""How often a program drops what stands for no character, and leaves no trace of it."""
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("(", ")"))
_NEW_SENTENCE = log(0.02)
"""How often a sentence starts with the one character that the mark needs, against other words."""
SHORT_QUOTE = 12
"""So few characters after “ are a term, not a sentence that ends."""

Node = tuple[int, int]
"""An offset into the stretch, and how the bytes are read from there: one of the four below, or, between
two characters that a program dropped a byte of each from, the first of these bytes."""
SHIFTED, CLEAN, _MARK_SPLIT = range(3)
"""From the second byte of the character before; as they stand; in the middle of a mark that was none."""
DROPPED = frozenset(UNDEFINED_LEADS)
Forms = Mapping[str, str]
"""Characters by their Simplified form."""
Step = tuple[Node, Forms, float]
"""Where a character leads, what it can be, and the logarithm of how likely such a step is."""


def _forms(characters: Iterable[str]) -> Forms:
    """Of several characters with one Simplified form, this form if it is among them."""
    return {simplified(c): c for c in sorted(characters, key=lambda c: simplified(c) == c)}


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
            for how in (SHIFTED, CLEAN, _MARK_SPLIT, *UNDEFINED_LEADS):
                yield at, how

    def steps(self, node: Node) -> Iterator[Step]:
        at, how = node
        if how == CLEAN:
            yield from self._clean(at)
        elif how == SHIFTED:
            yield from self._shifted(at)
        elif how == _MARK_SPLIT:
            yield from self._after_byte((ord(self.stretch[at]) + 0x80,), at + 1)
        elif at < len(self.stretch):
            yield from self._paired(undefined_trails(how), at)
            yield (at, CLEAN), _of_leads(undefined_trails(how)), _BYTE_LOST

    def _clean(self, at: int) -> Iterator[Step]:
        if at == len(self.stretch):
            return
        if at != self.mark:
            yield (at + 1, CLEAN), _forms(self.stretch[at]), 0.0
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
            yield (at, CLEAN), _forms(chr(lead)), 0.0
        elif len(here) == 2:
            yield from self._after_byte((lead,), at)
            yield (at, CLEAN), _of_leads((lead,)), _BYTE_LOST
        elif here and here[0] >= 0x40 and (c := character(lead, here[0])):
            yield (at + 1, CLEAN), _forms(c), 0.0
        else:
            lost = _of_leads((lead,))
            if not here and self.ends_line:
                ends = "。！？" + self._to_close()
                lost = {plain: c for plain, c in lost.items() if c.isalpha() or c in ends}
            yield (at, CLEAN), lost, 0.0
        if here and (c := character(lead, FULL_WIDTH)) and is_mark(self.stretch, at):
            yield (at, _MARK_SPLIT), _forms(c), 0.0

    def _to_close(self) -> str:
        """The marks that close what is open before the damage; one of them may end the line."""
        before = self.stretch[: self.mark]
        return "".join(b for a, b in _PAIRS if before.count(a) > before.count(b))

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
            yield (at + 1, SHIFTED), _forms(found), 0.0


def is_mark(text: str, at: int) -> bool:
    """Whether a mark stands there that can be the rest of two characters, with Chinese after it."""
    c = text[at]
    return (
        c.isascii() and not (c.isalnum() or c.isspace()) and len(code(text[at + 1 : at + 2])) == 2
    )
