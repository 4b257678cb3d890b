"""Markdown: the text as its reader sees it, every piece of markup taken out by an edit of kind `markdown`.

Own rules, since parsers of Markdown keep lines and no character offsets. What is ambiguous stays: stars
hide names in scraped speeches (`**市长`), so they count as bold type only in pairs that cannot be masks.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from llmsum.text.edits import Edit
from llmsum.text.formats.document import Parsed, Raw
from llmsum.text.formats.plain import parse_plain

_KIND = "markdown"
_UNITS = frozenset("省市州盟县区旗镇乡村")
"""What stands after the stars that hide a name."""
_PAUSES = frozenset("、，,；;：:")
_FENCE = re.compile(
    r"^ {0,3}(?P<mark>`{3,}|~{3,})[^\n]*\n(?:.*?)(?:^ {0,3}(?P=mark)[^\n]*$|\Z)", re.M | re.S
)
_FENCE_LINE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^\n]*\n?", re.M)
_DELETED = re.compile(
    r"<!--(?:(?!<!--).)*?-->"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S+[^\n]*\n?"  # where a link leads
    r"|^[ \t]*\[toc\][ \t\r]*$"
    r"|^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t\r]*$"  # a rule
    r"|(?:(?<=\S\n)|(?<=\S\r\n))(?:={2,}|-{2,})[ \t\r]*$"  # under a heading
    r"|^[ \t]*(?:>[ \t]?)+"
    r"|!\[[^\]\n]*\](?:\([^()\n]*\)|\[[^\]\n]*\])"  # a picture
    r"|\[\^[^\]\s]+\](?!:)"  # the mark of a note
    r"|</?(?:a|b|blockquote|center|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|span|strong|su[bp]|summary|table|tbody|t[dhr]|thead|u|ul)\b[^<>\n]*>",
    re.M | re.S | re.I,
)
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<words>[^\n]*?)(?:[ \t]+#+)?[ \t\r]*$", re.M)
_REPLACED = re.compile(
    r"^\[\^(?P<note>[^\]\s]+)\]:[ \t]*|(?P<bullet>^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)"
    r"|(?P<line><br\s*/?>)|\\(?P<escaped>[\\`*_{}\[\]()#+.!|>~-])|(?P<entity>&(?:amp|lt|gt|quot|nbsp|#\d{1,6}|#x[\da-fA-F]{1,5});)",
    re.M,
)
_LINK = re.compile(r"(?<![!\\])\[(?P<text>[^\[\]\n]+)\](?P<target>\([^()\n]*\)|\[[^\]\n]*\])")
_CODE = re.compile(r"(?<![`\\])(`{1,2})(?!`)(?P<code>[^`\n]+)\1(?!`)")
_STARS = re.compile(
    r"(?<![*\\])(?P<stars>\*{1,3})(?=[^\s*])(?P<inner>[^*\n]{1,300})(?<=[^\s*])(?P=stars)(?!\*)"
)
_UNDER_HEAD = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*$", re.M)
_CELL_EDGE = re.compile(r"^[ \t]*\|[ \t]*|[ \t]*(?<!\\)\|[ \t\r]*$|[ \t]*(?<!\\)\|[ \t]*")


def parse_markdown(raw: Raw) -> Parsed:
    """The decoded text with its markup taken out; front matter as in plain text. Raises as `parse_plain` does."""
    (document,) = parse_plain(raw).documents
    start = document.edits[-1].end if document.edits else 0
    edits = (*document.edits, *find_markup(document.text, start))
    return Parsed((replace(document, edits=edits),))


def find_markup(text: str, start: int = 0) -> tuple[Edit, ...]:
    """The edits that take Markdown's markup out of a text from `start` on; in order, without overlaps.

    >>> from llmsum.text.edits import apply_edits
    >>> text = "## 一、**抓项目**\\n- 见[方案](a.html)；\\n**市长到**县。"
    >>> apply_edits(text, find_markup(text))
    '一、抓项目\\n●见方案；\\n**市长到**县。'
    """
    found: list[Edit] = []
    at = start
    for fence in _FENCE.finditer(text, start):
        found += _edits(text, at, fence.start())
        lines = _FENCE_LINE.finditer(text, *fence.span())
        found += [Edit(_KIND, *line.span(), "") for line in lines]
        at = fence.end()
    found += _edits(text, at, len(text))
    return tuple(_apart(sorted(found, key=lambda edit: (edit.start, -edit.end))))


def _apart(edits: list[Edit]) -> Iterator[Edit]:
    """Without those that begin inside an earlier one."""
    end = -1
    for edit in edits:
        if edit.start >= end:
            yield edit
            end = edit.end


def _edits(text: str, start: int, stop: int) -> Iterator[Edit]:
    for match in _DELETED.finditer(text, start, stop):
        yield Edit(_KIND, *match.span(), "")
    for match in _REPLACED.finditer(text, start, stop):
        yield Edit(_KIND, *match.span(), _instead(match))
    for match in _HEADING.finditer(text, start, stop):
        yield Edit(_KIND, match.start(), match.start("words"), "")
        yield Edit(_KIND, match.end("words"), match.end(), "")
    for match in _LINK.finditer(text, start, stop):
        yield Edit(_KIND, match.start(), match.start("text"), "")
        yield Edit(_KIND, match.end("text"), match.end(), "")
    for match in _CODE.finditer(text, start, stop):
        yield Edit(_KIND, match.start(), match.start("code"), "")
        yield Edit(_KIND, match.end("code"), match.end(), "")
    for match in _STARS.finditer(text, start, stop):
        if _is_type(text, match):
            yield Edit(_KIND, match.start(), match.start("inner"), "")
            yield Edit(_KIND, match.end("inner"), match.end(), "")
    yield from _tables(text, start, stop)


def _instead(match: re.Match[str]) -> str:
    if match["note"]:
        return f"注{match['note']}："
    if match["entity"]:
        return html.unescape(match["entity"])
    return "●" if match["bullet"] else "\n" if match["line"] else match["escaped"]


def _is_type(text: str, match: re.Match[str]) -> bool:
    """Whether a pair of stars is for italic or bold type, and hides nothing."""
    inner, before = match["inner"], text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    if not before.isalnum() and not after.isalnum():
        return len(match["stars"]) > 1 or inner[0] not in _UNITS
    if (before + inner[0] + inner[-1] + after).isdecimal():
        return False  # 3*4*5
    return not ({inner[0], after} & _UNITS or {inner[0], inner[-1]} & _PAUSES)


def _tables(text: str, start: int, stop: int) -> Iterator[Edit]:
    """Rows with tabs between their cells; the row of dashes under the head goes."""
    for dashes in _UNDER_HEAD.finditer(text, start, stop):
        head = text.rfind("\n", 0, max(dashes.start() - 1, 0)) + 1
        if "|" not in dashes[0] or head < start or "|" not in text[head : dashes.start()]:
            continue
        yield Edit(_KIND, dashes.start() - 1, dashes.end(), "")
        yield from _row(text, head, dashes.start() - 1)
        at = dashes.end() + 1
        while at < stop:
            end = text.find("\n", at, stop)
            end = end if end >= 0 else stop
            if "|" not in text[at:end]:
                break
            yield from _row(text, at, end)
            at = end + 1


def _row(text: str, start: int, end: int) -> Iterator[Edit]:
    for edge in _CELL_EDGE.finditer(text[start:end]):
        inside = edge.start() > 0 and edge.end() < end - start
        yield Edit(_KIND, start + edge.start(), start + edge.end(), "\t" if inside else "")
