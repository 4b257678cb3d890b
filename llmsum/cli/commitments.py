"""`llmsum commitments`."""

from typing import Any

import click

from llmsum.cli import options
from llmsum.cli.briefing import Options, make

_FORMATS = ("md", "json", "csv")


@click.command()
@options.sources
@options.output(_FORMATS)
@options.model
def commitments(**given: Any) -> int:
    """List commitments: who does what, by when, how much.

    Hard ones come first: those with a number, a date, a name or a responsible body.
    PATH is a file, a folder, a quoted pattern, or - for standard input.

    \b
    Examples:
      llmsum commitments speech.txt
      llmsum commitments speeches/ -o commitments.csv
    """
    from llmsum.report import render_commitments  # noqa: PLC0415

    return make(Options(**given), _FORMATS, frozenset({"commitments"}), render_commitments)
