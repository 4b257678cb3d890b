"""A file whose analysis is finished is neither read nor analysed again, while nothing that decides
the analysis has changed: the file, what is said about it, the model, the prompts, and the code."""

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from llmsum.errors import InputError
from llmsum.llm.client import Client
from llmsum.llm.endpoint import Model
from llmsum.llm.prompts import prompt_hashes
from llmsum.records import Analysis, Skipped, Speech
from llmsum.store import Finished, Store
from llmsum.text import Columns, read_speeches
from llmsum.text.sidecar import sidecar_of

PACKAGE = Path(__file__).resolve().parent

ROOMS = ("text", "llm", "verify", "tasks")
"""Folders of the package that an analysis passes through, besides the modules at its top."""


@dataclass(frozen=True)
class File:
    """A file to brief on. `name`: its path in the results; `encoding` overrides detection, `columns`
    the sidecar's."""

    path: Path
    name: str
    encoding: str | None = None
    columns: Columns = field(default_factory=Columns)


@dataclass(frozen=True)
class Opened:
    """A file with its finished analyses, else with its speeches, else with the reason why it has
    none. `key` is None where the result cannot stand for the file later."""

    key: str | None = None
    finished: Finished | None = None
    speeches: tuple[Speech, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    error: InputError | None = None


def open_file(file: File, basis: str, store: Store) -> Opened:
    """Look the file up, and read it only when it is not known."""
    key = analysis_key(file, basis)
    if key and (finished := store.finished(key)):
        return Opened(key, finished, skipped=finished.skipped)
    try:
        reading = read_speeches(file.path, file.encoding, file.columns)
    except InputError as error:
        return Opened(skipped=(Skipped(path=file.name, reason=str(error)),), error=error)
    changed_meanwhile = analysis_key(file, basis) != key
    return Opened(
        None if changed_meanwhile else key,
        speeches=tuple(_renamed(speech, file) for speech in reading.speeches),
        skipped=tuple(
            Skipped(path=_named(skipped.path, file), reason=skipped.reason)
            for skipped in reading.skipped
        ),
    )


def keep_finished(
    made: Iterable[tuple[Opened, Sequence[Analysis]]], client: Client, store: Store
) -> None:
    """Store the analyses that would come out the same again: every question has its answer."""
    finished: dict[str, Finished] = {}
    for opened, analyses in made:
        traces = [client.traces[analysis.source.path] for analysis in analyses]
        if opened.key and all(trace.is_complete for trace in traces):
            finished[opened.key] = Finished(
                analyses=tuple(analyses),
                skipped=opened.skipped,
                rests_on=tuple(sorted({key for trace in traces for key in trace.keys})),
                calls=sum(trace.calls for trace in traces),
            )
    store.keep_finished(finished)


def basis_of(model: Model, *settings: object) -> str:
    """SHA-256 (hex) of all that decides an analysis besides its file; `settings` by their repr."""
    probe = model.probe_weights
    decides = [
        code_hash(PACKAGE),
        prompt_hashes(),
        _installed(),
        [model.identity, model.mode, model.window, model.labeller, model.small],
        hashlib.sha256(probe.read_bytes()).hexdigest() if probe else None,
        [repr(setting) for setting in settings],
    ]
    return _sha256(decides)


def analysis_key(file: File, basis: str) -> str | None:
    """The key of the file's analysis; None where it cannot be read twice, or not at all."""
    try:
        beside = sidecar_of(file.path)
        contents = [
            hashlib.sha256(path.read_bytes()).hexdigest() if path else None
            for path in (file.path, beside)
        ]
    except OSError:
        return None
    said = [file.name, beside and beside.name, file.encoding, file.columns.model_dump()]
    return _sha256([basis, contents, said])


@cache
def code_hash(package: Path) -> str:
    """SHA-256 (hex) of the code and data in the package that an analysis passes through."""
    hashed = hashlib.sha256()
    rooms = [path for room in ROOMS for path in (package / room).rglob("*")]
    for path in sorted([*package.glob("*"), *rooms]):
        if path.is_file() and path.suffix != ".pyc":
            name, data = str(path.relative_to(package)).encode(), path.read_bytes()
            hashed.update(b"%d %d " % (len(name), len(data)) + name + data)
    return hashed.hexdigest()


def _installed() -> list[str]:
    """Python and the distributions beside it, by the names of their folders: name and version."""
    found: set[str] = set()
    for folder in filter(None, sys.path):
        with suppress(OSError):  # an archive, or a folder that is not there or not for us
            found |= {p.name for p in Path(folder).iterdir() if p.suffix == ".dist-info"}
    return [sys.version, *sorted(found)]


def _sha256(decides: object) -> str:
    text = json.dumps(decides, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _renamed(speech: Speech, file: File) -> Speech:
    source = speech.source.model_copy(update={"path": _named(speech.source.path, file)})
    return speech.model_copy(update={"source": source})


def _named(path: str, file: File) -> str:
    """The path of a file, or of a row of a table, as the results name it."""
    return file.name + path.removeprefix(str(file.path))
