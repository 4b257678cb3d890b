"""Whether the words of an English clause are those of the Chinese one, by the lists of words.toml and
glossary.toml.

Rule. Every word of the Chinese that the lists know has to have one of its English words, and every
English word has to stand for some Chinese one. A clause of which the lists know too little cannot be
checked so. Numbers, dates, places and public bodies are left to the gate.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from llmsum.tasks.english.gloss import bodies, gloss, glossary
from llmsum.verify import find_dates, find_quantities, messages
from llmsum.verify.language import has_han
from llmsum.verify.messages import Problem
from llmsum.verify.names.places import places
from llmsum.verify.names.spelling import is_spelt

MOST_UNKNOWN = 0.1
"""Share of a clause's characters that the lists do not know, at most, in one that can be checked."""

_OPTIONAL = "?"
_WORD = re.compile("[A-Za-z]+")
_HAN = re.compile("[\u3400-\u9fff]+")
_STEM_END = 3
"""Letters at the end of a glossary's English word that may be others: industries, industrial."""
_SHORTEST_STEM = 4

_TURNING = (
    (re.compile(r"[“‘]|(?<![A-Za-z])'(?=\w)"), re.compile("[“‘「『《'\"]")),
    (re.compile(r"\("), re.compile("[（(【〔]")),
    (re.compile(r"\bor\b", re.IGNORECASE), re.compile("或|还是|[不无未非没]")),
    (re.compile(r"\bonly\b", re.IGNORECASE), re.compile("[仅只唯独专单才限]")),
    (re.compile(r"\bmay\b", re.IGNORECASE), re.compile("[可能许]|[5五]月")),
    (re.compile(r"\b(?:all|every|entire)\b", re.IGNORECASE), re.compile("[全各都均每凡总齐整任普]|所有|一切")),
    (re.compile(r"\bagain\b", re.IGNORECASE), re.compile("[再重又复]")),
    (re.compile(r"\bmost\b", re.IGNORECASE), re.compile("[最多]|大部|主要")),
    (re.compile(r"\bhalf\b", re.IGNORECASE), re.compile("半")),
    (re.compile(r"\bbut\b", re.IGNORECASE), re.compile("[但却而还也更]|不过|只是")),
    (re.compile(r"\bhad\b", re.IGNORECASE), re.compile("[曾已过了]")),
)  # fmt: skip
"""Marks and small words that turn what a line says, and what the Chinese has where they are right."""

_PARTICLES = re.compile(
    "以及|我们|他们|什么|之间|其中|所有|一个|一些"
    "|[的了和与及或在对把将要为是以从由向并且而其该这那到等也都就还又被让使之于各个们他至前后中上下内年月日元家"
    "项件名条座所种次一二三四五六七八九十两多余百千万亿第更再地得着过给好则即按照如能可均已来去同时间性化式型类"
    "部区市县省度面点处级有自者不没未非我你您它谁很较才却但因据每比会正只号本里出成起达行作]"
)
"""Chinese characters that English has in its grammar, or not at all."""


def unknown(chinese: str) -> tuple[str, ...]:
    """The words of a clause that the lists lack, where they are too many for it to be checked.

    >>> unknown("加快产业集聚区建设"), unknown("叫响卖火胡辣汤")
    ((), ('叫响卖火胡辣汤',))
    """
    rest = _PARTICLES.sub(" ", _known().sub(" ", _without_facts(chinese)))
    runs = _HAN.findall(rest)
    characters = sum(map(has_han, chinese))
    return tuple(runs) if sum(map(len, runs)) > MOST_UNKNOWN * characters else ()


def word_problems(text: str, chinese: str) -> tuple[Problem, ...]:
    """The Chinese words without any of their English ones, and the English words without a Chinese one.

    >>> word_problems("Build industrial parks", "加快产业园区建设")
    ('漏了“加快”',)
    >>> word_problems("Speed up the building of world-class industrial parks", "加快产业园区建设")
    ('“world”不在所引句中', '“class”不在所引句中')
    """
    return (*left_out(text, chinese), *map(messages.WORDS, added(text, chinese)))


def left_out(text: str, chinese: str) -> tuple[Problem, ...]:
    """The first half of them: the Chinese words without any of their English ones."""
    line = text.lower()
    needed = dict.fromkeys(match[0] for match in _known().finditer(_without_facts(chinese)))
    return tuple(
        messages.LEFT_OUT(word)
        for word in needed
        if not _is_optional(word) and not _ways(word).search(line)
    )


def added(text: str, chinese: str) -> tuple[str, ...]:
    """The second half: the English words and marks without a Chinese one; words in lower case."""
    turned = (
        match[0]
        for english, source in _TURNING
        if (match := english.search(text)) and not source.search(chinese)
    )
    return tuple(dict.fromkeys((*_strange(text, chinese), *turned)))


def _strange(text: str, chinese: str) -> Iterator[str]:
    glossed = {word.lower() for word in _WORD.findall(gloss(chinese))}
    stems = tuple(stem for word in _words() if word in chinese for stem in _stems_of(word))
    for match in _WORD.finditer(text):
        word = match[0].lower()
        is_name = match[0][0].isupper() and match.start() > 0 and is_spelt(word, chinese)
        if len(word) > 1 and word not in _plain() and not is_name:
            known = word in glossed or word.removesuffix("s") in glossed or word.startswith(stems)
            if not known:
                yield word


def _without_facts(chinese: str) -> str:
    """The clause with blanks for what the gate checks."""
    spans = [(q.start, q.end) for q in find_quantities(chinese)]
    spans += [(d.start, d.end) for d in find_dates(chinese)]
    spans += [m.span() for pattern in (places(), bodies()) for m in pattern.finditer(chinese)]
    for start, end in spans:
        chinese = chinese[:start] + " " * (end - start) + chinese[end:]
    return chinese


@cache
def _lists() -> Mapping[str, Mapping[str, str]]:
    import tomllib  # noqa: PLC0415 (start-up time)

    text = (
        resources.files("llmsum.tasks.english").joinpath("words.toml").read_text(encoding="utf-8")
    )
    return tomllib.loads(text)


@cache
def _plain() -> frozenset[str]:
    """English words that stand for no word of the Chinese alone."""
    return frozenset(" ".join(_lists()["plain"].values()).split())


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Each Chinese word → the beginnings of its English words; those of the glossary besides."""
    words = {word: tuple(english.split()) for word, english in _lists()["words"].items()}
    for table in ("left", "theme_words", "terms"):
        for word, english in glossary(table).items():
            stems = (w for w in _WORD.findall(english.lower()) if w not in _plain())
            cut = tuple(stem[: max(_SHORTEST_STEM, len(stem) - _STEM_END)] for stem in stems)
            words[word] = words.get(word, ()) + cut
    return {word: stems for word, stems in words.items() if stems}


@cache
def _known() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words(), key=len, reverse=True))))


def _is_optional(word: str) -> bool:
    return _words()[word][0] == _OPTIONAL


@cache
def _ways(word: str) -> re.Pattern[str]:
    """Any of the English words of a Chinese one, in lower case."""
    stems = (re.escape(stem.replace("_", " ")) for stem in _words()[word] if stem != _OPTIONAL)
    return re.compile(rf"\b(?:{'|'.join(stems)})")


@cache
def _stems_of(word: str) -> tuple[str, ...]:
    """The beginnings of all single words by which a Chinese one is told."""
    return tuple(
        part
        for stem in _words()[word]
        if stem != _OPTIONAL
        for part in re.split("[_-]", stem)
        if len(part) > 1
    )
