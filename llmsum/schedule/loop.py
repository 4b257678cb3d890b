"""Stay in the foreground and refresh when it is due: one at a time, again after a failure, until told to end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from llmsum.errors import ModelError

LONGEST_SLEEP = 30.0
"""Seconds between two looks at the clock: it may jump, and a machine may have slept."""

FIRST_RETRY = timedelta(minutes=1)
LAST_RETRY = timedelta(hours=1)
"""After a failure of the model or its service: one minute, then twice as long each time, up to this."""


@dataclass(frozen=True)
class Clock:
    """What the loop knows of the world. `sleep` takes seconds, and returns earlier when it has to end."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


def keep_refreshing(
    due: Callable[[datetime], datetime],
    refresh: Callable[[], int],
    clock: Clock,
    tell: Callable[[str], None],
    ended: Callable[[], bool] = lambda: False,
) -> None:
    """Run `refresh` whenever it is due, until `ended`.

    `due`: the first time after a moment; `refresh` returns an exit code (README). Times
    missed while it ran, or while the machine slept, are made up for once. When the clock is set
    back, the next time is reckoned anew. Code 3 is tried again before the next time.
    """
    failures = 0
    next_run = due(clock.now())
    seen = clock.now()
    tell(f"next refresh {next_run:%Y-%m-%d %H:%M %Z}")
    while not ended():
        now = clock.now()
        if now < seen:
            next_run = min(next_run, due(now)) if failures else due(now)
        seen = now
        if now < next_run:
            clock.sleep(min(LONGEST_SLEEP, (next_run - now).total_seconds()))
            continue
        code = refresh()
        if ended():
            return
        seen = clock.now()
        next_run = due(seen)
        failures = failures + 1 if code == ModelError.exit_code else 0
        if failures:
            next_run = min(next_run, seen + wait_after(failures))
        tell(f"ended with {code}; next refresh {next_run:%Y-%m-%d %H:%M %Z}")


def wait_after(failures: int) -> timedelta:
    """How long to wait after so many failures in a row.

    >>> [wait_after(n).total_seconds() / 60 for n in (1, 2, 3, 7, 40)]
    [1.0, 2.0, 4.0, 60.0, 60.0]
    """
    doublings: int = min(failures - 1, 10)
    return min(FIRST_RETRY * (1 << doublings), LAST_RETRY)
