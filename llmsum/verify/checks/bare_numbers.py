"""Numerals that are neither quantities nor dates: codes, ordinals, names such as 三主两特."""

import re
from dataclasses import dataclass
from fractions import Fraction

from llmsum.verify.dates import find_dates
from llmsum.verify.fold import narrow
from llmsum.verify.numerals import HAN_NUMERAL, parse_arabic, parse_han, scale
from llmsum.verify.quantities import find_quantities

# 一, 百, 千 and 万 alone are part of words (一般, 千方百计) far more often than numbers.
_HAN_RUN = f"[零〇一百千万亿]*[二两三四五六七八九十]{HAN_NUMERAL}*"
_NUMERAL = re.compile(
    r"(?P<code>\d+(?:[+×·][0-9a-z]+)+)|(?P<arabic>\d+(?:\.\d+)?)(?P<scale>[百千万亿]*)"
    rf"|(?P<han>{_HAN_RUN})"
)


@dataclass(frozen=True)
class BareNumber:
    """A numeral at [start, end) of the text, and the letter after it, as 位 in 第4位.

    `value` is None where it is no single number, as in 1+1+N.
    """

    start: int
    end: int
    text: str
    value: Fraction | None
    noun: str

    def same(self, other: "BareNumber") -> bool:
        """Whether both are the same numeral of the same thing."""
        equal = narrow(self.text) == narrow(other.text) or (
            self.value is not None and self.value == other.value
        )
        return equal and self.noun == other.noun


def find_bare_numbers(text: str) -> list[BareNumber]:
    """The numerals that `find_quantities` and `find_dates` leave; offsets into `text`.

    >>> [b.text + b.noun for b in find_bare_numbers("“三主两特”的12个园区，2023年第4位")]
    ['三主', '两特', '4位']
    """
    flat = narrow(text)
    spans = [(date.start, date.end) for date in find_dates(text)]
    spans += [(quantity.start, quantity.end) for quantity in find_quantities(text)]
    for start, end in spans:
        flat = flat[:start] + "\n" * (end - start) + flat[end:]
    found = []
    for match in _NUMERAL.finditer(flat):
        following = flat[match.end() : match.end() + 1]
        noun = following if following.isalpha() else ""
        found.append(BareNumber(*match.span(), text[slice(*match.span())], _value(match), noun))
    return found


def _value(match: re.Match[str]) -> Fraction | None:
    if match["arabic"]:
        return parse_arabic(match["arabic"]) * scale(match["scale"])
    return parse_han(match["han"]) if match["han"] else None
