"""Runs of characters: what a deployment is about, read off the words themselves.

A list of theme words has what its authors thought of; the runs are those that training texts have
most often, and the regression finds what each is worth.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from llmsum.tasks.probe.features import Matrix

LENGTHS = (1, 2, 3)
COUNT = 1200
"""How many runs are kept: those in most sentences."""

_COMMON = 0.6
"""A run in a larger share of the sentences tells nothing."""

_SCALE = 3.75


@dataclass(frozen=True)
class Runs:
    """The runs that count, and the rarity of each: log(sentences / sentences that have it)."""

    names: tuple[str, ...]
    rarity: Matrix

    def rows(self, texts: Sequence[str]) -> Matrix:
        """A row for each folded text: the rarity of each run that it has, scaled to one length."""
        places = {run: place for place, run in enumerate(self.names)}
        out = np.zeros((len(texts), len(places)), dtype=np.float32)
        for row, text in zip(out, texts, strict=True):
            found = [places[run] for run in runs_of(text) if run in places]
            row[found] = self.rarity[found]
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        return np.asarray(_SCALE * out / np.maximum(lengths, 1e-6), dtype=np.float32)


def runs_of(text: str) -> set[str]:
    """Every run of LENGTHS characters, numbers as 0, after a mark for the beginning.

    >>> sorted(runs_of("引进3.5亿"))[:4]
    ['0', '0亿', '^', '^引']
    """
    text = "^" + re.sub(r"\d+(?:\.\d+)?", "0", text)
    return {text[i : i + n] for n in LENGTHS for i in range(len(text) - n + 1)}


def frequent_runs(texts: Sequence[str]) -> Runs:
    """The COUNT most frequent runs of folded texts."""
    sentences = Counter(run for text in texts for run in runs_of(text))
    useful = {run: n for run, n in sentences.items() if n <= _COMMON * len(texts)}
    names = sorted(useful, key=lambda run: (-useful[run], run))[:COUNT]
    rarity = [log(len(texts) / useful[run]) for run in names]
    return Runs(names=tuple(names), rarity=np.array(rarity, dtype=np.float32))
