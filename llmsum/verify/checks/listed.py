"""Items of a list that the evidence does not have: 达利面包等 where it has 桃李面包等.

Rule. An item over 、 or before 等 is a name or a thing, and a paraphrase takes it as it is. It may not
have a character that stands nowhere in the evidence beside two or more that stand there together, nor
be without any pair of characters of the evidence.
"""

import re
from collections.abc import Iterator
from functools import cache

from llmsum.verify import messages
from llmsum.verify.checks.stretches import BREAK, laid_over, plain
from llmsum.verify.lexicon import goals, organisations
from llmsum.verify.messages import Problem
from llmsum.verify.names.places import cities

_LEAST = 3
"""Characters of an item that can be told from a synonym."""

_LONGEST = 8
"""Characters of an item with which it is no whole clause."""

_END = re.compile(r"[等和与及到的为是各均都已将要拟\d]|分别|达(?=到)")
"""Where the last item of a list ends."""

_HAN = re.compile("[\u3400-\u9fff]")
_COMMON = frozenset(
    "的地得了着过个各等和与及或在对把被将向从由为是以于到至并且也都均还再又更最很所有无不未要应须会能可"
    "年月日号第一二两三四五六七八九十百千万亿多余约近超达上下内外中前后间里"
    "化性型式级类业建设办做抓推促提升加强快大好优新开展进行完善成立类型工作项目企业"
)
"""Characters that any synonym may have."""


def listed_problems(text: str, evidence: str) -> list[Problem]:
    """The items of the line's lists that are not of its evidence.

    >>> listed_problems("奥钢五期、达利面包等项目", "奥钢五期、桃李面包系列产品基地等项目")
    ['名称“达利面包”不在所引句中']
    >>> listed_problems("奥钢五期、桃李面包等项目", "奥钢五期、桃李面包系列产品基地等项目")
    []
    """
    line, source = plain(text), plain(evidence)
    known = frozenset(source)
    found = [
        item
        for clause in BREAK.split(line)
        if "、" in clause
        for item in _items(clause)
        if _LEAST <= len(item) <= _LONGEST
        and item not in source
        and not any(map(str.isdigit, item))
        and not item.startswith(("一", "两", "几", "半"))
        and not (item[-2:] in cities() and item[-2:] in source)
        and _strange(item, source, known)
    ]
    return [messages.NAME(item) for item in dict.fromkeys(found)]


def _items(clause: str) -> Iterator[str]:
    """The items of the list of a clause, without the verbs before them."""
    *pieces, last = clause.split("、")
    # Before the first item stand who and what does it: 企业包括甲.
    ends = [verb.end() for verb in _verbs().finditer(pieces[0])]
    pieces[0] = pieces[0][max(ends, default=0) :]
    for piece in (*pieces, _END.split(last)[0][:_LONGEST]):
        item = piece
        while verb := next((v for v in _openers() if item.startswith(v)), ""):
            item = item.removeprefix(verb)
        yield item


@cache
def _openers() -> tuple[str, ...]:
    verbs, generic = goals(), organisations().generic
    words = {*verbs.goal_verbs, *verbs.doing_verbs, *verbs.openers, *verbs.frames, *generic}
    return tuple(sorted((*words, *"对向在把以从由按为因受"), key=len, reverse=True))


@cache
def _verbs() -> re.Pattern[str]:
    words = sorted((*_openers(), *goals().any_verbs), key=len, reverse=True)
    return re.compile("|".join(word for word in words if len(word) > 1))


def _strange(item: str, source: str, known: frozenset[str]) -> bool:
    new = [_new(character, known) for character in item]
    spans = [(stretch.start, stretch.end) for stretch in laid_over(item, source)]
    if not spans:
        return sum(new) >= _LEAST or 2 * sum(new) > len(item)
    return any(
        new[start - 1 : start] == [True] or new[end : end + 1] == [True] for start, end in spans
    )


def _new(character: str, known: frozenset[str]) -> bool:
    return character not in known and character not in _COMMON and bool(_HAN.match(character))
