"""What a project remembers between refreshes, in its .llmsum folder."""

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from llmsum.errors import OutputError
from llmsum.records import Record, Skipped
from llmsum.report.atomic import write_atomically

FOLDER = ".llmsum"

R = TypeVar("R", bound=Record)


class Rests(Record):
    """All that a briefing rests on: while it stays the same, so does the briefing.

    `sources`: path relative to the project → SHA-256 of the file's bytes, in the order of reading.
    """

    sources: Mapping[str, str]
    missing: tuple[Skipped, ...]
    model: str
    base_url: str | None
    labeller: str
    language: str
    keep_unverified: bool = False
    themes: tuple[str, ...]
    prompts: Mapping[str, str]
    llmsum: str


class State(Record):
    """The last briefing: what it rests on, its files' common name, and what it lacked."""

    rests: Rests
    stem: str
    gaps: tuple[str, ...] = ()


class LastRun(Record):
    """How the last refresh went; `ended` and `code` are None while it runs, and after it was killed."""

    started: str
    pid: int
    ended: str | None = None
    code: int | None = None
    said: str = ""


def read_state(root: Path) -> State | None:
    """The state of the project, None when there is none that this version can read."""
    return _read(root / FOLDER / "state.json", State)


def write_state(root: Path, state: State) -> None:
    """Replace the state. Raises OutputError."""
    _write(root / FOLDER / "state.json", state)


def read_last_run(root: Path) -> LastRun | None:
    """How the last refresh went, None when there was none."""
    return _read(root / FOLDER / "last-run.json", LastRun)


class RunRecord:
    """Tells the next reader how this run ends; set `code` and `said` before the block ends."""

    def __init__(self) -> None:
        self.code: int | None = None
        self.said = ""


@contextlib.contextmanager
def recorded_run(root: Path) -> Iterator[RunRecord]:
    """Keep last-run.json while a refresh runs: at its start, and at whatever end it comes to."""
    record, path = RunRecord(), root / FOLDER / "last-run.json"
    started = LastRun(started=now(), pid=os.getpid())
    _write(path, started)
    try:
        yield record
    except BaseException as error:
        code = getattr(error, "exit_code", 130 if isinstance(error, KeyboardInterrupt) else 1)
        said = str(error) or type(error).__name__
        _write(path, started.model_copy(update={"ended": now(), "code": code, "said": said}))
        raise
    _write(
        path, started.model_copy(update={"ended": now(), "code": record.code, "said": record.said})
    )


def prepare(root: Path) -> Path:
    """The .llmsum folder, made if need be and kept out of version control. Raises OutputError."""
    folder = root / FOLDER
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"Cannot write in {folder}: {error.strerror}.") from error
    return folder


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _read(path: Path, kind: type[R]) -> R | None:
    try:
        return kind.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def _write(path: Path, record: Record) -> None:
    prepare(path.parent.parent)
    text = json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1)
    write_atomically(path, text + "\n")
