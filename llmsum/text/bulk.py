"""Many records at once."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from typing import Any, TypeVar

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


def build(record: type[R], rows: Iterable[Mapping[str, Any]]) -> tuple[R, ...]:
    """The records with these fields; those with a default may be left out, all of them in all rows.

    The rows are ours, so nothing is validated, which takes most of the time that a record takes.
    """
    defaults: dict[str, Any] = {}
    given: set[str] = set()
    made: list[R] = []
    new, put = record.__new__, object.__setattr__
    with collector_at_rest():
        for row in rows:
            if not made:
                given = {*row}
                defaults = _defaults(record, given)
            one = new(record)
            put(one, "__dict__", {**row, **defaults})
            put(one, "__pydantic_fields_set__", given)
            put(one, "__pydantic_extra__", None)
            put(one, "__pydantic_private__", None)
            made.append(one)
    return tuple(made)


def _defaults(record: type[Record], given: Set[str]) -> dict[str, Any]:
    """The other fields with their defaults. Raises TypeError when the given ones are not all that it needs."""
    fields = record.model_fields
    missing = {name for name, field in fields.items() if field.is_required()} - given
    if missing or given - fields.keys():
        raise TypeError(f"{record.__name__} has not the fields {', '.join(sorted(given))}.")
    return {name: field.default for name, field in fields.items() if name not in given}
