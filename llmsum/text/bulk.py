"""Many records at once."""

import gc
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from llmsum.records import Record

R = TypeVar("R", bound=Record)


def build(record: type[R], fields: Iterable[dict[str, Any]]) -> tuple[R, ...]:
    """The records with these fields, validated.

    Python's collector of cycles rests meanwhile: it would go over all of them again and again, which takes
    most of the time, and records have no cycles.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        return _adapter(record).validate_python(fields)
    finally:
        if was_collecting:
            gc.enable()


@cache
def _adapter(record: type[R]) -> TypeAdapter[tuple[R, ...]]:
    return TypeAdapter(tuple[record, ...])  # type: ignore[valid-type]
