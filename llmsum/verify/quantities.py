"""Quantities in Chinese and English text, with exact values and units that compare across both."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache
from typing import Literal

from llmsum.verify.dates import find_dates
from llmsum.verify.fold import narrow
from llmsum.verify.lexicon import units
from llmsum.verify.numerals import (
    ENGLISH_NUMERALS,
    ENGLISH_SCALES,
    HAN_NUMERAL,
    parse_arabic,
    parse_english,
    parse_han,
    scale,
)

Limit = Literal["lower", "upper", "about", ""]
"""`lower`: 余, 以上, 不低于…; `upper`: 不超过, 以内…; `about`: 约, 左右…; empty: exact."""


@dataclass(frozen=True)
class Quantity:
    """A number with its unit at [start, end) of the text.

    `value` is in canonical `unit`s with 万 and 亿 multiplied out; fractions and 成 are percents.
    `kind` is a kind of units.json, `count` (compared by value alone) or `number` (a bare 904.6亿,
    whose unit the text leaves to the reader). `approx` is the word that loosens the number.
    """

    start: int
    end: int
    text: str
    value: Fraction
    unit: str
    kind: str
    approx: str = ""
    limit: Limit = ""

    def same_amount(self, other: "Quantity") -> bool:
        """Whether both state the same amount, whatever script or scale they are written in.

        One that is said to be exceeded (超过60%) is not the same as one that is reached (达到60%).
        """
        capped = (self.limit == "upper", other.limit == "upper")
        if {self.kind, other.kind} == {"times", "percent"}:
            # 1.136倍 is 113.6%.
            times, percent = sorted((self, other), key=lambda q: q.kind, reverse=True)
            return 100 * times.value == percent.value
        if self.value != other.value or capped in ((True, False), (False, True)):
            return False
        if self.approx in _MORE and not other.limit:
            return False
        if {self.approx, other.approx} & _MORE and {self.approx, other.approx} & _NEARLY:
            return False
        if self.kind == other.kind:
            return self.kind in ("count", "number") or self.unit == other.unit
        return "number" in (self.kind, other.kind) and "percent" not in self.kind + other.kind


_ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d+(?:\.\d+)?"
# The 千 of 千瓦 and the 百 of 百分点 belong to the unit.
_NO_UNIT = "(?!千[瓦克米伏]|百分)"
_HAN = rf"(?:{_NO_UNIT}{HAN_NUMERAL})+(?:点[零一二三四五六七八九]+)?"
_WORD = "|".join(sorted(ENGLISH_NUMERALS, key=len, reverse=True))
_ENGLISH_SCALE = "|".join(ENGLISH_SCALES)
_LOWER = "余|多|以上|及以上|超过|超|过|逾|不低于|不少于|至少|突破|上|more than|over|at least|above|no less than|exceeding|or more"
_UPPER = "不到|不超过|不高于|不多于|至多|最多|低于|不足|以内|以下|之内|no more than|at most|up to|less than|fewer than|under|below"
_ABOUT = "约|大约|近|将近|接近|左右|上下|几|数|来|about|around|nearly|some"
_LIMITS: dict[str, Limit] = {
    **dict.fromkeys(_LOWER.split("|"), "lower"),
    **dict.fromkeys(_UPPER.split("|"), "upper"),
    **dict.fromkeys(_ABOUT.split("|"), "about"),
}
_MORE = frozenset(
    {"超过", "超", "逾", "突破", "多", "余", "more than", "over", "above", "exceeding"}
)
_NEARLY = frozenset({"近", "将近", "接近"})
_BEFORE = re.compile(
    r"(不到|不超过|不高于|不多于|至多|最多|(?<!高|不)低于|不足|不低于|不少于|至少|超过|超|逾|突破|上|(?<![通经超])过|大约|(?<![签合公条制节契预邀立续履])约|将近|接近|近|(?<![总人户次个件位系指基参少多分倍])数|几|前"
    r"|no more than |no less than |more than |less than |fewer than |at least |at most |up to |over |above |exceeding "
    r"|under |below |about |around |nearly |some )(?:达到?)?$"
)
_OF_WHOLE = re.compile(
    r"(接近|将近|近|超过|超|逾|不足|不到|(?<![签合公条制节契])约)[^，,。；;、\d]{1,8}的$"
)
"""接近总额的六成."""

_AFTER = re.compile(r"(?:级(?=及?以[上下]))?(?P<word>及?以上|左右|上下|以内|之内|以下| or more)")
_FRACTION = re.compile(
    rf"(?P<base>百|千|万|\d+|{HAN_NUMERAL}+)分之(?P<part>{_ARABIC}|{_HAN})"
    r"|(?<![\d./a-z])(?P<over>1(?=/(?:[2-9]|10))|2(?=/[35])|3(?=/[45])|4(?=/5))/(?P<under>10|[2-9])(?![\d./月日])"
    r"|(?P<half>一半|过半|半数)|翻(?P<doublings>[一两二三]?)番"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<more_tenths>[半一二三四五六七八九])?(?=以上|左右|多|以下|的|$|[,，。;；、])"
    r"|\b(?P<english>half(?= (?:of|the|a)\b)|(?:one|a)[ -](?:third|quarter|fifth|tenth)|two[ -](?:thirds|fifths)|three[ -]quarters)\b"
    r"|\b(?P<english_double>doubl(?:e|ed|es|ing)|quadrupl(?:e|ed|es|ing))\b"
)
_ENGLISH_FRACTIONS = {
    "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10,
}  # fmt: skip
# 千亿, 三万 are amounts without a unit; 十四, 三主 and 万众 are not.
_AMOUNT_WITHOUT_UNIT = re.compile(
    rf"{HAN_NUMERAL}+亿|{HAN_NUMERAL}*[二两三四五六七八九十]{HAN_NUMERAL}*万"
)
_ENGLISH_NOUN = re.compile(r"[ -](?!to\b|and\b|of\b|in\b)[a-z]{2,}")
_RANGE = re.compile(r"\s*(?:-|至|到|to|、|和|与)\s*")


_Unit = tuple[str, str, Fraction]
"""Kind, canonical unit, and how many canonical units it is."""


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted((n for m in units().measures for n in m.names), key=len, reverse=True)
    measures = "|".join(
        re.escape(name) + (r"(?![a-z])" if name[-1].isascii() and name[-1].isalpha() else "")
        for name in names
    )
    classifiers = "|".join(sorted(units().classifiers, key=_word_length, reverse=True))
    return re.compile(
        r"(?P<currency>rmb|cny|usd|us\$|[¥$])?\s?(?P<minus>负|(?<=[为至到由从达])-)?"
        rf"(?:(?P<arabic>(?<![\d.a-z])(?:{_ARABIC}))|(?P<han>(?<!第){_HAN})"
        rf"|\b(?P<word>(?:{_WORD})(?:-(?:{_WORD}))?)\b(?!-?year plan))"
        rf"(?: ?(?P<more>[余多几来]))?(?:个(?=亿)| (?=[百千]?[万亿]))?(?P<scale>(?:{_NO_UNIT}[十百千万亿]){{1,3}}|[ -](?:{_ENGLISH_SCALE})\b)?(?P<more2>[余多])?"
        rf"[ -]?(?:(?P<measure>{measures})|(?P<classifier>{classifiers}))?(?:(?<=[年倍])(?P<half>半))?"
    )


def _word_length(classifier: str) -> int:
    return len(classifier.partition("(")[0])


@cache
def _measures() -> dict[str, _Unit]:
    return {n: (m.kind, m.unit, Fraction(m.factor)) for m in units().measures for n in m.names}


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of the text, in order, without overlaps; offsets into `text`.

    Dates, ordinals (第三, 二次), enumerators (一是), bare codes (“11346”, 1+1+N) and 一 before a
    classifier (一批, 一个) are not quantities.

    >>> [(q.text, str(q.value), q.kind) for q in find_quantities("2023年引进100余家，占百分之六")]
    [('100余家', '100', 'count'), ('百分之六', '6', 'percent')]
    """
    return list(_find_quantities(text))


@lru_cache(maxsize=1024)
def _find_quantities(text: str) -> tuple[Quantity, ...]:
    # Cached, because the gate asks for the quantities of one sentence several times for each line.
    flat = narrow(text)
    for date in find_dates(text):
        flat = flat[: date.start] + "\n" * (date.end - date.start) + flat[date.end :]
    found: list[Quantity] = []
    for quantity in _fractions(flat):
        flat = (
            flat[: quantity.start] + "\n" * (quantity.end - quantity.start) + flat[quantity.end :]
        )
        found.append(quantity)
    found.extend(_numbers(flat))
    found.sort(key=lambda quantity: quantity.start)
    return tuple(replace(quantity, text=text[quantity.start : quantity.end]) for quantity in found)


def _fractions(flat: str) -> Iterator[Quantity]:
    for match in _FRACTION.finditer(flat):
        if match["doublings"] is not None or match["english_double"]:
            word = match["english_double"] or ""
            doublings = 2 if word.startswith("quad") else _value(match["doublings"] or "一")
            yield _quantity(flat, match.span(), Fraction(2) ** int(doublings or 1), "倍", "times")
            continue
        percent: Fraction | None
        if match["base"]:
            base, part = _value(match["base"]), _value(match["part"])
            percent = 100 * part / base if base and part is not None else None
        elif match["over"]:
            percent = Fraction(100 * int(match["over"]), int(match["under"]))
        elif match["tenths"]:
            tenths = _value(match["tenths"]) or Fraction(0)
            more = match["more_tenths"] or "零"
            percent = 10 * tenths + (5 if more == "半" else _value(more) or 0)
        elif match["half"] or match["english"] == "half":
            percent = Fraction(50)
        else:
            count, name = re.split("[ -]", match["english"])
            percent = Fraction(100 * ENGLISH_NUMERALS.get(count, 1), _ENGLISH_FRACTIONS[name])
        if percent is not None:
            yield _quantity(flat, match.span(), percent, "%", "percent")


def _numbers(flat: str) -> Iterator[Quantity]:
    matches = [match for match in _pattern().finditer(flat) if match[0].strip()]
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        value = _value(match["arabic"] or match["han"] or match["word"])
        unit = _unit(match)
        factor = scale((match["scale"] or "").strip(" -"))
        # In 5-8%, 3至5个 and 3.3、4.6个百分点 the first number has the unit of the second.
        if unit is None and following and _RANGE.fullmatch(flat[_end(match) : following.start()]):
            unit = _unit(following)
            factor = max(factor, scale((following["scale"] or "").strip(" -")))
        if value is None or _is_noise(flat, match, unit):
            continue
        kind, name, per_unit = unit or ("number", "", Fraction(1))
        value = (-value if match["minus"] else value) + (Fraction(1, 2) if match["half"] else 0)
        if unit is None and _ENGLISH_NOUN.match(flat, _end(match)):
            kind = "count"
        start = match.end() - len(match[0].lstrip())
        word = match["more"] or match["more2"] or ""
        span = (start, _end(match))
        yield _quantity(flat, span, value * factor * per_unit, name, kind, word=word)


def _end(match: re.Match[str]) -> int:
    return match.start() + len(match[0].rstrip(" -"))


def _value(text: str) -> Fraction | None:
    if text[0].isdigit():
        return parse_arabic(text)
    return parse_english(text) if text[0].isascii() else parse_han(text)


def _unit(match: re.Match[str]) -> _Unit | None:
    if match["measure"]:
        return _measures()[match["measure"]]
    if match["currency"]:
        return _measures()["美元" if match["currency"] in ("usd", "us$", "$") else "元"]
    return ("count", match["classifier"], Fraction(1)) if match["classifier"] else None


def _is_noise(flat: str, match: re.Match[str], unit: _Unit | None) -> bool:
    """Whether the number is a name, an enumerator or an idiom, not an amount."""
    before, after = flat[: match.start()], flat[_end(match) :]
    if match["word"]:
        if match["scale"]:
            return False
        return match["word"] == "one" or (unit is None and not _ENGLISH_NOUN.match(after))
    if match["han"]:
        return _is_han_noise(before, after, match, unit)
    if unit is not None:
        return before.endswith("第") or (unit[0] == "duration" and after.startswith("代"))
    if before.endswith(("第", "+", "·")) or re.match(r"[a-z+._×*/]", after):
        return True
    return not (match["scale"] or "," in match["arabic"] or _ENGLISH_NOUN.match(after))


def _is_han_noise(before: str, after: str, match: re.Match[str], unit: _Unit | None) -> bool:
    run = match["han"]
    if unit is None or match["measure"] in ("度", "米", "斤"):
        # 千万级, 百亿级 name a size.
        sized = len(run) > 1 and after.startswith("级") and run[0] in "百千万"
        # 过千亿, 突破百万; by themselves 千万 and 百万 are words.
        passed = before.endswith(("过", "超", "逾", "破")) and re.fullmatch("[十百千]+万", run)
        return not (sized or passed or _AMOUNT_WITHOUT_UNIT.fullmatch(run))
    if unit[0] == "duration":
        return run in ("一", "百", "千", "万") or after.startswith("代")
    if unit[0] != "count":
        return False
    if run in ("百", "千", "万", "亿", "千万", "百万"):
        return not (match["more"] or before.endswith(("上", "近", "数", "几", "超", "逾")))
    # 二 counts only inside a longer numeral (两 counts alone): 二次, 二类 are ordinals.
    # 十八大, 二十大 are party congresses.
    return run in ("一", "二", "零") or (unit[1] == "大" and len(run) > 1)


def _quantity(
    flat: str, span: tuple[int, int], value: Fraction, unit: str, kind: str, *, word: str = ""
) -> Quantity:
    start, end = span
    ahead = flat[:start].rstrip("\n")
    before = _BEFORE.search(ahead) or (_OF_WHOLE.search(ahead) if kind == "percent" else None)
    after = _AFTER.match(flat, end)
    approx = (
        word or (after["word"].strip() if after else "") or (before[1].strip() if before else "")
    )
    limit = _LIMITS.get(approx.removeprefix("及"), "")
    if before and _LIMITS.get(before[1].strip()) == "upper":
        limit = "upper"
    return Quantity(start, end, "", value, unit, kind, approx, limit)
