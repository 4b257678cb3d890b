"""What the probe sees of a sentence: its vector, its neighbours, its cue words; and, when it looks
again, what it thought of the sentence and of those around it at first.

Every function takes the sentences of one document in order and returns one row for each. Raising
`FEATURE_VERSION` tells old weights from new; do it with every change here or in the data files.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from llmsum.records import Sentence
from llmsum.vocabulary import THEMES, theme_words

FEATURE_VERSION = 6
Matrix: TypeAlias = NDArray[np.float32]
Embed: TypeAlias = Callable[[list[str]], Matrix]

WINDOW = 2
"""Neighbours that count on each side."""

FADE = 0.6
"""How much of a cue is left one sentence later."""

LIKELY_FADE = 0.7
"""How much of a sentence's probabilities is left one sentence later."""

MANNER = ("furniture", "reported", "first_person", "personal")
"""Cues that tell a speech from a report and a feature, whatever part of it one sees."""

_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』", '"'))
ROLE_VECTOR_SCALE = 5.0
THEME_VECTOR_SCALE = 8.0
_LIKELY_SCALE = 1.5
_THEME_WORDS = 4 * len(THEMES)
"""Columns of the theme words: own, of neighbours, paragraph and heading."""
_HEADING_LENGTH = 32
_ENDS = "。!?;"


def fold(text: str) -> str:
    """The text as features see it: NFKC (so ，and , are one), one kind of quote, no spaces.

    >>> fold("力争 到２０２５年，建成“双高”园区。")
    '力争到2025年,建成"双高"园区。'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_QUOTES)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data = resources.files("llmsum.tasks.probe").joinpath("cues.toml").read_text(encoding="utf-8")
    return {name: re.compile("|".join(words)) for name, words in tomllib.loads(data).items()}


def cue_counts(texts: Sequence[str]) -> Matrix:
    """How often each cue of cues.toml occurs in each folded text, capped at 3, scaled to 0…1."""
    counts = [[min(len(cue.findall(text)), 3) / 3 for cue in _cues().values()] for text in texts]
    return np.array(counts, dtype=np.float32).reshape(len(texts), len(_cues()))


def theme_counts(texts: Sequence[str]) -> Matrix:
    """How many words of each theme's lexicon occur in each folded text, as log(1 + count)."""
    counts = [[sum(w in text for w in theme_words()[theme]) for theme in THEMES] for text in texts]
    return np.log1p(np.array(counts, dtype=np.float32).reshape(len(texts), len(THEMES)))


def shifted(rows: Matrix, by: int) -> Matrix:
    """Row i of the result is row i + by, or zeros beyond the document's ends."""
    out = np.zeros_like(rows)
    if by >= 0:
        out[: max(len(rows) - by, 0)] = rows[by:]
    else:
        out[-by:] = rows[:by]
    return out


def neighbour_mean(rows: Matrix) -> Matrix:
    """The mean of the rows at most WINDOW before and after each, itself left out."""
    offsets = [o for o in range(-WINDOW, WINDOW + 1) if o]
    present = np.ones((len(rows), 1), dtype=np.float32)
    total = sum((shifted(rows, o) for o in offsets), np.zeros_like(rows))
    count = sum((shifted(present, o) for o in offsets), np.zeros_like(present))
    return np.asarray(total / np.maximum(count, 1), dtype=np.float32)


def carried(rows: Matrix) -> Matrix:
    """For each sentence what the ones before it leave behind, fading by FADE at each step.

    A sentence without a tense of its own has that of the last sentence that had one.
    """
    out = np.zeros_like(rows)
    for i in range(1, len(rows)):
        out[i] = FADE * np.maximum(out[i - 1], rows[i - 1])
    return out


def paragraph_mean(rows: Matrix, sentences: Sequence[Sentence]) -> Matrix:
    """The mean of the rows of each sentence's paragraph, itself included."""
    paragraphs = np.array([s.paragraph for s in sentences])
    out = np.empty_like(rows)
    for paragraph in np.unique(paragraphs):
        out[paragraphs == paragraph] = rows[paragraphs == paragraph].mean(axis=0)
    return out


def is_heading(text: str) -> bool:
    """A short folded line without an end, or a numbered one: 二、主要任务；(一)优化布局。"""
    short = len(text) <= _HEADING_LENGTH
    return short and (
        text[-1:] not in _ENDS or bool(re.match(r"\(?[一二三四五六七八九十]+[、)]", text))
    )


def heading_rows(rows: Matrix, texts: Sequence[str]) -> Matrix:
    """For each sentence the row of the last heading before it, zeros where there is none."""
    out = np.zeros_like(rows)
    last: int | None = None
    for i, text in enumerate(texts):
        if last is not None:
            out[i] = rows[last]
        if is_heading(text):
            last = i
    return out


def shape(sentences: Sequence[Sentence], texts: Sequence[str]) -> Matrix:
    """Length, place in the document and in the paragraph, and being a heading; all within 0…1."""
    n = len(sentences)
    same = [i > 0 and sentences[i - 1].paragraph == s.paragraph for i, s in enumerate(sentences)]
    rows = [
        [
            min(len(text), 150) / 150,
            float(len(text) < 12),
            float(is_heading(text)),
            i / max(n - 1, 1),
            float(i < 3),
            float(i >= n - 3),
            float(not same[i]),
            float(not same[i] and not (i + 1 < n and same[i + 1])),
        ]
        for i, text in enumerate(texts)
    ]
    return np.array(rows, dtype=np.float32).reshape(n, 8)


def manner(texts: Sequence[str], cues: Matrix) -> Matrix:
    """What kind of document it is: mean count of each cue of MANNER in a sentence, the share of
    sentences with a quotation, their mean length; all within 0…1."""
    chosen = [list(_cues()).index(name) for name in MANNER]
    quoted = float(np.mean(['"' in text for text in texts])) if texts else 0.0
    length = float(np.mean([min(len(text), 150) / 150 for text in texts])) if texts else 0.0
    return np.array([*np.minimum(3 * cues.mean(axis=0), 1)[chosen], quoted, length], np.float32)


def role_blocks(sentences: Sequence[Sentence], vectors: Matrix) -> dict[str, Matrix]:
    """The named feature blocks of the role model; `vectors` are the sentences' embeddings."""
    texts = [fold(s.text) for s in sentences]
    cues = cue_counts(texts)
    own = np.hstack([cues, shape(sentences, texts)])
    kind = manner(texts, cues)
    around = [
        neighbour_mean(cues),
        paragraph_mean(cues, sentences),
        heading_rows(cues, texts),
        carried(cues),
        carried(cues[::-1])[::-1],
        np.broadcast_to(cues.mean(axis=0), cues.shape),
        np.broadcast_to(kind, (len(texts), len(kind))),
        *(own * share for share in kind),
    ]
    return {
        "vector": vectors * ROLE_VECTOR_SCALE,
        "neighbours": neighbour_mean(vectors) * ROLE_VECTOR_SCALE,
        "cues": own,
        "context_cues": np.hstack(around),
    }


def theme_blocks(sentences: Sequence[Sentence], vectors: Matrix) -> dict[str, Matrix]:
    """The named feature blocks of the theme model."""
    texts = [fold(s.text) for s in sentences]
    words = theme_counts(texts)
    around = [neighbour_mean(words), paragraph_mean(words, sentences), heading_rows(words, texts)]
    return {
        "vector": vectors * THEME_VECTOR_SCALE,
        "neighbours": paragraph_mean(vectors, sentences) * THEME_VECTOR_SCALE,
        "words": words,
        "context_words": np.hstack(around),
    }


def role_features(sentences: Sequence[Sentence], vectors: Matrix) -> Matrix:
    """All role blocks side by side: (n, features)."""
    return np.hstack(list(role_blocks(sentences, vectors).values()))


def theme_features(sentences: Sequence[Sentence], vectors: Matrix) -> Matrix:
    """All theme blocks side by side: (n, features)."""
    return np.hstack(list(theme_blocks(sentences, vectors).values()))


def theme_run_features(themes: Matrix, runs: Matrix) -> Matrix:
    """The row of runs of characters with the theme words, in place of the vectors."""
    return np.hstack([runs, themes[:, -_THEME_WORDS:]])


def faded_mean(rows: Matrix) -> Matrix:
    """For each sentence the mean of the ones before it, the nearer weighing more (LIKELY_FADE)."""
    out = np.zeros_like(rows)
    for i in range(1, len(rows)):
        out[i] = LIKELY_FADE * out[i - 1] + (1 - LIKELY_FADE) * rows[i - 1]
    return out


def likely_around(likely: Matrix, sentences: Sequence[Sentence], texts: Sequence[str]) -> Matrix:
    """First probabilities of neighbours, paragraph and heading, and of all before and all after."""
    around = [
        *(shifted(likely, offset) for offset in (-1, 1, -2, 2)),
        paragraph_mean(likely, sentences),
        heading_rows(likely, texts),
        faded_mean(likely),
        faded_mean(likely[::-1])[::-1],
    ]
    return np.asarray(np.hstack(around) * _LIKELY_SCALE, dtype=np.float32)


def role_features_again(sentences: Sequence[Sentence], roles: Matrix) -> Matrix:
    """What the second pass of roles sees; `roles` are the first pass's probabilities."""
    texts = [fold(s.text) for s in sentences]
    own = [np.log(roles + 0.01), cue_counts(texts), shape(sentences, texts)]
    return np.hstack([*own, likely_around(roles, sentences, texts)])


def theme_features_again(sentences: Sequence[Sentence], roles: Matrix, themes: Matrix) -> Matrix:
    """What the second pass of themes sees: those around count as far as they are deployments."""
    texts = [fold(s.text) for s in sentences]
    own = [np.log(themes + 0.01), theme_counts(texts)]
    return np.hstack([*own, likely_around(themes * roles[:, :1], sentences, texts)])
