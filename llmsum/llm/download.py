"""One file over HTTP into one place: resumable, and kept only when its SHA-256 is right."""

import base64
import errno
import functools
import hashlib
import http.client
import importlib
import importlib.util
import os
import re
import shutil
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit, urlunsplit

from llmsum import __version__
from llmsum.errors import DiskFull, SourceFailed

Progress = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all."""

ATTEMPTS = 3
"""Tries in a row that may bring nothing; a try that brings bytes starts the count anew."""

TIMEOUT = 30.0
"""Seconds without a byte before a connection counts as lost."""

PAUSE = 0.5
"""Seconds before the next try, doubled with each that brought nothing."""

BLOCK = 1 << 20
_BEYOND_THE_END = 416
_PASSING = {408, _BEYOND_THE_END, 425, 429, 500, 502, 503, 504}
_LOST = (
    urllib.error.URLError,
    http.client.HTTPException,
    ConnectionError,
    TimeoutError,
    ssl.SSLError,
)
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True)
class Page:
    """An answer read whole. `url` is where it was found after redirects; `kind` its media type."""

    url: str
    kind: str
    body: bytes


def read_page(url: str, accept: str) -> Page:
    """Read a small page. Raises SourceFailed when it is not to be had."""
    failures = 0
    while True:
        try:
            with _open(url, {"Accept": accept}) as response:
                return Page(response.url, response.headers.get_content_type(), response.read())
        except _LOST as error:
            reason = _reason(url, error)
        failures += 1
        if failures >= ATTEMPTS:
            raise SourceFailed(f"{shown(url)}: {reason} ({ATTEMPTS} tries)")
        time.sleep(PAUSE * 2**failures)


def shown(url: str) -> str:
    """The URL without its name and password, fit for a message."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def fetch(url: str, target: Path, sha256: str, size: int | None, progress: Progress) -> None:
    """Bring the file of this SHA-256 and `size` (bytes, None when unknown) to `target`.

    What has arrived stays in `target` + ".partial" and is continued by the next call. A continued
    file with the wrong hash is fetched once more from its start.

    Raises SourceFailed when the source does not answer or sends other bytes (which are deleted),
    DiskFull when there is no room.
    """
    partial = target.with_name(target.name + ".partial")
    while True:
        continued = length(partial) > 0
        _receive(url, partial, size, progress)
        actual = sha256_of(partial)
        if actual == sha256:
            break
        partial.unlink()
        if not continued:
            raise SourceFailed(
                f"{shown(url)} sent wrong bytes: expected SHA-256 {sha256}, got {actual}"
            )
    partial.replace(target)


def require_room(folder: Path, needed: int) -> None:
    """Raise DiskFull unless `needed` bytes are free in the folder."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFull(
            f"The disk is full: {needed:,} bytes are needed in {folder}, {free:,} are free. "
            "What has been fetched is kept; free some space and run the command again."
        )


def write(file: BinaryIO, block: bytes, folder: Path, missing: int) -> None:
    """Write a block; a full disk is DiskFull, with the `missing` bytes that were still to come."""
    try:
        file.write(block)
        file.flush()
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        free = shutil.disk_usage(folder).free
        raise DiskFull(
            f"The disk is full: {missing:,} more bytes are needed in {folder}, {free:,} are free. "
            "What has been fetched is kept; free some space and run the command again."
        ) from error


def sha256_of(path: Path) -> str:
    """The SHA-256 of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def length(path: Path) -> int:
    """Bytes in the file, 0 when there is none."""
    return path.stat().st_size if path.exists() else 0


def _open(url: str, headers: dict[str, str]) -> http.client.HTTPResponse:
    """Open an http(s) URL. A name and password in it are sent to its host, not where it redirects to."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise SourceFailed(f"{shown(url)} is not an http or https address")
    request = urllib.request.Request(shown(url), headers={"User-Agent": f"llmsum/{__version__}"})  # noqa: S310
    for name, value in headers.items():
        request.add_header(name, value)
    if parts.username is not None:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
        token = base64.b64encode(pair).decode("ascii")
        request.add_unredirected_header("Authorization", f"Basic {token}")
    response: http.client.HTTPResponse = urllib.request.urlopen(  # noqa: S310
        request, timeout=TIMEOUT, context=_trust()
    )
    return response


@functools.cache
def _trust() -> ssl.SSLContext:
    """The system's certificates, those that pip is told to trust, and certifi's where it is installed."""
    context = ssl.create_default_context()
    for variable in ("PIP_CERT", "REQUESTS_CA_BUNDLE"):
        if (bundle := os.environ.get(variable)) and Path(bundle).is_file():
            context.load_verify_locations(bundle)
    if importlib.util.find_spec("certifi") is not None:
        context.load_verify_locations(importlib.import_module("certifi").where())
    return context


def _receive(url: str, partial: Path, size: int | None, progress: Progress) -> None:
    """Bring the partial file to its full length, over as many connections as bring something."""
    failures = 0
    while size is None or length(partial) != size:
        before = length(partial)
        try:
            if _append(url, partial, size, progress):
                return
            reason = "the connection was cut"
        except _LOST as error:
            reason = _reason(url, error)
            if getattr(error, "code", None) == _BEYOND_THE_END:
                partial.unlink(missing_ok=True)
        failures = 0 if length(partial) > before else failures + 1
        if failures >= ATTEMPTS:
            raise SourceFailed(f"{shown(url)}: {reason} ({ATTEMPTS} tries)")
        time.sleep(PAUSE * 2**failures)
    progress(length(partial), length(partial))


def _reason(url: str, error: Exception) -> str:
    """Why a try failed, when another may succeed; raises SourceFailed when none will."""
    if not isinstance(error, urllib.error.HTTPError):
        return str(getattr(error, "reason", error)) or type(error).__name__
    error.close()
    reason = f"HTTP {error.code} {error.reason}"
    if error.code not in _PASSING:
        raise SourceFailed(f"{shown(url)} answered {reason}") from error
    return reason


def _append(url: str, partial: Path, size: int | None, progress: Progress) -> bool:
    """Continue the partial file over one connection; True when its end was reached."""
    done = length(partial)
    with _open(url, {"Range": f"bytes={done}-"} if done else {}) as response:
        done, total = _span(response, done)
        if size is not None and total not in {None, size}:
            raise SourceFailed(f"{shown(url)} has {total:,} bytes; {size:,} were expected")
        total = total if total is not None else size
        with partial.open("r+b" if done else "wb") as file:
            file.seek(done)
            file.truncate()
            while block := response.read(BLOCK):
                if total is not None and done + len(block) > total:
                    raise SourceFailed(f"{shown(url)} sent more than {total:,} bytes")
                write(file, block, partial.parent, (total or done) - done)
                done += len(block)
                progress(done, total or done)
            os.fsync(file.fileno())
    return total is None or done == total


def _span(response: http.client.HTTPResponse, asked: int) -> tuple[int, int | None]:
    """From which byte on the answer goes, and the bytes of the whole file (None: not said)."""
    given = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
    if response.status == http.client.PARTIAL_CONTENT and given and int(given[1]) == asked:
        return asked, None if given[2] == "*" else int(given[2])
    if response.status == http.client.OK:
        whole = response.headers.get("Content-Length")
        return 0, int(whole) if whole is not None else None
    raise http.client.HTTPException(f"an answer ({response.status}) that is not what was asked for")
