"""Bytes to text: which files to read, and what stands in each."""

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from llmsum.errors import (
    BinarySource,
    EmptySource,
    NoSpeech,
    OversizedSource,
    PathMissing,
    UnreadableSource,
)
from llmsum.records import Source
from llmsum.text.encoding import decode

_SUFFIXES = {".txt": "txt", ".md": "md"}

MAX_BYTES = 100_000_000
"""Of one file, device or pipe: reading ends there. Pages and documents with pictures stay below it."""

MAX_CHARACTERS = 12_000_000
"""Of one speech. A long work report has 30,000; 10 MB of Chinese have 3.5 million."""

_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document (docx, xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)


def read_source(path: Path, encoding: str | None = None) -> tuple[Source, str]:
    """The file as a record, and its decoded text with line ends as they stand.

    `encoding` overrides detection. Raises PathMissing, UnreadableSource, EmptySource,
    BinarySource, OversizedSource or UnknownEncoding.
    """
    data = _read_bytes(path)
    if not data:
        raise EmptySource(f"{path} is empty: check the download, or leave the file out.")
    _refuse_document(data, path)
    decoded = decode(data, str(path), encoding)
    if not decoded.text.strip("\ufeff\u200b \t\r\n\u3000\u00a0"):
        raise EmptySource(
            f"{path} holds only white space: check the download, or leave the file out."
        )
    _refuse_bulk(decoded.text, path)
    source = Source(
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        format=_SUFFIXES.get(path.suffix.lower(), "txt"),
        encoding=decoded.encoding,
        broken_at=decoded.broken_at,
    )
    return source, decoded.text


def find_sources(paths: Iterable[Path | str]) -> list[Path]:
    """The files that the paths name, in order, each once: files, folders and patterns such as `*.txt`.

    A folder gives the .txt and .md files in it and below it, sorted by path; hidden ones are left
    out, and links to folders are not followed. Raises PathMissing, or NoSpeech for a folder with no such file.
    """
    found: dict[Path, Path] = {}  # real path → path as named
    for path in paths:
        for file in _expand(path):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _expand(named: Path | str) -> list[Path]:
    path = Path(named)
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
            f"{named} matches only folders without a .txt or .md file: name the files themselves."
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
            f"The folder {folder} holds no .txt or .md file: name the files or another folder."
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
    return sorted(file for file in files if _is_speech(file) and file.is_file())


def _is_speech(file: Path) -> bool:
    """By name: text, and not the note that says what the folder holds."""
    return file.suffix.lower() in _SUFFIXES and file.stem.lower() != "readme"


def _read_bytes(path: Path) -> bytes:
    try:
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


def _refuse_document(data: bytes, path: Path) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BinarySource(f"{path} looks like {what}, not text: save its text as a .txt file.")


def _refuse_bulk(text: str, path: Path) -> None:
    if len(text) > MAX_CHARACTERS:
        raise OversizedSource(
            f"{path} holds {len(text):,} characters; at most {MAX_CHARACTERS:,} are read as one speech: "
            "split it into documents."
        )
