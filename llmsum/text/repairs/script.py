"""Traditional characters to Simplified ones, by OpenCC's `tw2s` and `hk2s`; and full-width letters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import compress, count, repeat, zip_longest
from operator import ne
from typing import TYPE_CHECKING

from llmsum.text.edits import Change, Edit
from llmsum.text.pattern import later

if TYPE_CHECKING:
    from opencc import OpenCC

_UNFIT, _FIT = later("[\0\ud800-\udfff]"), later("[^\0\ud800-\udfff]+")
"""OpenCC stops at a NUL and refuses a lone surrogate, so it is never given one."""
_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ][０-９Ａ-Ｚａ-ｚ]*")  # [...]+, many times as fast
_WIDE = 0xFEE0
"""How far the full-width forms are from ASCII."""
_SURE_LEAD = 3
"""A line of a Simplified text is Traditional only with so many Traditional characters to spare:
names keep variant characters (陈昇, 吴堃)."""
_SHORT = 100_000
"""Characters up to which looking each up takes less time than compiling the pattern that is faster."""
_HONG_KONG = "敍枱粧糭苧衞衹哩坏沈甦覆"
"""What `hk2s` may still change after `tw2s`, besides characters of Traditional Chinese alone: single
characters, and those that its phrases turn on."""


@cache
def script_of(character: str) -> int:
    """1 for a Traditional character, -1 for a Simplified one, 0 for what both scripts share.

    GB 2312 is the standard set of Simplified Chinese, Big5 of Traditional.

    >>> script_of("產"), script_of("产"), script_of("人"), script_of("ǎ")
    (1, -1, 0, 0)
    """
    return (character in _characters("big5")) - (character in _characters("gb2312"))


@cache
def _characters(charset: str) -> frozenset[str]:
    """The Chinese characters of a standard in which they have two bytes each."""
    all_characters = "".join(map(chr, range(0x3400, 0xA000)))
    return frozenset(all_characters.encode(charset, "ignore").decode(charset))


@cache
def _alone(script: int) -> frozenset[str]:
    """The characters of Traditional Chinese alone (1), or of Simplified (-1)."""
    either = ("gb2312", "big5") if script < 0 else ("big5", "gb2312")
    own, other = map(_characters, either)
    return own - other


@cache
def _characters_of(script: int, others: str = "") -> re.Pattern[str]:
    """The characters of a script alone, and others, as a pattern of one; it takes 10 ms to compile."""
    return re.compile(f"[{''.join(_alone(script))}{others}]")


def _count(script: int, text: str) -> int:
    return len(_characters_of(script).findall(text))


def traditional_parts(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what is in Traditional characters, in whole lines.

    A line is Traditional when it has at least as many Traditional characters as Simplified ones; in
    a text that is Simplified as a whole, `_SURE_LEAD` more.
    """
    if len(text) < _SHORT and _alone(1).isdisjoint(text):
        return
    if not _characters_of(1).search(text):
        return
    script, offsets = _rarer_script(text)
    at = 0
    for start, end in _lines_of(text, offsets) if offsets else ():
        lead = _count(1, text[start:end]) - _count(-1, text[start:end])
        if script > 0 and lead >= _SURE_LEAD:
            yield start, end
        elif script < 0 and lead < 0:
            yield at, start
            at = end
    if script < 0:
        yield at, len(text)


def _rarer_script(text: str) -> tuple[int, list[int]]:
    """1 for a text with as many characters of Simplified Chinese alone as of Traditional, or more; else
    -1. And the offsets of those of the script that it has fewer of."""
    own: list[int] = []
    other: list[int] = []
    both = (_characters_of(script).finditer(text) for script in (1, -1))
    for traditional, simplified_one in zip_longest(*both):
        if traditional is None:
            break
        if simplified_one is None:
            return -1, other
        own.append(traditional.start())
        other.append(simplified_one.start())
    return 1, own


def _lines_of(text: str, offsets: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Start and end of the lines on which the offsets are, which stand in order; each line once."""
    lines = text if _is_fit(text) else _UNFIT.sub("\n", text)
    end = -1
    for offset in offsets:
        if offset > end:
            start = lines.rfind("\n", max(end, 0), offset) + 1
            end = lines.find("\n", offset)
            end = end if end >= 0 else len(lines)
            yield start, end


def _is_fit(text: str) -> bool:
    try:
        text.encode()  # several times as fast as a search
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def simplify(text: str) -> Change:
    """The text in Simplified characters, where it is in Traditional ones; see `find_traditional`."""
    pieces, at = [], 0
    for start, end in traditional_parts(text):
        pieces += [text[at:start], _converter().convert(text[start:end])]
        at = end
    return Change(text, "".join([*pieces, text[at:]]) if pieces else text, find_traditional)


def find_traditional(text: str) -> list[Edit]:
    """The characters to be changed so that a Traditional text becomes Simplified.

    A Simplified text is never converted: it would turn 显著 into 显着 and 陈昇 into 陈升. A
    Traditional line in it is, and a Simplified line in a Traditional text is not.

    >>> "".join(edit.after for edit in find_traditional("著力推動產業"))
    '着动产业'
    >>> find_traditional("取得显著成效,陈昇说。")
    []
    """
    edits = []
    for start, end in traditional_parts(text):
        before = text[start:end]
        edits += _changes(before, _converter().convert(before), start)
    return edits


def _changes(before: str, after: str, at: int) -> list[Edit]:
    """What differs between lines and their conversion; `at` is their offset in the text.

    >>> _changes("乾淨", "干净利落", 10)
    [Edit(kind='script', start=10, end=12, after='干净利落')]
    """
    if before == after:
        return []
    lines, new_lines = before.split("\n"), after.split("\n")
    if [*map(len, lines)] == [*map(len, new_lines)]:
        differs = [*map(ne, before, after)]
        starts = [*compress(count(at), differs)]
        ends = (start + 1 for start in starts)
        return [*map(Edit._make, zip(repeat("script"), starts, ends, compress(after, differs)))]
    if len(lines) > 1:
        edits = []
        for line, new_line in zip(lines, new_lines, strict=True):
            edits += _changes(line, new_line, at)
            at += len(line) + 1
        return edits
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        Edit("script", at + i, at + j, after[k:m]) for tag, i, j, k, m in blocks if tag != "equal"
    ]


def find_full_width(text: str) -> list[Edit]:
    """Full-width letters and digits, to be ASCII ones: numbers are then found whichever way they are written.

    >>> find_full_width("２０２３年ＡＩ")
    [Edit(kind='width', start=0, end=4, after='2023'), Edit(kind='width', start=5, end=7, after='AI')]
    """
    return [
        Edit("width", *match.span(), "".join(chr(ord(c) - _WIDE) for c in match[0]))
        for match in _FULL_WIDTH.finditer(text)
    ]


def to_simplified(text: str) -> str:
    """The text in Simplified characters, for looking up; what OpenCC refuses is left out.

    >>> to_simplified("產業\\0園區")
    '产业园区'
    """
    return _converter().convert(_UNFIT.sub("", text))


@cache
def simplified(character: str) -> str:
    """One character in its Simplified form.

    >>> simplified("區"), simplified("区")
    ('区', '区')
    """
    return to_simplified(character) if script_of(character) > 0 else character


@dataclass(frozen=True, slots=True)
class _Chain:
    """Taiwan's usage first, 著力 to 着力; then what Hong Kong alone writes so, 衞."""

    taiwan: "OpenCC"
    hong_kong: "OpenCC"

    def convert(self, text: str) -> str:
        if not _is_fit(text):
            return _FIT.sub(lambda fit: self.convert(fit[0]), text)
        converted: str = self.taiwan.convert(text)
        pieces, at = [], 0
        may_change = _characters_of(1, _HONG_KONG).finditer(converted)
        for start, end in _lines_of(converted, (match.start() for match in may_change)):
            pieces += [converted[at:start], self.hong_kong.convert(converted[start:end])]
            at = end
        return "".join([*pieces, converted[at:]]) if pieces else converted


@cache
def _converter() -> _Chain:
    # Loaded on first need: its dictionaries take a tenth of a second, and Simplified text needs none.
    from opencc import OpenCC  # noqa: PLC0415

    return _Chain(OpenCC("tw2s"), OpenCC("hk2s"))
