"""Chinese, Arabic and English numerals to exact values.

Own code, because a gate that compares for equality needs exact values and has to know what is no
number. On the cases of tests/verify/numerals.json the best kept library, cn2an 0.5.24, gets 42 of
58 right: it returns floats for decimals, knows no bare 千亿 or 百万, and reads 三四 as 34.
"""

from fractions import Fraction

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}

HAN_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_NUMERALS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
ENGLISH_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}


def scale(text: str) -> int:
    """The factor that a run of scale words stands for.

    >>> scale("千万"), scale("万亿"), scale("billion"), scale("")
    (10000000, 1000000000000, 1000000000, 1)
    """
    if text in ENGLISH_SCALES:
        return ENGLISH_SCALES[text]
    factor = 1
    for char in text:
        factor *= (_SMALL | _LARGE)[char]
    return factor


def parse_arabic(text: str) -> Fraction:
    """A decimal number with optional thousands commas."""
    return Fraction(text.replace(",", ""))


def parse_english(text: str) -> Fraction:
    """A number word below a hundred.

    >>> parse_english("twenty-five")
    Fraction(25, 1)
    """
    return Fraction(sum(ENGLISH_NUMERALS[word] for word in text.replace("-", " ").split()))


def parse_digits(text: str) -> int:
    """Digits read one by one, as in a year.

    >>> parse_digits("二〇二三")
    2023
    """
    return int("".join(str(_DIGITS[char]) for char in text))


def parse_han(text: str) -> Fraction | None:
    """A Chinese numeral, or None where the characters do not form one number (三四, 十四五).

    >>> parse_han("二十五"), parse_han("两千三百万"), parse_han("六点五"), parse_han("三四")
    (Fraction(25, 1), Fraction(23000000, 1), Fraction(13, 2), None)
    """
    whole, _, decimals = text.partition("点")
    value = _parse_whole(whole)
    if value is None or not decimals:
        return None if value is None else Fraction(value)
    return value + Fraction(parse_digits(decimals), 10 ** len(decimals))


def _parse_whole(text: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last_small = 10**4
    # 两万五 is 25000, 两万零五 is 20005: a last digit counts tenths of the scale right before it.
    step = 1
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            step = 1 if char in "零〇" or digit == 0 else step
            digit = _DIGITS[char]
            continue
        if char in _SMALL:
            if _SMALL[char] >= last_small:
                return None
            if digit is None and section:
                return None
            last_small = _SMALL[char]
            section += (1 if digit is None else digit) * last_small
            step = last_small // 10
        else:
            section += digit or 0
            large = _LARGE[char]
            if large > total:
                total = (total + section or 1) * large
            else:
                total += (section or 1) * large
            section, last_small = 0, 10**4
            step = large // 10
        digit = None
    return total + section + (digit or 0) * step
