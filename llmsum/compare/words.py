"""What cities deploy on a theme, told by the theme's own words: named by many, or by one alone. No model.

A word that only one city names stands in no sentence of any other city, whatever that sentence is about.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmsum.compare.coverage import by_city, longest_words
from llmsum.evidence import among
from llmsum.records import Analysis, Line
from llmsum.tasks.salience import checkable
from llmsum.verify import balanced, clauses, shortened, strip_lead_in
from llmsum.vocabulary import Lang, Theme, theme_words

SHORTEST_WORD = 3
"""Characters: 项目 or 投资 is said by everybody and tells nothing."""

MOST_SHARED = 3
MOST_ALONE = 3
MOST_SHOWN = 4
"""Cities whose clause stands beside a shared word: of twenty the others are named only."""

LONGEST_CLAUSE = 50
"""Characters of the clause that shows what a city says with the word."""

_END = re.compile("[。！？；;]+”?$")

_FRAMES: dict[Lang, dict[str, str]] = {
    "zh": {"all": "{}的部署都提到{}", "alone": "只有{}提到{}", "between": "、"},
    "en": {"all": "Named by {}: {}", "alone": "Only {} names {}", "between": ", "},
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
    """What at least half of the cities that speak on the theme name, and what one of them names alone.

    In Chinese each word stands with a clause of the city's own that has it, in English with what it
    means.
    """
    cities = _cities(theme, analyses, names)
    speaking = [city for city in cities if city.named]
    if len(speaking) < 2:
        return (), ()
    said_by = Counter(w for w in _words(theme) for city in cities if w in city.text)
    shared = [_shared(*common, lang) for common in _common(speaking)[:MOST_SHARED]]
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
    return [w for w in theme_words()[theme] if len(w) >= SHORTEST_WORD and not w.startswith("各")]


def _cities(theme: Theme, analyses: Sequence[Analysis], names: Sequence[str]) -> list[_City]:
    cities = []
    for name, of_city in by_city(analyses, names).items():
        deployed = [
            (among(number, s.id), s.text)
            for number, a in of_city
            for s in a.sentences
            if theme in s.themes
        ]
        text = "\n".join(s.text for _, a in of_city for s in a.sentences)
        # The page tells actions, and what is counted from it again has to be the same.
        promised = "\n".join(c.action for _, a in of_city for c in a.commitments)
        words = longest_words([w for w in _words(theme) if any(w in said for _, said in deployed)])
        named = {word: _best_naming(word, deployed, promised) for word in words}
        cities.append(_City(name, named, text))
    return cities


def _best_naming(word: str, deployed: Sequence[tuple[str, str]], promised: str) -> _Naming:
    """Of all sentences that have the word the one whose clause with it tells most; the first of equals.

    A clause of a commitment tells more than any other.
    """
    namings = [_Naming(i, _clause(word, said)) for i, said in deployed if word in said]
    return max(
        namings, key=lambda n: (bool(n.clause) and n.clause in promised, checkable(n.clause))
    )


def _clause(word: str, sentence: str) -> str:
    """The clause around the word, "" where it says no more than the word or would lose it in a cut."""
    spans = [span for span in clauses(sentence) if word in sentence[slice(*span)]]
    clause = strip_lead_in(sentence[slice(*spans[0])]) if spans else ""
    clause = shortened(balanced(_END.sub("", clause)), LONGEST_CLAUSE)
    return clause if word in clause and len(clause) > len(word) + 2 else ""


def _common(cities: Sequence[_City]) -> list[tuple[str, list[_City]]]:
    """The words that half of the cities name, two at least: those of most cities first, then long ones."""
    words = dict.fromkeys(word for city in cities for word in city.named)
    naming = [(word, [city for city in cities if word in city.named]) for word in words]
    common = [(word, by) for word, by in naming if len(by) >= max(2, len(cities) / 2)]
    return sorted(common, key=lambda each: (-len(each[1]), -len(each[0])))


def _longest(words: Sequence[str], most: int) -> list[str]:
    return sorted(words, key=len, reverse=True)[:most]


def _shared(word: str, cities: Sequence[_City], lang: Lang) -> Line:
    names = [
        _with_clause(city.name, city.named[word].clause if place < MOST_SHOWN else "", lang)
        for place, city in enumerate(cities)
    ]
    return _line("all", names, [_quoted(word, lang)], [city.named[word] for city in cities], lang)


def _alone(city: _City, words: Sequence[str], lang: Lang) -> Line:
    by_clause: dict[str, list[str]] = {}
    for word in words:
        by_clause.setdefault(city.named[word].clause, []).append(_quoted(word, lang))
    between = _FRAMES[lang]["between"]
    told = [_with_clause(between.join(same), clause, lang) for clause, same in by_clause.items()]
    return _line("alone", [city.name], told, [city.named[word] for word in words], lang)


def _quoted(word: str, lang: Lang) -> str:
    if lang == "en":
        from llmsum.tasks.english.gloss import word_in_english  # noqa: PLC0415 (start-up time)

        if english := word_in_english(word):
            return f"“{word}” ({english})"
    return f"“{word}”"


def _with_clause(words: str, clause: str, lang: Lang) -> str:
    return f"{words}（{clause}）" if clause and lang == "zh" else words


def _line(
    frame: str, names: Sequence[str], words: Sequence[str], cited: Sequence[_Naming], lang: Lang
) -> Line:
    between = _FRAMES[lang]["between"]
    text = _FRAMES[lang][frame].format(between.join(names), between.join(words))
    evidence = dict.fromkeys(naming.evidence for naming in cited)
    return Line(text=text, evidence=tuple(evidence), status="verified")
