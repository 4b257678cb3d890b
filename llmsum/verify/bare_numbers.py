"""Numerals that are neither quantities nor dates: codes, ordinals, names such as 三主两特."""

import re
from dataclasses import dataclass
from fractions import Fraction

from llmsum.verify.dates import find_dates
from llmsum.verify.fold import narrow
from llmsum.verify.numerals import parse_arabic, parse_han
from llmsum.verify.quantities import find_quantities

# 一, 百, 千 and 万 alone are part of words (一般, 千方百计) far more often than numbers.
_NUMERAL = re.compile(
    r"\d+(?:\.\d+)?|[零〇一百千万亿]*[二两三四五六七八九十][零〇一二两三四五六七八九十百千万亿]*"
)


@dataclass(frozen=True)
class BareNumber:
    """A numeral at [start, end) of the text. `value` is None where it is no single number."""

    start: int
    end: int
    text: str
    value: Fraction | None


def find_bare_numbers(text: str) -> list[BareNumber]:
    """The numerals that `find_quantities` and `find_dates` leave; offsets into `text`.

    >>> [b.text for b in find_bare_numbers("“三主两特”的12个园区，2023年第4位")]
    ['三', '两', '4']
    """
    flat = narrow(text)
    spans = [(date.start, date.end) for date in find_dates(text)]
    spans += [(quantity.start, quantity.end) for quantity in find_quantities(text)]
    for start, end in spans:
        flat = flat[:start] + "\n" * (end - start) + flat[end:]
    return [
        BareNumber(
            *match.span(),
            match[0],
            parse_arabic(match[0]) if match[0][0].isdigit() else parse_han(match[0]),
        )
        for match in _NUMERAL.finditer(flat)
    ]
