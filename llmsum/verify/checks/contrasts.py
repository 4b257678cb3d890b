"""Words that exclude each other: 省级 where the evidence has 市级, 进口 for 出口, 产量 for 产能.

Rule. The words of a group in contrasts.json cannot stand for each other. Where the evidence has another
word of the group between the same words (of some groups, anywhere), the line's own has to be there too.
"""

import re
from collections.abc import Iterator
from functools import cache

from llmsum.verify import messages
from llmsum.verify.checks.stretches import plain
from llmsum.verify.lexicon import contrasts
from llmsum.verify.messages import Problem

_BESIDE = 2
"""Characters on one side of a word that make its place, or one on each."""

_NUMBER = re.compile(r"\d[\d.]*[^\W\d]?$")
"""38户 is not 8户."""

_LOOKBEHIND = re.compile(r"^\(\?<.*?\)")

_Group = tuple[re.Pattern[str], ...]
"""A pattern for each of the words, with what says the same, that exclude each other."""

_Sides = tuple[str, str]
"""What stands before a word, and behind it."""


def contrast_word_problems(text: str, evidence: str) -> list[Problem]:
    """The words of the line that stand where the evidence has their opposite.

    >>> contrast_word_problems("争取市级以上政策12项", "主动争取省级以上政策12项")
    ['“市级”不在所引句中，那里是“省级”']
    >>> contrast_word_problems("出口增长8%", "进出口增长8%"), contrast_word_problems("全市领先", "居全省前列")
    ([], [])
    """
    line, source = (plain(words).replace("的", "") for words in (text, evidence))
    found = []
    letters = frozenset(line)
    for first, group, anywhere in _groups():
        for index, words in enumerate(group) if first & letters else ():
            for match in words.finditer(line):
                if other := _instead(group, index, (line, match), source, anywhere=anywhere):
                    found.append(messages.OTHER_WORDS(match[0], other))
    return list(dict.fromkeys(found))


@cache
def _groups() -> tuple[tuple[frozenset[str], _Group, bool], ...]:
    """The first characters of a group's words, the group, and whether they exclude each other anywhere."""
    return tuple(
        (
            frozenset(_LOOKBEHIND.sub("", word)[0] for words in group for word in words),
            tuple(re.compile("|".join(words)) for words in group),
            anywhere,
        )
        for groups, anywhere in ((contrasts().anywhere, True), (contrasts().in_place, False))
        for group in groups
    )


def _instead(
    group: _Group, index: int, said: tuple[str, re.Match[str]], source: str, *, anywhere: bool
) -> str:
    """What the evidence has instead of the word that the line says; empty where it has the word itself."""
    line, match = said
    ours = line[: match.start()], line[match.end() :]
    same = [sides for _, sides in _found(group[index], source)]
    if any(_before(ours, sides) or _behind(ours, sides) or _between(ours, sides) for sides in same):
        return ""
    others = [each for n, words in enumerate(group) if n != index for each in _found(words, source)]
    for word, sides in others:
        # What the evidence has elsewhere is exchanged only where the words behind tell whose it is.
        placed = _behind(ours, sides) or (
            not same and (anywhere or _before(ours, sides) or _between(ours, sides))
        )
        if placed:
            return word
    return ""


def _found(words: re.Pattern[str], text: str) -> Iterator[tuple[str, _Sides]]:
    for match in words.finditer(text):
        yield match[0], (text[: match.start()], text[match.end() :])


def _before(ours: _Sides, theirs: _Sides) -> bool:
    beside = ours[0][-_BESIDE:]
    if number := _NUMBER.search(ours[0]):
        return (other := _NUMBER.search(theirs[0])) is not None and other[0] == number[0]
    return len(beside) == _BESIDE and beside.isalnum() and theirs[0].endswith(beside)


def _behind(ours: _Sides, theirs: _Sides) -> bool:
    beside = ours[1][:_BESIDE]
    return len(beside) == _BESIDE and beside.isalnum() and theirs[1].startswith(beside)


def _between(ours: _Sides, theirs: _Sides) -> bool:
    return ours[0][-1:] == theirs[0][-1:] != "" and ours[1][:1] == theirs[1][:1] != ""
