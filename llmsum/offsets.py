"""Where each character of a repaired text stood in the file, held as runs: most follow their neighbour."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, Self, overload

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

Span = tuple[int, int]
"""Character offsets into a text, start inclusive, end exclusive."""


class Offsets(Sequence[int]):
    """A sequence of offsets that never changes. A run of n, n + 1, n + 2 … costs 16 bytes, however long.

    >>> Offsets([0, 1, 2, 9, 10])[3], len(Offsets([0, 1, 2, 9, 10])), Offsets([0, 1]) == (0, 1)
    (9, 5, True)
    """

    __slots__ = ("_length", "_starts", "_values")

    def __init__(self, values: Iterable[int] = ()) -> None:
        runs: list[tuple[int, int]] = []
        length, expected = 0, -1
        for length, value in enumerate(values, start=1):
            if value != expected:
                runs.append((length - 1, value))
            expected = value + 1
        self._fill(runs, length)

    @classmethod
    def of_runs(cls, runs: Iterable[tuple[int, int]], length: int) -> Self:
        """From the index and value that each run begins with, in order, and the length of all."""
        offsets = cls()
        offsets._fill(runs, length)
        return offsets

    def _fill(self, runs: Iterable[tuple[int, int]], length: int) -> None:
        starts, values = array("Q"), array("Q")
        for start, value in runs:
            starts.append(start)
            values.append(value)
        self._starts, self._values, self._length = starts, values, length

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[int, ...]: ...
    def __getitem__(self, index: int | slice) -> int | tuple[int, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(self._length)))
        at = range(self._length)[index]
        run = bisect_right(self._starts, at) - 1
        return self._values[run] + at - self._starts[run]

    def __iter__(self) -> Iterator[int]:
        ends = pairwise(chain(self._starts, (self._length,)))
        for (start, end), value in zip(ends, self._values, strict=True):
            yield from range(value, value + end - start)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{self._length} offsets in {len(self._starts)} runs>"

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        numbers = core_schema.no_info_after_validator_function(cls, handler(tuple[int, ...]))
        return core_schema.union_schema(
            [core_schema.is_instance_schema(cls), numbers],
            serialization=core_schema.plain_serializer_function_ser_schema(tuple),
        )
