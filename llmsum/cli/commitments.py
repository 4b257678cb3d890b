"""`llmsum commitments`."""

from functools import partial
from pathlib import Path

import click

from llmsum.cli import options

_FORMATS = ("md", "json", "csv")


@click.command()
@options.paths
@options.output(_FORMATS)
@options.model
def commitments(
    paths: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    lang: options.Lang,
    model_name: str | None,
    base_url: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """List each speech's commitments: who, what, by when, how much; hard ones first.

    PATH is a file, a folder or a quoted pattern.

    \b
    Examples:
      llmsum commitments speech.txt
      llmsum commitments speeches/ -o commitments.csv
    """
    from llmsum.cli.briefing import Options, make  # noqa: PLC0415
    from llmsum.report import render_commitments  # noqa: PLC0415

    return make(
        Options(paths, output, lang, model_name, base_url, quiet),
        frozenset({"commitments"}),
        partial(render_commitments, format=options.chosen_format(format_, output, _FORMATS)),
    )
