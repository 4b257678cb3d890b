"""Quantified targets of all cities, and which of them measure the same thing. No model.

Two targets are comparable when unit, object and kind (a level or a growth) are the same words and
their cities differ. Nothing is guessed: 税收 and 税收收入 are two objects, 规上工业 and 规模以上工业 one.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import islice

from llmsum.compare.measured import measured
from llmsum.evidence import among
from llmsum.records import Analysis, Commitment, Comparability, QuantifiedTarget
from llmsum.verify import Quantity, clauses
from llmsum.verify.commitments.attained import is_past

MOST_ALIKE = 20
"""Ids of comparable targets that are listed with one: a page of a thousand would list a million."""

_FIRMS = ("企业", "公司", "机构")

_OF_WHAT = (
    "总投资", "完成投资", "投资", "投资额", "产值", "总产值", "年产值", "产量", "产能", "收入", "营业收入", "销售收入",
    "利润", "规模", "产业规模", "产业链产值", "全产业链产值", "综合产值", "面积", "总量", "总额", "比重", "占比", "项目", "企业",
)  # fmt: skip
"""Words that measure one thing here and another there: the clause tells of what."""


_SHORT = {
    "规上|规模(?=工业|企业)": "规模以上",
    "^高企": "高新技术企业",
    "^固投": "固定资产投资",
    "^(?:gdp|生产总值)$": "地区生产总值",
    "^(?:全社会)?(?:研发|r&d)(?:经费)?(?:投入)?强度$": "研发经费投入强度",
    "^(?:地方)?一般公共预算收入$": "一般公共预算收入",
}


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
        if is_past(clause):
            continue
        for one in measured(clause):
            yield QuantifiedTarget(
                id=f"{number}-{commitment.id}",
                city=city,
                clause=clause,
                amount=one.amount,
                value=_written(one.quantity),
                unit=one.quantity.unit,
                kind=one.quantity.kind,
                change=one.change,
                object=one.object,
                base=one.base,
                deadline=commitment.deadline,
                evidence=tuple(among(number, i) for i in commitment.evidence),
                comparable=False,
                alike=(),
                reason="one_city",
            )


def _written(quantity: Quantity) -> str:
    """The exact value as a decimal, or as a fraction where it has none.

    >>> _written(measured("投资50万元")[0].quantity)
    '500000'
    """
    value = quantity.value
    if value.denominator == 1:
        return str(value.numerator)
    decimal = str(float(value))
    return decimal if "e" not in decimal and type(value)(decimal) == value else str(value)


def _compared(targets: Sequence[QuantifiedTarget]) -> Iterator[QuantifiedTarget]:
    """The targets, each with those that it can be compared with. Linear in their number."""
    ids: defaultdict[Hashable, dict[str, str]] = defaultdict(dict)
    cities: defaultdict[Hashable, set[str]] = defaultdict(set)
    for target in targets:
        ids[measure(target)][target.id] = target.city
        for shared in (None, _in_full(target.object or ""), _unit(target)):
            cities[shared].add(target.city)
    of_city = {measure: Counter(found.values()) for measure, found in ids.items()}
    for target in targets:
        found = ids[measure(target)] if names_a_measure(target) else {}
        count = len(found) - of_city[measure(target)][target.city] if found else 0
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


def names_a_measure(target: QuantifiedTarget) -> bool:
    """Whether its object says what is measured, wherever it is said."""
    return target.object is not None and target.object not in _OF_WHAT


def measure(target: QuantifiedTarget) -> Hashable:
    """What two targets have to have in common to be compared: 家, 户 and 个 count firms alike, and a
    usual short name is that of the whole."""
    named = target.object or ""
    firms = named.endswith(_FIRMS) and target.unit in "家户个"
    return target.kind, "家" if firms else target.unit, target.change, _in_full(named)


@cache
def _in_full(named: str) -> str:
    """The measure by its full name.

    >>> _in_full("规上工业增加值"), _in_full("全社会研发投入强度"), _in_full("gdp")
    ('规模以上工业增加值', '研发经费投入强度', '地区生产总值')
    """
    for short, full in _SHORT.items():
        named = re.sub(short, full, named)
    return named


def _unit(target: QuantifiedTarget) -> Hashable:
    return target.kind, target.unit, _in_full(target.object or "")


def _reason(target: QuantifiedTarget, cities: Mapping[Hashable, Set[str]]) -> Comparability:
    """`cities`: those that state an object, or an object in a unit; under None all of them."""
    if len(cities[None]) == 1:
        return "one_city"
    if not names_a_measure(target):
        return "no_object"
    if len(cities[_in_full(target.object or "")]) == 1:
        return "other_object"
    return "other_change" if len(cities[_unit(target)]) > 1 else "other_unit"
