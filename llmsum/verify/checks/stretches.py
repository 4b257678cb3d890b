"""A clause laid over its evidence: the longest stretches of it that stand there word for word.

Offsets are into the folded texts without quotation marks and brackets (`plain`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from llmsum.verify.fold import fold

_MARKS = str.maketrans("", "", "\"'《》<>()[]▲●■◆")
BREAK = re.compile(r"[,;:!?\n…]|\.(?!\d)")
"""Where a clause ends in a folded text."""

LIGHT = frozenset("的了")
"""Characters that may stand between any two words."""


@dataclass(frozen=True)
class Stretch:
    """Words of the line at [start, end) of its clause that the evidence has as they are."""

    start: int
    end: int
    words: str


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """The text folded, without quotation marks and brackets."""
    return fold(text).translate(_MARKS)


def laid_over(clause: str, source: str) -> Iterator[Stretch]:
    """The stretches of the clause, in their order; two characters at least."""
    start = 0
    while start < len(clause) - 1:
        end = start + 2
        if clause[start:end] not in source:
            start += 1
            continue
        while end < len(clause) and clause[start : end + 1] in source:
            end += 1
        # 到2 of 到2025年 is nothing of 达到2200家.
        if end < len(clause) and clause[end - 1].isdigit() and clause[end].isdigit():
            whole = len(clause[start:end].rstrip("0123456789."))
            if whole:
                end = start + whole
            if whole == 1:
                start = end
                continue
        # The 了 of another word is no beginning: 编制了规划 tells nothing of 结合了规划.
        begin = start + (start > 0 and clause[start] in LIGHT and end - start > 2)
        yield Stretch(begin, end, clause[begin:end])
        start = end


def places(words: str, source: str) -> list[tuple[int, int]]:
    """Where the words stand, start and end."""
    found, at = [], source.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = source.find(words, at + 1)
    return found


def in_one_sentence(source: str, one: int, other: int) -> bool:
    """Whether two places are in one cited sentence."""
    return "\n" not in source[min(one, other) : max(one, other)]


def clause_before(source: str, position: int) -> str:
    """What stands in the same clause before the position."""
    return source[max(_breaks(source), key=lambda at: at if at <= position else -1) : position]


@lru_cache(maxsize=64)
def _breaks(source: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in BREAK.finditer(source)))
