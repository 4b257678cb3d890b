"""Speeches grouped under their cities."""

from collections.abc import Sequence
from dataclasses import dataclass

from llmsum.compare.coverage import by_city
from llmsum.compare.stances import city_names
from llmsum.records import Analysis
from llmsum.vocabulary import Lang


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
    return tuple(City(name, tuple(Text(*t) for t in texts)) for name, texts in groups.items())
