"""Dates and periods in English text, normalised as the Chinese ones are.

A line of an English briefing is checked against Chinese evidence, so June 14 and 6月14日 have to
come out the same.
"""

import re
from functools import cache

from llmsum.verify.dates.periods import Bound, DateMention, period
from llmsum.verify.numerals import ENGLISH_NUMERALS, parse_english

_FULL = "january february march april may june july august september october november december"
MONTH_NUMBERS = {name: index for index, name in enumerate(_FULL.split(), start=1)}
MONTH_NUMBERS |= {name[:3]: index for name, index in MONTH_NUMBERS.items() if name != "may"} | {
    "sept": 9
}
MONTH_NAMES = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_ORDINALS = "|".join(_ORDINAL)
_COUNT = r"\d+|" + "|".join(ENGLISH_NUMERALS)
_RELATIVE = {"this year": "this", "last year": "last", "next year": "next", "the year": ""}
_NEAR_MONTHS = {"this": "month", "last": "last_month", "next": "next_month"}
_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:,?\s(?:of\s|in\s)?(?P<%s>{_YEAR}|{'|'.join(_RELATIVE)})\b)?"
_BOUNDS: dict[str, Bound] = {
    "by": "by",
    "before": "by",
    "until": "by",
    "no later than": "by",
    "since": "after",
    "after": "after",
    "from": "after",
}
_AFTER_PREPOSITION = "(?:" + "|".join(f"(?<={word} )" for word in ("in", *_BOUNDS)) + ")"
_LETTERS = re.compile("[a-z]")
_UNITS = {"y": "年", "m": "月", "w": "周", "d": "天", "h": "小时"}
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = "|".join(_WEEKDAYS)
_NEAR_WEEKS = {"this": "week", "last": "last_week", "next": "next_week"}
_SEASON = "spring|summer|autumn|winter"
_HALF = r"\sand\sa\shalf"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z0-9])(?:(?P<bound>{'|'.join(_BOUNDS)}|in|of|during|on)\s)?(?:the\s)?(?:"
        rf"(?P<plan_end>end of the )?(?P<plan>\d\d)th five[- ]year plan"
        rf"|(?P<m1>{MONTH_NAMES})\.?\s(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s?(?:%|percent))"
        + _OF_YEAR % "y1"
        + rf"|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{MONTH_NAMES})\b"
        + _OF_YEAR % "y2"
        + rf"|(?P<m3>{MONTH_NAMES})\s(?P<y3>{_YEAR})\b"
        rf"|(?P<when>end of|end|late|early|mid)[\s-](?P<m3b>{MONTH_NAMES})\b(?!\s\d)"
        + _OF_YEAR
        % "y3b"
        + rf"|{_AFTER_PREPOSITION}(?P<m4>{MONTH_NAMES})\b(?!\s\d)"
        rf"|(?P<d15>[0-3]?\d)(?:st|nd|rd|th) (?:of )?(?P<near>this|last|next) month\b"
        rf"|(?P<closes>(?:the )?end of (?:the )?)?(?P<q5>{_ORDINALS}) quarter\b"
        + _OF_YEAR % "y5"
        + r"|q(?P<q6>[1-4])\b"
        + _OF_YEAR % "y6"
        + r"|(?P<h7>first|second) half\b(?! of (?!the year|this|last|next|\d))"
        + _OF_YEAR % "y7"
        + rf"|first (?P<n8>{_COUNT}) months\b"
        + _OF_YEAR % "y8"
        + rf"|(?:end|close) of (?P<y9>{_YEAR}|{'|'.join(_RELATIVE)})\b|(?P<year_end>year-end|year end)\b"
        rf"|(?P<past>past|last|recent)\s(?P<n10>{_COUNT})(?P<half10>{_HALF})?\s(?P<u10>years|months)\b"
        rf"|(?P<next>next|coming)\s(?P<n11>{_COUNT})(?P<half11>{_HALF})?\s(?P<u11>years|months|weeks)\b"
        rf"|(?P<within>within)\s(?P<n12>{_COUNT})(?P<half12>{_HALF})?\s(?P<u12>years?|months?|weeks?|days?|hours)\b"
        r"|(?P<half_year>within half a year)\b"
        rf"|(?P<near_week>this|last|next)\s(?:week\b|(?P<near_weekday>{_WEEKDAY})\b)"
        rf"|{_AFTER_PREPOSITION}(?P<weekday>{_WEEKDAY})\b"
        rf"|(?P<near_season>this|last|next)\s(?P<season>{_SEASON})\b"
        r"|(?P<whole>whole year|full year|full-year)\b"
        r"|(?P<y13>this year|last year|next year)\b"
        rf"|(?P<y14>{_YEAR})(?![\d.,]*\d|\s?%|[a-z]|\s(?:[a-z-]+\s)?(?:million|billion|yuan|compan|enterpr|project))"
        r")"
    )


def find_english_dates(flat: str) -> list[DateMention]:
    """Every English date of the narrowed text, in order; offsets into it."""
    if not _LETTERS.search(flat):
        return []
    mentions = []
    for match in _pattern().finditer(flat):
        value = _plan_or_span(match) or period(_year(match), _part(match))
        # A bare four-digit number in Chinese text is a number, not a year.
        if match["y14"] and not match["bound"] and not _in_english(flat, match):
            continue
        bound = _BOUNDS.get(match["bound"] or "", "")
        start = match.start() if bound else _after_preposition(match)
        mentions.append(DateMention(start, match.end(), flat[start : match.end()], value, bound))
    return mentions


def _after_preposition(match: re.Match[str]) -> int:
    return match.end("bound") + 1 if match["bound"] else match.start()


def _in_english(flat: str, match: re.Match[str]) -> bool:
    around = flat[max(0, match.start() - 3) : match.start()] + flat[match.end() : match.end() + 3]
    return bool(re.search("[a-z]", around)) and not re.search("[\u4e00-\u9fff]", around)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else int(parse_english(word))


def _plan_or_span(match: re.Match[str]) -> str:
    if match["plan"]:
        return period(f"FYP{match['plan']}", "end" if match["plan_end"] else "")
    for name, index in (("past", 10), ("next", 11), ("within", 12)):
        if match[name]:
            unit, count = _UNITS[match[f"u{index}"][0]], _count(match[f"n{index}"])
            if match[f"half{index}"] and unit == "年":
                return f"{name}:{12 * count + 6}月"
            return f"{name}:{count}{unit}"
    return "within:6月" if match["half_year"] else ""


def _year(match: re.Match[str]) -> str:
    for index in (1, 2, 3, "3b", 5, 6, 7, 8, 9, 13, 14):
        year = match[f"y{index}"]
        if year:
            return _RELATIVE.get(year, year)
    return match["near_season"] or ""


def _part(match: re.Match[str]) -> str:  # noqa: PLR0911 -- one return for each kind of period
    for index in ("1", "2", "3", "3b", "4"):
        if match[f"m{index}"]:
            month = f"{MONTH_NUMBERS[match[f'm{index}']]:02}"
            if index in ("1", "2"):
                return f"{month}-{int(match[f'd{index}']):02}"
            return month + ("-end" if (match["when"] or "").startswith("end") else "")
    if match["d15"]:
        return f"{_NEAR_MONTHS[match['near']]}-{int(match['d15']):02}"
    if match["near_week"]:
        week, day = _NEAR_WEEKS[match["near_week"]], match["near_weekday"]
        return f"{week}-{_WEEKDAYS.index(day) + 1}" if day else week
    if match["weekday"]:
        return f"weekday-{_WEEKDAYS.index(match['weekday']) + 1}"
    if match["q5"] or match["q6"]:
        return f"Q{match['q6'] or _ORDINAL[match['q5']]}" + ("-end" if match["closes"] else "")
    if match["h7"]:
        return f"H{_ORDINAL[match['h7']]}"
    if match["n8"]:
        return f"M01/M{_count(match['n8']):02}"
    if match["y9"] or match["year_end"]:
        return "end"
    return match["season"] or ("whole" if match["whole"] else "")
