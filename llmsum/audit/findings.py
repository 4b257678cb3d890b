"""What an audit of a finished briefing tells."""

from llmsum.records import Record


class Finding(Record):
    """Something that the sources do not bear out. `place` is a line of the Markdown or a JSON path."""

    place: str
    problem: str


class CheckedSource(Record):
    """A source of the briefing: the file that it was compared with, None where none was found."""

    path: str
    found: str | None
    intact: bool


class Audit(Record):
    """`lines`, `quotes` and `commitments` count what was checked; without findings all of it holds."""

    briefing: str
    sources: tuple[CheckedSource, ...]
    lines: int
    quotes: int
    commitments: int
    notes: tuple[str, ...]
    findings: tuple[Finding, ...]
