"""The base of all records."""

from typing import Any

from pydantic import BaseModel, ConfigDict

_FIELD_SETS: dict[frozenset[str], set[str]] = {}


class Record(BaseModel):
    """Immutable, and no key that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, context: Any, /) -> None:
        """Share the set of the names of given fields: one of its own, 700 bytes, is most of a small record."""
        own = self.__pydantic_fields_set__
        object.__setattr__(
            self, "__pydantic_fields_set__", _FIELD_SETS.setdefault(frozenset(own), own)
        )
