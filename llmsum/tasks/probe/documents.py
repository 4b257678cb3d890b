"""Labelled documents: what the probe is trained and measured on.

Three sources, each with its own habits: `passages` (work reports, GOLD_DIR/labels), `seeds`
(speeches and news, GOLD_DIR/seedNNN) and `written` (docs/labels, texts written for this purpose
about cities that do not exist). The same JSON for all; seeds keep their text in a file beside it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from llmsum.errors import EmptySource, PathMissing
from llmsum.records import Sentence
from llmsum.vocabulary import Role, Theme

Kind = Literal["passages", "seeds", "written"]


class _Span(BaseModel):
    model_config = ConfigDict(extra="ignore")

    start: int
    end: int
    role: Role
    theme: Theme | None = None
    themes: tuple[Theme, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")

    doc: str
    text: str | None = None
    sentences: tuple[_Span, ...]


@dataclass(frozen=True)
class Document:
    """A labelled text. Documents of one `group` (two passages of one report) are held out together."""

    kind: Kind
    doc: str
    group: str
    sha256: str
    sentences: tuple[Sentence, ...]


def read_documents(gold_dir: Path, written_dir: Path) -> list[Document]:
    """All labelled documents, sorted by kind and name.

    Raises PathMissing when `gold_dir` is no folder, EmptySource when it holds no labels.
    """
    if not gold_dir.is_dir():
        raise PathMissing(f"{gold_dir} is not a folder of labelled texts.")
    documents = [
        *_read("passages", sorted((gold_dir / "labels").glob("*.json"))),
        *_read("seeds", sorted(gold_dir.glob("seed*.labels.json"))),
        *_read("written", sorted(written_dir.glob("*.json"))),
    ]
    if not documents:
        raise EmptySource(f"{gold_dir} holds no labelled texts (labels/*.json, seed*.labels.json).")
    return documents


def _read(kind: Kind, paths: Sequence[Path]) -> list[Document]:
    return [_document(kind, path) for path in paths]


def _document(kind: Kind, path: Path) -> Document:
    file = _File.model_validate_json(path.read_bytes())
    text = file.text
    if text is None:
        beside = path.with_name(f"{file.doc}.txt")
        text = beside.read_bytes().decode("utf-8")
    return Document(
        kind=kind,
        doc=file.doc,
        group=file.doc.split("_")[0] if kind == "passages" else file.doc,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sentences=tuple(
            Sentence(
                id=f"S{number}",
                start=span.start,
                end=span.end,
                text=text[span.start : span.end],
                paragraph=text[: span.start].count("\n"),
                role=span.role,
                themes=span.themes or ((span.theme,) if span.theme else ()),
            )
            for number, span in enumerate(file.sentences, start=1)
        ),
    )
