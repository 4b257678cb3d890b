"""Pages set in two or three columns: found by the gutters between full lines, and read column by column.

PDFium gives text in the order in which it was set, and some programs set a page row by row, across
the columns. A table has gutters too, but its cells seldom fill their column.
"""

from collections.abc import Sequence
from dataclasses import replace
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


def in_columns(fragments: Sequence[PageLine]) -> list[PageLine] | None:
    """The fragments of a page in reading order, each with its `part`; None without columns.

    `part` counts the columns from 1, and is 0 for what stands across some; that ends the columns above.
    """
    gutters = _two_gutters(fragments) or _one_gutter(fragments)
    if not gutters:
        return None
    parts = [replace(f, part=_part(f, gutters)) for f in fragments]
    if len(gutters) > 1:
        parts = [replace(f, part=0) if _is_above(f, parts) else f for f in parts]
    across = sorted((f for f in parts if f.part == 0), key=lambda f: -f.middle)
    ordered: list[PageLine] = []
    edges = [f.middle for f in across] + [float("-inf")]
    above = float("inf")
    for number, edge in enumerate(edges):
        band = [f for f in parts if f.part and edge < f.middle <= above]
        ordered += sorted(band, key=lambda f: (f.part, -f.middle, f.left))
        ordered += across[number : number + 1]
        above = edge
    return ordered


def _part(fragment: PageLine, gutters: Sequence[float]) -> int:
    """The number of the column that holds the whole fragment, 0 for none."""
    edges = pairwise((float("-inf"), *gutters, float("inf")))
    within = (start <= fragment.left and fragment.right <= end for start, end in edges)
    return next((part for part, is_within in enumerate(within, start=1) if is_within), 0)


def _is_above(fragment: PageLine, parts: Sequence[PageLine]) -> bool:
    """Whether it stands over all other columns, as a short heading over the middle one does."""
    return all(f.top <= fragment.bottom for f in parts if f.part not in {0, fragment.part})


def _two_gutters(fragments: Sequence[PageLine]) -> tuple[float, ...]:
    """Where the second and the third column begin, in points from the left; nothing without three."""
    if not fragments:
        return ()
    sheet_left, _, sheet_right, _ = fragments[0].sheet
    height = median(f.height for f in fragments)
    columns: list[list[PageLine]] = []
    reach = float("-inf")
    for fragment in sorted(fragments, key=lambda f: f.left):
        if fragment.right - fragment.left > _THIRD * (sheet_right - sheet_left):
            continue
        if fragment.left - reach >= _GUTTER * height:
            columns.append([])
        columns[-1].append(fragment)
        reach = max(reach, fragment.right)
    are_text = all(len(column) >= _FEWEST and _is_text(column) for column in columns)
    if len(columns) != 3 or not are_text or not all(starmap(_are_beside, pairwise(columns))):
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
