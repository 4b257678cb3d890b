"""Lines of pages: which are running heads and page numbers, and which go on in the next line."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, quantiles

from llmsum.text.edits import Edit

_HEAD, _FOOT = 0.085, 0.12
"""Of the page's height, from its top and from its bottom: where running heads stand. The text of
Word's pages begins below the first; page numbers of official documents (GB/T 9704) stand in the second."""
_REPEATED = 0.3
"""Share of the pages on which a running head stands; heads of odd and even pages differ."""
_NUMBER = re.compile(
    r"[\W_]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[\W_]*|[\W_]*[ivxlIVXL]{1,6}[\W_]*"
    r"|第\s*[一二三四五六七八九十百]{1,4}\s*页(?:\s*共\s*[一二三四五六七八九十百]{1,4}\s*页)?"
)
_DIGITS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十百]+(?=页)")
_STARTS = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条篇部分]|[●•■◆▲○◇★※➢✓·]"
)
_ENDS = tuple("。！？；：!?;…”）】》")
_FULL, _ALMOST_FULL = 1.6, 6.0
"""In ems: how far a line that goes on may end before the margin; a number or a word is not broken,
so that a line that does not end a sentence may end farther before it."""
_INDENT = 1.2
"""In ems: a line that begins so far from the margin begins a paragraph; Chinese ones begin at 2."""
_WIDER = 1.6
"""Times the left margin: the right one is not wider, so that short lines alone make no column."""
_SPACED = 1.3
"""Times the usual distance of lines: what stands farther apart is apart."""


Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left."""


@dataclass(frozen=True)
class PageLine:
    """A line of a page and its box, in points; `sheet` is the page's box.

    `part` is 0 on a page in one column, else the column's number, counting from 1 at the left.
    """

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float
    sheet: Box
    part: int = 0

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def is_left_of(self, other: "PageLine") -> bool:
        """Whether both stand at one height and the other one follows."""
        near = abs(self.middle - other.middle) < 0.4 * min(self.height, other.height)
        return near and other.left >= self.right - 0.2 * self.height

    def joined_with(self, other: "PageLine", between: str) -> "PageLine":
        return replace(
            self,
            text=self.text + between + other.text,
            right=other.right,
            bottom=min(self.bottom, other.bottom),
            top=max(self.top, other.top),
        )

    def margin(self) -> str:
        """`head` or `foot` when it stands in a margin of the page, else nothing."""
        _, bottom, _, top = self.sheet
        place = (self.middle - bottom) / (top - bottom)
        return "head" if place > 1 - _HEAD else "foot" if place < _FOOT else ""


@dataclass(frozen=True)
class _Column:
    """Where the text of a document stands: its margins, size and line distance, in points."""

    left: float
    right: float
    em: float
    leading: float


def page_edits(lines: Sequence[PageLine]) -> tuple[Edit, ...]:
    """The edits that make a speech of the lines, which stand in the text with a line end between.

    Kinds: `page-furniture` (running heads and page numbers dropped), `line-wrap` (a line end
    inside a paragraph), `radical` (a radical that stands for a character, as some fonts say).
    """
    heads = find_running_heads(lines)
    kept = [i for i in range(len(lines)) if i not in heads]
    columns = {
        part: _column([lines[i] for i in kept if lines[i].part == part])
        for part in {line.part for line in lines}
    }
    following = dict(pairwise(kept))
    edits: list[Edit] = []
    at = 0
    for i, line in enumerate(lines):
        end = at + len(line.text)
        if i in heads:
            after = end + (i + 1 < len(lines))
            if edits and edits[-1].kind == "page-furniture" and edits[-1].end == at:
                edits[-1] = Edit("page-furniture", edits[-1].start, after, "")
            else:
                edits.append(Edit("page-furniture", at, after, ""))
        else:
            edits += _radicals(line.text, at)
            if i in following and goes_on(line, lines[following[i]], columns):
                edits.append(Edit("line-wrap", end, end + 1, _glue(line, lines[following[i]])))
        at = end + 1
    return tuple(edits)


def find_running_heads(lines: Sequence[PageLine]) -> frozenset[int]:
    """The numbers of the lines in a margin that are a page number, or stand on other pages too."""
    pages: dict[tuple[str, str], set[int]] = defaultdict(set)
    keys: dict[int, tuple[str, str]] = {}
    for i, line in enumerate(lines):
        if margin := line.margin():
            keys[i] = margin, _DIGITS.sub("#", "".join(line.text.split()))
            pages[keys[i]].add(line.page)
    count = len({line.page for line in lines})
    return frozenset(
        i
        for i, key in keys.items()
        if _NUMBER.fullmatch(lines[i].text) or len(pages[key]) >= max(2, _REPEATED * count)
    )


def goes_on(line: PageLine, following: PageLine, columns: Mapping[int, _Column | None]) -> bool:
    """Whether a line's paragraph goes on in the following one, which may stand in the next column."""
    column, into = columns[line.part], columns[following.part]
    if not column or not into or (line.part == 0) != (following.part == 0):
        return False
    ends = line.text.endswith(_ENDS)
    missing = (column.right - line.right) / column.em
    if missing > (_FULL if ends else _ALMOST_FULL):
        return False
    if following.left > into.left + _INDENT * into.em:
        return False
    if abs(line.height - following.height) > 0.25 * column.em:
        return False
    is_below = (line.page, line.part) == (following.page, following.part)
    if is_below and line.middle - following.middle > _SPACED * column.leading:
        return False
    return not (ends and _STARTS.match(following.text)) and "\t" not in line.text + following.text


def _column(lines: Sequence[PageLine]) -> _Column | None:
    """The margins, but for the few lines that stand outside them."""
    if len(lines) < 2:
        return None
    em = median(line.height for line in lines)
    steps = [
        a.middle - b.middle
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < a.middle - b.middle < 4 * em
    ]
    left, *_ = quantiles([line.left for line in lines], n=20, method="inclusive")
    *_, right = quantiles([line.right for line in lines], n=20, method="inclusive")
    sheet_left, _, sheet_right, _ = lines[0].sheet
    if lines[0].part == 0:
        right = max(right, sheet_right - _WIDER * (left - sheet_left))
    return _Column(
        left=left,
        right=right,
        em=em,
        leading=median(steps) if steps else 2 * em,
    )


def _glue(line: PageLine, following: PageLine) -> str:
    """A space between words of an alphabet, nothing in Chinese."""
    before, after = line.text[-1], following.text[0]
    return " " if before.isascii() and after.isascii() and (before + after).isalnum() else ""


def _radicals(text: str, at: int) -> list[Edit]:
    return [
        Edit("radical", at + i, at + i + 1, unicodedata.normalize("NFKC", character))
        for i, character in enumerate(text)
        if "\u2f00" <= character <= "\u2fd5"
    ]
