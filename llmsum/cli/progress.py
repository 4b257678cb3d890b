"""Progress on stderr: bars on a terminal, plain lines elsewhere, nothing when quiet."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from llmsum.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def listener(quiet: bool) -> Iterator[Progress]:
    """The listener that fits where stderr goes."""
    if quiet:
        yield Silent()
    elif sys.stderr.isatty():
        with _bars() as bars:
            yield _OnTerminal(bars)
    else:
        yield _Plain()


class _Tally:
    """Questions planned and settled, and the model's speed."""

    def __init__(self) -> None:
        self.planned = 0
        self.settled = 0
        self.answered = 0
        self.tokens = 0
        self.started: float | None = None

    def speed(self) -> str:
        """Tokens a second since the first answer of the model, or nothing to say."""
        if self.started is None or not self.tokens:
            return ""
        return f"{self.tokens / max(time.monotonic() - self.started, 0.1):.0f} tokens/s"

    def left(self) -> str:
        """How long the questions planned so far will take at the model's pace, or nothing to say."""
        if self.started is None or not self.answered or self.planned <= self.settled:
            return ""
        each = (time.monotonic() - self.started) / self.answered
        return f"about {_span(each * (self.planned - self.settled))} for the rest"

    def settle(self, tokens: int, cached: bool) -> None:
        self.settled += 1
        self.tokens += tokens
        self.answered += bool(tokens)
        if not self.tokens:
            # The probe's labels and what the store knows say nothing about the model's pace.
            self.started = time.monotonic()

    def plan(self, calls: int) -> None:
        self.planned += calls
        if self.started is None:
            self.started = time.monotonic()


EVERY = 30.0
"""Seconds after which a log hears of a stage that goes on."""

PACE = 600.0
"""Seconds by which a bar tells how long the rest will take: an answer alone can take a minute."""

STEP = 100_000_000
"""Bytes of a download after which a log hears of it."""


class _Plain:
    """One line a settled stage, for logs, and now and then one of a long stage."""

    def __init__(self) -> None:
        self._tally = _Tally()
        self._open: dict[tuple[str, str], int] = {}
        self._told = self._labelling = time.monotonic()
        self._downloaded = 0

    def planned(self, about: str, task: str, calls: int) -> None:
        self._tally.plan(calls)
        self._open[about, task] = self._open.get((about, task), 0) + calls

    def answered(self, about: str, task: str, tokens: int, cached: bool) -> None:
        self._tally.settle(tokens, cached)
        left = self._open.get((about, task), 1) - 1
        self._open[about, task] = left
        if left <= 0 or time.monotonic() - self._told >= EVERY:
            done = f"{self._tally.settled}/{self._tally.planned}"
            how = "done" if left <= 0 else "goes on"
            pace = _after(self._tally.speed()) + _after(self._tally.left())
            self.note(f"{about}: {task} {how} ({done} questions{pace})")

    def labelled(self, about: str, done: int, total: int) -> None:
        if not done:
            self._labelling = time.monotonic()
        elif time.monotonic() - self._told >= EVERY:
            left = (time.monotonic() - self._labelling) / done * (total - done)
            self.note(
                f"{about}: label goes on ({done}/{total} sentences, about {_span(left)} for the rest)"
            )

    def note(self, message: str) -> None:
        self._told = time.monotonic()
        click.echo(f"llmsum: {message}", err=True)

    def downloaded(self, done: int, total: int) -> None:
        if done - self._downloaded >= STEP or self._downloaded < done == total:
            self._downloaded = done
            self.note(f"weights: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")


class _OnTerminal:
    """A bar for each speech, with the stage it is in, and one for the whole."""

    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._tally = _Tally()
        self._rows: dict[str, TaskID] = {}
        self._whole = bars.add_task("all", total=0, stage="", unit="", visible=False)

    def planned(self, about: str, task: str, calls: int) -> None:
        self._tally.plan(calls)
        row = self._row(about)
        total = self._bars.tasks[row].total or 0
        self._bars.update(row, total=total + calls, stage=task)
        self._bars.update(self._whole, total=self._tally.planned, visible=True)

    def answered(self, about: str, task: str, tokens: int, cached: bool) -> None:
        self._tally.settle(tokens, cached)
        self._bars.update(self._row(about), advance=1, stage=task)
        self._bars.update(self._whole, advance=1, unit=self._tally.speed())

    def labelled(self, about: str, done: int, total: int) -> None:
        self._bars.update(self._row(about), stage=f"label {done}/{total}")

    def note(self, message: str) -> None:
        self._bars.console.print(message, style="dim", markup=False, highlight=False)

    def downloaded(self, done: int, total: int) -> None:
        row = self._row("weights")
        self._bars.update(row, completed=done // 1_000_000, total=total // 1_000_000, unit="MB")

    def _row(self, about: str) -> "TaskID":
        if about not in self._rows:
            self._rows[about] = self._bars.add_task(about[-40:], total=0, stage="", unit="")
        return self._rows[about]


def _bars() -> "Bars":
    from rich.console import Console  # noqa: PLC0415 (start-up time)
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars  # noqa: PLC0415

    return Bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[stage]}", markup=False),
        TextColumn("{task.fields[unit]}", markup=False),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        speed_estimate_period=PACE,
    )


def _after(words: str) -> str:
    return f", {words}" if words else ""


def _span(seconds: float) -> str:
    """Seconds in words, to be read at a glance.

    >>> _span(8), _span(74), _span(5000)
    ('8 s', '1 min', '1.4 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.1f} h"
