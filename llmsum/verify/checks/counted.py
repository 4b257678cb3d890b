"""Numbers of a line that its evidence bears out without having them as such: a range, a rank, a list counted."""

import re
from collections.abc import Sequence

from llmsum.verify.checks.bare_numbers import BareNumber
from llmsum.verify.lexicon import CLAUSE_BREAK
from llmsum.verify.quantities import Quantity

_RANK = "位"
_NAMED_SOON = 6
"""Characters behind a number within which stands what it counts."""

_TELLING = 2
"""Last characters of an item by which it is known."""


def quantity_told(quantity: Quantity, text: str, source: str, bare: Sequence[BareNumber]) -> bool:
    """Whether the evidence tells a quantity that it does not have as one.

    >>> from llmsum.verify.quantities import find_quantities
    >>> text = "甲方、乙友两家企业签约"
    >>> quantity_told(find_quantities(text)[0], text, "甲方公司、乙友公司签约", [])
    True
    """
    return (
        _written_out(quantity, source)
        or _uncounted(quantity, text, bare)
        or _spanned(quantity, text, source)
        or _of_coal(quantity, text, source)
        or (quantity.kind == "count" and _summed_up(quantity, text, source))
    )


def bare_told(number: BareNumber, text: str, source: str, sources: Sequence[Quantity]) -> bool:
    """Whether the evidence tells a bare numeral that it does not have as one."""
    return (
        _ranked(number, sources)
        or _summed_up(number, text, source)
        or _spanned(number, text, source)
    )


def _ranked(number: BareNumber, sources: Sequence[Quantity]) -> bool:
    """第16位 where the evidence has 全国16位, which counts nothing."""
    return number.noun == _RANK and any(
        number.value == other.value and other.unit == _RANK for other in sources
    )


def _of_coal(quantity: Quantity, text: str, source: str) -> bool:
    """标准煤1049吨 where the evidence has 1049吨标准煤."""
    coal = re.search("标准?煤$", text[: quantity.start])
    return bool(coal and f"{quantity.text}{coal[0]}" in source)


def _summed_up(number: Quantity | BareNumber, text: str, source: str) -> bool:
    """南昌、九江两市: the line itself names as many, and the evidence counts none."""
    row = CLAUSE_BREAK.split(text[: number.start])[-1]
    items = [item for item in re.split("[、和与及]", row) if item]
    noun = number.text[-1:] if isinstance(number, Quantity) else number.noun
    counted = re.search(f"[\\d两二三四五六七八九十百千]个?{re.escape(noun)}", source)
    named = all(item[-_TELLING:] in source for item in items)
    return len(items) > 1 and len(items) == number.value and named and not counted


def _spanned(number: Quantity | BareNumber, text: str, source: str) -> bool:
    """5—10年 where the evidence has 未来5—10年, a date."""
    span = re.match(r"[\d.]+[-—–~至到][\d.]+[^\W\d]", text[number.start :])
    return bool(span and span[0] in source)


def _uncounted(quantity: Quantity, text: str, bare: Sequence[BareNumber]) -> bool:
    """78个孵化单元 where the evidence has 78孵化单元."""
    after = CLAUSE_BREAK.split(text[quantity.end :])[0][:_NAMED_SOON]
    return quantity.kind == "count" and any(
        quantity.value == number.value
        and number.text.isdigit()
        and number.noun
        and number.noun in after
        for number in bare
    )


def _written_out(quantity: Quantity, source: str) -> bool:
    """1小时 where the evidence has 一个小时, which is no quantity, and 三年 where it has 过去三年, a date."""
    if quantity.kind == "duration" and quantity.text.endswith("年"):
        period = f"(?:过去|近|这|未来|今后)(?:[\\d一二两三四五六七八九十]+[-—至到~])?{re.escape(quantity.text)}"
        if re.search(period, source):
            return True
    unit = quantity.text.removeprefix("1").removeprefix("个")
    return (
        quantity.kind == "duration"
        and quantity.text[:1] == "1"
        and unit[:1].isalpha()
        and bool(re.search(f"一个?{re.escape(unit)}", source))
    )
