"""The numbers that Word puts before paragraphs by itself, 一、 （一） 1., which its file does not hold as text.

Word's file has the rules only: `numbering.xml` defines lists of up to nine levels (`abstractNum`), with
a kind of number and a pattern for each (`（%2）`); a paragraph, or its style, names a list and a level
(ECMA-376 part 1, 17.9). Here they are counted as Word counts them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_DIGITS = "零一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_COUNTED_IN_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseDigital",
    }
)
_CIRCLED = frozenset(
    {"decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"}
)
_BULLET = "●"
"""For every bullet: Word's own are often characters of the private use area, in a font of symbols."""
_CLOSING = "、，。．：）】〕》"
_MOST_LEVELS, _MOST = 9, 3999
"""What Word's lists have at the most, and what Roman numerals go up to: a number beyond is no list's."""


@dataclass(frozen=True)
class Level:
    """One level of a list: `kind` of number, `pattern` with %1 for the number of the first level."""

    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    is_plain: bool = False
    """Whether the numbers of all levels are Arabic."""
    is_close: bool = False
    """Whether the text follows at once."""
    style: str = ""


@dataclass
class _List:
    """The levels of a definition, and how far each has counted. Lists that share it go on counting."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass
class _Use:
    """A list that paragraphs name, with levels of its own and numbers from which it begins anew."""

    definition: _List
    own: dict[int, Level]
    restarts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document, which have to be asked for in its order."""

    def __init__(self, numbering: "_Element | None", styles: "_Element | None") -> None:
        """From the roots of `numbering.xml` and `styles.xml`, where the document has them."""
        self._styles = {value_of(s, "styleId"): s for s in _children(styles, "style")}
        self._default = next((i for i, s in self._styles.items() if value_of(s, "default")), "")
        definitions = {value_of(d, "abstractNumId"): d for d in _children(numbering, "abstractNum")}
        nums = {value_of(n, "numId"): n for n in _children(numbering, "num")}
        lists = {key: _List(_levels(definition)) for key, definition in definitions.items()}
        self._uses: dict[str, _Use] = {}
        for key, num in nums.items():
            named = _of(num, "abstractNumId")
            linked = self._linked(definitions.get(named), nums)
            if found := lists.get(linked or named):
                self._uses[key] = _Use(found, *_overrides(num))

    def label(self, paragraph: "_Element") -> str:
        """What Word shows before the paragraph's text, with the space after it; nothing without a number."""
        named = self._named(paragraph)
        use = self._uses.get(named[0]) if named else None
        if not named or not use:
            return ""
        level = named[1]
        counts, levels = use.definition.counts, {**use.definition.levels, **use.own}
        rule = levels.get(level)
        if not rule or level >= _MOST_LEVELS:
            return ""
        if level in use.restarts:
            counts[level] = use.restarts.pop(level)
        else:
            counts[level] = counts[level] + 1 if level in counts else rule.start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        for above in range(level):
            counts.setdefault(above, levels.get(above, Level()).start)
        return _shown(rule, levels, counts)

    def _named(self, paragraph: "_Element") -> tuple[str, int] | None:
        """The list and level that a paragraph names, or its style, or the styles that this is based on."""
        properties = _child(paragraph, "pPr")
        numbered = _child(properties, "numPr")
        list_id, level = _of(numbered, "numId"), _of(numbered, "ilvl")
        style = _of(properties, "pStyle") or self._default
        for _ in range(len(self._styles)):
            if list_id or style not in self._styles:
                break
            of_style = _child(_child(self._styles[style], "pPr"), "numPr")
            list_id = _of(of_style, "numId")
            level = level or _of(of_style, "ilvl") or self._level_of(list_id, style)
            style = _of(self._styles[style], "basedOn")
        return (list_id, _number(level)) if list_id.isdigit() and list_id != "0" else None

    def _level_of(self, list_id: str, style: str) -> str:
        use = self._uses.get(list_id)
        levels = use.definition.levels if use else {}
        return next((str(number) for number, level in levels.items() if level.style == style), "")

    def _linked(self, definition: "_Element | None", nums: Mapping[str, "_Element"]) -> str:
        """The definition that another one refers to by the name of a style of lists."""
        style = self._styles.get(_of(definition, "numStyleLink"))
        num = nums.get(_of(_child(_child(style, "pPr"), "numPr"), "numId"))
        return _of(num, "abstractNumId")


def _levels(parent: "_Element") -> dict[int, Level]:
    return {_number(value_of(e, "ilvl")): _level(e) for e in _children(parent, "lvl")}


def _level(element: "_Element") -> Level:
    return Level(
        kind=_of(element, "numFmt") or "decimal",
        pattern=_of(element, "lvlText"),
        start=_number(_of(element, "start"), 1),
        is_plain=_child(element, "isLgl") is not None,
        is_close=_of(element, "suff") == "nothing",
        style=_of(element, "pStyle"),
    )


def _overrides(num: "_Element") -> tuple[dict[int, Level], dict[int, int]]:
    own: dict[int, Level] = {}
    restarts: dict[int, int] = {}
    for override in _children(num, "lvlOverride"):
        level = _number(value_of(override, "ilvl"))
        if start := _of(override, "startOverride"):
            restarts[level] = _number(start)
        for element in _children(override, "lvl"):
            own[level] = _level(element)
    return own, restarts


def _shown(rule: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    if rule.kind == "bullet":
        return _BULLET
    label = rule.pattern
    for level in range(_MOST_LEVELS):
        if f"%{level + 1}" in label:
            of_level = levels.get(level, Level())
            kind = "decimal" if rule.is_plain else of_level.kind
            number = written(counts.get(level, of_level.start), kind)
            if not number:
                return ""
            label = label.replace(f"%{level + 1}", number)
    label = label.strip()
    return label if not label or rule.is_close or label[-1] in _CLOSING else f"{label} "


def written(number: int, kind: str) -> str:
    """A number in one of Word's kinds (ST_NumberFormat); nothing for a kind that is not known.

    >>> [written(12, kind) for kind in ("chineseCounting", "decimal", "upperRoman", "lowerLetter")]
    ['十二', '12', 'XII', 'l']
    """
    write = _kinds().get(kind)
    return write(number) if write and number <= _MOST else ""


@cache
def _kinds() -> dict[str, Callable[[int], str]]:
    return {
        **dict.fromkeys(_COUNTED_IN_CHINESE, _in_chinese),
        **dict.fromkeys(_CIRCLED, lambda n: chr(ord("①") + n - 1) if 0 < n <= 20 else ""),
        **dict.fromkeys(("decimal", "decimalFullWidth", "decimalHalfWidth"), str),
        "decimalZero": lambda n: f"{n:02}",
        "ideographTraditional": lambda n: _STEMS[(n - 1) % len(_STEMS)],
        "ideographZodiac": lambda n: _BRANCHES[(n - 1) % len(_BRANCHES)],
        "lowerLetter": _letters,
        "upperLetter": lambda n: _letters(n).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
    }


def _letters(number: int) -> str:
    """Word goes on after z with aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _in_chinese(number: int) -> str:
    """
    >>> [_in_chinese(number) for number in (0, 10, 21, 105, 310)]
    ['零', '十', '二十一', '一百零五', '三百一十']
    """
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += _DIGITS[digit] + name
        elif text and number % unit and not text.endswith("零"):
            text += "零"
    return text.removeprefix("一") if 10 <= number < 20 else text or "零"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _children(parent: "_Element | None", name: str) -> Iterator["_Element"]:
    return (e for e in (parent if parent is not None else ()) if name_of(e) == name)


def _child(parent: "_Element | None", name: str) -> "_Element | None":
    return next(_children(parent, name), None)


def _of(parent: "_Element | None", name: str) -> str:
    """The value of a child, which Word's elements have as an attribute; nothing without such a child."""
    child = _child(parent, name)
    return "" if child is None else value_of(child, "val")


def value_of(element: "_Element", name: str) -> str:
    """An attribute's value, by its name without the namespace; nothing without it."""
    return next((v for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def name_of(element: "_Element") -> str:
    """The name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
