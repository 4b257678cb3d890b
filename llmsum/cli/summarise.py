"""`llmsum summarise`."""

from typing import Any

import click

from llmsum.cli import options
from llmsum.cli.briefing import Options, make

_FORMATS = ("md", "json")


@click.command()
@options.sources
@options.output(_FORMATS)
@options.model
def summarise(**given: Any) -> int:
    """Summarise each speech: a headline and points, all cited.

    PATH is a file, a folder, a quoted pattern, or - for standard input.

    \b
    Examples:
      llmsum summarise speech.txt
      llmsum summarise speeches/ --lang en -o summaries.md
    """
    from llmsum.report import render_summaries  # noqa: PLC0415

    return make(Options(**given), _FORMATS, frozenset({"summary"}), render_summaries)
