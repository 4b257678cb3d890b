"""`llmsum read`."""

from pathlib import Path

import click

from llmsum.cli import options

_FORMATS = ("text", "json")


@click.command()
@options.paths
@options.output(_FORMATS)
@click.option("--encoding", help="Read the bytes in this encoding instead of finding it out.")
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
    from llmsum.text import find_sources, read_speech  # noqa: PLC0415

    chosen = options.chosen_format(format_, output, _FORMATS)
    speeches = [read_speech(path, encoding) for path in find_sources(paths)]
    options.emit(
        "".join(render_speech(s, "json" if chosen == "json" else "text") for s in speeches), output
    )
    return 0
