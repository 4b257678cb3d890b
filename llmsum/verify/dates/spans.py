"""Lengths of time that a text counts from its own day, or up to it: 三年内, 未来3—5年, 近半年, 一年半内."""

import re

from llmsum.verify.dates.periods import DateMention
from llmsum.verify.dates.words import COUNT, number

_TO = "[-至到]"
_TWO = r"一两|两三|二三|三四|三五|四五|五六"
"""Two digits in a row are a range: 三五年内."""
_MANY = rf"(?:{_TWO}|{COUNT}|半)(?:{_TO}(?:{COUNT}))?"
_PAST_OR_NEXT = r"年半?|个月|个半月|周|天"
_SPAN = re.compile(
    rf"(?P<past>近|过去|最近)(?:的)?(?P<n1>{COUNT}|半)(?P<u1>年半?|个月)(?:来|间)?"
    rf"|(?P<next>今后|未来|接下来|再[用过])(?:的)?(?P<n2>{_MANY})(?P<u2>{_PAST_OR_NEXT})(?:左右)?(?:的?时间)?(?:内)?"
    rf"|(?:利用|(?<!使)用|通过)(?P<n4>{_MANY})(?P<u4>{_PAST_OR_NEXT})(?:左右)?的?时间"
    rf"|(?:(?<=力争|争取|计划)|(?<=再))(?:用|经过|通过)(?P<n5>{_MANY})(?P<u5>{_PAST_OR_NEXT})(?:左右)?(?:的?(?:时间|努力|奋斗)|(?=[,，]))"
    rf"|(?<![\d月第十百])(?<!不到)(?P<n3>\d{{1,3}}(?:{_TO}\d{{1,3}})?|{_MANY}|百)(?P<u3>年半?|个半月|个月|个?星期|天|日|周|个工作日)(?:的?时间)?(?:之|以)?内"
    r"|(?<![\d.])(?P<n6>24|48|72|二十四|四十八|七十二)(?P<u6>个?小时)(?:之|以)?内"
)
_NAMES = {"past": "1", "next": "2"}
_UNITS = {"日": "天", "星期": "周"}
_HALF_A_MONTH = 15
"""Days that 半个月 is counted as."""


def find_spans(flat: str) -> list[DateMention]:
    """Every such length of a narrowed text, in order; offsets into it.

    >>> [mention.value for mention in find_spans("近三年,未来3-5年,一年半内,两三个月内,半个月内")]
    ['past:3年', 'next:3-5年', 'within:18月', 'within:2-3月', 'within:15天']
    """
    return [
        DateMention(*match.span(), match.group(), value)
        for match in _SPAN.finditer(flat)
        if (value := _value(match))
    ]


def _value(match: re.Match[str]) -> str:
    """The value, or nothing where the characters form no number."""
    index = next(index for index in "123456" if match[f"n{index}"])
    name = "past" if match["past"] else "next" if match["next"] else "within"
    unit = match[f"u{index}"].removeprefix("个")
    count = match[f"n{index}"]
    counts = [*count] if re.fullmatch(_TWO, count) else re.split(_TO, count)
    numbers = [_counted(one, unit) for one in counts]
    if None in numbers:
        return ""
    if counts == ["半"]:
        unit = {"年": "月", "月": "天"}.get(unit, "")
    elif unit in _PARTS:
        unit = _PARTS[unit]
    return f"{name}:{'-'.join(map(str, numbers))}{_UNITS.get(unit, unit)}" if unit else ""


_PARTS = {"年半": "月", "半月": "天"}
"""The smaller unit in which 一年半 and 一个半月 are whole numbers."""


def _counted(count: str, unit: str) -> int | None:
    """How many of the unit, or of the smaller one that a half is counted in."""
    if count == "半":
        return {"年": 6, "月": _HALF_A_MONTH}.get(unit)
    found = number(count)
    if found is None:
        return None
    whole = int(found)
    if unit == "年半":
        return 12 * whole + 6
    return 2 * _HALF_A_MONTH * whole + _HALF_A_MONTH if unit == "半月" else whole
