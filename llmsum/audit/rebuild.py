"""The briefing behind a Markdown page, rebuilt from the page and the sources read again.

What the page does not carry (roles other than deployment, the problems of rejected wordings) is
left empty: nothing that the page shows depends on it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from llmsum.audit.markdown import Page, Row, Text
from llmsum.audit.metadata import ABSENT, metadata, noted
from llmsum.audit.sources import Named, Reread, reread
from llmsum.audit.stated import Quote, Stated
from llmsum.compare.coverage import cells, silences
from llmsum.compare.stances import city_names
from llmsum.compare.targets import find_targets
from llmsum.records import (
    Analysis,
    Briefing,
    Commitment,
    Comparison,
    Firmness,
    Line,
    LineStatus,
    Sentence,
    Skipped,
    Source,
    Speech,
    Strength,
    Summary,
    ThemeComparison,
    Usage,
)
from llmsum.report.wording import FIRMNESS_NAMES, SIGNS, STRENGTH_NAMES, heard, say
from llmsum.vocabulary import THEME_NAMES, Lang, Theme

_SOURCE = re.compile(r"(?P<path>.+) \([^()]*SHA-256 (?P<sha256>[0-9a-f]+)[^()]*\)")


def rebuild(page: Page, roots: Sequence[Path]) -> tuple[Stated, list[Reread]]:
    """What the page states, and its sources as they are now, in the order of their numbers."""
    texts = sorted(page.texts, key=lambda text: text.number)
    counts = _sentence_counts(page)
    sources = [
        reread(_named(text, page.lang), roots).divided_into(counts.get(text.number, 0))
        for text in texts
    ]
    builder = _Builder(page)
    speeches = tuple(
        builder.analysis(index, text, source)
        for index, (text, source) in enumerate(zip(texts, sources, strict=True))
    )
    return Stated(builder.briefing(speeches), tuple(builder.quotes), builder.lines), sources


def _named(text: Text, lang: Lang) -> Named:
    row = text.facts.get(say("source", lang))
    match = _SOURCE.fullmatch(row.text) if row else None
    return Named(match["path"], match["sha256"]) if match else Named(row.text if row else "", "")


def _sentence_counts(page: Page) -> dict[int, int]:
    """Number of the text → number of its sentences, as the page tells them."""
    counts = {}
    for row in page.divided:
        head = heard("text", page.lang, row.cells[0].partition(say("colon", page.lang))[0])
        if head and head["number"].isdigit() and row.cells[1].isdigit():
            counts[int(head["number"])] = int(row.cells[1])
    return counts


class _Builder:
    """Turns rows into records, and keeps the line of each record by its JSON path."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lang = page.lang
        self.lines: dict[str, int] = {}
        self.quotes: list[Quote] = []
        self.themes: dict[str, Theme] = {n: t for t, n in THEME_NAMES[page.lang].items()}
        self.signs: dict[str, LineStatus] = {sign: status for status, sign in SIGNS.items()}

    def analysis(self, index: int, text: Text, source: Reread) -> Analysis:
        path = f"speeches[{index}]"
        self.lines[path] = text.heading
        names = ("source", "city", "speaker", "speaker_title", "date", "event")
        for name in names:
            if row := text.facts.get(say(name, self.lang)):
                self.lines[f"{path}.{name}"] = row.number
        return Analysis(
            source=_source(source),
            repairs=source.speech.repairs if source.speech else (),
            marks=source.speech.marks if source.speech else (),
            sentences=self._sentences(text, source.speech),
            summary=self._summary(path, text),
            commitments=self._commitments(path, text),
            unread=tuple(_first_word(row) for row in text.unread),
            **metadata(text, source.speech, self.lang).model_dump(),
        )

    def _sentences(self, text: Text, speech: Speech | None) -> tuple[Sentence, ...]:
        themes: dict[str, list[Theme]] = {}
        for row in text.deployments:
            name, _, ids = row.text.partition(say("colon", self.lang))
            for i in ids.split() if name in self.themes else ():
                themes.setdefault(i, []).append(self.themes[name])
        sentences = (
            speech.sentences if speech else noted(self.page.footnotes, text.number, self.lang)
        )
        return tuple(
            s.model_copy(update={"role": "deployment", "themes": tuple(themes[s.id])})
            if s.id in themes
            else s
            for s in sentences
        )

    def _line(self, path: str, row: Row, number: int | None) -> Line:
        self.lines[path] = row.number
        evidence = tuple(_evidence(label, number) for label in row.labels)
        return Line(text=row.text, evidence=evidence, status=self.signs[row.sign])

    def _summary(self, path: str, text: Text) -> Summary | None:
        if not text.headline:
            return None
        points = (
            self._line(f"{path}.summary.points[{n}]", row, text.number)
            for n, row in enumerate(text.points)
        )
        headline = self._line(f"{path}.summary.headline", text.headline, text.number)
        return Summary(headline=headline, points=tuple(points))

    def _commitments(self, path: str, text: Text) -> tuple[Commitment, ...]:
        head = say("id", self.lang)
        rows = [row for row in text.commitments if len(row.cells) == 9 and row.cells[0] != head]
        rows.sort(key=lambda row: int(re.sub(r"\D", "", row.cells[0]) or 0))
        return tuple(
            self._commitment(f"{path}.commitments[{n}]", row, text.number)
            for n, row in enumerate(rows)
        )

    def _commitment(self, path: str, row: Row, number: int) -> Commitment:
        self.lines[path] = row.number
        i, action, actor, deadline, target, theme, strength, firmness, _ = row.cells
        quoted = [r for r in self.page.quantified[1:] if r.cells[1] == f"{number}-{i}"]
        for other in quoted:
            where = f"{path}.quote[{other.number}]"
            self.lines[where] = other.number
            evidence = tuple(_evidence(label, None) for label in other.labels)
            self.quotes.append(Quote(where, evidence, other.cells[2], whole=False))
        return Commitment(
            id=i,
            action=action,
            actor=_or_none(actor),
            deadline=_or_none(deadline),
            target=_or_none(target),
            theme=self.themes.get(theme, "other"),
            strength=_key(STRENGTH_NAMES[self.lang], strength, "soft"),
            firmness=_key(FIRMNESS_NAMES[self.lang], firmness, "will"),
            evidence=tuple(_evidence(label, number) for label in row.labels),
            quote="，".join(_clauses(quoted)),
            status=self.signs[row.sign],
        )

    def _comparison(self, speeches: Sequence[Analysis]) -> Comparison:
        if self.page.name != "briefing":
            return Comparison(themes={})
        names = city_names(speeches, self.lang)
        themes = {
            theme: self._theme(theme, self.page.themes[name], names)
            for name, theme in self.themes.items()
            if name in self.page.themes
        }
        overview = (
            self._line(f"comparison.overview[{n}]", row, None)
            for n, row in enumerate(self.page.overview)
        )
        return Comparison(themes=themes, overview=tuple(overview))

    def _theme(
        self, theme: Theme, blocks: Mapping[str, Sequence[Row]], names: Sequence[str]
    ) -> ThemeComparison:
        path = f"comparison.themes.{theme}"
        cities: dict[str, Line | None] = dict.fromkeys(names)
        for row in blocks.get("stances", ()):
            city, _, said = row.text.removeprefix("**").partition("**" + say("colon", self.lang))
            if said:  # the silent cities stand in one row, without a bold name
                stance = Row(row.number, said, row.sign, row.labels)
                cities[city] = self._line(f"{path}.cities.{city}", stance, None)
        shared, differences = (
            tuple(
                self._line(f"{path}.{block}[{n}]", row, None)
                for n, row in enumerate(blocks.get(block, ()))
            )
            for block in ("shared", "differences")
        )
        return ThemeComparison(cities=cities, shared=shared, differences=differences)

    def briefing(self, speeches: tuple[Analysis, ...]) -> Briefing:
        for row in self.page.footnotes:
            path = f"footnotes.{row.cells[0]}"
            self.lines[path] = row.number
            self.quotes.append(Quote(path, (_evidence(row.cells[0], None),), row.text, whole=True))
        about = [row.text for row in self.page.about]
        made = _heard_in(about, "made_with", self.lang)
        comparison = self._comparison(speeches)
        names = city_names(speeches, self.lang)
        if comparison.themes:
            derived = {
                "silence": silences(speeches, names, cells(speeches, names, comparison.themes)),
                "targets": find_targets(speeches, names),
            }
            comparison = comparison.model_copy(update=derived)
        return Briefing(
            llmsum_version=made.get("version", ""),
            created=made.get("created", ""),
            model=_after(about, say("model", self.lang) + say("colon", self.lang)) or "",
            language=self.lang,
            prompts={
                row.cells[0]: row.cells[1] for row in self.page.prompts if "." in row.cells[0]
            },
            speeches=speeches,
            skipped=tuple(self._skipped(row) for row in self.page.skipped),
            comparison=comparison,
            usage=self._usage(about),
        )

    def _skipped(self, row: Row) -> Skipped:
        path, _, reason = row.text.partition(say("colon", self.lang))
        return Skipped(path=path, reason=reason)

    def _usage(self, about: Sequence[str]) -> Usage:
        colon = say("colon", self.lang)
        words = _after(about, say("usage_label", self.lang) + colon) or ""
        said = heard("usage", self.lang, words) or {}
        cost = _after(about, say("cost", self.lang) + colon)
        numbers = {k: v.replace(",", "") for k, v in said.items() if re.fullmatch(r"[\d,.]+", v)}
        return Usage.model_validate({**numbers, "cost": cost})


def _clauses(quantified: Sequence[Row]) -> list[str]:
    """The clauses of a commitment by the rows of their amounts, as often as they stand in it."""
    first: dict[str, str] = {}
    for row in quantified:
        first.setdefault(row.cells[2], row.cells[3])
    of_first = Counter(row.cells[2] for row in quantified if row.cells[3] == first[row.cells[2]])
    times = {c: max(1, rows // max(1, c.count(first[c]))) for c, rows in of_first.items()}
    return [clause for clause in first for _ in range(times[clause])]


def _source(source: Reread) -> Source:
    named = {"path": source.named.path, "sha256": source.named.sha256}
    if source.speech:
        return source.speech.source.model_copy(update=named)
    return Source(**named, format="", encoding="")


def _evidence(label: str, number: int | None) -> str:
    """A footnote label as an evidence id of the speech, or of the comparison where it is None."""
    source, _, sentence = label.partition("-")
    return sentence if source == str(number) else f"{source}#{sentence}"


def _first_word(row: Row) -> str:
    return row.text.partition(" ")[0]


def _or_none(cell: str) -> str | None:
    return None if cell == ABSENT else cell


def _key(names: Mapping[Firmness, str] | Mapping[Strength, str], name: str, default: str) -> Any:
    return next((key for key, value in names.items() if value == name), default)


def _heard_in(rows: Iterable[str], phrase: str, lang: Lang) -> dict[str, str]:
    return next(filter(None, (heard(phrase, lang, row) for row in rows)), {})


def _after(rows: Iterable[str], opening: str) -> str | None:
    return next((row.removeprefix(opening) for row in rows if row.startswith(opening)), None)
