"""Pages set in two columns: found by the gutter between full lines, and read column by column.

PDFium gives text in the order in which it was set, and some programs set a page row by row, across
both columns. A table has a gutter too, but its cells seldom fill their column.
"""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from llmsum.text.formats.pdf_lines import PageLine

_FEWEST = 6
"""Lines side by side that make columns."""
_FULL_WIDTH, _FULL_SHARE = 0.85, 0.6
"""A line is full from this share of its column's width; so many of the lines are, in running text."""
_FEWEST_CHARACTERS = 10
_GUTTER = 0.8
"""In line heights: the least distance between two columns."""


def in_columns(fragments: Sequence[PageLine]) -> list[PageLine] | None:
    """The fragments of a page in reading order, each with its `part`; None without two columns.

    `part` is 1 and 2 for the columns, and 0 for what stands across both; that ends the columns above.
    """
    gutter = _gutter(fragments)
    if gutter is None:
        return None
    parts = [replace(f, part=_part(f, gutter)) for f in fragments]
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


def _part(fragment: PageLine, gutter: float) -> int:
    return 1 if fragment.right <= gutter else 2 if fragment.left >= gutter else 0


def _gutter(fragments: Sequence[PageLine]) -> float | None:
    """Where the right column begins, in points from the left; None where there is none."""
    sheet_left, _, sheet_right, _ = fragments[0].sheet if fragments else (0, 0, 0, 0)
    middle = (sheet_left + sheet_right) / 2
    left = [f for f in fragments if f.right < middle + (sheet_right - middle) / 4]
    right = [f for f in fragments if f.left > middle - (middle - sheet_left) / 4]
    if min(len(left), len(right)) < _FEWEST or not (_is_text(left) and _is_text(right)):
        return None
    height = median(f.height for f in fragments)
    begins, ends = min(f.left for f in right), max(f.right for f in left)
    beside = sum(any(abs(a.middle - b.middle) < a.height for b in right) for a in left)
    is_apart = begins - ends >= _GUTTER * height
    return begins if is_apart and beside >= max(_FEWEST, len(left) // 2) else None


def _is_text(lines: Sequence[PageLine]) -> bool:
    """Whether most lines fill their column and have the length of running text."""
    width = max(f.right for f in lines) - min(f.left for f in lines)
    full = [
        f
        for f in lines
        if f.right - f.left >= _FULL_WIDTH * width and len(f.text) >= _FEWEST_CHARACTERS
    ]
    return len(full) >= _FULL_SHARE * len(lines)
