"""`llmsum verify`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from llmsum.cli import options

if TYPE_CHECKING:
    from llmsum.audit import Audit

_FORMATS = ("text", "json")


@click.command()
@click.argument("briefing", type=click.Path(path_type=Path), metavar="BRIEFING")
@click.option(
    "--root",
    "roots",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Folder to look for the sources in, where they have moved; may be given several times.",
)
@options.output(_FORMATS)
@options.verbose
def verify(
    briefing: Path, roots: tuple[Path, ...], output: Path | None, format_: str | None
) -> int:
    """Check a finished briefing against its sources.

    It may be Markdown or JSON; no model is used. Every source by its hash, every quote word for word, every line through the gate with the
    sentences that it cites, every table and count anew. Each finding names its line or JSON path.
    Exit code 0 when all of it holds, 1 when something does not.

    \b
    Examples:
      llmsum verify briefing.md
      llmsum verify briefing.json --root archive/2023 --format json
    """
    from llmsum.audit import audit  # noqa: PLC0415

    result = audit(briefing, roots)
    chosen = options.chosen_format(format_, output, _FORMATS)
    told = result.model_dump_json(indent=2) if chosen == "json" else _as_text(result)
    options.emit(told + "\n", output)
    return 1 if result.findings else 0


def _as_text(audit: "Audit") -> str:
    checked = f"{audit.lines} lines, {audit.commitments} commitments, {audit.quotes} quotes, {len(audit.sources)} sources"
    lines = [
        f"{audit.briefing}:{f.place.removeprefix('line ')}: {f.problem}" for f in audit.findings
    ]
    lines += audit.notes
    verdict = f"{len(audit.findings)} findings" if audit.findings else "all of it holds"
    return "\n".join([*lines, f"Checked {checked}: {verdict}."])
