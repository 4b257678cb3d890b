"""What a finished page says of a speech besides its lines: its metadata, and sentences it quotes."""

from collections.abc import Iterable
from typing import Any

from llmsum.audit.markdown import Row, Text
from llmsum.records import Metadata, Origin, Sentence, Speech
from llmsum.report.wording import heard, say
from llmsum.vocabulary import Lang

ABSENT = "—"
_NAMES = ("city", "speaker", "speaker_title", "date", "event", "published")


def metadata(text: Text, speech: Speech | None, lang: Lang) -> Metadata:
    """As the page says it; how the city is known the page tells by its wording."""
    absent = (ABSENT, say("not_stated", lang), None)
    rows = {name: text.facts.get(say(name, lang)) for name in _NAMES}
    said: dict[str, Any] = {
        name: row.text if row and row.text not in absent else None
        for name, row in rows.items()
        if name != "city"
    }
    said["origins"] = {
        name: Origin(by="model", evidence=tuple(label.rpartition("-")[2] for label in row.labels))
        for name, row in rows.items()
        if row and row.labels
    }
    row = text.facts.get(say("city", lang))
    city = row.text if row else say("city_unknown", lang)
    if given := heard("city_given", lang, city):
        return Metadata(city=given["city"], city_status="given", **said)
    if city == say("city_masked", lang):
        hidden = speech.metadata.city if speech else None
        return Metadata(city=hidden, city_status="masked", **said)
    if city == say("city_unknown", lang):
        return Metadata(**said)
    return Metadata(city=city, city_status="stated", **said)


def noted(footnotes: Iterable[Row], number: int, lang: Lang) -> tuple[Sentence, ...]:
    """The sentences of a source that is gone, as far as the footnotes have them."""
    labelled = [(row.cells[0].partition("-"), row) for row in footnotes]
    return tuple(
        Sentence(
            id=i, start=0, end=len(row.text), text=row.text, paragraph=1, page=_page(row, lang)
        )
        for (source, _, i), row in labelled
        if source == str(number)
    )


def _page(footnote: Row, lang: Lang) -> int | None:
    """The page of the source that a footnote names, if it names one."""
    said = heard("page", lang, footnote.cells[1].rpartition(" · ")[2])
    return int(said["number"]) if said and said["number"].isdigit() else None
