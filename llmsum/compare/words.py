"""What cities deploy on a theme, told by telling words: named by many, or by one alone. No model.

Telling are the theme's words that few work reports have (llmsum/word_shares.json), and what a city puts in
quotation marks in its own hard commitments: the names of its campaigns, reforms and lists. A word that
only one city names stands in no sentence of any other city, whatever that sentence is about.
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
from llmsum.verify.commitments.frames import is_frame
from llmsum.verify.lexicon import goals
from llmsum.vocabulary import TERM_OF_MANY, Lang, Theme, theme_words, word_shares

SHORTEST_WORD = 3
"""Characters: 项目 or 投资 is said by everybody and tells nothing."""

USUAL = 0.5
"""Share of work reports: a word that more of them have (项目建设, 制造业) tells nothing of a city."""

RARE = 0.2
"""That one city alone names a word is told where fewer work reports than this have it: the others may
just be shorter."""

_LOOSE = re.compile(
    "(?:充分|大力)?(?:发扬|弘扬|践行)|以|坚持|抢抓|围绕|努力|让|按照|聚焦|瞄准|紧扣|兜"
)
"""Openings of what is done with, by or for, and not what is done."""

MOST_SHARED = 3
MOST_ALONE = 3
"""Clauses of one city, each with the words that it alone names."""

MOST_SHOWN = 4
"""Cities whose clause stands beside a shared word: of twenty the others are named only."""

LONGEST_CLAUSE = 50
"""Characters of the clause that shows what a city says with the word."""

QUOTED_TERM = re.compile("“([^“”，,。；;：:！!]{3,14})”")
_SAYS_NOTHING = re.compile(
    "[一二三四五六七八九十两几\\d]+[大个项条张].{0,4}|.*(?:精神|作风|理念|意识)|[^\u4e00-\u9fff]*"
)
"""“四大行动”: which they are stands elsewhere."""

_END = re.compile("[。！？；;]+”?$")

_FRAMES: dict[Lang, dict[str, str]] = {
    "zh": {"all": "{1}，{2} 个城市的部署都提到：{0}", "alone": "只有{0}提到：{1}", "between": "；"},
    "en": {"all": "Named by {0}: {1}", "alone": "Only {0} names {1}", "between": ", "},
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
    theme: Theme,
    analyses: Sequence[Analysis],
    names: Sequence[str],
    lang: Lang,
    stances: Mapping[str, Line | None],
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What at least half of the cities that speak on the theme name, and what one of them names alone.

    In Chinese each word stands with a clause of the city's own that has it, unless its stance tells
    that clause, in English with what it means. `stances`: the city's line on the theme.
    """
    cities = _cities(theme, analyses, names)
    speaking = [city for city in cities if city.named]
    if len(speaking) < 2:
        return (), ()
    listed = {word for city in cities for word in city.named}
    said_by = Counter(word for word in listed for city in cities if _has(city.text, word))
    shared = [_shared(*common, lang) for common in _common(speaking)[:MOST_SHARED]]
    differences = [
        _alone(city, words, lang, said.text if (said := stances.get(city.name)) else "")
        for city in speaking
        if (words := _telling(city, [w for w in city.named if said_by[w] == 1 and _is_rare(w)]))
    ]
    return tuple(shared), tuple(differences)


def is_word_contrast(text: str, lang: Lang) -> bool:
    """Whether the line is one that `word_contrasts` writes, so that it can be counted again.

    >>> is_word_contrast("只有周口提到：“港口”", "zh"), is_word_contrast("周口建港口", "zh")
    (True, False)
    """
    return any(fits(_FRAMES[lang][name], text) for name in ("all", "alone"))


def fits(frame: str, text: str) -> bool:
    """Whether the text is the frame with something in each gap.

    >>> fits("只有{0}提到：{1}", "只有周口提到：“港口”"), fits("共 {} 项", "共 3 条")
    (True, False)
    """
    return bool(re.fullmatch(re.sub(r"\\{\d?\\}", ".+", re.escape(frame)), text))


def _words(theme: Theme) -> list[str]:
    return [
        word
        for word in theme_words()[theme]
        if len(word) >= SHORTEST_WORD
        and word_shares().get(word, 0) < USUAL
        and not word.startswith("各")
    ]


def _terms(theme: Theme, speech: Analysis) -> list[str]:
    """What hard commitments on the theme have in quotation marks, catchwords of everybody left out."""
    said = (
        c.action
        for c in speech.commitments
        if c.theme == theme and c.strength == "hard" and c.status != "unverified"
    )
    done = (text[slice(*span)] for text in said for span in clauses(text))
    terms = (t for clause in done if not _LOOSE.match(clause) for t in QUOTED_TERM.findall(clause))
    return [
        term
        for term in terms
        if not (
            _SAYS_NOTHING.fullmatch(term)
            or term in goals().catchwords
            or word_shares().get(term, 0) >= TERM_OF_MANY
        )
    ]


def _cities(theme: Theme, analyses: Sequence[Analysis], names: Sequence[str]) -> list[_City]:
    cities = []
    for name, of_city in by_city(analyses, names).items():
        deployed = [
            (among(number, s.id), s.text)
            for number, a in of_city
            for s in a.sentences
            if theme in s.themes and _commits(a, s.id)
        ]
        text = "\n".join(s.text for _, a in of_city for s in a.sentences)
        # The page tells actions, and what is counted from it again has to be the same.
        promised = "\n".join(
            c.action for _, a in of_city for c in a.commitments if c.status != "unverified"
        )
        terms = [term for _, a in of_city for term in _terms(theme, a)]
        listed = dict.fromkeys((*_words(theme), *terms))
        words = longest_words([w for w in listed if any(_has(said, w) for _, said in deployed)])
        named = {word: _best_naming(word, deployed, promised) for word in words}
        cities.append(_City(name, named, text))
    return cities


def _has(text: str, word: str) -> bool:
    """Whether the word stands in the text, and not only inside of another (产业生态化 is not 产业生态)."""
    return word in text and word in text.replace(f"{word}化", "")


def _commits(speech: Analysis, sentence: str) -> bool:
    """Whether a commitment rests on the sentence: of a text without any, each of its sentences will do."""
    cited = {c.evidence[0] for c in speech.commitments if c.evidence}
    return sentence in cited or not cited


def _best_naming(word: str, deployed: Sequence[tuple[str, str]], promised: str) -> _Naming:
    """Of all sentences that have the word the one whose clause with it tells most; the first of equals.

    A clause of a commitment tells more than any other, and one that only frames another tells little.
    """
    namings = [_Naming(i, _clause(word, said)) for i, said in deployed if _has(said, word)]

    def tells(naming: _Naming) -> tuple[bool, bool, float]:
        clause = naming.clause
        promises = bool(clause) and clause in promised
        return promises and not is_frame(clause), promises, checkable(clause)

    return max(namings, key=tells)


def _clause(word: str, sentence: str) -> str:
    """The clause around the word, "" where it says no more than the word or would lose it in a cut."""
    spans = [span for span in clauses(sentence) if word in sentence[slice(*span)]]
    clause = strip_lead_in(sentence[slice(*spans[0])]) if spans else ""
    clause = shortened(balanced(_END.sub("", clause)), LONGEST_CLAUSE)
    return clause if word in clause and len(clause) > len(word) + 2 else ""


def _common(cities: Sequence[_City]) -> list[tuple[str, list[_City]]]:
    """The words that half of the cities name, two at least: those of most cities first, then rare ones."""
    words = dict.fromkeys(word for city in cities for word in city.named)
    naming = [(word, [city for city in cities if word in city.named]) for word in words]
    common = [(word, by) for word, by in naming if len(by) >= max(2, len(cities) / 2)]
    return sorted(common, key=lambda each: (-len(each[1]), word_shares().get(each[0], 0)))


def _is_rare(word: str) -> bool:
    return word_shares().get(word, 0) < RARE


def _telling(city: _City, words: Sequence[str]) -> list[str]:
    """The words whose clauses can be checked for most, rare ones first; of few clauses."""

    def worth(word: str) -> float:
        return checkable(city.named[word].clause) - 2 * word_shares().get(word, 0)

    ranked = sorted(words, key=worth, reverse=True)
    shown = list(dict.fromkeys(city.named[word].clause for word in ranked))[:MOST_ALONE]
    return [word for word in ranked if city.named[word].clause in shown]


def _shared(word: str, cities: Sequence[_City], lang: Lang) -> Line:
    names = [
        _with_clause(city.name, city.named[word].clause if place < MOST_SHOWN else "", lang)
        for place, city in enumerate(cities)
    ]
    return _line("all", names, [_quoted(word, lang)], [city.named[word] for city in cities], lang)


def _alone(city: _City, words: Sequence[str], lang: Lang, stance: str) -> Line:
    by_clause: dict[str, list[str]] = {}
    for word in words:
        by_clause.setdefault(city.named[word].clause, []).append(word)
    told = [
        _told(same, "" if clause in stance else clause, lang) for clause, same in by_clause.items()
    ]
    return _line("alone", [city.name], told, [city.named[word] for word in words], lang)


def _told(words: Sequence[str], clause: str, lang: Lang) -> str:
    """The words with their clause; the clause alone where it has one in quotation marks itself."""
    if lang == "zh" and any(f"“{word}”" in clause for word in words):
        return clause
    between = {"zh": "、", "en": _FRAMES["en"]["between"]}[lang]
    return _with_clause(between.join(_quoted(word, lang) for word in words), clause, lang)


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
    text = _FRAMES[lang][frame].format(between.join(names), between.join(words), len(names))
    evidence = dict.fromkeys(naming.evidence for naming in cited)
    return Line(text=text, evidence=tuple(evidence), status="verified")
