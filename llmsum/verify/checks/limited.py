"""How much of a thing is meant: the words of the evidence that limit it, and that the line may not lose.

Rule. A hedge (主体完工), an intention (研究组建), a part (大部分) or a narrower field (全市园区规上) may not
be missing where the line has the words that it limits; nor may the line be weightier than its evidence.
"""

import re
from collections.abc import Iterator
from functools import cache

from llmsum.verify import messages
from llmsum.verify.fold import narrow
from llmsum.verify.lexicon import CLAUSE_BREAK, Limit, qualifiers
from llmsum.verify.messages import Problem
from llmsum.verify.overlap import bigrams

_AIMED = 4
"""Characters behind 力争 by which a line is known to tell the same."""

_ALL = ("全部", "所有", "一律")
_EACH = re.compile(
    "(?<![年人户亩月日平])均(?![衡价值线等匀年])|(?<![成首大古])都(?![市会城江匀])|全部|所有|悉数|全覆盖"
)
_TOP = re.compile("第[一1](?!产)|榜首|居首")
_MORE_THAN = re.compile("超过|突破|不低于|不少于|近|约")
_LOOSE = re.compile(
    r"[\d.]+[百千万亿]*(?:[余多]|[^\W\d]{1,3}以[上下]|[^\W\d]{1,3}左右)|[\d.]+[百千万亿]*级?以[上下]"
)
"""A number that is loosened behind it."""

_DATE = re.compile(r"\d|年|月|底")
_CONDITION = re.compile(r"(?P<which>(?:对|凡)[^\W\d]{2,30}?的)(?P<at>[^\W_]{4})")


def limited_problems(text: str, evidence: str) -> list[Problem]:
    """What limits the evidence and is missing in the line, and judgements that it does not have.

    >>> limited_problems("年底前完成", "年底前主体完工"), limited_problems("项目位于园区内", "项目大部分位于园区内")
    (['所引句中的“主体”被丢掉了'], ['所引句中的“大部分”被丢掉了'])
    >>> limited_problems("旧城改造是提升品质的重要任务", "推进旧城改造")
    ['“是提升品质的重要”不在所引句中']
    """
    line, source = narrow(text), narrow(evidence)
    lost = [
        *_hedges(line, source),
        *_parts(line, source),
        *_cut(line, source),
        *_aims(line, source),
        *_conditions(line, source),
    ]
    if part := _told_of_all(line, source):
        lost.append(part)
    lost += [most for more, most in qualifiers().at_least if _exceeds(more, most, line, source)]
    problems = [messages.LIMIT_LOST(word) for word in dict.fromkeys(lost)]
    judged = _judging().search(line)
    if judged and not re.search("|".join(qualifiers().weighty), source):
        problems.append(messages.WORDS(judged[0]))
    said = dict.fromkeys(match[0] for match in _superlative().finditer(line))
    return problems + [messages.WORDS(word) for word in said if not _as_much(word, source)]


def _as_much(word: str, source: str) -> bool:
    """Whether the evidence has the superlative, or says of all what 全部 says."""
    same = _EACH if word in _ALL else _TOP if word == "首位" else None
    return word in source or bool(same and same.search(source))


@cache
def _superlative() -> re.Pattern[str]:
    return re.compile("|".join(qualifiers().superlatives))


def _told_of_all(line: str, source: str) -> str:
    """The part (部分企业) of which the evidence tells, where the line tells of all and the evidence never."""
    part = re.search("|".join(qualifiers().parts), source)
    return part[0] if part and _EACH.search(line) and not _EACH.search(source) else ""


def _hedges(line: str, source: str) -> list[str]:
    return [word for limit in qualifiers().limits if (word := _unlimited(limit, line, source))]


def _unlimited(limit: Limit, line: str, source: str) -> str:
    """The limiting word (主体 before 完工) where the line has such a deed and the evidence none without limit."""
    deeds = qualifiers().done if limit.of == "done" else qualifiers().begun
    stated = (word for word in limit.words if word in source)
    word = next((word for word in stated if any(word + deed in source for deed in deeds)), "")
    if not word or any(word in line for word in limit.words):
        return ""
    limits = tuple(word for other in qualifiers().limits for word in other.words)
    told = [deed for deed in deeds if deed in line]
    free = any(
        not source[: match.start()].endswith(limits)
        for deed in told
        for match in re.finditer(deed, source)
    )
    return "" if free or not told else word


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?P<part>{'|'.join(qualifiers().parts)})(?P<of>[^\W\d]{{4}})")


def _parts(line: str, source: str) -> Iterator[str]:
    if re.search("|".join(qualifiers().parts).replace("(?<![\u3400-\u9fff])", ""), line):
        return
    for match in _part().finditer(source):
        everywhere = source.count(match["of"]) > source.count(match[0])
        if match["of"] in line and not everywhere:
            yield match["part"]


@cache
def _cutting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    whole, narrowing, uncut = (
        "|".join(words)
        for words in (qualifiers().wholes, qualifiers().narrowing, qualifiers().uncut)
    )
    return re.compile(f"(?:{whole})(?P<word>{narrowing})"), re.compile(f"(?P<word>{uncut})")


def _cut(line: str, source: str) -> Iterator[str]:
    """What the line leaves out between the same four characters."""
    for pattern in _cutting():
        for match in pattern.finditer(source):
            after = source[match.end() :][:2]
            glued = source[: match.start("word")][-2:] + after
            at = line.find(glued)
            loose = _MORE_THAN.fullmatch(match["word"]) and _LOOSE.match(line, at + 2)
            if (
                len(glued) == 4
                and after.isalnum()
                and at >= 0
                and glued not in source
                and not loose
            ):
                yield match["word"]


@cache
def _aim() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words, also = ("|".join(words) for words in (qualifiers().aims, qualifiers().aimed))
    return re.compile(
        rf"(?P<aim>{words})(?:[到在于用]|(?=\w))(?P<at>[^\W_]{{{_AIMED}}})"
    ), re.compile(also)


def _aims(line: str, source: str) -> Iterator[str]:
    """力争 where the line tells what comes right behind it without any word that leaves it open."""
    aims, open_words = _aim()
    for match in aims.finditer(source):
        at = -1 if match[0] in line else line.find(match["at"])
        sure = source.count(match["at"]) > sum(
            match["at"] == m["at"] for m in aims.finditer(source)
        )
        if at < 0 or sure:
            continue
        after = CLAUSE_BREAK.split(line[at:])
        # 力争到2025年，收入达1亿元 as 到2025年，收入力争达1亿元.
        moved = after[0] if not _DATE.search(match["at"]) else "".join(after[:2])
        said = CLAUSE_BREAK.split(line[:at])
        if not open_words.search(said[-1]) and not any(map(aims.search, (*said, moved))):
            yield match["aim"]


def _conditions(line: str, source: str) -> Iterator[str]:
    """对达不到水平的 where the line tells what is done with these, and nothing of which they are."""
    for match in _CONDITION.finditer(source):
        told = match["at"] in line and match["which"] not in line
        if told and not set(bigrams(match["which"])) & set(bigrams(line)):
            yield match["which"]


def _exceeds(more: str, most: str, line: str, source: str) -> bool:
    """高于 where the evidence has only 不低于."""
    told = re.search(f"(?<!不){more}", line)
    return bool(told) and most in source and not re.search(f"(?<!不){more}", source)


@cache
def _judging() -> re.Pattern[str]:
    return re.compile(rf"是[^，。；！？]{{0,30}}?(?:{'|'.join(qualifiers().weighty)})")
