"""What changed between two briefings, and what each change comes from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from llmsum.ledger import Entry, Statement, build_ledger, compare_speech
from llmsum.records import Briefing, Line
from llmsum.refresh.sources import SourceChanges, compare_sources
from llmsum.refresh.state import Rests
from llmsum.vocabulary import Lang, Theme

Cause = Literal["source", "prompt", "model", "settings", "llmsum", "unread"]
"""`settings`: language, labeller, themes, or what is kept; `unread`: what stayed unread was asked again."""


@dataclass(frozen=True)
class Basis:
    """What the analysis rested on that is not a source: (what, before, after)."""

    changed: tuple[tuple[Cause, str, str], ...] = ()

    @property
    def causes(self) -> tuple[Cause, ...]:
        return tuple(dict.fromkeys(cause for cause, _, _ in self.changed))


@dataclass(frozen=True)
class SpeechChange:
    """The commitments of one source that moved, and by what. `causes` of more than one cannot be
    told apart."""

    path: str
    city: str | None
    causes: tuple[Cause, ...]
    mentions: tuple[Statement, ...]


@dataclass(frozen=True)
class StanceChange:
    """What a city does on a theme, before and after; None for silence."""

    theme: Theme
    city: str
    before: Line | None
    after: Line | None


@dataclass(frozen=True)
class Changes:
    """All that a change report tells. `ledger`: the entries that a new speech touched or dropped."""

    lang: Lang
    created: str
    is_first: bool
    sources: SourceChanges
    basis: Basis
    ledger: tuple[Entry, ...]
    speeches: tuple[SpeechChange, ...]
    stances: tuple[StanceChange, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to tell: a source, a commitment or a stance."""
        return bool(self.sources or self.ledger or self.speeches or self.stances)


def describe_changes(
    earlier: Briefing | None, before: Rests | None, briefing: Briefing, now: Rests
) -> Changes:
    """Everything that is different from the earlier briefing, which is None for the first one."""
    sources = compare_sources(before.sources if before else {}, now.sources)
    basis = _basis(before, now) if before else Basis()
    return Changes(
        lang=briefing.language,
        created=briefing.created,
        is_first=earlier is None,
        sources=sources,
        basis=basis,
        ledger=_touched(briefing, sources.new),
        speeches=_speech_changes(earlier, briefing, sources, basis) if earlier else (),
        stances=_stance_changes(earlier, briefing) if earlier else (),
    )


def _basis(before: Rests, now: Rests) -> Basis:
    changed: list[tuple[Cause, str, str]] = []
    for cause, old, new in (
        ("model", before.model, now.model),
        ("model", before.base_url or "", now.base_url or ""),
        ("settings", before.language, now.language),
        ("settings", before.labeller, now.labeller),
        ("settings", " ".join(before.themes), " ".join(now.themes)),
        ("settings", *(f"keep_unverified {r.keep_unverified}".lower() for r in (before, now))),
        ("llmsum", before.llmsum, now.llmsum),
    ):
        if old != new:
            changed.append((cause, old, new))  # type: ignore[arg-type]
    for name in sorted({*before.prompts, *now.prompts}):
        old, new = (f"{name} {prompts.get(name, '—')}" for prompts in (before.prompts, now.prompts))
        if old != new:
            changed.append(("prompt", old, new))
    return Basis(tuple(changed))


def _touched(briefing: Briefing, fresh: Sequence[str]) -> tuple[Entry, ...]:
    """Entries of cities with a new speech and an older one, that the new speech mentions or drops."""
    newly, before = (
        {a.city for a in briefing.speeches if a.city and _of(a.source.path, fresh) is is_fresh}
        for is_fresh in (True, False)
    )
    cities = newly & before
    speeches = [a for a in briefing.speeches if a.city in cities]
    found: list[Entry] = []
    for entry in build_ledger(speeches, briefing.language, briefing.decisions):
        last = entry.mentions[-1]
        if entry.standing == ("dropped",):
            # Only by the speech that is the first to leave it out, not by every one after it.
            telling = _of(entry.omissions[-1].source, fresh)
        else:
            telling = _of(last.source, fresh)
        if telling:
            found.append(entry)
    return tuple(found)


def _speech_changes(
    earlier: Briefing, briefing: Briefing, sources: SourceChanges, basis: Basis
) -> tuple[SpeechChange, ...]:
    """Sources that were there before, under this path or another, whose commitments moved."""
    known = {analysis.source.path: analysis for analysis in earlier.speeches}
    origin: Mapping[str, str] = {after: before for before, after in sources.moved}
    found: list[SpeechChange] = []
    for analysis in briefing.speeches:
        path = analysis.source.path
        old = known.get(origin.get(path, path))
        if old is None or old.commitments == analysis.commitments:
            continue
        if mentions := compare_speech(old, analysis, briefing.language):
            causes = _causes(_of(path, sources.changed), basis)
            found.append(SpeechChange(path, analysis.city, causes, mentions))
    return tuple(found)


def _causes(is_changed: bool, basis: Basis) -> tuple[Cause, ...]:
    source: tuple[Cause, ...] = ("source",) if is_changed else ()
    return source + basis.causes or ("unread",)


def _of(path: str, files: Iterable[str]) -> bool:
    """Whether a speech comes from one of these files; a row of a table is named after its file."""
    return any(path == file or path.startswith(f"{file}#") for file in files)


def _stance_changes(earlier: Briefing, briefing: Briefing) -> tuple[StanceChange, ...]:
    found: list[StanceChange] = []
    for theme, compared in briefing.comparison.themes.items():
        old = earlier.comparison.themes.get(theme)
        if old is None:
            continue
        for city, line in compared.cities.items():
            before = old.cities.get(city)
            if (before.text if before else None) != (line.text if line else None):
                found.append(StanceChange(theme, city, before, line))
    return tuple(found)
