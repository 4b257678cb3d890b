"""Shares and their bootstrap intervals. Everything measured is a ratio of two sums over items."""

import random
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from llmsum.records import Record


class Item(NamedTuple):
    """What one sentence, commitment, fact … adds above and below the line; `case` is its words.

    For F1, 2·tp over predicted + true, so that it too is a ratio of sums.
    """

    above: float
    below: float
    case: str = ""


SEED = 20
RESAMPLES = 1000


class Figure(Record):
    """A share `above / below`, None where nothing could be measured, and its 95 % interval."""

    value: float | None
    above: float
    below: float
    low: float | None = None
    high: float | None = None


def figure(items: Iterable[Item], *, interval: bool = False) -> Figure:
    """The ratio of the sums; with `interval`, by resampling the items with a fixed seed.

    >>> figure([Item(1, 1), Item(0, 1)]).value
    0.5
    """
    known = [(item.above, item.below) for item in items if item.below]
    above, below = sum(a for a, _ in known), sum(b for _, b in known)
    if not below:
        return Figure(value=None, above=0, below=0)
    low, high = _interval(tuple(known)) if interval else (None, None)
    return Figure(value=above / below, above=above, below=below, low=low, high=high)


@lru_cache(maxsize=256)
def _interval(items: Sequence[tuple[float, float]]) -> tuple[float, float]:
    chance = random.Random(SEED)  # noqa: S311 (statistics, not secrets)
    ratios = []
    for _ in range(RESAMPLES):
        drawn = chance.choices(items, k=len(items))
        ratios.append(sum(a for a, _ in drawn) / sum(b for _, b in drawn))
    ratios.sort()
    return ratios[int(0.025 * RESAMPLES)], ratios[int(0.975 * RESAMPLES)]
