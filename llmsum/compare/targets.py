"""Quantified targets of all cities, and which of them measure the same thing. No model.

Two targets are comparable when unit, object and kind (a level or a growth) are the same words and
their cities differ. Nothing is guessed: 税收 and 税收收入 are two objects.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from itertools import islice

from llmsum.evidence import among
from llmsum.records import Analysis, Commitment, Comparability, QuantifiedTarget, TargetChange
from llmsum.verify import Quantity, clauses, find_dates, find_quantities, fold
from llmsum.verify.commitments.targets import NO_MEASURE
from llmsum.verify.lexicon import goals, polarity

MOST_ALIKE = 20
"""Ids of comparable targets that are listed with one: a page of a thousand would list a million."""

_BASE = re.compile(
    r"(?:比|较|与)(?P<than>[^，,。；;]{1,12}?)(?:相比)?(?=增长|增加|提高|提升|下降|减少|降低|翻|净增|高|低|多|少)"
    r"|(?:以|在)(?P<on>[^，,。；;]{1,16}?)(?:为基数|(?:的)?基础上)"
)
_NOUN = re.compile(r"[^，,。；;、！!“”\"（）()\d]{2,16}")
_MEASURED = re.compile(r"[^，,。；;、：:！!（）()\d]{2,16}$")
_LEVEL = (
    "达到",
    "达",
    "突破",
    "超过",
    "超",
    "完成",
    "实现",
    "保持在",
    "控制在",
    "到",
    "至",
    "在",
    "约",
    "近",
)
_ADVERBS = (
    "分别",
    "年均",
    "平均",
    "同比",
    "力争",
    "确保",
    "争取",
    "共",
    "总计",
    "累计",
    "再",
    "的",
)
_VERBS = (
    "新建", "建设", "建成", "引进", "招引", "培育", "创建", "实施", "新增", "签约", "谋划", "储备", "认定", "组建",
    "举办", "开展", "落地", "盘活", "发展",
)  # fmt: skip
_ABOUT = re.compile(
    r"(?:围绕|针对|依托|聚焦|结合|立足|按照|根据|依据|对照)"
    rf"(?:(?!(?:{'|'.join(_VERBS)}|打造|实现|达到|完成|突破)(?!的))[^，,：:])*$|(?:全[省市县区]|[现原已]有|这)$"
)
"""Before a count: what the work is about or starts from (围绕三类产业, 全市12个园区), and not its goal."""


def find_targets(
    analyses: Sequence[Analysis], names: Sequence[str]
) -> tuple[QuantifiedTarget, ...]:
    """Every quantity of a commitment's clauses about what is to be, in the order of the speeches."""
    alone = [
        target
        for number, (analysis, city) in enumerate(zip(analyses, names, strict=True), start=1)
        for commitment in analysis.commitments
        for target in _of_commitment(number, city, commitment)
    ]
    return tuple(_compared(alone))


def _of_commitment(number: int, city: str, commitment: Commitment) -> Iterator[QuantifiedTarget]:
    for start, end in clauses(commitment.quote):
        clause = commitment.quote[start:end]
        if any(word in clause for word in goals().past):
            continue
        for quantity in find_quantities(clause):
            if quantity.kind == "duration" or _is_no_goal(clause, quantity):
                continue
            change = _change(clause, quantity)
            base = _BASE.search(clause)
            yield QuantifiedTarget(
                id=f"{number}-{commitment.id}",
                city=city,
                clause=clause,
                amount=_amount(clause, quantity),
                value=_written(quantity),
                unit=quantity.unit,
                kind=quantity.kind,
                change=change,
                object=_object(clause, quantity),
                base=(base["than"] or base["on"]) if base else None,
                deadline=commitment.deadline,
                evidence=tuple(among(number, i) for i in commitment.evidence),
                comparable=False,
                alike=(),
                reason="one_city",
            )


def _is_no_goal(clause: str, quantity: Quantity) -> bool:
    """Whether the number is part of a name (“六大园区”), of a way of speaking (三个方面), of a class (亿元以上项目)
    or of what the work is about (围绕三类产业)."""
    if quantity.kind == "count" and _ABOUT.search(clause, 0, quantity.start):
        return True
    quoted = clause[: quantity.start].endswith(("“", '"', "‘", "「"))
    after = clause[quantity.start + len(_amount(clause, quantity)) :]
    a_class = quantity.kind == "money" and quantity.limit == "lower" and after[:1].isalpha()
    return quoted or quantity.unit == "大" or a_class or bool(NO_MEASURE.match(after))


def _written(quantity: Quantity) -> str:
    """The exact value as a decimal, or as a fraction where it has none.

    >>> _written(find_quantities("投资50万元")[0])
    '500000'
    """
    value = quantity.value
    if value.denominator == 1:
        return str(value.numerator)
    decimal = str(float(value))
    return decimal if "e" not in decimal and type(value)(decimal) == value else str(value)


def _amount(clause: str, quantity: Quantity) -> str:
    """The quantity's words, with the word behind it that loosens it."""
    end = quantity.end
    if quantity.approx and clause.startswith(quantity.approx, end):
        end += len(quantity.approx)
    return clause[quantity.start : end]


def _change(clause: str, quantity: Quantity) -> TargetChange:
    before = clause[max(0, quantity.start - 6) : quantity.start]
    words = (*polarity().up, *polarity().down, "翻")
    grows = any(word in before for word in words) or clause.startswith("翻", quantity.start)
    return "growth" if grows and not before.endswith(("到", "至")) else "level"


def _object(clause: str, quantity: Quantity) -> str | None:
    """What is measured: the noun behind a count (12个园区), else the words before the number.

    >>> _object("引进100余家数字经济企业", find_quantities("引进100余家数字经济企业")[0])
    '数字经济企业'
    >>> _object("力争税收收入达到5亿元", find_quantities("力争税收收入达到5亿元")[0])
    '税收收入'
    """
    if quantity.kind == "count":
        end = quantity.start + len(_amount(clause, quantity))
        if noun := _NOUN.match(clause, end):
            return fold(noun[0]).removesuffix("以上").removeprefix("以上") or None
    base = _BASE.search(clause, 2)
    before = clause[: min(base.start(), quantity.start) if base else quantity.start]
    for date in reversed(find_dates(before)):
        before = before[: date.start] + " " * (date.end - date.start) + before[date.end :]
    before = _without_ending(before.strip())
    match = _MEASURED.search(before)
    words = _without_opening(match[0]) if match else ""
    return fold(words) if len(words) >= 2 else None


def _without_ending(words: str) -> str:
    endings = (*_LEVEL, *_ADVERBS, *polarity().up, *polarity().down)
    while ending := next((e for e in endings if words.endswith(e)), None):
        words = words.removesuffix(ending).rstrip()
    return words


def _without_opening(words: str) -> str:
    words = words.rsplit(" ", maxsplit=1)[-1]
    openings = (*goals().openers, *_VERBS)
    while opening := next((o for o in openings if words.startswith(o)), None):
        words = words.removeprefix(opening)
    return words


def _compared(targets: Sequence[QuantifiedTarget]) -> Iterator[QuantifiedTarget]:
    """The targets, each with those that it can be compared with. Linear in their number."""
    ids: defaultdict[Hashable, dict[str, str]] = defaultdict(dict)
    cities: defaultdict[Hashable, set[str]] = defaultdict(set)
    for target in targets:
        ids[_measure(target)][target.id] = target.city
        for shared in (None, target.object, _unit(target)):
            cities[shared].add(target.city)
    of_city = {measure: Counter(found.values()) for measure, found in ids.items()}
    for target in targets:
        found = ids[_measure(target)] if target.object else {}
        count = len(found) - of_city[_measure(target)][target.city] if found else 0
        others = (i for i, city in found.items() if city != target.city)
        alike = tuple(islice(others, MOST_ALIKE))
        reason: Comparability = "same" if alike else _reason(target, cities)
        yield target.model_copy(
            update={
                "comparable": bool(alike),
                "alike": alike,
                "alike_more": count - len(alike),
                "reason": reason,
            }
        )


def _measure(target: QuantifiedTarget) -> Hashable:
    return target.kind, target.unit, target.change, target.object


def _unit(target: QuantifiedTarget) -> Hashable:
    return target.kind, target.unit, target.object


def _reason(target: QuantifiedTarget, cities: Mapping[Hashable, Set[str]]) -> Comparability:
    """`cities`: those that state an object, or an object in a unit; under None all of them."""
    if len(cities[None]) == 1:
        return "one_city"
    if target.object is None:
        return "no_object"
    if len(cities[target.object]) == 1:
        return "other_object"
    return "other_change" if len(cities[_unit(target)]) > 1 else "other_unit"
