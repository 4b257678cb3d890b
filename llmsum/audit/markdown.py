"""A finished Markdown page read back: what it states, line by line.

The page is read by the headings and phrases that llmsum itself writes; a line that fits none of
them is left to `page.py`, which finds every line that llmsum would not have written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from llmsum.report.escape import unescape_markdown
from llmsum.report.page import PageName
from llmsum.report.wording import heard, say
from llmsum.vocabulary import Lang

_LABEL = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_LINE = re.compile(r"(?P<text>.*?)(?P<sign>[†‡]?)(?P<refs>(?:(?<!\\)\[\^[^\]\s]+\] ?)*)")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]: \*\*(?P<head>.+?)\*\* (?P<text>.*)")
_BOLD = re.compile(r"\*\*(?P<name>.+?)\*\*(?P<rest>.*)")


@dataclass(frozen=True)
class Row:
    """A line of the page at `number`, counting from 1: its kind's cells or its text, unescaped.

    `labels` are the footnotes behind it, `sign` the mark of its status.
    """

    number: int
    text: str
    sign: str = ""
    labels: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass
class Text:
    """The part of the page about one speech."""

    number: int
    heading: int
    facts: dict[str, Row] = field(default_factory=dict)
    headline: Row | None = None
    points: list[Row] = field(default_factory=list)
    commitments: list[Row] = field(default_factory=list)
    deployments: list[Row] = field(default_factory=list)
    unread: list[Row] = field(default_factory=list)


@dataclass
class Page:
    """A page taken apart. `themes`: theme's name → heading (shared, differences, stances) → lines."""

    name: PageName
    lang: Lang
    overview: list[Row] = field(default_factory=list)
    themes: dict[str, dict[str, list[Row]]] = field(default_factory=dict)
    quantified: list[Row] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    about: list[Row] = field(default_factory=list)
    prompts: list[Row] = field(default_factory=list)
    divided: list[Row] = field(default_factory=list)
    doubts: list[Row] = field(default_factory=list)
    skipped: list[Row] = field(default_factory=list)
    footnotes: list[Row] = field(default_factory=list)


def take_apart(markdown: str) -> Page | None:
    """The page's parts; None when it does not open with a title of llmsum's."""
    lines = markdown.splitlines()
    first = next((line for line in lines if line.strip()), "")
    for name in get_args(PageName):
        for lang in get_args(Lang):
            if first == f"# {say(f'{name}_title', lang)}":
                page = Page(name, lang)
                _Reader(page).read(lines)
                return page
    return None


class _Reader:
    """Goes down the page with the headings above the line in mind."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.section = self.theme = self.block = ""

    def read(self, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines, start=1):
            if match := _FOOTNOTE.fullmatch(line):
                cells = (match["label"], unescape_markdown(match["head"]))
                text = unescape_markdown(match["text"])
                self.page.footnotes.append(Row(number, text, cells=cells))
            elif line.startswith("#"):
                self._heading(number, unescape_markdown(line.lstrip("#").strip()))
            elif line.startswith(("- ", "**", "<summary>", "| ")) or self.block == "doubts":
                self._content(number, line)
            else:
                self._sentence(line)

    def _heading(self, number: int, title: str) -> None:
        lang = self.page.lang
        head, _, _ = title.partition(say("colon", lang))
        text = heard("text", lang, head)
        sections = (
            "overview",
            "profile",
            "matrix",
            "silence",
            "comparison",
            "quantified",
            "targets",
            "about",
        )
        section = next((s for s in (*sections, "by_city") if title == say(s, lang)), None)
        self.block = ""
        if text and text["number"].isdigit() and self.section not in sections:
            self.page.texts.append(Text(int(text["number"]), number))
        elif section:
            self.section = section
        elif self.section == "comparison":
            self.theme = title
            self.page.themes[title] = {}

    def _sentence(self, line: str) -> None:
        """A line of running text: in the notes it opens a list, in the comparison it names silent themes."""
        lang = self.page.lang
        for phrase in ("skipped", "doubts"):
            if self.section == "about" and heard(phrase, lang, line):
                self.block = phrase
        silent, colon, themes = line.partition(say("colon", lang))
        if self.section == "comparison" and colon and silent == say("all_silent", lang):
            for theme in themes.split(say("comma", lang)):
                self.page.themes[theme] = {}

    def _content(self, number: int, line: str) -> None:
        if line.startswith("| "):
            self._table_row(number, line)
        elif line.startswith("<summary>"):
            words = line.removeprefix("<summary>").removesuffix("</summary>")
            kinds = ("repairs", "marks", "labelled", "unread")
            self.block = next((k for k in kinds if heard(k, self.page.lang, words)), "")
        elif self.section == "about":
            self._about(number, line)
        elif self.section == "overview":
            self.page.overview.append(_row(number, line.removeprefix("- ")))
        elif self.section == "comparison":
            self._of_theme(number, line)
        elif self.page.texts:
            self._of_text(number, line, self.page.texts[-1])

    def _about(self, number: int, line: str) -> None:
        rows = {"doubts": self.page.doubts, "skipped": self.page.skipped}.get(
            self.block, self.page.about
        )
        if line.startswith("- "):
            rows.append(Row(number, unescape_markdown(line.removeprefix("- "))))

    def _of_theme(self, number: int, line: str) -> None:
        lang = self.page.lang
        if not self.theme:
            return
        for block in ("shared", "differences", "stances"):
            if line == f"**{say(block, lang)}**":
                self.block = block
                self.page.themes[self.theme][block] = []
                return
        rows = self.page.themes[self.theme].get(self.block)
        if rows is not None and line.startswith("- "):
            rows.append(_row(number, line.removeprefix("- ")))

    def _of_text(self, number: int, line: str, text: Text) -> None:
        lang = self.page.lang
        colon = say("colon", lang)
        bold = _BOLD.fullmatch(line)
        if bold and bold["name"] == say("headline", lang):
            self.block = "points"
            text.headline = _row(number, bold["rest"].removeprefix(colon))
        elif bold and bold["name"] in (say("commitments", lang), say("summary", lang)):
            self.block = ""
        elif line.startswith("- ") and self.block == "points":
            text.points.append(_row(number, line.removeprefix("- ")))
        elif line.startswith("- ") and self.block in ("labelled", "unread"):
            rows = text.deployments if self.block == "labelled" else text.unread
            rows.append(Row(number, unescape_markdown(line.removeprefix("- ").replace("**", ""))))
        elif line.startswith("- ") and not self.block:
            name, _, value = line.removeprefix("- ").partition(colon)
            text.facts.setdefault(name, _row(number, value))

    def _table_row(self, number: int, line: str) -> None:
        written = [cell.strip() for cell in line.strip().strip("|").split("|")]
        labels = tuple(_LABEL.findall(written[-1]))
        signed = _row(number, written[2]) if self.section in ("quantified", "targets") else None
        action = _row(number, written[1]) if len(written) > 1 else None
        sign = signed.sign if signed else action.sign if action else ""
        cells = tuple(_row(number, cell).text for cell in written)
        row = Row(number, line, sign, labels, cells)
        if self.section == "about":
            (self.page.prompts if len(cells) == 2 else self.page.divided).append(row)
        elif self.section == "quantified":
            self.page.quantified.append(row)
        elif self.section not in ("profile", "matrix", "targets") and self.page.texts:
            self.page.texts[-1].commitments.append(row)


def _row(number: int, written: str) -> Row:
    match = _LINE.fullmatch(written)
    if not match:
        return Row(number, unescape_markdown(written))
    labels = tuple(_LABEL.findall(match["refs"]))
    return Row(number, unescape_markdown(match["text"].rstrip()), match["sign"], labels)
