"""What cities deploy on a theme, told by the theme's own words: named by all, or by one alone. No model.

A word that only one city names stands in no sentence of any other city, whatever that sentence is about.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmsum.compare.coverage import by_city, longest_words
from llmsum.records import Analysis, Line
from llmsum.tasks.salience import facts
from llmsum.verify import clauses, shortened
from llmsum.vocabulary import Lang, Theme, theme_words

SHORTEST_WORD = 3
"""Characters: 项目 or 投资 is said by everybody and tells nothing."""

MOST_SHARED = 2
MOST_ALONE = 3

LONGEST_CLAUSE = 50
"""Characters of the clause that shows what a city says with the word."""

_FRAMES: dict[Lang, dict[str, str]] = {
    "zh": {"all": "{}的部署都提到{}", "alone": "只有{}提到{}", "between": "、"},
    "en": {"all": "{} all deploy on {}", "alone": "Only {} names {}", "between": ", "},
}


@dataclass(frozen=True)
class _Naming:
    """Where a city names a word: the sentence by its comparison id, and its clause with the word."""

    evidence: str
    clause: str


@dataclass(frozen=True)
class _City:
    """`named`: each of the theme's words in a deployment of the city; `text`: all that the city says."""

    name: str
    named: Mapping[str, _Naming]
    text: str


def word_contrasts(
    theme: Theme, analyses: Sequence[Analysis], names: Sequence[str], lang: Lang
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What all cities that speak on the theme name, and what one of them names alone.

    In Chinese each word stands with a clause of the city's own that has it; English lines quote
    the word only.
    """
    cities = _cities(theme, analyses, names)
    speaking = [city for city in cities if city.named]
    if len(speaking) < 2:
        return (), ()
    said_by = Counter(w for w in _words(theme) for city in cities if w in city.text)
    everywhere = [w for w in speaking[0].named if all(w in city.named for city in speaking)]
    shared = [_shared(word, speaking, lang) for word in _longest(everywhere, MOST_SHARED)]
    differences = [
        _alone(city, words, lang)
        for city in speaking
        if (words := _longest([w for w in city.named if said_by[w] == 1], MOST_ALONE))
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
        words = longest_words([w for w in _words(theme) if any(w in said for _, said in deployed)])
        named = {word: _most_telling(word, deployed) for word in words}
        cities.append(_City(name, named, text))
    return cities


def _most_telling(word: str, deployed: Sequence[tuple[str, str]]) -> _Naming:
    """Of all sentences that have the word the one whose clause with it tells most; the first of equals."""
    namings = [_Naming(i, _clause(word, said)) for i, said in deployed if word in said]
    return max(namings, key=lambda naming: facts(naming.clause))


def _clause(word: str, sentence: str) -> str:
    """The clause around the word, "" where it says no more than the word or would lose it in a cut."""
    spans = [span for span in clauses(sentence) if word in sentence[slice(*span)]]
    clause = shortened(sentence[slice(*spans[0])], LONGEST_CLAUSE) if spans else ""
    return clause if word in clause and len(clause) > len(word) + 2 else ""


def _longest(words: Sequence[str], most: int) -> list[str]:
    return sorted(words, key=len, reverse=True)[:most]


def _shared(word: str, cities: Sequence[_City], lang: Lang) -> Line:
    names = [_with_clause(city.name, city.named[word].clause, lang) for city in cities]
    return _line("all", names, [f"“{word}”"], [city.named[word] for city in cities], lang)


def _alone(city: _City, words: Sequence[str], lang: Lang) -> Line:
    by_clause: dict[str, list[str]] = {}
    for word in words:
        by_clause.setdefault(city.named[word].clause, []).append(f"“{word}”")
    between = _FRAMES[lang]["between"]
    told = [_with_clause(between.join(same), clause, lang) for clause, same in by_clause.items()]
    return _line("alone", [city.name], told, [city.named[word] for word in words], lang)


def _with_clause(words: str, clause: str, lang: Lang) -> str:
    return f"{words}（{clause}）" if clause and lang == "zh" else words


def _line(
    frame: str, names: Sequence[str], words: Sequence[str], cited: Sequence[_Naming], lang: Lang
) -> Line:
    between = _FRAMES[lang]["between"]
    text = _FRAMES[lang][frame].format(between.join(names), between.join(words))
    evidence = dict.fromkeys(naming.evidence for naming in cited)
    return Line(text=text, evidence=tuple(evidence), status="verified")
