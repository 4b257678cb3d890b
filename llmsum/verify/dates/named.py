"""Dates that have a name instead of a number: 春节前, 下周五, 今冬明春, 本届任期内, 明日, and 2023-06-14."""

import re
from collections.abc import Callable

from llmsum.verify.dates.periods import Bound, DateMention, period
from llmsum.verify.dates.words import (
    RELATIVE,
    RELATIVE_YEAR,
    YEAR,
    digits_of_year,
    two_digits,
)

_BEFORE = "之?以?前"
_TERM = re.compile(
    rf"到?(?:本届(?:政府|班子|党委)?(?:任期)?|任期)(?P<end>末|届?满)(?P<by>{_BEFORE})?|(?:本届(?:政府|班子|党委)?)?任期之?内"
)
_FESTIVALS = (
    r"春节|元旦|元宵|国庆|五一|端午|中秋|清明|重阳|教师(?=节)|劳动(?=节)|除夕|入冬|开春|春耕|秋收|春运|开学|高考|暑期|封冻|上冻|入汛"
    r"|(?:供暖|采暖)[季期]?|(?:主?汛期?)|(?<=\")(?:七一|八一|十一|两节)|(?<![\u4e00-\u9fff])节(?=前)"
)
_FESTIVAL = re.compile(
    rf"(?:(?P<year>(?<!\d)(?:{YEAR}))年|(?P<relative>{RELATIVE_YEAR}))?"
    rf'(?P<quote>")?(?P<name>{_FESTIVALS})'
    rf'节?(?(quote)")节?(?:来临|到来|开始)?(?:(?P<by>{_BEFORE}(?![后夕])))'
)
_WEEK = re.compile(
    r"(?:(?P<near>本|这|(?<![以线地网会路场])[下上])(?:一个|个|一)?(?:周|星期)(?:(?P<day>[一二三四五六日天])|(?P<weekend>末))?"
    r"(?![期边围岁年转刊报密]|[\u4e00-\u9fff]{0,2}(?:书记|[市县区部局]长|主任))"
    r"|(?<![每逢隔])(?:周|星期)(?P<alone>[一二三四五六日末])(?=(?:下班)?之?以?前))"
    rf"(?:(?:上午|下午|晚|下班)?(?P<by>{_BEFORE}))?内?"
)
_WEEKS = {"本": "week", "这": "week", "下": "next_week", "上": "last_week"}
_WEEKDAYS = dict(zip("一二三四五六日天", "12345677", strict=True))
_SEASON = re.compile(
    r"(?P<two>今冬明春|冬春(?=之交))|(?P<when>今年|明年|去年|今|明|去)(?P<season>[春夏秋冬])(?:季|天)?(?![晚节运耕收])"
)
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_SHORT_YEARS = {"今": "this", "明": "next", "去": "last"}
_TWO_YEARS = re.compile("今明[两二2]年")
_CENTURY = re.compile("(?P<to>到)?本世纪中叶")
_TOMORROW = re.compile(f"明[日天](?=[上中下]午|[早晚]|凌晨|起|开始|{_BEFORE})(?P<by>{_BEFORE})?")
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])"
)


def find_named_dates(flat: str) -> list[DateMention]:
    """Every such date of a narrowed text, in order of kind; offsets into it.

    >>> [(d.value, d.bound) for d in find_named_dates("明年国庆节前,下周五前,本届任期内")]
    [('-next_week-5', 'by'), ('next-国庆', 'by'), ('term', '')]
    """
    return [
        DateMention(*match.span(), match[0], value(match), _bound(match))
        for characters, pattern, value in _KINDS
        if any(character in flat for character in characters)
        for match in pattern.finditer(flat)
    ]


def _bound(match: re.Match[str]) -> Bound:
    groups = match.groupdict()
    return "by" if groups.get("by") or groups.get("to") else ""


def _iso(match: re.Match[str]) -> str:
    return f"{match['year']}-{two_digits(match['month'])}-{two_digits(match['day'])}"


def _week(match: re.Match[str]) -> str:
    if match["alone"] and match["alone"] != "末":
        return f"-weekday-{_WEEKDAYS[match['alone']]}"
    week = _WEEKS[match["near"] or "本"]
    if match["weekend"] or match["alone"]:
        return f"-{week}-end"
    return f"-{week}-{_WEEKDAYS[match['day']]}" if match["day"] else f"-{week}"


def _season(match: re.Match[str]) -> str:
    if match["two"]:
        return "this/next-winter/spring"
    return f"{_SHORT_YEARS[match['when'][0]]}-{_SEASONS[match['season']]}"


def _year(match: re.Match[str]) -> str:
    return RELATIVE.get(match["relative"] or "") or digits_of_year(match["year"] or "")


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("-./", _ISO, _iso),
    ("周星", _WEEK, _week),
    ("今明去冬", _SEASON, _season),
    ("前", _FESTIVAL, lambda match: period(_year(match), match["name"])),
    ("任届", _TERM, lambda match: period("term", "end" if match["end"] else "")),
    ("今", _TWO_YEARS, lambda _: "this/next"),
    ("世", _CENTURY, lambda _: "century-mid"),
    ("明", _TOMORROW, lambda _: "-tomorrow"),
)
"""One character at least of every date of a kind, so that most sentences are searched for few of them."""
