"""Saved web pages: every visible line, and which of them are the speech."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from llmsum.errors import DamagedSource, OversizedSource, ParserMissing
from llmsum.text.edits import Edit
from llmsum.text.encoding import decode_page
from llmsum.text.formats.document import Document, Parsed, Raw, check_length
from llmsum.text.formats.furniture import drop_furniture
from llmsum.text.formats.html_head import find_told
from llmsum.text.formats.html_lines import Line, visible_lines
from llmsum.text.published import find_published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_CHARACTERS = 5_000_000
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_SECTION = re.compile(r"<(/?)section\b", re.IGNORECASE)
"""An element that readability does not know, and phone pages are made of."""
_FIRST = 5
"""Lines of the article among which one may tell the day of publication."""
_NOT_SPACE = re.compile(r"\S+")
_FAR = 20_000
"""How far, in characters, the next piece of the article may be from the last one."""


def parse_html(raw: Raw) -> Parsed:
    """The page's visible text; what is not the article is cut out by edits of kind `furniture`.

    The article is found by readability; everything between its first and its last line is kept,
    lists and tables too, except lines that are furniture by their words.
    Raises ParserMissing, UnknownEncoding, OversizedSource or DamagedSource.
    """
    decoded = decode_page(raw.data, raw.where, raw.encoding)
    check_length(len(decoded.text), raw.where, _MOST_CHARACTERS)
    markup = _DECLARATION.sub("", decoded.text, count=1)
    tree = _parse(markup, raw.where)
    title = " ".join((tree.findtext(".//title") or "").split())
    lines = visible_lines(tree)
    told = find_told(tree, [line.text for line in lines])
    kept = drop_furniture(lines, _article(lines, markup), title or told.title or "")
    text = "\n".join(line.text for line in lines)
    edits = _edits(lines, kept)
    if told.published is None and (day := find_published(_above(lines, kept))):
        told = replace(told, published=day, published_place="page")
    document = Document(text, decoded.encoding, edits, told=told, broken_at=decoded.broken_at)
    return Parsed((document,))


def _above(lines: list[Line], kept: frozenset[int]) -> list[str]:
    """The visible lines down to the first ones of the article: where a page tells its day."""
    return [line.text for line in lines[: sorted(kept)[:_FIRST][-1] + 1]] if kept else []


def _parse(markup: str, where: str) -> "HtmlElement":
    try:
        from lxml import etree, html  # noqa: PLC0415
    except ImportError as error:
        raise ParserMissing(
            f'{where} is a web page, and reading it needs: pip install "llmsum[html]".'
        ) from error
    parser = html.HTMLParser()
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise DamagedSource(f"{where} is no web page: {error}. Save the page again.") from error
    for entry in parser.error_log:
        # The parser stops at its limits and would keep what came before in silence.
        if entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise OversizedSource(
                f"{where}, line {entry.line}: the page is nested too deep or a piece of it is too long "
                f"({entry.message.split(',')[0]}). Save its text as a .txt file."
            )
    return tree


def _article(lines: list[Line], markup: str) -> range:
    """The lines from the first to the last that readability takes for the article; all, if it takes none."""
    from lxml import html  # noqa: PLC0415
    from readability import Document as Readability  # noqa: PLC0415
    from readability.readability import Unparseable  # noqa: PLC0415

    try:
        known = _SECTION.sub(r"<\1div", markup)
        article = html.document_fromstring(Readability(known).summary() or "<p/>")
    except Unparseable:
        return range(len(lines))
    pieces = [_compact(line.text) for line in visible_lines(article)]
    page = "".join(_compact(line.text) for line in lines)
    span = _find_span(page, [piece for piece in pieces if piece])
    if span is None:
        return range(len(lines))
    inside, at = [], 0
    for number, line in enumerate(lines):
        end = at + len(_compact(line.text))
        if at < span[1] and end > span[0] and end > at:
            inside.append(number)
        at = end
    return range(inside[0], inside[-1] + 1)


def _find_span(page: str, pieces: list[str]) -> tuple[int, int] | None:
    """Where the pieces stand in the page, from the first to the last, looked for outwards from the longest."""
    if not pieces:
        return None
    anchor = max(range(len(pieces)), key=lambda i: len(pieces[i]))
    start = page.find(pieces[anchor])
    if start < 0:
        return None
    end = start + len(pieces[anchor])
    for piece in reversed(pieces[:anchor]):
        found = page.rfind(piece, max(0, start - _FAR), start)
        start = found if found >= 0 else start
    for piece in pieces[anchor + 1 :]:
        found = page.find(piece, end, end + _FAR)
        end = found + len(piece) if found >= 0 else end
    return start, end


def _compact(text: str) -> str:
    return "".join(_NOT_SPACE.findall(text))


def _edits(lines: list[Line], kept: frozenset[int]) -> tuple[Edit, ...]:
    """One deletion for each run of lines that are not kept, line ends included."""
    edits: list[Edit] = []
    at = 0
    for number, line in enumerate(lines):
        end = at + len(line.text) + (number + 1 < len(lines))
        if number not in kept:
            if edits and edits[-1].end == at:
                edits[-1] = Edit("furniture", edits[-1].start, end, "")
            else:
                edits.append(Edit("furniture", at, end, ""))
        at = end
    return tuple(edits)
