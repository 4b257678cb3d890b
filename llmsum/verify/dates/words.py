"""The words that Chinese dates are made of: years, months, days, counts, and what they stand for."""

import re
from fractions import Fraction

from llmsum.verify.numerals import HAN_NUMERAL, parse_digits, parse_han

_ZERO = "零〇○o0"
"""〇 in a year, and what is typed for it."""
YEAR = rf"(?:18|19|20)\d\d|[一二][{_ZERO}八九][{_ZERO}一二三四五六七八九]{{2}}"
MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
COUNT = r"\d{1,2}|[一二两三四五六七八九十]+"
RELATIVE = {
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
RELATIVE_YEAR = (
    r"今年|本年|当年|去年|上年|明年|同年|次年|翌年|(?<![^\W\d_])后年|(?<![^\W\d_比较])前年(?!均|产)"
)
"""后年 and 前年 only after no letter: 今后年均, 三年前年产值."""
_ZEROS = dict.fromkeys(map(ord, _ZERO), "零")


def number(text: str) -> Fraction | None:
    """A numeral in digits or Chinese characters; None where these form no number."""
    return Fraction(text) if text.isdigit() else parse_han(text)


def two_digits(text: str) -> str:
    """A month or day as its part of a value.

    >>> two_digits("六"), two_digits("14")
    ('06', '14')
    """
    return f"{int(number(text) or 0):02}"


def digits_of_year(text: str) -> str:
    """The four digits of what `YEAR` matches, or nothing for nothing.

    >>> digits_of_year("二○三五"), digits_of_year("2023"), digits_of_year("")
    ('2035', '2023', '')
    """
    if not re.match(HAN_NUMERAL, text):
        return text
    return str(parse_digits(text.translate(_ZEROS)))
