"""Which files a project reads, and what has become of them since last time."""

import glob
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from llmsum import __version__
from llmsum.errors import InputError, NoSpeech, ProjectError
from llmsum.llm.prompts import prompt_hashes
from llmsum.project import Effective
from llmsum.records import Skipped
from llmsum.refresh.state import FOLDER, Rests
from llmsum.text.read import find_sources
from llmsum.text.sidecar import sidecar_of

OUTPUTS = ("briefings", "changes")
"""Folders of results, which may lie among the sources and are none."""


@dataclass(frozen=True)
class Sources:
    """Path relative to the project → SHA-256 of the bytes, with that of the sidecar if there is one;
    and patterns that found nothing."""

    found: Mapping[str, str]
    missing: tuple[Skipped, ...]


@dataclass(frozen=True)
class SourceChanges:
    """Paths by what happened to them. `moved`: (from, to), the bytes being the same."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.moved or self.removed)


def look(settled: Effective, root: Path) -> Sources:
    """Find and hash the project's files. Raises ProjectError when it names none, and InputError
    when not one of them exists."""
    if not settled.values.sources:
        raise ProjectError(
            f"{root / 'llmsum.toml'} names no sources: "
            'add for example sources = ["speeches/"] at its top.'
        )
    outputs = [(root / settled.values.output / name).resolve() for name in OUTPUTS]
    outputs.append((root / FOLDER).resolve())
    files: dict[str, str] = {}
    errors: list[InputError] = []
    missing: list[Skipped] = []
    for pattern in settled.values.sources:
        try:
            named = find_sources([_rooted(root, pattern)])
        except InputError as error:
            errors.append(error)
            missing.append(Skipped(path=pattern, reason=str(error)))
            continue
        for path in named:
            if not any(output in path.resolve().parents for output in outputs):
                files.setdefault(_relative(path, root), _sha256(path))
    if not files:
        raise errors[0] if errors else NoSpeech(f"{root} holds no speech yet.")
    return Sources(files, tuple(missing))


def compare_sources(before: Mapping[str, str], after: Mapping[str, str]) -> SourceChanges:
    """What happened between two readings, by path and content hash.

    >>> compare_sources({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "4", "d": "3", "e": "5"})
    SourceChanges(new=('e',), changed=('b',), moved=(('c', 'd'),), removed=())
    """
    gone = {path: sha for path, sha in before.items() if path not in after}
    new: list[str] = []
    moved: list[tuple[str, str]] = []
    for path, sha in after.items():
        if path in before:
            continue
        origin = next((old for old, old_sha in gone.items() if old_sha == sha), None)
        if origin is None:
            new.append(path)
        else:
            moved.append((origin, path))
            del gone[origin]
    changed = tuple(path for path, sha in after.items() if before.get(path, sha) != sha)
    return SourceChanges(tuple(new), changed, tuple(moved), tuple(gone))


def _rooted(root: Path, pattern: str) -> str:
    """The pattern below the project's folder, whose own name may look like a pattern."""
    if Path(pattern).is_absolute() or not glob.has_magic(pattern):
        return str(root / pattern)
    return str(Path(glob.escape(str(root))) / pattern)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _sha256(path: Path) -> str:
    """Of the bytes, and of those of the sidecar; what cannot be read is told by its reason, so that
    a mended file is a changed one."""
    try:
        own = hashlib.sha256(path.read_bytes()).hexdigest()
        beside = sidecar_of(path)
        if beside is None:
            return own
        return f"{own}+{hashlib.sha256(beside.read_bytes()).hexdigest()}"
    except OSError as error:
        return f"unreadable: {error.strerror}"


def project_root(settled: Effective) -> Path:
    """The project's folder. Raises ProjectError outside of a project."""
    if settled.project is None:
        raise ProjectError(
            "There is no llmsum.toml in this folder or above it: start a project with `llmsum init`."
        )
    return settled.project.root


def rests(settled: Effective, sources: Sources) -> Rests:
    """All that a briefing made now would rest on."""
    values = settled.values
    return Rests(
        sources=sources.found,
        missing=sources.missing,
        model=values.model,
        base_url=values.base_url,
        labeller=values.labeller,
        language=values.language,
        keep_unverified=values.keep_unverified,
        themes=values.themes,
        prompts=prompt_hashes(),
        llmsum=__version__,
    )
