"""Response models made for one question: their fields and evidence ids are the ones it shows."""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, create_model


def answer_model(name: str, **fields: Any) -> type[BaseModel]:
    """A model with these required fields, in this order; a field is given as its type."""
    required: dict[str, Any] = {key: (kind, ...) for key, kind in fields.items()}
    model: type[BaseModel] = create_model(name, **required)
    return model


def several(kind: Any, least: int, most: int) -> Any:
    """The type of a list of `least` to `most` items of a kind."""
    return Annotated[list[kind], Field(min_length=least, max_length=most)]


def ids(shown: Iterable[str], least: int = 1, most: int = 3) -> Any:
    """The type of evidence: `least` to `most` of the ids shown, and no other."""
    return several(one_of(shown), least, most)


def one_of(values: Iterable[str]) -> Any:
    """The type that holds exactly these strings."""
    return Literal[tuple(values)]
