"""Dates and periods in Chinese text, and the entry point for both languages."""

import re
from fractions import Fraction
from functools import cache, lru_cache

from llmsum.verify.english_dates import find_english_dates
from llmsum.verify.fold import narrow
from llmsum.verify.numerals import HAN_NUMERAL, parse_digits, parse_han
from llmsum.verify.periods import Bound, DateMention, period

_YEAR = r"(?:19|20)\d\d|[一二][零〇九][零〇一二三四五六七八九]{2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_COUNT = r"\d{1,2}|[一二两三四五六七八九十]+"
_RELATIVE = {
    "今年": "this",
    "本年": "this",
    "当年": "this",
    "去年": "last",
    "上年": "last",
    "明年": "next",
    "后年": "next2",
    "前年": "last2",
    "同年": "same",
    "次年": "following",
    "翌年": "following",
}
_RELATIVE_YEAR = (
    r"今年|本年|当年|去年|上年|明年|同年|次年|翌年|(?<![^\W\d_])后年|(?<![^\W\d_比较])前年(?!均|产)"
)
"""后年 and 前年 only after no letter: 今后年均, 三年前年产值."""
_MONTH_PARTS = {"底": "-end", "末": "-end", "上": "-early", "中": "-mid", "下": "-late"}
_NEAR = {"本": "", "当": "", "上": "last_", "下": "next_"}
_PART = (
    rf"(?P<month>{_MONTH})月(?:份)?(?P<day>{_DAY})[日号]"
    r"|(?P<near_month>本|当|(?<!以)[上下])个?月"
    rf"(?:(?P<near_end>[底末]|[上中下]旬)|(?P<near_day>{_DAY})[日号])?(?!球|均|报)"
    r"|(?P<month_closes>(?<![\d一二三四五六七八九十两个每])月[底末])"
    r"|(?P<near_quarter>[本上下])一?(?:个)?季度(?P<near_quarter_end>[底末])?"
    rf"|(?P<from>{_MONTH})月?[-至到](?P<to_month>{_MONTH})月(?:份)?"
    rf"|前(?P<first_months>{_COUNT})个月"
    r"|前(?P<first_quarters>[二两三23])个?季度"
    rf"|(?<![\d.])(?P<only_month>{_MONTH})月(?:份)?(?P<month_end>[底末]|上?中?下?旬)?"
    r"|第?(?P<quarter>[一二三四1-4])个?季度(?P<quarter_end>[底末])?"
    r"|(?P<half>[上下])半年(?P<half_end>[底末])?"
    r"|(?P<middle>(?<=年)年中)"
    r"|(?P<end>(?<=年)[底末]|年[底末]|岁末)"
    r"|(?P<start>(?<=年)初|年初)"
    r"|(?P<whole>全年(?![红胜])|(?<![\d一二三四五六七八九十两几数多近])年内)"
)
_PLAN = re.compile(
    r'(?P<to>(?<![提说谈讲得])到)?"?(?<![一二三四五六七八九])十(?P<short>[一二三四五六七八])五"?(?:时期|期间|规划)?(?P<end>期?末)?'
    r"|第(?P<long>十[一二三四五六七八])个五年规划(?:时期|期间)?(?P<long_end>期?末)?"
)
_SPAN = re.compile(
    rf"(?P<past>近|过去|最近)(?:的)?(?P<n1>{_COUNT}|半)(?P<u1>年|个月)(?:来|间)?"
    rf"|(?P<next>今后|未来|接下来)(?:的)?(?P<n2>(?:{_COUNT})(?:[-至到](?:{_COUNT}))?)(?P<u2>年|个月)(?:内)?"
    rf"|(?:用|利用)(?P<n4>{_COUNT}|半)(?P<u4>年|个月|天)(?:左右)?的?时间"
    rf"|(?<![\d月])(?P<n3>(?:\d{{1,3}}|{_COUNT}|百)(?:[-至到](?:{_COUNT}))?|半)(?P<u3>年|个月|天|日|周|个工作日)(?:之|以)?内"
)
_TERM = re.compile(
    r"到?(?:本届(?:政府|班子|党委)?(?:任期)?|任期)(?P<end>末|届满)|(?:本届(?:政府)?)?任期内"
)
_FESTIVAL = re.compile(
    rf"(?:(?P<year>(?<!\d)(?:{_YEAR}))年|(?P<relative>{_RELATIVE_YEAR}))?"
    r'(?P<quote>")?(?P<name>春节|元旦|元宵|国庆|五一|端午|中秋|清明|入冬|(?:主?汛期|入汛)|(?<=")(?:七一|八一|十一))'
    r'节?(?(quote)")之?以?前(?![后夕])'
)
_TWO_YEARS = re.compile("今明[两二2]年")
_CENTURY = re.compile("(?P<to>到)?本世纪中叶")
_TOMORROW = re.compile("明[日天](?=[上中下]午|[早晚]|凌晨|起|开始|之?以?前)(?P<by>之?以?前)?")
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])"
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
        *_spans(flat),
        *_named(flat),
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


def _number(text: str) -> Fraction | None:
    return Fraction(text) if text.isdigit() else parse_han(text)


def _two(text: str) -> str:
    return f"{int(_number(text) or 0):02}"


def _plans(flat: str) -> list[DateMention]:
    plans = []
    for match in _PLAN.finditer(flat):
        number = _number(match["long"] or "十" + match["short"])
        value = period(f"FYP{number}", "end" if match["end"] or match["long_end"] else "")
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


def _spans(flat: str) -> list[DateMention]:
    spans = []
    for match in _SPAN.finditer(flat):
        index = 1 if match["past"] else 2 if match["next"] else 4 if match["n4"] else 3
        name = {1: "past", 2: "next"}.get(index, "within")
        count, unit = match[f"n{index}"], match[f"u{index}"].removeprefix("个")
        if count == "半" and unit != "年":
            continue
        if count == "半":
            count, unit = "6", "月"
        unit = "天" if unit == "日" else unit
        numbers = [_number(number) for number in re.split("[-至到]", count)]
        if None not in numbers:
            value = f"{name}:{'-'.join(map(str, numbers))}{unit}"
            spans.append(DateMention(*match.span(), match.group(), value))
    return spans


def _named(flat: str) -> list[DateMention]:
    """Days written as 2023-06-14, terms of office, 春节前, and what is named after now."""
    days = [
        DateMention(
            *match.span(), "", f"{match['year']}-{_two(match['month'])}-{_two(match['day'])}"
        )
        for match in _ISO.finditer(flat)
    ]
    terms = [
        DateMention(*match.span(), "", period("term", "end" if match["end"] else ""))
        for match in _TERM.finditer(flat)
    ]
    festivals = [
        DateMention(*match.span(), "", period(_year(match), match["name"]), "by")
        for match in _FESTIVAL.finditer(flat)
    ]
    named = [DateMention(*match.span(), "", "this/next") for match in _TWO_YEARS.finditer(flat)]
    named += [
        DateMention(*match.span(), "", "century-mid", "by" if match["to"] else "")
        for match in _CENTURY.finditer(flat)
    ]
    named += [
        DateMention(*match.span(), "", "-tomorrow", "by" if match["by"] else "")
        for match in _TOMORROW.finditer(flat)
    ]
    return days + terms + festivals + named


@cache
def _calendar_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?=[\d一二三四五六七八九十第前后上下到至今本当去明同次翌年月岁全底末初])"
        rf"(?P<to>(?<!截)[到至])?(?:(?P<year>(?<!\d)(?:{_YEAR}))(?:\s?年度?|(?=[-至到]\s?(?:{_YEAR})\s?年))"
        rf"|(?P<relative>{_RELATIVE_YEAR})度?)?"
        rf"(?:{_PART})?(?:\d{{1,2}}[时点](?=之?以?前))?(?:(?P<by>之?以?前(?![后列沿]))|(?P<after>之?以?后|起|以来))?"
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
        return _RELATIVE[match["relative"]]
    year = match["year"] or ""
    return str(parse_digits(year)) if re.match(HAN_NUMERAL, year) else year


def _part(match: re.Match[str]) -> str:  # noqa: PLR0911 -- one return for each kind of period
    if match["month"]:
        return f"{_two(match['month'])}-{_two(match['day'])}"
    if match["to_month"]:
        return f"M{_two(match['from'])}/M{_two(match['to_month'])}"
    if match["first_months"]:
        return f"M01/M{_two(match['first_months'])}"
    if match["first_quarters"]:
        return f"Q1/Q{_number(match['first_quarters'])}"
    if match["only_month"]:
        return _two(match["only_month"]) + _rest(match["month_end"])
    if match["near_month"]:
        month = _NEAR[match["near_month"]] + "month"
        day = match["near_day"]
        return f"{month}-{_two(day)}" if day else month + _rest(match["near_end"])
    if match["month_closes"]:
        return "month-end"
    if match["near_quarter"]:
        return f"{_NEAR[match['near_quarter']]}quarter{_rest(match['near_quarter_end'])}"
    if match["quarter"]:
        return f"Q{_number(match['quarter'])}{_rest(match['quarter_end'])}"
    if match["half"]:
        return ("H1" if match["half"] == "上" else "H2") + _rest(match["half_end"])
    whole = ("end", "middle", "start", "whole")
    return next((name for name in whole if match[name]), "").replace("middle", "mid")


def _rest(part: str | None) -> str:
    """Which part of a month, quarter or half year: 底, 末, 上旬 … the last one of 中下旬."""
    return _MONTH_PARTS[part.removesuffix("旬")[-1]] if part else ""
