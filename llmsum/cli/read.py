"""`llmsum read`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from llmsum.cli import options
from llmsum.cli.briefing import say_gaps, sources
from llmsum.errors import InputError

if TYPE_CHECKING:
    from llmsum.records import Skipped, Speech
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

    On standard error stands what it could not repair; --format json has every repair and sentence,
    an object for each speech.
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
    speeches, skipped = _read_all(paths, encoding, columns, but=output)
    options.emit(
        "".join(render_speech(s, "json" if chosen == "json" else "text") for s in speeches), output
    )
    if chosen != "json":
        say_gaps(marked_places(speeches))
    return say_gaps([*skipped_files(skipped), *broken_places(speeches)])


def _read_all(
    paths: tuple[str, ...], encoding: str | None, columns: "Columns", but: Path | None
) -> "tuple[list[Speech], tuple[Skipped, ...]]":
    """Every speech that can be read, and what could not be, with the reason.

    `encoding` overrides detection, `columns` the sidecar of a table; `but` is the result of an earlier run, which may lie among the speeches and is none.
    Raises InputError when nothing at all can be read.
    """
    from llmsum.records import Skipped  # noqa: PLC0415
    from llmsum.text import read_speeches  # noqa: PLC0415

    speeches: list[Speech] = []
    skipped: list[Skipped] = []
    errors: list[InputError] = []
    for path in sources(paths, but):
        try:
            reading = read_speeches(path, encoding, columns)
        except InputError as error:
            errors.append(error)
            skipped.append(Skipped(path=str(path), reason=str(error)))
        else:
            speeches += reading.speeches
            skipped += reading.skipped
    if not speeches:
        raise errors[0]
    return speeches, tuple(skipped)
