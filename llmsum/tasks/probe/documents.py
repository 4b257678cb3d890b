"""Labelled documents: what the probe is trained and measured on.

Six sources, each with its own habits: `passages` (work reports), `seeds` (speeches and news,
GOLD_DIR/seedNNN), `written` (docs/labels, texts written for this purpose about cities that do not
exist), `later` (docs/labels/later, more of them, written when the errors on the seeds were known),
`public` (docs/labels/public, news, features and reported speeches from public repositories) and
`reports` (docs/labels/public/reports, stretches of work reports across their sections: aims,
requirements, what the government asks of itself). `unseen`, `unseen 2` (drawn from a later lot,
with portals and policies), `unseen 3` (local news of 2023) and `unseen reports` are drawn from the
last two and are measured on, never learnt. The same JSON for all. The texts of passages and of the
public kinds are somebody else's and stay outside: labels and pointers are here, the texts in
GOLD_DIR/labels and in a folder that `python -m llmsum.tasks.probe.public` fills.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from llmsum.errors import EmptySource, PathMissing
from llmsum.records import Sentence
from llmsum.vocabulary import Role, Theme

Kind = Literal[
    "passages",
    "seeds",
    "written",
    "later",
    "public",
    "reports",
    "unseen",
    "unseen 2",
    "unseen 3",
    "unseen reports",
]
PUBLIC: dict[Kind, tuple[str, str]] = {
    "public": ("", "train"),
    "unseen": ("unseen", "unseen"),
    "unseen 2": ("unseen2", "unseen2"),
    "unseen 3": ("unseen3", "unseen3"),
    "reports": ("reports", "reports"),
    "unseen reports": ("reports/unseen", "unseen_reports"),
}
"""Folders of the public kinds: of the labels, within docs/labels/public; of the texts."""


class _Span(BaseModel):
    model_config = ConfigDict(extra="ignore")

    start: int
    end: int
    role: Role
    theme: Theme | None = None
    """As the annotator of a passage or seed gave it."""
    themes: tuple[Theme, ...] = ()
    """By the definition of docs/themes.md, where that says otherwise or allows two."""


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")

    doc: str
    group: str | None = None
    text: str | None = None
    text_sha256: str | None = None
    sentences: tuple[_Span, ...]


@dataclass(frozen=True)
class Document:
    """A labelled text. Documents of one `group` are held out together: two passages of one report,
    public texts about one province, stretches of a report and its passages."""

    kind: Kind
    doc: str
    group: str
    sha256: str
    sentences: tuple[Sentence, ...]


def read_documents(gold_dir: Path, labels_dir: Path, public: Path | None = None) -> list[Document]:
    """All labelled documents, sorted by kind and name; passages with our themes where we differ.

    `public` is the folder of the public texts, with the subfolders of PUBLIC; without it those
    kinds are left out. Raises PathMissing when `gold_dir` is no folder or a text is missing or
    another than was labelled, EmptySource when there are no labels.
    """
    if not gold_dir.is_dir():
        raise PathMissing(f"{gold_dir} is not a folder of labelled texts.")
    passages = sorted((labels_dir / "passages").glob("*.json"))
    seeds = sorted(gold_dir.glob("seed*.labels.json"))
    documents = [
        *(_document("passages", p, gold_dir / "labels" / p.name) for p in passages),
        *(_document("seeds", p, p.with_name(p.name[:-11] + "txt")) for p in seeds),
        *(_document("written", p, p) for p in sorted(labels_dir.glob("*.json"))),
        *(_document("later", p, p) for p in sorted((labels_dir / "later").rglob("*.json"))),
    ]
    if public:
        for kind, (labels, texts) in PUBLIC.items():
            documents += [
                _document(kind, p, public / texts / f"{p.stem}.txt")
                for p in sorted((labels_dir / "public" / labels).glob("*.json"))
            ]
    if not documents:
        raise EmptySource(f"{gold_dir} and {labels_dir} hold no labelled texts.")
    return documents


def _document(kind: Kind, path: Path, beside: Path) -> Document:
    """The labels of `path` with the text of `beside`: a JSON file's `text`, or a plain file."""
    file = _File.model_validate_json(path.read_bytes())
    text = _text(beside)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    if file.text_sha256 not in (None, sha256):
        raise PathMissing(f"{beside} is not the text that {path} labels: their hashes differ.")
    return Document(
        kind=kind,
        doc=file.doc,
        group=_group(kind, file),
        sha256=sha256,
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


def _group(kind: Kind, file: _File) -> str:
    if kind in ("passages", "reports"):
        return file.doc.split("_")[0]
    return f"public {file.group}" if kind == "public" else file.doc


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise PathMissing(f"{path}, a labelled text, is missing.") from error
    if path.suffix != ".json":
        return data.decode("utf-8")
    return _File.model_validate_json(data).text or ""
