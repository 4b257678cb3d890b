"""Dates and periods in Chinese text, and the entry point for both languages."""

import re
from functools import cache, lru_cache

from llmsum.verify.dates.english import find_english_dates
from llmsum.verify.dates.named import find_named_dates
from llmsum.verify.dates.periods import Bound, DateMention, period
from llmsum.verify.dates.ranges import find_ranges
from llmsum.verify.dates.spans import find_spans
from llmsum.verify.dates.words import (
    COUNT,
    DAY,
    MONTH,
    RELATIVE,
    RELATIVE_YEAR,
    YEAR,
    digits_of_year,
    number,
    two_digits,
)
from llmsum.verify.fold import narrow

_MONTH_PARTS = {
    "底": "-end",
    "末": "-end",
    "初": "-early",
    "上": "-early",
    "中": "-mid",
    "下": "-late",
}
_NEAR = {"本": "", "当": "", "上": "last_", "下": "next_"}
_CLOSES = {"月内": "month", "季度末": "quarter-end", "季末": "quarter-end"}
_CLOCK = (
    r"(?:(?:[上中下]午|晚上?)?\d{1,2}(?:[时点](?:半|\d\d分)?|:\d\d)(?=之?以?前)|下班(?=之?以?前))"
)
_PART = (
    rf"(?P<month>{MONTH})月(?:份)?(?P<day>{DAY})[日号]"
    r"|(?P<near_month>本|当|(?<!以)[上下])个?月"
    rf"(?:(?P<near_end>[底末初]|[上中下]旬)|(?P<near_day>{DAY})[日号])?(?!球|均|报)"
    r"|(?P<month_closes>(?<![\d一二三四五六七八九十两个每本当])(?:月[底末内]|季度?末))"
    r"|(?P<near_quarter>[本上下])一?(?:个)?季度(?P<near_quarter_end>[底末])?"
    rf"|(?P<from>{MONTH})月?[-至到](?P<to_month>{MONTH})月(?:份)?"
    rf"|(?<![年月])前(?P<first_months>{COUNT})个?月(?![底初中\d])"
    r"|前(?P<first_quarters>[二两三23])个?季度"
    rf"|(?<![\d.])(?P<only_month>{MONTH})月(?:份)?(?P<month_end>[底末初]|[上中下]+旬)?"
    r"|第?(?P<quarter>[一二三四1-4])个?季度(?P<quarter_end>[底末])?"
    r"|(?P<half>[上下])半年(?P<half_end>[底末])?"
    r"|(?P<middle>(?<=年)年中|年中(?=之?以?前))"
    r"|(?P<end>(?<=年)[底末]|年[底末]|年终(?=之?以?前)|岁末)"
    r"|(?P<start>(?<=年)初|年初)"
    r"|(?P<whole>全年(?![红胜])|(?<![\d一二三四五六七八九十两几数多近])年内)"
)
_PLAN = re.compile(
    r'(?P<to>(?<![提说谈讲得])到)?"?(?<![一二三四五六七八九])十(?P<short>[一二三四五六七八])五"?(?:时期|期间|规划)?(?P<end>期?末)?'
    r"|第(?P<long>十[一二三四五六七八])个五年规划(?:时期|期间)?(?P<long_end>期?末)?"
)


def find_dates(text: str) -> list[DateMention]:
    """Every date and period of the text, in order, without overlaps; offsets into `text`.

    >>> [(d.text, d.value, d.bound) for d in find_dates("力争2023年前，“十四五”末 by 2023")]
    [('2023年前', '2023', 'by'), ('“十四五”末', 'FYP14-end', ''), ('by 2023', '2023', 'by')]
    """
    return list(_find_dates(text))


@lru_cache(maxsize=1024)
def _find_dates(text: str) -> tuple[DateMention, ...]:
    # Cached, because the gate asks for the dates of one sentence several times for each line.
    flat = narrow(text)
    found = [
        *_plans(flat),
        *find_spans(flat),
        *find_ranges(flat),
        *find_named_dates(flat),
        *_calendar(flat),
        *find_english_dates(flat),
    ]
    found.sort(key=lambda mention: (mention.start, mention.start - mention.end))
    dates: list[DateMention] = []
    for mention in found:
        if not dates or mention.start >= dates[-1].end:
            words = text[mention.start : mention.end]
            dates.append(
                DateMention(mention.start, mention.end, words, mention.value, mention.bound)
            )
    return tuple(dates)


def _plans(flat: str) -> list[DateMention]:
    plans = []
    for match in _PLAN.finditer(flat):
        plan = number(match["long"] or "十" + match["short"])
        value = period(f"FYP{plan}", "end" if match["end"] or match["long_end"] else "")
        start, end = match.span()
        start += len(match["to"] or "")
        # An opening quote belongs to the mention only together with its closing one.
        inner = flat[start:end]
        if inner.startswith('"') and inner.count('"') == 1:
            start += 1
        elif not inner.startswith('"') and inner.endswith('"'):
            end -= 1
        if match["to"] and start == match.end("to"):
            start = match.start()
        bound: Bound = "by" if match["to"] else ""
        plans.append(DateMention(start, end, flat[start:end], value, bound))
    return plans


@cache
def _calendar_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?=[\d一二三四五六七八九十第前后上下到至今本当去明同次翌年月季岁全底末初])"
        rf"(?P<to>(?<!截)[到至])?(?:(?P<year>(?<!\d)(?:{YEAR}))(?:\s?年度?|(?=[-至到]\s?(?:{YEAR})\s?年))"
        rf"|(?P<relative>{RELATIVE_YEAR})度?)?"
        rf"(?:{_PART})?{_CLOCK}?(?:(?P<by>之?以?前(?![后列沿]))|(?P<after>之?以?后|起|以来))?"
    )


def _calendar(flat: str) -> list[DateMention]:
    mentions = []
    for match in _calendar_pattern().finditer(flat):
        if match.start() == match.end():
            continue
        year = _year(match)
        part = _part(match)
        if not (year or part):
            continue
        start, end = match.span()
        bound: Bound = "by" if match["by"] or match["to"] else "after" if match["after"] else ""
        if match["to"] and not year:
            # 到三季度 is a bound, 提到上半年 is not: only a year makes 到 safe to read.
            start, bound = start + 1, "by" if match["by"] else "after" if match["after"] else ""
        mentions.append(DateMention(start, end, flat[start:end], period(year, part), bound))
    return mentions


def _year(match: re.Match[str]) -> str:
    if match["relative"]:
        return RELATIVE[match["relative"]]
    return digits_of_year(match["year"] or "")


def _part(match: re.Match[str]) -> str:  # noqa: PLR0911 -- one return for each kind of period
    if match["month"]:
        return f"{two_digits(match['month'])}-{two_digits(match['day'])}"
    if match["to_month"]:
        return f"M{two_digits(match['from'])}/M{two_digits(match['to_month'])}"
    if match["first_months"]:
        return f"M01/M{two_digits(match['first_months'])}"
    if match["first_quarters"]:
        return f"Q1/Q{number(match['first_quarters'])}"
    if match["only_month"]:
        return two_digits(match["only_month"]) + _rest(match["month_end"])
    if match["near_month"]:
        month = _NEAR[match["near_month"]] + "month"
        day = match["near_day"]
        return f"{month}-{two_digits(day)}" if day else month + _rest(match["near_end"])
    if match["month_closes"]:
        return _CLOSES.get(match["month_closes"], "month-end")
    if match["near_quarter"]:
        return f"{_NEAR[match['near_quarter']]}quarter{_rest(match['near_quarter_end'])}"
    if match["quarter"]:
        return f"Q{number(match['quarter'])}{_rest(match['quarter_end'])}"
    if match["half"]:
        return ("H1" if match["half"] == "上" else "H2") + _rest(match["half_end"])
    whole = ("end", "middle", "start", "whole")
    return next((name for name in whole if match[name]), "").replace("middle", "mid")


def _rest(part: str | None) -> str:
    """Which part of a month, quarter or half year: 底, 末, 上旬 … the last one of 中下旬."""
    return _MONTH_PARTS[part.removesuffix("旬")[-1]] if part else ""
