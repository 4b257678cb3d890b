"""`llmsum read`."""

from pathlib import Path

import click

from llmsum.cli import options
from llmsum.cli.briefing import broken_places, read_all, say_gaps, skipped_files

_FORMATS = ("text", "json")


@click.command()
@options.paths
@options.output(_FORMATS)
@options.encoding
@click.option("--verbose", is_flag=True, help="Show the traceback of an error.")
def read(
    paths: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    encoding: str | None,
    verbose: bool,
) -> int:
    """Show the text as llmsum repaired it; with --format json also every repair and sentence.

    No model is used.

    \b
    Examples:
      llmsum read speech.txt
      llmsum read speech.txt --format json | jq .repairs
    """
    from llmsum.report import render_speech  # noqa: PLC0415

    chosen = options.chosen_format(format_, output, _FORMATS)
    speeches, skipped = read_all(paths, encoding, but=output)
    options.emit(
        "".join(render_speech(s, "json" if chosen == "json" else "text") for s in speeches), output
    )
    return say_gaps([*skipped_files(skipped), *broken_places(speeches)])
