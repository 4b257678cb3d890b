"""`llmsum compare`."""

from functools import partial
from pathlib import Path

import click

from llmsum.cli import options

_FORMATS = ("md", "json", "html")


@click.command()
@options.paths
@options.output(_FORMATS)
@options.model
def compare(
    paths: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    lang: options.Lang,
    model_name: str | None,
    base_url: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Write the briefing: each speech, its commitments, and how the cities differ.

    PATH is a file, a folder or a quoted pattern. Run it again after a change: only what is new
    is asked of the model.

    \b
    Examples:
      llmsum compare seeds/ -o briefing.md
      llmsum compare 2023/*.txt 2024/*.txt --format json
      llmsum compare speeches/ --model deepseek/deepseek-chat
    """
    from llmsum.cli.briefing import Options, make  # noqa: PLC0415
    from llmsum.report import render_briefing  # noqa: PLC0415

    return make(
        Options(paths, output, lang, model_name, base_url, quiet),
        frozenset({"summary", "commitments", "strategy", "comparison"}),
        partial(render_briefing, format=options.chosen_format(format_, output, _FORMATS)),
    )
