"""A number told rounder than its evidence has it: 约7.69亿元 of 76901.9万元, 逾304亿元 of 304.68亿元."""

import re
from fractions import Fraction

from llmsum.verify.quantities import Quantity

_DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
_LEAST = 2
"""Digits that a rounded number has to have."""

_OVER = frozenset({"超过", "超", "逾", "突破", "多", "余"})
_UNDER = frozenset({"近", "将近", "接近"})
_ABOUT = frozenset({"约", "大约", "左右", "上下"})


def rounded(ours: Quantity, theirs: Quantity) -> bool:
    """Whether ours, by a word that says so, is theirs to the last digit that it gives.

    >>> from llmsum.verify.quantities import find_quantities
    >>> def same(*texts): return rounded(*(find_quantities(text)[0] for text in texts))
    >>> same("约7.69亿元", "76901.9万元"), same("近7.69亿元", "76901.9万元"), same("7.69亿元", "76901.9万元")
    (True, False, False)
    """
    digits = _DIGITS.search(ours.text)
    if not digits or theirs.approx or (ours.kind, ours.unit) != (theirs.kind, theirs.unit):
        return False
    number = digits[0].replace(",", "")
    if len(number.replace(".", "").strip("0")) < _LEAST or not ours.value:
        return False
    step = ours.value / Fraction(number) / Fraction(10) ** len(digits["decimals"] or "")
    more: Fraction = theirs.value - ours.value
    if ours.approx in _ABOUT:
        return bool(2 * abs(more) <= step)
    off = more if ours.approx in _OVER else -more
    return ours.approx in _OVER | _UNDER and bool(0 < off < step)
