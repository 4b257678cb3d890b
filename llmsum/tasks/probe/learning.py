"""Learn everything from labelled documents: the encoder's tuning, then the regressions on it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from llmsum.tasks.probe.documents import Document
from llmsum.tasks.probe.encoder import Encoder, e5_file
from llmsum.tasks.probe.features import Matrix
from llmsum.tasks.probe.fitting import Example, Held, apart, folds, prepare, score, train
from llmsum.tasks.probe.model import Passes


@dataclass(frozen=True)
class Learnt:
    """A tuned encoder, the regressions fitted to its vectors, and what they were learnt from."""

    tuned: Mapping[str, Matrix]
    passes: Passes
    documents: tuple[Document, ...]

    def score(self, documents: Sequence[Document]) -> list[Held]:
        """Scores of documents, which should be others than it has learnt from."""
        return score(self.passes, prepare(documents, Encoder(e5_file(), self.tuned)))


def learn(examples: Sequence[Example], kept: Path) -> Learnt:
    """Learns from `examples`, prepared with the encoder as it comes. Tunings are read from and
    written to the folder `kept`, so that an interrupted training goes on where it stopped."""
    documents = tuple(example.document for example in examples)
    tuned = _tuned(examples, kept / f"{_name(documents)}.npz")
    return Learnt(tuned, train(prepare(documents, Encoder(e5_file(), tuned))), documents)


def in_folds(examples: Sequence[Example], kept: Path) -> Iterator[tuple[Learnt, list[Held]]]:
    """For each fold what was learnt from the others, and how it scores the fold."""
    for part in folds(examples):
        learnt = learn(apart(examples, part), kept)
        yield learnt, learnt.score([e.document for e in part])


def _tuned(examples: Sequence[Example], path: Path) -> dict[str, Matrix]:
    if not path.exists():
        from llmsum.tasks.probe.tuning import tune  # noqa: PLC0415 - needs PyTorch

        path.parent.mkdir(parents=True, exist_ok=True)
        tuned = {name: a.astype(np.float16) for name, a in tune(examples, e5_file()).items()}
        part = path.with_suffix(".part.npz")
        np.savez(part, allow_pickle=False, **tuned)
        part.replace(path)
    with np.load(path, allow_pickle=False) as arrays:
        return {name: array.astype(np.float32) for name, array in arrays.items()}


def _name(documents: Sequence[Document]) -> str:
    """SHA-256 (hex) of the documents and their labels."""
    labels = [(d.doc, d.sha256, *((s.role, s.themes) for s in d.sentences)) for d in documents]
    return hashlib.sha256(repr(sorted(labels)).encode()).hexdigest()
