"""Bring a project up to date: look, and only where something changed read, ask, compare and publish."""

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from llmsum.errors import ProjectError
from llmsum.progress import Progress
from llmsum.project import Effective
from llmsum.refresh.limits import Limits
from llmsum.refresh.lock import only_refresh
from llmsum.refresh.publish import Files, earlier_briefings, next_files, publish, published
from llmsum.refresh.sources import (
    SourceChanges,
    Sources,
    compare_sources,
    look,
    project_root,
    rests,
)
from llmsum.refresh.state import State, read_state, recorded_run, write_state

if TYPE_CHECKING:
    from llmsum.records import Analysis, Briefing, Decision
    from llmsum.refresh.estimate import Estimate
    from llmsum.vocabulary import Lang


_HASH = re.compile(rb'"sha256": ?"([0-9a-f]{64})"')


@dataclass(frozen=True)
class Outcome:
    """How a refresh ended. `files` are those of the briefing that holds now; `asked` counts calls.

    `problem`: what went wrong after the briefing was written, empty if nothing did.
    """

    files: Files
    is_new: bool
    sources: SourceChanges
    gaps: tuple[str, ...]
    asked: int = 0
    problem: str = ""

    @property
    def code(self) -> int:
        """The exit code that tells of gaps."""
        return 1 if self.gaps or self.problem else 0


def refresh(
    settled: Effective, progress: Progress, limits: Limits, *, wait: bool, again: bool
) -> Outcome:
    """Bring the project up to date; what is answered already is not asked.

    `wait`: for another refresh to end; `again`: ask once more what stayed unread.
    Raises ProjectBusy, ProjectError, InputError, ModelError, and LimitReached before a call over
    the limits.
    """
    root = project_root(settled)
    with only_refresh(root, wait), recorded_run(root) as record:
        outcome = _refresh(settled, root, progress, limits, again)
        record.code = outcome.code
        record.said = _told(outcome)
        return outcome


def foresee_refresh(settled: Effective, progress: Progress) -> "Estimate":
    """What a refresh would ask now; nothing is asked and nothing is written."""
    from llmsum.refresh.work import foresee_work  # noqa: PLC0415 (start-up time)

    root = project_root(settled)
    return foresee_work(settled, root, look(settled, root), progress)


def last_briefing(settled: Effective) -> "Briefing":
    """The project's last briefing. Raises ProjectError when there is none."""
    from llmsum.records import Briefing  # noqa: PLC0415 (start-up time)

    root = project_root(settled)
    state = read_state(root)
    path = Files(root / settled.values.output, state.stem if state else "").data
    try:
        return Briefing.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ProjectError(f"{root} has no briefing yet: run `llmsum refresh` first.") from None


@dataclass(frozen=True)
class Past:
    """What all briefings of a project hold together, in the language of the last one."""

    language: "Lang"
    speeches: "tuple[Analysis, ...]"
    decisions: "tuple[Decision, ...]"


def past(settled: Effective) -> Past:
    """Every speech that any briefing of the project holds, in its last version.

    A moved file is the same speech, a changed one its last version; what was removed stays said.
    Raises ProjectError when there is no briefing.
    """
    from llmsum.records import Briefing  # noqa: PLC0415 (start-up time)

    last = last_briefing(settled)
    known = {analysis.source.path: analysis for analysis in last.speeches}
    seen = {analysis.source.sha256 for analysis in last.speeches}
    decisions = list(last.decisions)
    for path in earlier_briefings(project_root(settled) / settled.values.output):
        data = path.read_bytes()
        if seen.issuperset(hash_.decode() for hash_ in _HASH.findall(data)):
            continue  # a glance instead of a second for each thousand speeches
        try:
            earlier = Briefing.model_validate_json(data)
        except ValueError:
            continue  # of another version, or none of ours
        for analysis in earlier.speeches:
            if analysis.source.sha256 not in seen:
                known.setdefault(analysis.source.path, analysis)
        seen |= {analysis.source.sha256 for analysis in earlier.speeches}
        decisions = [*earlier.decisions, *decisions]  # of two on one pair the later one stands
    return Past(last.language, tuple(known.values()), tuple(decisions))


def up_to_date(settled: Effective, root: Path, sources: Sources) -> State | None:
    """The state, when the last briefing rests on just what is there now and its files are there."""
    state = read_state(root)
    if state is None or state.rests != rests(settled, sources):
        return None
    files = Files(root / settled.values.output, state.stem)
    return state if files.complete() else None


def _refresh(
    settled: Effective, root: Path, progress: Progress, limits: Limits, again: bool
) -> Outcome:
    sources = look(settled, root)
    state = up_to_date(settled, root, sources)
    output = root / settled.values.output
    if state and not (again and state.gaps):
        return Outcome(Files(output, state.stem), False, SourceChanges(), state.gaps)
    from llmsum.refresh.work import work  # noqa: PLC0415 (start-up time)

    before = read_state(root)
    made = work(settled, root, sources, before=before, progress=progress, limits=limits)
    today = datetime.now(ZoneInfo(settled.values.schedule.timezone)).date()
    files = next_files(root, output, today)
    publish(files, made.briefing, made.page, made.changes)
    write_state(root, State(rests=rests(settled, sources), stem=files.stem, gaps=made.gaps))
    published(root)
    changed = compare_sources(before.rests.sources if before else {}, sources.found)
    problem = _on_change(settled.values.on_change, root, files) if made.tells else ""
    return Outcome(files, True, changed, made.gaps, made.asked, problem)


def _on_change(command: str, root: Path, files: Files) -> str:
    """Run the project's own command in its folder; what went wrong, empty if nothing did."""
    if not command.strip():
        return ""
    env = {
        **os.environ,
        "LLMSUM_BRIEFING": str(files.page.resolve()),
        "LLMSUM_CHANGES": str(files.changes.resolve()),
    }
    done = subprocess.run(command, shell=True, cwd=root, env=env, check=False)  # noqa: S602 (the user's own)
    return f"on_change ended with {done.returncode}: {command}" if done.returncode else ""


def _told(outcome: Outcome) -> str:
    if outcome.problem:
        return outcome.problem
    what = f"new briefing {outcome.files.stem}" if outcome.is_new else "nothing changed"
    return f"{what}; {len(outcome.gaps)} gaps" if outcome.gaps else what


__all__ = [
    "Limits",
    "Outcome",
    "Past",
    "foresee_refresh",
    "last_briefing",
    "past",
    "project_root",
    "refresh",
    "rests",
    "up_to_date",
]
