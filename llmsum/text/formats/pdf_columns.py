"""Pages set in columns: found by the gutters between full lines, and read column by column.

PDFium gives text in the order in which it was set, and some programs set a page row by row, across
the columns. A table has gutters too, but its cells seldom fill their column.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, starmap
from statistics import median

from llmsum.text.formats.pdf_lines import PageLine

_FEWEST = 6
"""Lines side by side that make columns."""
_FULL_WIDTH, _FULL_SHARE = 0.85, 0.6
"""A line is full from this share of its column's width; so many of the lines are, in running text."""
_FEWEST_CHARACTERS = 10
_GUTTER = 0.8
"""In line heights: the least distance between two columns."""
_THIRD = 0.35
"""Of the page's width: the widest column of three."""
_WIDER = 1.6
"""Times the usual width of lines: what is wider stands over several of many narrow columns."""


def in_columns(fragments: Sequence[PageLine]) -> list[PageLine] | None:
    """The fragments of a page in reading order, each with its `part`; None without columns.

    `part` counts the columns from 1, and is 0 for what stands across some; that ends these columns above.
    """
    gutters = _many_gutters(fragments) or _one_gutter(fragments)
    if not gutters:
        return None
    placed = [_Placed(f, *_columns_of(f, gutters)) for f in fragments]
    if len(gutters) > 1:
        whole = 0, len(gutters)
        placed = [_Placed(p.line, *whole) if _is_above(p, placed) else p for p in placed]
    return [
        replace(p.line, part=p.first + 1 if p.first == p.last else 0)
        for p in _ordered(placed, 0, len(gutters))
    ]


@dataclass(frozen=True)
class _Placed:
    """A fragment, and the first and the last column that it stands in, counting from 0."""

    line: PageLine
    first: int
    last: int


def _columns_of(fragment: PageLine, gutters: Sequence[float]) -> tuple[int, int]:
    first = bisect_right(gutters, fragment.left)
    return first, max(first, bisect_left(gutters, fragment.right))


def _ordered(placed: Sequence[_Placed], first: int, last: int) -> list[_Placed]:
    """What stands in these columns, in reading order.

    It is cut at the gutter that the fewest fragments stand across, and these cut it from side to side:
    a headline over two of three columns does not part the third one.
    """
    if first == last:
        return sorted(placed, key=lambda p: (-p.line.middle, p.line.left))
    across = [[p for p in placed if p.first <= column < p.last] for column in range(first, last)]
    fewest = min(across, key=len)
    column = first + across.index(fewest)
    ordered: list[_Placed] = []
    above = float("inf")
    for edge in [*sorted(fewest, key=lambda p: -p.line.middle), None]:
        middle = edge.line.middle if edge else float("-inf")
        band = [p for p in placed if middle < p.line.middle <= above and p not in fewest]
        ordered += _ordered([p for p in band if p.last <= column], first, column)
        ordered += _ordered([p for p in band if p.first > column], column + 1, last)
        ordered += [edge] if edge else []
        above = middle
    return ordered


def _is_above(heading: _Placed, placed: Sequence[_Placed]) -> bool:
    """Whether it stands over all other columns, as a short heading over the middle one does."""
    others = (p for p in placed if p.first == p.last != heading.first)
    return heading.first == heading.last and all(p.line.top <= heading.line.bottom for p in others)


def _many_gutters(fragments: Sequence[PageLine]) -> tuple[float, ...]:
    """Where the second and further columns begin, in points from the left; nothing without three."""
    if not fragments:
        return ()
    sheet_left, _, sheet_right, _ = fragments[0].sheet
    height = median(f.height for f in fragments)
    widest = _WIDER * median(f.right - f.left for f in fragments)
    columns: list[list[PageLine]] = []
    reach = float("-inf")
    for fragment in sorted(fragments, key=lambda f: f.left):
        if fragment.right - fragment.left > min(widest, _THIRD * (sheet_right - sheet_left)):
            continue
        if fragment.left - reach >= _GUTTER * height:
            columns.append([])
        columns[-1].append(fragment)
        reach = max(reach, fragment.right)
    are_text = all(len(column) >= _FEWEST and _is_text(column) for column in columns)
    if len(columns) < 3 or not are_text or not all(starmap(_are_beside, pairwise(columns))):
        return ()
    return tuple(min(f.left for f in column) for column in columns[1:])


def _are_beside(left: Sequence[PageLine], right: Sequence[PageLine]) -> bool:
    """Whether lines of both stand at the same heights."""
    beside = sum(any(abs(a.middle - b.middle) < a.height for b in right) for a in left)
    return beside >= max(_FEWEST, len(left) // 2)


def _one_gutter(fragments: Sequence[PageLine]) -> tuple[float, ...]:
    """Where the right column of two begins; nothing where there is none."""
    sheet_left, _, sheet_right, _ = fragments[0].sheet if fragments else (0, 0, 0, 0)
    middle = (sheet_left + sheet_right) / 2
    left = [f for f in fragments if f.right < middle + (sheet_right - middle) / 4]
    right = [f for f in fragments if f.left > middle - (middle - sheet_left) / 4]
    if min(len(left), len(right)) < _FEWEST or not (_is_text(left) and _is_text(right)):
        return ()
    height = median(f.height for f in fragments)
    begins, ends = min(f.left for f in right), max(f.right for f in left)
    is_apart = begins - ends >= _GUTTER * height
    return (begins,) if is_apart and _are_beside(left, right) else ()


def _is_text(lines: Sequence[PageLine]) -> bool:
    """Whether most lines fill their column and have the length of running text."""
    width = max(f.right for f in lines) - min(f.left for f in lines)
    full = [
        f
        for f in lines
        if f.right - f.left >= _FULL_WIDTH * width and len(f.text) >= _FEWEST_CHARACTERS
    ]
    return len(full) >= _FULL_SHARE * len(lines)
