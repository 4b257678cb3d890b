"""Where a date of a text lies on the calendar, given the day on which the text was written."""

import calendar
import re
from datetime import date, timedelta

from llmsum.verify.dates import find_dates
from llmsum.verify.dates.periods import DateMention, period

_YEARS = {"": 0, "this": 0, "last": -1, "next": 1, "last2": -2, "next2": 2}
_MONTHS = {"month": 0, "last_month": -1, "next_month": 1}
_WEEKS = {"week": 0, "last_week": -1, "next_week": 1}
_QUARTERS = {"quarter": 0, "last_quarter": -1, "next_quarter": 1}
_COUNTED = {"tomorrow", "weekday", *_WEEKS, *_MONTHS, *_QUARTERS}
_EVES = {"五一": (4, 30), "七一": (6, 30), "八一": (7, 31), "国庆": (9, 30), "十一": (9, 30)}
"""The last day before a feast, of those that have the same day each year."""
_THIRDS = {"early": 10, "mid": 20}
_LAST_MONTHS = {
    "": "12",
    "end": "12",
    "whole": "12",
    "H2": "12",
    "H1": "06",
    "mid": "06",
    "spring": "05",
    "summer": "08",
    "autumn": "11",
}
_FIRST_PLAN_END = 1957
"""The first five-year plan ended with this year, every later one (but for 1963-65) five years on."""


def dated(mention: DateMention, written: date) -> str:
    """The value of a mention with the year of the document where the text leaves it out.

    >>> june, _, last = find_dates("6月14日，三年内，去年底")
    >>> dated(june, date(2023, 6, 20)), dated(last, date(2023, 6, 20))
    ('2023-06-14', '2022-end')
    """
    if mention.year not in _YEARS or mention.value.startswith(("past:", "next:", "within:")):
        return mention.value
    return period(str(written.year + _YEARS[mention.year]), mention.part)


def due(deadline: str, written: date | None) -> date | None:
    """The last day on which a deadline is kept; None where the words do not tell.

    A year that the words leave out is that of the document, or the next one where the day would
    lie before the document. 2023年前 is read as within 2023, as reports use it.

    >>> due("今年底前", date(2023, 6, 20)), due("3月底前", date(2023, 11, 2))
    (datetime.date(2023, 12, 31), datetime.date(2024, 3, 31))
    >>> due("“十四五”末", None), due("三年内", date(2023, 6, 20)), due("三季度", None)
    (datetime.date(2025, 12, 31), datetime.date(2026, 6, 20), None)
    """
    days = (_last_day(mention, written) for mention in find_dates(deadline))
    return next((day for day in days if day), None)


def _last_day(mention: DateMention, written: date | None) -> date | None:
    if mention.year.startswith("FYP"):
        return date(_plan_end(int(mention.year.removeprefix("FYP"))), 12, 31)
    name, _, span = mention.value.partition(":")
    if span:
        return _after(span, written) if written and name in ("next", "within") else None
    # Of 今明两年 the second year; of 2023—2025年, or up to a day of another year, what it ends with.
    later = mention.value.rpartition("/")[2]
    value = later if re.match(r"\d{4}(?:-|$)", later) else mention.value
    year, _, part = value.partition("-")
    year = year.rpartition("/")[2]
    if year.isdigit():
        return _end_of(int(year), part, None)
    if not written or year not in _YEARS:
        return None
    day = _end_of(written.year + _YEARS[year], mention.part, written)
    if day and day < written and not mention.year:
        return _end_of(written.year + 1, mention.part, written)
    return day


def _plan_end(number: int) -> int:
    return _FIRST_PLAN_END + 5 * (number - 1) + (3 if number > 2 else 0)


def _after(span: str, written: date) -> date | None:
    count = span.rpartition("-")[2]
    number = int("".join(char for char in count if char.isdigit()))
    if count.endswith("日") or count.endswith("天"):
        return None if "工作" in count else written + timedelta(days=number)
    if count.endswith("小时"):
        return written + timedelta(days=-(-number // 24))
    if count.endswith("周"):
        return written + timedelta(weeks=number)
    months = written.month - 1 + number * (12 if count.endswith("年") else 1)
    year, month = written.year + months // 12, months % 12 + 1
    return date(year, month, min(written.day, calendar.monthrange(year, month)[1]))


def _end_of(year: int, part: str, written: date | None) -> date | None:
    """The last day of a part of the year; `written` tells which month 本月 is."""
    part = part.removesuffix("-end") if part[:1] in ("Q", "H") else part
    last = part.rpartition("/")[2]
    last = _LAST_MONTHS.get(last, last)
    if last in _EVES:
        return date(year, *_EVES[last])
    if last == "元旦":
        return date(year - 1, 12, 31)
    if last[0] == "Q":
        return _month_end(year, 3 * int(last[1:]))
    month, _, rest = last.removeprefix("M").partition("-")
    if written and month in _COUNTED:
        return _near(month, rest, written)
    return _in_month(year, int(month), rest) if month.isdigit() else None


def _near(name: str, rest: str, written: date) -> date | None:
    """The last day of 本月, 下周五, 明日 …, counted from the day of the document."""
    if name == "tomorrow":
        return written + timedelta(days=1)
    if name == "weekday":
        return written + timedelta(days=(int(rest) - written.isoweekday()) % 7)
    if name in _WEEKS:
        monday = written - timedelta(days=written.weekday())
        weekday = int(rest) if rest.isdigit() else 7
        return monday + timedelta(days=7 * _WEEKS[name] + weekday - 1)
    months = written.month - 1 + _MONTHS.get(name, 0)
    if name in _QUARTERS:
        months = (written.month - 1) // 3 * 3 + 2 + 3 * _QUARTERS[name]
    return _in_month(written.year + months // 12, months % 12 + 1, rest)


def _in_month(year: int, month: int, rest: str) -> date | None:
    if rest.isdigit() or rest in _THIRDS:
        return _day(year, month, _THIRDS.get(rest) or int(rest))
    return _month_end(year, month)


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
