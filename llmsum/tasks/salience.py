"""What is worth telling first: by code, since a small model takes what stands first.

A text tells the more, the more an analyst can check in it later (amounts, dates, names, quoted
terms), and the less of it has been told already.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heapreplace
from typing import TypeVar

from llmsum.offsets import Span
from llmsum.verify import (
    balanced,
    clauses,
    find_dates,
    find_quantities,
    shortened,
    strip_connective,
    strip_lead_in,
    told_clauses,
)
from llmsum.verify.commitments.frames import is_frame
from llmsum.verify.lexicon import goals
from llmsum.verify.overlap import bigrams
from llmsum.vocabulary import TERM_OF_MANY, Role, word_shares

T = TypeVar("T")

ROLE_WEIGHTS: Mapping[Role, float] = {
    "deployment": 1.0,
    "achievement": 0.6,
    "problem": 0.6,
    "status": 0.4,
    "rationale": 0.2,
    "activity": 0.1,
}
"""What an analyst of plans asks for first."""

_QUOTED = re.compile("[“‘《]([^”’》]{3,20})[”’》]")
"""Two characters in quotation marks are an image or a short name that nobody is told (“苗木”, “三电”)."""

_EMPTY = re.compile(
    "(?:学习|贯彻|传达|领会|落实|按照).{0,40}(?:精神|讲话|要求|指示|思想)|总结经验|分析问题|学习先进|完善措施"
    "|(?:提高|深化|统一)(?:思想|认识|站位)|统一思想|高度重视|加强(?:组织)?领导|狠抓落实|坚定信心|凝心聚力"
)
"""Of any speech, on any subject."""

_POINTING = re.compile(
    "(?:这|那|其(?![他余中])|该|此|它|以上|上述|前者|后者|特别是|尤其是|如《|分别(?!由))"
)
_NAMED = re.compile(
    "园区|产业园|示范园|集聚区|开发区|高新区|经开区|公司|集团|中心|平台|基地|工程|行动|计划|机制|名单|清单"
)


_SIZES = ("mass", "power", "energy", "volume", "length")
_NAMED_BY_IT = re.compile("(?!以[上下内]|左右|[和及与、]|的)[\u4e00-\u9fff]")


@cache
def checkable(text: str) -> float:
    """How much in a text can be checked: amounts and quoted terms count 1, dates 2, kinds of bodies and works 0.3.

    A term that a tenth of the work reports quote tells nothing of this text.

    >>> checkable("年底前引进项目20个") > checkable("不断提高招商质量")
    True
    >>> checkable("深化“满天星”行动") > checkable("建好“四好农村路”")
    True
    """
    counted = [_amounts_and_dates(text[slice(*span)]) for span in clauses(text)]
    said = (
        min(sum(amounts for amounts, _ in counted), 3)
        + 2 * min(sum(dates for _, dates in counted), 2)
        + min(sum(_is_its_own(term) for term in _QUOTED.findall(text)), 3)
    )
    return said + 0.3 * min(len(_NAMED.findall(text)), 4)


@cache
def _amounts_and_dates(clause: str) -> tuple[int, int]:
    counted = sum(quantity.unit != "大" for quantity in find_quantities(clause))
    return counted, len(find_dates(clause))


def amounts(text: str) -> int:
    """How many quantities there are to measure by, without those that name a thing by its size.

    >>> amounts("建好“六大园区”，引进项目20个"), amounts("推进10GWh电池、1.8万吨葡萄酒项目")
    (1, 0)
    """
    return sum(
        quantity.unit != "大"
        and not (quantity.kind in _SIZES and _NAMED_BY_IT.match(text, quantity.end))
        for quantity in find_quantities(text)
    )


def _is_its_own(term: str) -> bool:
    return word_shares().get(term, 0) < TERM_OF_MANY and term not in goals().catchwords


def substance(text: str) -> float:
    """The facts of the text's clauses that are about something.

    Not of those that say in line with what it is done, what is studied, or that one must try harder.

    >>> substance("按照今年4月会议提出的“绿色发展”要求，总结经验、分析问题") < substance("建设云端产业园")
    True
    """
    told = [text[slice(*span)] for span in clauses(text)]
    return checkable("，".join(c for c in told if not (is_frame(c) or _EMPTY.search(c))))


def most_telling(
    items: Sequence[T],
    most: int,
    text: Callable[[T], str],
    weight: Callable[[T], float] = lambda _: 1.0,
    overlap: Callable[[T, T], bool] = lambda one, other: False,
) -> list[T]:
    """At most `most` items in the order given: each the most telling of those left, given the ones before.

    The worth of an item is `weight` times one and its facts, half as much where it opens by pointing
    back to what no line tells, times the share of its character pairs that stand in none chosen
    before it. Ties go to the first. Of two items that `overlap` one is chosen.
    """
    pairs = [set(bigrams(text(item))) for item in items]
    worth = [weight(item) * _alone(text(item)) * (1 + checkable(text(item))) for item in items]
    told: set[str] = set()
    chosen: list[int] = []

    def value(index: int) -> float:
        return worth[index] * len(pairs[index] - told) / max(1, len(pairs[index]))

    # What is told only grows, so that a value only falls: one that still leads is the greatest.
    left = [(-value(index), index) for index in range(len(items))]
    heapify(left)
    while left and len(chosen) < most:
        _, index = left[0]
        if any(overlap(items[index], items[other]) for other in chosen):
            heappop(left)
        elif (now := (-value(index), index)) != left[0]:
            heapreplace(left, now)
        else:
            heappop(left)
            chosen.append(index)
            told |= pairs[index]
    return [items[index] for index in sorted(chosen)]


def _alone(text: str) -> float:
    return 0.5 if _POINTING.match(text) else 1.0


def runs(sentence: str, limit: int) -> list[Span]:
    """The runs of the sentence's own clauses of at most `limit` characters, and its single clauses.

    Without who said it; none that is cut inside a quotation, where there are others. Character
    offsets into the sentence.
    """
    spans = told_clauses(sentence)
    found = [
        (first[0], last[1])
        for at, first in enumerate(spans)
        for last in spans[at:]
        if last == first or last[1] - first[0] <= limit
    ]
    # A run that ends inside a quotation would quote what nobody said.
    whole = [run for run in found if balanced(sentence[slice(*run)]) == sentence[slice(*run)]]
    return whole or found


def densest(sentence: str, limit: int) -> str:
    """The run of the sentence's own clauses, of at most `limit` characters, that holds the most facts.

    Of two that hold as much, the longer. Only a single clause may be over the limit: see `shortened`.

    >>> densest("会议强调，要提高认识，凝心聚力，年底前引进项目20个。", 12)
    '年底前引进项目20个'
    >>> densest("落实“支持园区3个，引进项目20个”的部署，建厂房5万平方米", 14)
    '建厂房5万平方米'
    """
    found = runs(sentence, limit)
    if not found:
        return strip_lead_in(sentence)[:limit]
    # A day or a ground alone says nothing of what happened.
    framing = [span for span in told_clauses(sentence) if is_frame(sentence[slice(*span)])]
    found = [run for run in found if run not in framing] or found

    def worth(run: Span) -> tuple[float, int, int]:
        # What it points back to stands in no line.
        points_back = bool(_POINTING.match(sentence, run[0]))
        told = checkable(sentence[slice(*run)])
        return told - points_back, min(run[1] - run[0], limit), -run[0]

    start, end = max(found, key=worth)
    return shortened(strip_connective(sentence[start:end]), limit)
