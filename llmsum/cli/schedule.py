"""`llmsum schedule`."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from llmsum.cli.options import settled, text_or_json
from llmsum.errors import OutputError

if TYPE_CHECKING:
    from llmsum.refresh.state import LastRun
    from llmsum.schedule.units import Kind

STOPPING = 60.0
"""Seconds that a refresh has to end after it was told to."""


@click.group()
def schedule() -> None:
    """Refresh the project by its schedule, here or by a timer."""


@schedule.command()
def run() -> int:
    """Stay in the foreground and refresh by the schedule.

    It ends on SIGTERM or Ctrl-C. A failure of the model is tried again after one minute, then after longer; two refreshes never
    run at once; ended in the middle of one, it keeps all answers so far.

    \b
    Example:
      llmsum schedule run
    """
    from llmsum.refresh import project_root  # noqa: PLC0415
    from llmsum.schedule import keep_refreshing, next_time  # noqa: PLC0415
    from llmsum.schedule.loop import Clock  # noqa: PLC0415

    found = settled()
    root = project_root(found)
    planned = found.values.schedule
    running = _Running(root)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, running.end)
    keep_refreshing(
        due=lambda moment: next_time(planned.cron, planned.timezone, moment),
        refresh=running.refresh,
        clock=Clock(now=lambda: datetime.now(UTC), sleep=running.sleep),
        tell=lambda said: click.echo(f"llmsum: {said}", err=True),
        ended=running.ending.is_set,
    )
    click.echo("llmsum: ended as asked; every answer so far is kept", err=True)
    return 0


class _Running:
    """The refresh that runs now, in a process of its own, and the wish to end."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None
        self.ending = threading.Event()

    def refresh(self) -> int:
        """Run one refresh to its end, and return its exit code."""
        command = [sys.executable, "-m", "llmsum", "refresh", "--wait", "--quiet"]
        with subprocess.Popen(command, cwd=self._root, start_new_session=True) as process:  # noqa: S603 (our own command)
            self._process = process
            if self.ending.is_set():
                process.terminate()
            while True:
                try:
                    return process.wait(timeout=STOPPING)
                except subprocess.TimeoutExpired:
                    if self.ending.is_set():
                        process.kill()

    def sleep(self, seconds: float) -> None:
        self.ending.wait(seconds)

    def end(self, _signal: int, _frame: FrameType | None) -> None:
        """Told to end: so is the refresh that runs."""
        self.ending.set()
        if self._process is not None:
            self._process.terminate()


@schedule.command("print")
@click.argument("kind", type=click.Choice(["systemd", "cron", "github"]))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the files into this folder instead of standard output.",
)
def print_units(kind: "Kind", into: Path | None) -> int:
    """Print a systemd timer, crontab line or GitHub workflow.

    Each does what the project's schedule says.

    \b
    Examples:
      llmsum schedule print systemd --into ~/.config/systemd/user
      llmsum schedule print cron
      llmsum schedule print github --into .github/workflows
    """
    from llmsum.refresh import project_root  # noqa: PLC0415
    from llmsum.report.atomic import write_atomically  # noqa: PLC0415
    from llmsum.schedule import units  # noqa: PLC0415
    from llmsum.schedule.units import Job  # noqa: PLC0415

    found = settled()
    planned = found.values.schedule
    root = project_root(found).resolve()
    made = units(kind, Job(root, _program(), planned.cron, planned.timezone))
    for unit in made:
        if into is None:
            if len(made) > 1:
                click.echo(f"# {unit.name}")
            click.echo(unit.text)
        else:
            _make_folder(into)
            write_atomically(into / unit.name, unit.text)
            click.echo(into / unit.name)
    return 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"Cannot make the folder {folder}: {error.strerror}. Name another one with --into."
        ) from error


@schedule.command()
@text_or_json
def status(format_: str) -> int:
    """Show how the last refresh ended, and when the next is due.

    \b
    Example:
      llmsum schedule status
    """
    from llmsum.refresh import project_root  # noqa: PLC0415
    from llmsum.refresh.state import read_last_run  # noqa: PLC0415
    from llmsum.schedule import next_time  # noqa: PLC0415

    found = settled()
    planned = found.values.schedule
    last = read_last_run(project_root(found))
    due = next_time(planned.cron, planned.timezone, datetime.now(UTC))
    if format_ == "json":
        shown = last.model_dump() | {"how": _how(last)} if last else None
        click.echo(
            json.dumps({"last": shown, "next": due.isoformat()}, ensure_ascii=False, indent=2)
        )
        return 0
    if last is None:
        click.echo("last   never")
    else:
        said = f": {last.said}" if last.said else ""
        click.echo(f"last   {last.started}, {_how(last)}{said}")
    click.echo(f"next   {due.isoformat()} ({planned.cron}, {planned.timezone})")
    return 0


def _how(last: "LastRun") -> str:
    if last.code is not None:
        return {0: "done", 1: "done with gaps", 130: "interrupted"}.get(
            last.code, f"failed with {last.code}"
        )
    return "running" if _is_alive(last.pid) else "killed before its end"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _program() -> str:
    beside = Path(sys.executable).with_name("llmsum")
    return str(beside) if beside.exists() else shutil.which("llmsum") or "llmsum"
