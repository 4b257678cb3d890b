"""What the system's own timers need: systemd units, a crontab line, a CI workflow."""

import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from llmsum.errors import ProjectError
from llmsum.project import Cron, parse_cron
from llmsum.project.cron import WEEKDAYS

Kind = Literal["systemd", "cron", "github"]


@dataclass(frozen=True)
class Unit:
    """A file: the name that it is meant to have, and its text."""

    name: str
    text: str


@dataclass(frozen=True)
class Job:
    """What is to be run where and when. `program` is the path of llmsum."""

    root: Path
    program: str
    expression: str
    timezone: str

    @property
    def name(self) -> str:
        """A name for files, from the project's folder."""
        letters = [c if c.isascii() and c.isalnum() else "-" for c in self.root.name.lower()]
        return "llmsum-" + ("".join(letters).strip("-") or "project")


def units(kind: Kind, job: Job) -> tuple[Unit, ...]:
    """The files of this kind. Raises ProjectError where the schedule cannot be said in them."""
    return {"systemd": _systemd, "cron": _cron, "github": _github}[kind](job)


def _systemd(job: Job) -> tuple[Unit, ...]:
    times = "\n".join(f"OnCalendar={time}" for time in calendar_times(job))
    service = f"""[Unit]
Description=llmsum refresh of {_plain(job.root)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={_specifiers(str(job.root))}
ExecStart={_quoted(job.program)} refresh --quiet --wait
# 1: done, but something is unread or skipped; the journal tells what.
SuccessExitStatus=1
TimeoutStartSec=infinity
"""
    timer = f"""[Unit]
Description=Schedule of {job.name}

[Timer]
{times}
Persistent=true

[Install]
WantedBy=timers.target
"""
    return Unit(f"{job.name}.service", service), Unit(f"{job.name}.timer", timer)


def calendar_times(job: Job) -> tuple[str, ...]:
    """The schedule as systemd.time(7) writes it; two where cron takes either of two day fields."""
    cron = parse_cron(job.expression)
    weekdays = ",".join(WEEKDAYS[n].capitalize() for n in cron.weekdays or ())
    hours, minutes = _padded(cron.hours), _padded(cron.minutes)

    def time(weekday: str, days: tuple[int, ...] | None) -> str:
        date = f"*-{_padded(cron.months)}-{_padded(days)}"
        return " ".join(filter(None, (weekday, date, f"{hours}:{minutes}:00", job.timezone)))

    if cron.weekdays and cron.days:
        return time("", cron.days), time(weekdays, None)
    return (time(weekdays, cron.days),)


def _cron(job: Job) -> tuple[Unit, ...]:
    command = (
        f"cd {shlex.quote(str(job.root))} && {shlex.quote(job.program)} refresh --quiet --wait"
    )
    # crontab(5) takes an unescaped % for a line break.
    line = f"{job.expression} {command}".replace("%", "\\%")
    text = f"""# llmsum refresh of {_plain(job.root)}; add it with `crontab -e`.
# Where cron does not know CRON_TZ, the time is that of the system instead of {job.timezone}.
CRON_TZ={job.timezone}
{line}
"""
    return (Unit(f"{job.name}.crontab", text),)


def _github(job: Job) -> tuple[Unit, ...]:
    expression, note = utc_expression(parse_cron(job.expression), job.timezone, datetime.now(UTC))
    text = f"""# .github/workflows/llmsum.yml: refreshes the project at the top of the repository and
# commits the results. GitHub reads cron in UTC: {job.expression} in {job.timezone}.{note}
name: llmsum refresh
on:
  schedule:
    - cron: "{expression}"
  workflow_dispatch:
permissions:
  contents: write
concurrency: llmsum-refresh
jobs:
  refresh:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: |
            ~/.cache/llmsum
            ~/.local/share/llmsum
          key: llmsum-${{{{ github.run_id }}}}
          restore-keys: llmsum-
      - run: pip install "llmsum[local]"
      - run: llmsum refresh --quiet || [ $? -eq 1 ]
      - run: |
          git config user.name llmsum
          git config user.email llmsum@users.noreply.github.com
          git add --force briefings changes .llmsum/state.json
          git diff --cached --quiet || git commit -m "llmsum refresh"
          git push
"""
    return (Unit("llmsum.yml", text),)


def utc_expression(cron: Cron, timezone: str, now: datetime) -> tuple[str, str]:
    """The schedule in UTC as its zone stands now, and a note where summer time will move it.

    Raises ProjectError where an hour's shift would split days: then UTC has to be chosen.
    """
    offset = now.astimezone(ZoneInfo(timezone)).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    seasons = {datetime(now.year, m, 1, tzinfo=ZoneInfo(timezone)).utcoffset() for m in (1, 7)}
    note = "\n# Summer time moves it by an hour: print it again then." if len(seasons) > 1 else ""
    if minutes == 0:
        return cron.expression, note
    if cron.hours is None and minutes % 60 == 0 and not (cron.days or cron.weekdays or cron.months):
        return cron.expression, note
    if cron.hours is None or cron.minutes is None:
        raise _not_in_utc(cron, timezone)
    moved = {divmod(60 * h + m - minutes, 24 * 60) for h in cron.hours for m in cron.minutes}
    days = {day for day, _ in moved}
    times = {divmod(minute, 60) for _, minute in moved}
    hours, clock = sorted({h for h, _ in times}), sorted({m for _, m in times})
    dated = cron.days is not None or cron.months is not None
    whole = len(times) == len(hours) * len(clock)
    if not whole or (days != {0} and dated) or (len(days) > 1 and cron.weekdays):
        raise _not_in_utc(cron, timezone)
    shift = next(iter(days)) if len(days) == 1 else 0
    weekdays = sorted({(n + shift) % 7 for n in cron.weekdays or ()})
    fields = (clock, hours, cron.days, cron.months, weekdays)
    return " ".join(",".join(map(str, field)) if field else "*" for field in fields), note


def _not_in_utc(cron: Cron, timezone: str) -> ProjectError:
    return ProjectError(
        f"{cron.expression!r} in {timezone} is no single cron expression in UTC, which is all that "
        'GitHub reads: choose another hour, or timezone = "UTC".'
    )


def _padded(numbers: tuple[int, ...] | None) -> str:
    return "*" if numbers is None else ",".join(f"{n:02}" for n in numbers)


def _specifiers(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_specifiers(escaped)}"'


def _plain(path: Path) -> str:
    """A path in a comment or a description: on one line."""
    return " ".join(_specifiers(str(path)).split())
