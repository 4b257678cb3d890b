"""Many records at once."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from llmsum.records import Record

R = TypeVar("R", bound=Record)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Python's collector of cycles rests meanwhile: it would go over all of many small things again and
    again, which takes most of the time, and edits and records have no cycles."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def build(record: type[R], fields: Iterable[dict[str, Any]]) -> tuple[R, ...]:
    """The records with these fields, validated."""
    with collector_at_rest():
        return _adapter(record).validate_python(fields)


@cache
def _adapter(record: type[R]) -> TypeAdapter[tuple[R, ...]]:
    return TypeAdapter(tuple[record, ...])  # type: ignore[valid-type]
