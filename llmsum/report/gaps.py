"""What a result lacks, in sentences: files not read, sentences unread, lines unverified, broken bytes."""

from collections.abc import Sequence

from llmsum.records import Analysis, Briefing, Skipped, Speech
from llmsum.report.kinds import MARK_NAMES
from llmsum.report.marks import marks_by_kind


def gaps(briefing: Briefing) -> list[str]:
    """Everything that the briefing lacks."""
    from llmsum.report.tables import all_doubts  # noqa: PLC0415 (start-up time of `read`)

    unread = [
        f"{a.source.path}: {len(a.unread)} sentences unread" for a in briefing.speeches if a.unread
    ]
    kept = sum(doubt.status == "unverified" for doubt in all_doubts(briefing))
    unverified = [f"{kept} lines unverified, kept as asked and marked \u2021"] if kept else []
    broken = broken_places(briefing.speeches)
    return [*skipped_files(briefing.skipped), *unread, *unverified, *broken]


def skipped_files(skipped: Sequence[Skipped]) -> list[str]:
    """A sentence for each file that could not be read."""
    return [f"skipped {file.path}: {file.reason}" for file in skipped]


def marked_places(texts: Sequence[Speech]) -> list[str]:
    """A sentence for each kind of mark in each text: what was seen and left as it stands."""
    return [
        f"{text.source.path}: {marked.count} {MARK_NAMES['en'][marked.kind]}: {', '.join(marked.places)}"
        + (", …" if marked.count > len(marked.places) else "")
        for text in texts
        for marked in marks_by_kind(text)
    ]


def broken_places(texts: Sequence[Speech | Analysis]) -> list[str]:
    """A sentence for each file with bytes that could not be decoded."""
    return [
        f"{source.path}: {len(source.broken_at)} places do not fit {source.encoding}, the first at byte "
        f"{source.broken_at[0]}; they stand as \ufffd in the text"
        for source in (text.source for text in texts)
        if source.broken_at
    ]
