"""Periods from one day or year to another: 2023—2025年, 6月1日至7日, from 2023 to 2025, June 1–7."""

import re
from functools import cache

from llmsum.verify.dates.english import MONTH_NAMES, MONTH_NUMBERS
from llmsum.verify.dates.periods import DateMention, period
from llmsum.verify.dates.words import (
    DAY,
    MONTH,
    RELATIVE,
    RELATIVE_YEAR,
    YEAR,
    digits_of_year,
    two_digits,
)

_TO = r"\s?(?:-{1,2}|至|到)\s?"
_ENGLISH_TO = r"\s?(?:-|to|and|through|until)\s?"

_MAYBE = re.compile(
    r"[年月日号度份\d]\s?(?:-|至|到)-?\s?[\d一二三四五六七八九十a-z]|\d (?:to|and|through|until) [a-z\d]"
)
"""What each of them holds, to be found fast."""


@cache
def _years() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)(?P<first>{YEAR})\s?年?度?{_TO}(?P<last>{YEAR})\s?年度?"
        rf"|(?<![a-z])(?:(?:from|between|in|during)\s)(?P<from>(?:19|20)\d\d){_ENGLISH_TO}(?P<until>(?:19|20)\d\d)(?![\d.,]*\d|[a-z])"
    )


@cache
def _across() -> re.Pattern[str]:
    """From a month or day of one year to one of another."""
    day = rf"(?P<month%s>{MONTH})月(?:份)?(?:(?P<day%s>{DAY})[日号]|(?P<end%s>[底末]))?"
    return re.compile(
        rf"(?<!\d)(?P<year1>{YEAR})年{day % (1, 1, 1)}{_TO}(?P<year2>{YEAR})年(?:{day % (2, 2, 2)})?"
    )


@cache
def _days() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<year>(?<!\d)(?:{YEAR}))年|(?P<relative>{RELATIVE_YEAR}))?"
        rf"(?<![\d一二三四五六七八九十])(?P<month>{MONTH})月(?:份)?(?P<day>{DAY})[日号]?{_TO}(?:(?P<to_month>{MONTH})月)?(?P<to_day>{DAY})[日号]"
        rf"|(?<![a-z])(?:(?:from|between|during|on)\s)?(?P<from_name>{MONTH_NAMES})\.?\s(?P<from>[0-3]?\d){_ENGLISH_TO}"
        rf"(?:(?P<until_name>{MONTH_NAMES})\.?\s)?(?P<until>[0-3]?\d)\b(?:,?\s(?P<of>(?:19|20)\d\d))?"
    )


def find_ranges(flat: str) -> list[DateMention]:
    """Every such period of a narrowed text, in order of kind; offsets into it.

    >>> [mention.value for mention in find_ranges("2023-2025年,明年6月28日至7月3日")]
    ['2023/2025', 'next-06-28/07-03']
    """
    if not _MAYBE.search(flat):
        return []
    years = [(match, _of_years(match)) for match in _years().finditer(flat)]
    days = [(match, _of_days(match)) for match in _days().finditer(flat)]
    across = [(match, _of_both_years(match)) for match in _across().finditer(flat)]
    found = years + days + across
    return [DateMention(*match.span(), match[0], value) for match, value in found if value]


def _of_years(match: re.Match[str]) -> str:
    first = digits_of_year(match["first"] or match["from"])
    last = digits_of_year(match["last"] or match["until"])
    return f"{first}/{last}" if first < last else ""


def _of_both_years(match: re.Match[str]) -> str:
    first, last = (_day_of(match, index) for index in (1, 2))
    return f"{first}/{last}" if first < last else ""


def _day_of(match: re.Match[str], index: int) -> str:
    year, month, day = (match[f"{name}{index}"] for name in ("year", "month", "day"))
    if not month:
        return digits_of_year(year)
    rest = two_digits(day) if day else "end" if match[f"end{index}"] else ""
    return period(digits_of_year(year), period(two_digits(month), rest))


def _of_days(match: re.Match[str]) -> str:
    if match["from"]:
        month = f"{MONTH_NUMBERS[match['from_name']]:02}"
        to_month = f"{MONTH_NUMBERS[match['until_name']]:02}" if match["until_name"] else month
        year, first, last = match["of"] or "", int(match["from"]), int(match["until"])
    else:
        month = two_digits(match["month"])
        to_month = two_digits(match["to_month"]) if match["to_month"] else month
        year = RELATIVE.get(match["relative"] or "") or digits_of_year(match["year"] or "")
        first, last = int(two_digits(match["day"])), int(two_digits(match["to_day"]))
    is_forward = month != to_month or first < last
    return period(year, f"{month}-{first:02}/{to_month}-{last:02}") if is_forward else ""
