"""`llmsum compare`."""

from typing import Any

import click

from llmsum.cli import options
from llmsum.cli.briefing import Options, make

_FORMATS = ("md", "json", "html")


@click.command()
@options.sources
@options.output(_FORMATS)
@options.model
def compare(**given: Any) -> int:
    """Write the briefing: what cities say, and how they differ.

    PATH is a file, a folder, a quoted pattern, or - for standard input.
    Run it again after a change: only what is new is asked of the model.

    \b
    Examples:
      llmsum compare seeds/ -o briefing.md
      llmsum compare 2023/*.txt 2024/*.txt --format json
      llmsum compare speeches/ --model deepseek/deepseek-chat
    """
    from llmsum.pipeline import ALL_PARTS  # noqa: PLC0415
    from llmsum.report import render_briefing  # noqa: PLC0415

    return make(Options(**given), _FORMATS, ALL_PARTS, render_briefing)
