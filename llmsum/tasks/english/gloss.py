"""What a small model gets wrong when it translates, put into English by code before it is asked."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib import resources

from llmsum.text.readings import syllables_of
from llmsum.verify.language import has_han
from llmsum.verify.lexicon import MUST
from llmsum.verify.names.places import places
from llmsum.verify.names.spelling import OWN_SPELLING
from llmsum.verify.numerals import parse_arabic, parse_han, scale

_LARGE = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*([余多])?(?:个(?=亿))?([十百千]?[万亿]+)([余多])?"
)
_BARE_SCALE = re.compile(r"(?<![\d一二两三四五六七八九十百千万亿数])([十百千]?亿)(?=[元级斤吨美])")
_PLAN = re.compile(r"[“\"]?(?<![一二三四五六七八九])(十[一二三四五六])五[”\"]?(?:规划)?")
_ORDER = re.compile(f"^(?:同时|并且|并|还|也|又|就)?{MUST}")
"""Before what is ordered, which English says by beginning with the verb."""

_OVER = re.compile(r"(?<![\d.,])(\d+(?:,\d{3})*)[余多](?=[个家项名人户亩座件起次处种类所条])")
_LEVELS = {"省": "provincial ", "市": "municipal ", "县": "county ", "区": "district ", None: ""}
_NUMBER_OF_POINTS = re.compile(r"(?<=\d)个?百分点")
_UNITS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_EXACT = 1000
"""Parts of a million, billion … that are still written with it: 90.465 billion, but 1,234,567."""

_QUOTES = str.maketrans("“”", "''")
"""Double ones would end the text in the model's JSON."""

_LONGEST_NAME = 4
"""Characters of a city that is spelt as one word."""

_SPELT = {chinese: name.title() for name, chinese in OWN_SPELLING.items() if name != "macau"}


def gloss(text: str) -> str:
    """The Chinese text with its large amounts, plans, places, bodies and usual terms in English.

    >>> gloss("到2025年建成厂房50万平方米，产值突破1200亿元")
    '到2025年建成厂房500,000平方米，产值突破120 billion元'
    >>> gloss("“十四五”期间周口市引进亿元以上项目100余个，提高3个百分点")
    '14th Five-Year Plan期间Zhoukou市引进100 million元以上项目over 100个，提高3 percentage points'
    """
    text = _ORDER.sub("", text)
    text = _PLAN.sub(lambda match: f"{parse_han(match[1])}th Five-Year Plan", text)
    text = _LARGE.sub(_amount, text)
    text = _BARE_SCALE.sub(lambda match: in_words(Fraction(scale(match[1]))), text)
    text = _OVER.sub(r"over \1", text)
    text = _NUMBER_OF_POINTS.sub(" percentage points", text)
    text = bodies().sub(_body, text)
    text = places().sub(lambda match: spelling(match[0]), text)
    return _put(glossary("terms"), text).translate(_QUOTES)


def finish(text: str) -> str:
    """An English line without the usual words that were left in Chinese.

    >>> finish("Strengthen the招商 team and increase力度.")
    'Strengthen the investment attraction team and increase efforts'
    """
    if not has_han(text):
        return text.strip().rstrip(".")
    words = {**glossary("terms"), **glossary("left")}
    return " ".join(_put(words, text).split()).replace(" ,", ",").rstrip(" .")


def _put(words: Mapping[str, str], text: str) -> str:
    """The text with these Chinese words in English."""
    return _any_of(tuple(words)).sub(lambda match: f" {words[match[0]]} ", text)


@cache
def glossary(table: str) -> Mapping[str, str]:
    """One table of glossary.toml: Chinese → English."""
    import tomllib  # noqa: PLC0415 (start-up time)

    text = (
        resources.files("llmsum.tasks.english")
        .joinpath("glossary.toml")
        .read_text(encoding="utf-8")
    )
    words: dict[str, str] = tomllib.loads(text)[table]
    return words


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


@cache
def bodies() -> re.Pattern[str]:
    """Public bodies with their level."""
    return re.compile(f"(?P<level>[省市县区])?(?P<body>{'|'.join(glossary('bodies'))})")


def _body(match: re.Match[str]) -> str:
    return f" {_LEVELS[match['level']]}{glossary('bodies')[match['body']]} "


def _amount(match: re.Match[str]) -> str:
    value = in_words(parse_arabic(match[1]) * scale(match[3]))
    return f"over {value}" if match[2] or match[4] else value


def in_words(value: Fraction) -> str:
    """A number as English writes it, never rounded.

    >>> in_words(Fraction(500_000)), in_words(Fraction(1_250_000_000)), in_words(Fraction(12_345_678))
    ('500,000', '1.25 billion', '12,345,678')
    """
    for size, name in _UNITS:
        parts = value * _EXACT / size
        if value >= size and parts.denominator == 1:
            return f"{float(value / size):,.10g} {name}"
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,.10g}"


def spelling(place: str) -> str:
    """A place in pinyin, or as it is where a character of it has several readings and nobody says which.

    >>> spelling("周口"), spelling("陕西"), spelling("厦门")
    ('Zhoukou', 'Shaanxi', '厦门')
    """
    if place in glossary("places"):
        return glossary("places")[place]
    if place in _SPELT:
        return _SPELT[place]
    readings = [
        sorted(s for s in syllables_of(character) if "v" not in s and "yu" not in s[1:])
        for character in place
    ]
    if not all(len(ways) == 1 for ways in readings):
        return place
    return "".join(ways[0] for ways in readings).capitalize()


def city_in_english(city: str) -> str:
    """A city as an English page names it; as it is where it has no certain spelling.

    >>> city_in_english("周口市"), city_in_english("厦门"), city_in_english("恩施土家族苗族自治州")
    ('Zhoukou', 'Xiamen', '恩施土家族苗族自治州')
    """
    short = city.removesuffix("市") if len(city) > 2 else city
    if short in glossary("terms"):
        return glossary("terms")[short]
    return spelling(short) if has_han(short) and len(short) <= _LONGEST_NAME else city


def word_in_english(word: str) -> str | None:
    """What a word of the genre is called in English; None for one that the glossary lacks.

    >>> word_in_english("联审联批"), word_in_english("七通一平"), word_in_english("云澜")
    ('joint review and approval', 'seven utilities and levelled land', None)
    """
    tables = map(glossary, ("theme_words", "terms", "left"))
    return next((table[word] for table in tables if word in table), None)
