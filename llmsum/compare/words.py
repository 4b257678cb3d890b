"""What cities deploy on a theme, told by the theme's own words: named by all, or by one alone. No model.

A word that only one city names stands in no sentence of any other city, whatever that sentence is about.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmsum.compare.coverage import by_city, longest_words
from llmsum.records import Analysis, Line
from llmsum.vocabulary import Lang, Theme, theme_words

SHORTEST_WORD = 3
"""Characters: 项目 or 投资 is said by everybody and tells nothing."""

MOST_WORDS = 5

_FRAMES: dict[Lang, dict[str, str]] = {
    "zh": {"all": "{}的部署都提到{}", "alone": "只有{}提到{}", "between": "、"},
    "en": {"all": "{} all deploy on {}", "alone": "Only {} names {}", "between": ", "},
}


@dataclass(frozen=True)
class _City:
    """`named`: word of the theme → the first deployment that has it; `text`: all that the city says."""

    name: str
    named: Mapping[str, str]
    text: str


def word_contrasts(
    theme: Theme, analyses: Sequence[Analysis], names: Sequence[str], lang: Lang
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What all cities that speak on the theme name, and what one of them names alone."""
    cities = _cities(theme, analyses, names)
    speaking = [city for city in cities if city.named]
    if len(speaking) < 2:
        return (), ()
    said_by = Counter(w for w in _words(theme) for city in cities if w in city.text)
    everywhere = [w for w in speaking[0].named if all(w in city.named for city in speaking)]
    shared = _line("all", [c.name for c in speaking], everywhere, speaking, lang)
    differences = [
        line
        for city in speaking
        for line in _line(
            "alone", [city.name], [w for w in city.named if said_by[w] == 1], [city], lang
        )
    ]
    return tuple(shared), tuple(differences)


def is_word_contrast(text: str, lang: Lang) -> bool:
    """Whether the line is one that `word_contrasts` writes, so that it can be counted again.

    >>> is_word_contrast("只有周口提到“港口”", "zh"), is_word_contrast("周口建港口", "zh")
    (True, False)
    """
    frames = (re.escape(_FRAMES[lang][name]).replace(r"\{\}", ".+") for name in ("all", "alone"))
    return any(re.fullmatch(frame, text) for frame in frames)


def _words(theme: Theme) -> list[str]:
    return [word for word in theme_words()[theme] if len(word) >= SHORTEST_WORD]


def _cities(theme: Theme, analyses: Sequence[Analysis], names: Sequence[str]) -> list[_City]:
    cities = []
    for name, of_city in by_city(analyses, names).items():
        deployed = [
            (f"{number}#{s.id}", s.text)
            for number, a in of_city
            for s in a.sentences
            if theme in s.themes
        ]
        text = "\n".join(s.text for _, a in of_city for s in a.sentences)
        named = {w: i for w in _words(theme) for i, said in reversed(deployed) if w in said}
        cities.append(_City(name, {w: named[w] for w in longest_words(list(named))}, text))
    return cities


def _line(
    frame: str, names: Sequence[str], words: Sequence[str], cities: Sequence[_City], lang: Lang
) -> list[Line]:
    """The line as a list, empty when there is no word to tell."""
    told = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    if not told:
        return []
    between = _FRAMES[lang]["between"]
    text = _FRAMES[lang][frame].format(between.join(names), between.join(f"“{w}”" for w in told))
    evidence = dict.fromkeys(city.named[word] for city in cities for word in told)
    return [Line(text=text, evidence=tuple(evidence), status="verified")]
