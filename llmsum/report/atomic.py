"""A file replaced whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from llmsum.errors import OutputError


def write_atomically(path: Path, text: str) -> None:
    """Write the text to the path as UTF-8, line ends as they are; on failure an existing file stays as it was.

    The text goes to a temporary file in the same folder, reaches the disk, and then takes the
    name. A link is followed. What is no regular file (/dev/stdout, a pipe) is written straight.
    Raises OutputError.
    """
    data = text.encode("utf-8")
    try:
        target = path.resolve()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            with _temporary(target) as temporary, temporary.open("xb") as file:
                file.write(data)
    except OSError as error:
        raise OutputError(_what_went_wrong(path, error)) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to be created beside the path, which takes its name when the block has ended well.

    For what is too large to be held in memory. Raises OutputError.
    """
    check_writable(path)
    try:
        with _temporary(path.resolve()) as temporary:
            yield temporary
    except OSError as error:
        raise OutputError(_what_went_wrong(path, error)) from error


def check_writable(path: Path) -> None:
    """Raise OutputError now rather than after the work, where the path plainly cannot be written."""
    target = path.resolve()
    if target.is_dir():
        raise OutputError(_what_went_wrong(path, IsADirectoryError()))
    if not target.parent.is_dir():
        raise OutputError(_what_went_wrong(path, FileNotFoundError()))
    if not os.access(target.parent, os.W_OK):
        raise OutputError(_what_went_wrong(path, PermissionError()))


@contextmanager
def _temporary(target: Path) -> Iterator[Path]:
    if target.is_dir():
        raise IsADirectoryError
    temporary = target.with_name(f".llmsum-{secrets.token_hex(6)}.tmp")
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _what_went_wrong(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError() if not path.parent.is_dir():
            return f"Cannot write {path}: there is no folder {path.parent}. Create it, or name another file with -o."
        case IsADirectoryError():
            return f"Cannot write {path}: it is a folder. Name a file with -o."
        case FileNotFoundError() | PermissionError():
            return (
                f"Cannot write {path}: writing there is not permitted. Name another file with -o."
            )
        case _:
            return f"Cannot write {path}: {error.strerror or error}. Free some space, or name another file with -o."
