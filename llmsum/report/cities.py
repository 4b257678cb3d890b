"""Speeches grouped under their cities."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from llmsum.compare.coverage import by_city
from llmsum.compare.stances import city_names
from llmsum.records import Analysis
from llmsum.vocabulary import Lang

_DATE = re.compile(r"(?P<year>\d{4})(?:\D{0,3}(?P<month>\d{1,2})(?:\D{0,3}(?P<day>\d{1,2}))?)?")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


@dataclass(frozen=True)
class Text:
    """A speech with the number that it is cited by, counting from 1 in the order of the briefing."""

    number: int
    speech: Analysis


@dataclass(frozen=True)
class City:
    """A city as the report names it, and its speeches. Speeches whose city is not known stand alone."""

    name: str
    texts: tuple[Text, ...]


def group_by_city(speeches: Sequence[Analysis], lang: Lang) -> tuple[City, ...]:
    """The cities in the order of their first speech; within a city by date, else by path."""
    groups = by_city(speeches, city_names(speeches, lang))
    return tuple(City(name, _in_order([Text(*t) for t in texts])) for name, texts in groups.items())


def calendar_date(text: str | None) -> tuple[int, int, int] | None:
    """Year, month and day of the first date in the text, 0 for what it leaves out; None without a year.

    >>> calendar_date("二〇二二年2月22日"), calendar_date("2020-05"), calendar_date("明年")
    ((2022, 2, 22), (2020, 5, 0), None)
    """
    folded = unicodedata.normalize("NFKC", text or "").translate(_DIGITS)
    match = _DATE.search(folded)
    if not match:
        return None
    return int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)


def day(text: str | None) -> date | None:
    """The first date in the text, the first of what it leaves out; None without a year or such a day.

    >>> day("2020年5月"), day("2021年2月30日"), day(None)
    (datetime.date(2020, 5, 1), None, None)
    """
    found = calendar_date(text)
    if not found:
        return None
    try:
        return date(found[0], found[1] or 1, found[2] or 1)
    except ValueError:
        return None


def _in_order(texts: list[Text]) -> tuple[Text, ...]:
    dates = {text.number: calendar_date(text.speech.date) for text in texts}
    if None in dates.values():
        return tuple(sorted(texts, key=lambda text: text.speech.source.path))
    return tuple(
        sorted(texts, key=lambda text: (dates[text.number] or (), text.speech.source.path))
    )
