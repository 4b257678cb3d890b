"""Annotated texts: NAME.gold.json, the text that it names, and NAME.labels.json beside it.

All offsets are character offsets into the text file as UTF-8, start inclusive, end exclusive.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from llmsum.errors import GoldError, PathMissing
from llmsum.records import Strength
from llmsum.vocabulary import Role, Theme

_GOLD = ".gold.json"
_LABELS = ".labels.json"

_FileT = TypeVar("_FileT", bound="_Part")


class _Part(BaseModel):
    """A part of a file; what an annotator added for himself is let be."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldCommitment(_Part):
    quote: str
    start: int
    end: int
    deadline: str | None = None
    target: str | None = None
    strength: Strength


class Trap(_Part):
    """Words that look like a commitment and are none."""

    quote: str
    start: int
    end: int
    why: str


class KeyFact(_Part):
    """A fact that a summary should have; any one of the literal `any_of` in it shows that it has."""

    fact: str
    any_of: tuple[str, ...]
    weight: float


class _Dimension(_Part):
    present: bool


class _GoldFile(_Part):
    doc: str
    text_file: str
    text_sha256: str
    commitments: tuple[GoldCommitment, ...]
    traps: tuple[Trap, ...]
    key_facts: tuple[KeyFact, ...]
    dimensions: dict[Theme, _Dimension]


class GoldSentence(_Part):
    """`theme` or `themes` of a deployment: where two are given, either is right."""

    start: int
    end: int
    role: Role
    theme: Theme | None = None
    themes: tuple[Theme, ...] = ()

    @property
    def right_themes(self) -> tuple[Theme, ...]:
        return self.themes or ((self.theme,) if self.theme else ())


class _LabelsFile(_Part):
    sentences: tuple[GoldSentence, ...]


@dataclass(frozen=True)
class Gold:
    """One annotated text. `present` says of each theme whether the text speaks of it."""

    doc: str
    path: Path
    text: str
    sha256: str
    sentences: tuple[GoldSentence, ...]
    commitments: tuple[GoldCommitment, ...]
    traps: tuple[Trap, ...]
    key_facts: tuple[KeyFact, ...]
    present: dict[Theme, bool]


def read_gold(folder: Path) -> list[Gold]:
    """All annotated texts of the folder, by name.

    Raises PathMissing when there is no such folder, and GoldError, which names the file and the
    key, when it holds none or one of them is incomplete or contradicts its text.
    """
    if not folder.is_dir():
        raise PathMissing(f"{folder} is not a folder of annotated texts (NAME{_GOLD}).")
    paths = sorted(folder.glob(f"*{_GOLD}"))
    if not paths:
        raise GoldError(f"{folder} holds no file NAME{_GOLD}: name the folder that has them.")
    return [_read(path) for path in paths]


def _read(path: Path) -> Gold:
    file = _parsed(path, _GoldFile)
    text_path = path.with_name(file.text_file)
    text = _text(text_path, path)
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    if sha256 != file.text_sha256:
        raise GoldError(
            f"{path}: text_sha256 is not that of {text_path.name}: the text was changed after it "
            "was annotated."
        )
    labels_path = path.with_name(path.name.removesuffix(_GOLD) + _LABELS)
    labels = _parsed(labels_path, _LabelsFile)
    for number, sentence in enumerate(labels.sentences):
        _check_inside(labels_path, f"sentences[{number}]", sentence.start, sentence.end, len(text))
    for key, quoted in _quoted(file):
        _check_inside(path, key, quoted.start, quoted.end, len(text))
        if text[quoted.start : quoted.end] != quoted.quote:
            raise GoldError(
                f"{path}: {key}.quote is not what stands at {quoted.start} to {quoted.end} of "
                f"{text_path.name}."
            )
    return Gold(
        doc=file.doc,
        path=text_path,
        text=text,
        sha256=sha256,
        sentences=labels.sentences,
        commitments=file.commitments,
        traps=file.traps,
        key_facts=file.key_facts,
        present={theme: found.present for theme, found in file.dimensions.items()},
    )


def _text(path: Path, gold: Path) -> str:
    try:
        return _bytes(path, f"the text that {gold.name} names as text_file").decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(
            f"{path}: the text is not UTF-8, as text_file of {gold} has to be."
        ) from error


def _quoted(file: _GoldFile) -> Iterator[tuple[str, GoldCommitment | Trap]]:
    yield from ((f"commitments[{n}]", part) for n, part in enumerate(file.commitments))
    yield from ((f"traps[{n}]", part) for n, part in enumerate(file.traps))


def _check_inside(path: Path, key: str, start: int, end: int, length: int) -> None:
    if not 0 <= start < end <= length:
        raise GoldError(
            f"{path}: {key} is the span {start} to {end}, and the text has {length} characters."
        )


def _parsed(path: Path, kind: type[_FileT]) -> _FileT:
    what = "the sentence labels" if kind is _LabelsFile else "the annotation"
    try:
        return kind.model_validate_json(_bytes(path, what))
    except ValidationError as error:
        first = error.errors()[0]
        key = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in first["loc"])
        raise GoldError(f"{path}: {key.lstrip('.') or 'the file'}: {first['msg']}.") from error


def _bytes(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(f"{path}: {what} cannot be read ({error.strerror}).") from error
