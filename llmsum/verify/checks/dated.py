"""When it is: a date of the line belongs to what the evidence dates so, not to another of its tasks.

Rule. A date is said of its own clause and of those that follow until the next date. A clause of the line
that has a date may not tell what stands in the evidence before that date, or under another one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmsum.verify import messages
from llmsum.verify.dates import find_dates
from llmsum.verify.dates.periods import DateMention
from llmsum.verify.fold import narrow
from llmsum.verify.lexicon import CLAUSE_BREAK
from llmsum.verify.messages import Problem
from llmsum.verify.overlap import bigrams

_TELLS_IT = 5
"""Content pairs in common by which a clause tells the same as one of the evidence."""

_COMPARING = ("从", "由", "自", "比", "较")
_BARE = 4
"""A clause with some pairs but fewer says only that all before it is to be done by its date: 年底前全部完成."""


@dataclass(frozen=True)
class _Clause:
    """The content pairs of a clause, and the dates that it has itself or goes on with."""

    pairs: frozenset[str]
    dates: tuple[DateMention, ...]
    own: bool


def dated_problems(text: str, evidence: str) -> list[Problem]:
    """The dates of the line that the evidence says of something else.

    >>> dated_problems("2030年建成可再生能源装机1亿千瓦", "新增可再生能源装机1亿千瓦,非常规天然气产量2030年达到300亿立方米")
    ['时间“2030年”不在所引句中']
    >>> dated_problems("2030年非常规天然气产量300亿立方米", "新增装机1亿千瓦,非常规天然气产量2030年达到300亿立方米")
    []
    """
    if not (said := [clause for clause in _clauses(text) if clause.own]):
        return []
    theirs = list(_clauses(evidence))
    found = [date for clause in said for date in clause.dates if _elsewhere(clause, date, theirs)]
    return [messages.DATE(date.text) for date in dict.fromkeys(found)]


def _clauses(text: str) -> Iterator[_Clause]:
    flat = narrow(text)
    dates, start = find_dates(text), 0
    current: tuple[DateMention, ...] = ()
    for end in (*(m.start() for m in CLAUSE_BREAK.finditer(flat)), len(flat)):
        own = tuple(date for date in dates if start <= date.start < end)
        words = flat[start:end]
        for date in own:
            words = words.replace(flat[date.start : date.end], " ")
        yield _Clause(frozenset(bigrams(words)), own or current, bool(own))
        # 从2018年的16位升到第8位 dates itself alone.
        current = own if own and not flat[: own[0].start].endswith(_COMPARING) else current
        start = end


def _elsewhere(clause: _Clause, date: DateMention, theirs: Sequence[_Clause]) -> bool:
    """Whether the evidence tells the clause's words nowhere under that date, and plainly apart from it."""
    shared = [len(clause.pairs & other.pairs) for other in theirs]
    most = max(shared, default=0)
    if most < _TELLS_IT:
        return False
    under = [any(date.supported_by(d) for d in other.dates) for other in theirs]
    if not any(under) or any(
        dated and other.own and 0 < len(other.pairs) < _BARE
        for dated, other in zip(under, theirs, strict=True)
    ):
        return False
    return not any(dated and 2 * n >= most for dated, n in zip(under, shared, strict=True))
