"""What each city has on each theme, counted: deployments, commitments, and where it is silent. No model."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from llmsum.compare.days import calendar_date
from llmsum.evidence import among
from llmsum.records import Analysis, Mention, Silence
from llmsum.vocabulary import COMPARED_THEMES, Theme, theme_words


@dataclass(frozen=True)
class Cell:
    """What one city says on one theme, in sentences and commitments.

    `unread` is True where a sentence of the city was left unread, so that silence is not certain.
    """

    deployments: int
    commitments: int
    hard: int
    unread: bool

    @property
    def silent(self) -> bool:
        """Whether the city has nothing on the theme."""
        return not (self.deployments or self.commitments)


def cell(theme: Theme, speeches: Sequence[Analysis]) -> Cell:
    """The theme in all speeches of one city. A sentence counts under each of its themes."""
    commitments = [c for speech in speeches for c in speech.commitments if c.theme == theme]
    deployments = sum(
        sentence.role == "deployment" and theme in sentence.themes
        for speech in speeches
        for sentence in speech.sentences
    )
    hard = sum(c.strength == "hard" for c in commitments)
    return Cell(deployments, len(commitments), hard, any(speech.unread for speech in speeches))


def cells(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    compared: Collection[Theme] = COMPARED_THEMES,
) -> dict[Theme, dict[str, Cell]]:
    """Theme → city → cell for the themes compared, in their order. `names` has a city for each analysis."""
    speeches = by_city(analyses, names)
    return {
        theme: {city: cell(theme, [a for _, a in of_city]) for city, of_city in speeches.items()}
        for theme in COMPARED_THEMES
        if theme in compared
    }


def silences(
    analyses: Sequence[Analysis],
    names: Sequence[str],
    counted: Mapping[Theme, Mapping[str, Cell]],
) -> tuple[Silence, ...]:
    """Each empty cell with the words searched for, and the sentences that have some of them."""
    speeches = by_city(analyses, names)
    return tuple(
        Silence(
            city=city,
            theme=theme,
            words=theme_words()[theme],
            mentions=_mentions(theme, speeches[city]),
            certain=not one.unread,
        )
        for theme, row in counted.items()
        for city, one in row.items()
        if one.silent
    )


def by_city(
    analyses: Sequence[Analysis], names: Sequence[str]
) -> dict[str, list[tuple[int, Analysis]]]:
    """The speeches of each city with their numbers, counting from 1; by date, else by path."""
    speeches: dict[str, list[tuple[int, Analysis]]] = {}
    for number, (analysis, name) in enumerate(zip(analyses, names, strict=True), start=1):
        speeches.setdefault(name, []).append((number, analysis))
    return {name: _in_order(of_city) for name, of_city in speeches.items()}


def _in_order(of_city: list[tuple[int, Analysis]]) -> list[tuple[int, Analysis]]:
    if len(of_city) == 1:
        return of_city
    dates = {number: calendar_date(speech.date) for number, speech in of_city}
    by_path = sorted(of_city, key=lambda each: each[1].source.path)
    known = None not in dates.values()
    return sorted(by_path, key=lambda each: dates[each[0]] or ()) if known else by_path


def longest_words(words: Sequence[str]) -> tuple[str, ...]:
    """Without words that only stand inside a longer one.

    >>> longest_words(["产业", "主导产业", "投资"])
    ('主导产业', '投资')
    """
    return tuple(w for w in words if not any(w != other and w in other for other in words))


def _mentions(theme: Theme, speeches: Sequence[tuple[int, Analysis]]) -> tuple[Mention, ...]:
    found = [
        (among(number, sentence.id), [w for w in theme_words()[theme] if w in sentence.text])
        for number, speech in speeches
        for sentence in speech.sentences
    ]
    return tuple(Mention(evidence=i, words=longest_words(words)) for i, words in found if words)
