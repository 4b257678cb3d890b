"""On which day a page says that it was published, in ISO form, and a year for dates without one."""

from collections.abc import Iterable
from datetime import date

from llmsum.text.pattern import later

_DIGITS = r"(?P<y>(?:19|20)\d{2})\s*[-年/.]\s*(?P<m>\d{1,2})\s*[-月/.]\s*(?P<d>\d{1,2})(?!\d)"
_CLOCK = r"日?(?:[T\s]*\d{1,2}[:：时]\d{2}[\d:：分秒.]*)?"
_LABELLED = later(
    rf"(?:(?:发布|发表|发稿|更新|录入|上传|刊发)(?:时间|日期|于)?|(?<![\u4e00-\u9fff])(?:时间|日期))\s*[:：]?\s*{_DIGITS}"
)
_BESIDE_SOURCE = later(
    rf"^{_DIGITS}{_CLOCK}\s*(?:[|｜]\s*)?(?:文章|信息|稿件)?来源|来源\s*[:：]\s*\S{{2,20}}\s*{_DIGITS.replace('<y>', '<y2>').replace('<m>', '<m2>').replace('<d>', '<d2>')}{_CLOCK}$"
)
_ANY = later(_DIGITS)
_MONTH_AND_DAY = later(r"(\d{1,2})月(\d{1,2})日")
_LONGEST_LINE = 120
_MOST_DAYS = 31
"""Between a meeting and the page about it, for the page's year to be the meeting's."""


def find_published(lines: Iterable[str]) -> str | None:
    """The first day that a line gives as that of publication: by its label, or beside the source.

    >>> find_published(["在全市大会上的讲话", "发布时间：2023-05-04 09:12 来源：林海日报"])
    '2023-05-04'
    >>> find_published(["2022年02月10日来源:新闻中心"]), find_published(["2022年2月10日"])
    ('2022-02-10', None)
    """
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        for pattern in (_LABELLED, _BESIDE_SOURCE):
            if match := pattern.search(line):
                numbers = [value for value in match.groupdict().values() if value]
                if day := _day(*numbers):
                    return day
    return None


def iso_day(text: str) -> str | None:
    """The first day in a text that begins with it, such as a time in ISO form; None where none is.

    >>> iso_day("2018-09-13T10:00:00+08:00"), iso_day("13 Sep")
    ('2018-09-13', None)
    """
    match = _ANY.match(text.strip())
    return _day(*match.group("y", "m", "d")) if match else None


def with_year(day: str, published: str | None) -> str:
    """A day without a year with that of the page about it, where the page came out soon after.

    >>> with_year("12月28日", "2020-01-03"), with_year("3月26日", "2008-12-06")
    ('2019年12月28日', '3月26日')
    """
    match = _MONTH_AND_DAY.match(day)
    if not match or not published:
        return day
    page = date.fromisoformat(published)
    for year in (page.year, page.year - 1):
        try:
            gap = (page - date(year, int(match[1]), int(match[2]))).days
        except ValueError:
            continue
        if 0 <= gap <= _MOST_DAYS:
            return f"{year}年{day}"
    return day


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
