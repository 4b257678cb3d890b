"""A parsed web page as lines of text, as a browser would break them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmsum.text.pattern import later

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
        "br",
        "caption",
    ]
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
        "audio",
        "video",
        "canvas",
        "map",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = later(r"[ \t\n\r\f]+")
_WIDE = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]"
_SOURCE_BREAK = later(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
"""A line break of the markup inside Chinese text, which has no space to give."""
_MOST_CELL = 60
"""Characters in a cell of a table that holds data; tables with more in a cell are layout."""


@dataclass(frozen=True)
class Line:
    """A line of the page. `linked`: how many of its characters are links; `is_hidden`: not displayed."""

    text: str
    linked: int = 0
    is_hidden: bool = False


def visible_lines(tree: "HtmlElement") -> list[Line]:
    """The lines of a page that are not blank, in order. A row of a data table is one line, cells apart by tabs."""
    writer = _Writer()
    unseen = cells = 0
    for event, element, is_data_cell in _walk(tree):
        tag = element.tag if isinstance(element.tag, str) else ""
        step = 1 if event == "start" else -1
        unseen += step * (tag in _UNSEEN)
        writer.links += step * (tag == "a")
        if _is_hidden(element):
            writer.end_line()
            writer.hidden += step
        if is_data_cell:
            cells += step
            writer.end_cell()
        elif not unseen and (tag in _BLOCKS or tag in _CELLS):
            if cells:
                writer.write(" ")
            else:
                writer.end_line()
        content = element.text if event == "start" else element.tail
        if content and not unseen and (event == "start" or element is not tree):
            writer.write(content)
    writer.end_line()
    return writer.lines


class _Writer:
    """Collects text until a line ends. `links` and `hidden` count the open elements that are such."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.links = self.hidden = 0
        self._pieces: list[str] = []
        self._linked = 0

    def write(self, text: str) -> None:
        self._pieces.append(text)
        if self.links:
            self._linked += len(text.strip())

    def end_cell(self) -> None:
        self._pieces.append("\v")

    def end_line(self) -> None:
        text = _SPACES.sub(" ", _SOURCE_BREAK.sub("", "".join(self._pieces)))
        cells = [cell.strip(" ") for cell in text.split("\v")]
        text = "\t".join(cell for cell in cells if cell)
        if text.strip():
            self.lines.append(Line(text, self._linked, bool(self.hidden)))
        self._pieces.clear()
        self._linked = 0


def _walk(tree: "HtmlElement") -> "list[tuple[str, _Element, bool]]":
    """Start and end of every element, and whether it is a cell of a data table; without recursion."""
    from lxml import etree  # noqa: PLC0415

    cells = {
        cell for table in tree.iter("table") if _is_data(table) for cell in table.iter("td", "th")
    }
    return [
        (event, element, element in cells)
        for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    ]


def _is_data(table: "_Element") -> bool:
    """Whether a table holds data: no table in it, no long cell, and more than one cell in a row."""
    if next(table.iter("table"), None) is not table or len(list(table.iter("table"))) > 1:
        return False
    cells = list(table.iter("td", "th"))
    return any(len(row) > 1 for row in table.iter("tr")) and all(
        sum(len(text.strip()) for text in cell.itertext(with_tail=False)) <= _MOST_CELL
        and len(list(cell.iter("a"))) == 0
        for cell in cells
    )


def _is_hidden(element: "_Element") -> bool:
    if not isinstance(element.tag, str):
        return False
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
