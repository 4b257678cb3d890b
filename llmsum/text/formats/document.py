"""What goes into a parser and what comes out of it."""

from dataclasses import dataclass, field

from llmsum.errors import InputError, OversizedSource
from llmsum.text.edits import Edit
from llmsum.text.sidecar import Columns, Given

OWN_ENCODING = "unicode"
"""Stands for the encoding of a format that says itself which characters it holds (docx, pdf)."""

MAX_CHARACTERS = 12_000_000
"""Of one speech. A long work report has 30,000; 10 MB of Chinese have 3.5 million."""


@dataclass(frozen=True)
class Raw:
    """A file's bytes, and what the user said about reading them. `where` names it in errors."""

    data: bytes
    where: str
    encoding: str | None = None
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True)
class Told:
    """What a file's markup says of its text, each with the place that says it; a day in ISO form."""

    title: str | None = None
    title_place: str = ""
    published: str | None = None
    published_place: str = ""


@dataclass(frozen=True)
class Document:
    """One text as its file holds it, whole and in reading order.

    `edits` cut the speech out of it: page furniture dropped, broken lines joined. `page_starts`
    are the character offsets in `text` at which its pages begin; empty where there are no pages.
    `broken_at` has the byte offsets of what could not be decoded.
    `part` tells several texts of one file apart: "#3" is the third row of a table.
    """

    text: str
    encoding: str
    edits: tuple[Edit, ...] = ()
    page_starts: tuple[int, ...] = ()
    given: Given = field(default_factory=Given)
    told: Told = field(default_factory=Told)
    part: str = ""
    broken_at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """The texts of one file, and the parts of it (`part`, error) that could not be read."""

    documents: tuple[Document, ...]
    failures: tuple[tuple[str, InputError], ...] = ()


def check_length(characters: int, where: str, most: int = MAX_CHARACTERS) -> None:
    """Raise OversizedSource when a text has more than `most` characters."""
    if characters > most:
        raise OversizedSource(
            f"{where} holds {characters:,} characters; at most {most:,} are read as one speech: "
            "split it into documents."
        )
