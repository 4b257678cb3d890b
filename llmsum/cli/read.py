"""`llmsum read`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from llmsum.cli import options
from llmsum.cli.briefing import read_all, say_gaps

if TYPE_CHECKING:
    from llmsum.text import Columns

_FORMATS = ("text", "json")


@click.command()
@options.sources
@options.output(_FORMATS)
@options.verbose
def read(
    *,
    paths: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    encoding: str | None,
    columns: "Columns",
) -> int:
    """Show the text as llmsum repaired it.

    On standard error stands what it could not repair; --format json has every repair and sentence.
    PATH is a file, a folder, a quoted pattern, or - for standard input. No model is used.

    \b
    Examples:
      llmsum read speech.txt
      llmsum read page.html --format json | jq .repairs
      llmsum read speeches.csv --column text=正文 --column city=城市
    """
    from llmsum.report import render_speech  # noqa: PLC0415
    from llmsum.report.gaps import broken_places, marked_places, skipped_files  # noqa: PLC0415

    chosen = options.chosen_format(format_, output, _FORMATS)
    speeches, skipped = read_all(paths, encoding, columns, but=output)
    options.emit(
        "".join(render_speech(s, "json" if chosen == "json" else "text") for s in speeches), output
    )
    if chosen != "json":
        say_gaps(marked_places(speeches))
    return say_gaps([*skipped_files(skipped), *broken_places(speeches)])
