"""Bytes to text: which files to read, and what stands in each."""

import glob
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from llmsum.errors import (
    EmptySource,
    NoSpeech,
    OversizedSource,
    PathMissing,
    UnreadableSource,
)
from llmsum.records import Skipped, Source
from llmsum.text.edits import apply_edits
from llmsum.text.formats import SUFFIXES, UNSUPPORTED, Document, Raw, format_of, parse
from llmsum.text.sidecar import Columns, Given, Sidecar, read_sidecar
from llmsum.vocabulary import PAGE_TITLES

STDIN = "-"
_ROW = re.compile(r"(.*\.(?:csv|jsonl))(#\d+)", re.IGNORECASE | re.DOTALL)

_PAGES = frozenset({".md", ".html"})
"""What llmsum writes besides data, and may lie among the speeches."""

_HEAD = 1000

MAX_BYTES = 100_000_000
"""Of one file, device or pipe: reading ends there. Pages and documents with pictures stay below it."""


@dataclass(frozen=True)
class Read:
    """The texts of a file, each with its record, and the parts of it that could not be read."""

    documents: tuple[tuple[Source, Document], ...]
    skipped: tuple[Skipped, ...] = ()


def read_documents(path: Path, encoding: str | None = None, columns: Columns | None = None) -> Read:
    """The texts that a file holds: one, or one for each row of a table.

    What its sidecar says counts before what the file says; `encoding` overrides detection, and
    `columns` the sidecar's. `-` is standard input.
    Raises an InputError that says what is wrong and where, also when no part can be read.
    """
    data = _read_bytes(path)
    if not data:
        raise EmptySource(f"{path} is empty: check the download, or leave the file out.")
    format = format_of(str(path), data)
    sidecar = Sidecar() if str(path) == STDIN else read_sidecar(path)
    columns = (columns or Columns()).over(sidecar.columns)
    parsed = parse(Raw(data, str(path), encoding, columns), format)
    sha256 = hashlib.sha256(data).hexdigest()
    documents = []
    failures = list(parsed.failures)
    for document in parsed.documents:
        where = f"{path}{document.part}"
        try:
            _refuse_blank(document, where)
        except EmptySource as error:
            failures.append((document.part, error))
            continue
        source = Source(
            path=where,
            sha256=sha256,
            format=format,
            encoding=document.encoding,
            broken_at=document.broken_at,
        )
        documents.append((source, replace(document, given=_said(document, sidecar, format))))
    if not documents:
        raise failures[0][1] if failures else EmptySource(f"{path} holds no text.")
    skipped = tuple(Skipped(path=f"{path}{part}", reason=str(e)) for part, e in failures)
    return Read(tuple(documents), skipped)


def _said(document: Document, sidecar: Sidecar, format: str) -> Given:
    """A row's own cells count before what the sidecar says of the whole table; else the sidecar counts first."""
    if format in {"csv", "jsonl"}:
        return document.given.over(sidecar.given)
    return sidecar.given.over(document.given)


def _refuse_blank(document: Document, where: str) -> None:
    if not apply_edits(document.text, document.edits).strip("\ufeff\u200b \t\r\n\u3000\u00a0"):
        raise EmptySource(
            f"{where} holds only white space: check the download, or leave the file out."
        )


def split_part(path: str) -> tuple[str, str]:
    """The path of a source as the file and the part of it that it names, if any.

    >>> split_part("speeches.csv#3"), split_part("a#3.txt")
    (('speeches.csv', '#3'), ('a#3.txt', ''))
    """
    match = _ROW.fullmatch(path)
    return (match[1], match[2]) if match else (path, "")


def find_sources(paths: Iterable[Path | str]) -> list[Path]:
    """The files that the paths name, in order, each once: files, folders and patterns such as `*.txt`.

    A folder gives the files of a known kind in it and below it, sorted by path; hidden ones are
    left out, and links to folders are not followed. `-` is standard input.
    Raises PathMissing, or NoSpeech for a folder with no such file.
    """
    found: dict[Path, Path] = {}  # real path → path as named
    for path in paths:
        for file in _expand(path):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _expand(named: Path | str) -> list[Path]:
    path = Path(named)
    if str(path) == STDIN:
        return [path]
    try:
        if path.is_dir():
            return _files_below(path)
        if path.exists():
            return [path]
    except OSError as error:
        raise UnreadableSource(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    matches = sorted(glob.glob(str(named), recursive=True)) if glob.has_magic(str(named)) else []  # noqa: PTH207
    if not matches:
        what = "No file matches" if glob.has_magic(str(named)) else "There is no file or folder"
        raise PathMissing(f"{what} {named}: check the spelling and the folder that you are in.")
    files = [file for match in matches for file in _matched(Path(match))]
    if not files:
        raise NoSpeech(
            f"{named} matches only folders without a file of a known kind: name the files themselves."
        )
    return files


def _matched(path: Path) -> Iterator[Path]:
    """What a pattern's match stands for: a file itself, a folder its speeches, if any."""
    if path.is_dir():
        yield from _speeches_below(path)
    else:
        yield path


def _files_below(folder: Path) -> list[Path]:
    files = list(_speeches_below(folder))
    if not files:
        raise NoSpeech(
            f"The folder {folder} holds no file of a known kind ({', '.join(SUFFIXES)}): "
            "name the files or another folder."
        )
    return files


def _speeches_below(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableSource(
            f"The folder {error.filename} cannot be listed: {error.strerror}. Check its permissions."
        ) from error

    files = []
    for directory, subfolders, names in os.walk(folder, onerror=refuse):
        subfolders[:] = [name for name in subfolders if not name.startswith(".")]
        files += [Path(directory, name) for name in names if not name.startswith(".")]
    return sorted(file for file in files if file.is_file() and _is_speech(file))


def _is_speech(file: Path) -> bool:
    """By name: a document, and not the note that says what the folder holds, nor a page of llmsum."""
    suffix = file.suffix.lower()
    if file.stem.lower() == "readme" or not (suffix in SUFFIXES or suffix in UNSUPPORTED):
        return False
    return suffix not in _PAGES or not _is_result(file)


def _is_result(file: Path) -> bool:
    """Whether the file is a page that llmsum wrote, by its title."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD).decode("utf-8", "replace")
    except OSError:  # said when it is read
        return False
    titles = [title for both in PAGE_TITLES.values() for title in both]
    return any(head.startswith(f"# {t}\n") or f"<title>{t}</title>" in head for t in titles)


def _read_bytes(path: Path) -> bytes:
    try:
        if str(path) == STDIN:
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise PathMissing(
            f"There is no file {path}: check the spelling, or whether it was moved."
        ) from None
    except IsADirectoryError:
        raise UnreadableSource(f"{path} is a folder, not a file: name a file in it.") from None
    except PermissionError as error:
        raise UnreadableSource(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    except OSError as error:
        raise UnreadableSource(
            f"{path} cannot be read: {error.strerror}. Check whether it is still there, and its disk."
        ) from error
    if len(data) > MAX_BYTES:
        raise OversizedSource(
            f"{path} goes on after {MAX_BYTES:,} bytes, which no speech does: name a file that holds one "
            "document, or split it."
        )
    return data
