"""What the report counts and lists by code: the matrix, the targets, the repairs, the doubts."""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from operator import itemgetter

from llmsum.compare.coverage import Cell, cell
from llmsum.compare.days import day
from llmsum.compare.targets import measure
from llmsum.records import (
    Analysis,
    Briefing,
    Commitment,
    Comparison,
    Line,
    LineStatus,
    Mention,
    QuantifiedTarget,
    Repair,
    Silence,
)
from llmsum.report.cities import City, Text
from llmsum.report.wording import say
from llmsum.verify.dates.due import due
from llmsum.vocabulary import COMPARED_THEMES, THEME_NAMES, THEMES, Lang, Theme

_QUOTE = re.compile("“[^”]*”")
_EXAMPLES = 3


@dataclass(frozen=True)
class MatrixRow:
    theme: Theme
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Profile:
    """What one city commits itself to, counted: sentences, then commitments by what they state."""

    city: str
    deployed: int
    committed: int
    hard_ones: int
    named_body: int
    named_day: int
    named_number: int
    firmest: int

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers in the order of `PROFILE_COLUMNS`."""
        return tuple(getattr(self, name) for name in PROFILE_COLUMNS)


PROFILE_COLUMNS = tuple(field.name for field in fields(Profile) if field.name != "city")
"""The counts of a profile, which are also the phrases that head their columns."""


@dataclass(frozen=True)
class Target:
    """A commitment with a number or a deadline, and where it stands."""

    city: str
    number: int
    commitment: Commitment


@dataclass(frozen=True)
class RepairKind:
    """How often one kind of repair was made to a speech, and its first examples."""

    kind: str
    count: int
    examples: tuple[Repair, ...]


@dataclass(frozen=True)
class Doubt:
    """A line that is not in the model's own words, or did not pass the check, and why."""

    place: str
    status: LineStatus
    text: str
    problems: tuple[str, ...]


def matrix(
    cities: Sequence[City], themes: Sequence[Theme] = COMPARED_THEMES
) -> tuple[MatrixRow, ...]:
    """One row for each theme, one cell for each city. A sentence counts under each of its themes."""
    return tuple(
        MatrixRow(theme, tuple(cell(theme, [t.speech for t in city.texts]) for city in cities))
        for theme in themes
    )


def by_measure(
    targets: Sequence[QuantifiedTarget],
) -> tuple[tuple[QuantifiedTarget, ...], tuple[QuantifiedTarget, ...]]:
    """The comparable ones, those of one measure side by side, and the others in their order."""
    alike: dict[Hashable, list[QuantifiedTarget]] = {}
    for target in targets:
        if target.comparable:
            alike.setdefault(measure(target), []).append(target)
    alone = tuple(target for target in targets if not target.comparable)
    return tuple(target for same in alike.values() for target in same), alone


def silences_by_theme(silences: Sequence[Silence]) -> dict[Theme, tuple[Silence, ...]]:
    """The silent cities of each theme that has some."""
    themes = dict.fromkeys(silence.theme for silence in silences)
    return {theme: tuple(s for s in silences if s.theme == theme) for theme in themes}


def mentions_by_words(mentions: Sequence[Mention]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The words that sentences have, each with the sentences that have just these."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for mention in mentions:
        found[mention.words] = (*found.get(mention.words, ()), mention.evidence)
    return found


def deployments_by_theme(speech: Analysis) -> dict[Theme, tuple[str, ...]]:
    """The ids of the sentences that the matrix counts, under each of their themes."""
    ids = {
        theme: tuple(s.id for s in speech.sentences if s.role == "deployment" and theme in s.themes)
        for theme in THEMES
    }
    return {theme: found for theme, found in ids.items() if found}


def profile(cities: Sequence[City], quantified: Collection[str]) -> tuple[Profile, ...]:
    """How much each city commits itself to, and how precisely. `quantified`: ids such as `2-C7`."""
    return tuple(_profile(city, quantified) for city in cities)


def _profile(city: City, quantified: Collection[str]) -> Profile:
    committed = [*_committed(city)]
    commitments = [commitment for _, commitment in committed]
    return Profile(
        city=city.name,
        deployed=sum(s.role == "deployment" for text in city.texts for s in text.speech.sentences),
        committed=len(commitments),
        hard_ones=sum(c.strength == "hard" for c in commitments),
        named_body=sum(c.actor is not None for c in commitments),
        named_day=sum(c.deadline is not None for c in commitments),
        named_number=sum(_key(text, c) in quantified for text, c in committed),
        firmest=sum(c.firmness == "ensure" for c in commitments),
    )


def _committed(city: City) -> Iterator[tuple[Text, Commitment]]:
    for text in city.texts:
        for commitment in text.speech.commitments:
            yield text, commitment


def _key(text: Text, commitment: Commitment) -> str:
    return f"{text.number}-{commitment.id}"


def soft_goals(cities: Sequence[City], quantified: Collection[str]) -> int:
    """How many commitments state a target that `targets` leaves out."""
    found = [(text, c) for city in cities for text, c in _committed(city)]
    return sum(c.target is not None and not _tells(text, c, quantified) for text, c in found)


def _tells(text: Text, commitment: Commitment, quantified: Collection[str]) -> bool:
    """Whether somebody could check it later: a day, a number, or a named thing that is a target."""
    named = commitment.strength == "hard" and commitment.target
    return bool(commitment.deadline or named or _key(text, commitment) in quantified)


def targets(cities: Sequence[City], quantified: Collection[str]) -> tuple[Target, ...]:
    """Commitments with a deadline or a number, and hard ones with a target.

    By city, then by the day due, those without one last. `quantified`: ids such as `2-C7`.
    """
    return tuple(
        target
        for city in cities
        for _, target in sorted(
            (
                (_due(commitment, text.speech), Target(city.name, text.number, commitment))
                for text, commitment in _committed(city)
                if _tells(text, commitment, quantified)
            ),
            key=itemgetter(0),
        )
    )


def _due(commitment: Commitment, speech: Analysis) -> date:
    return due(commitment.deadline or "", day(speech.date)) or date.max


def hard_first(commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Hard commitments before soft ones, each in the order of the speech."""
    return tuple(sorted(commitments, key=lambda commitment: commitment.strength != "hard"))


def left_in_chinese(commitments: Sequence[Commitment], lang: Lang) -> tuple[Commitment, ...]:
    """The commitments of an English page that nobody translated; of a Chinese page none.

    What the gate refused stands in quotation marks too, with another status.
    """
    return tuple(
        c
        for c in commitments
        if lang == "en" and c.status == "verified" and _QUOTE.fullmatch(c.action)
    )


def repair_kinds(repairs: Sequence[Repair]) -> tuple[RepairKind, ...]:
    """The repairs of a speech by kind, the most frequent kind first."""
    counts = Counter(repair.kind for repair in repairs)
    return tuple(
        RepairKind(kind, count, tuple(r for r in repairs if r.kind == kind)[:_EXAMPLES])
        for kind, count in counts.most_common()
    )


def comparison_doubts(comparison: Comparison, lang: Lang) -> Iterator[Doubt]:
    """The lines of the comparison that are extractive or unverified, in the order of the page."""
    yield from _doubtful(say("overview", lang), comparison.overview)
    for theme, compared in comparison.themes.items():
        name = THEME_NAMES[lang][theme]
        yield from _doubtful(f"{name} · {say('shared', lang)}", compared.shared)
        yield from _doubtful(f"{name} · {say('differences', lang)}", compared.differences)
        for city, stance in compared.cities.items():
            yield from _doubtful(f"{name} · {city}", (stance,) if stance else ())


def summary_doubts(speeches: Sequence[Analysis], lang: Lang) -> Iterator[Doubt]:
    """The lines of the summaries that are extractive or unverified."""
    for number, speech in enumerate(speeches, start=1):
        if speech.summary:
            place = f"{say('text', lang, number=number)} · {say('summary', lang)}"
            yield from _doubtful(place, (speech.summary.headline, *speech.summary.points))


def commitment_doubts(speeches: Sequence[Analysis], lang: Lang) -> Iterator[Doubt]:
    """The commitments that are extractive or unverified."""
    for number, speech in enumerate(speeches, start=1):
        for c in speech.commitments:
            if c.status != "verified":
                place = f"{say('text', lang, number=number)} · {c.id}"
                yield Doubt(place, c.status, c.action, c.problems)


def all_doubts(briefing: Briefing) -> Iterator[Doubt]:
    """The doubtful lines of every part."""
    yield from comparison_doubts(briefing.comparison, briefing.language)
    yield from summary_doubts(briefing.speeches, briefing.language)
    yield from commitment_doubts(briefing.speeches, briefing.language)


def _doubtful(place: str, lines: Sequence[Line]) -> Iterator[Doubt]:
    for line in lines:
        if line.status != "verified":
            yield Doubt(place, line.status, line.text, line.problems)
