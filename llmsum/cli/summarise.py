"""`llmsum summarise`."""

from functools import partial
from pathlib import Path

import click

from llmsum.cli import options

_FORMATS = ("md", "json")


@click.command()
@options.paths
@options.output(_FORMATS)
@options.model
def summarise(
    paths: tuple[str, ...],
    output: Path | None,
    format_: str | None,
    lang: options.Lang,
    model_name: str | None,
    base_url: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Summarise each speech: a headline and points, every one with its sentences.

    PATH is a file, a folder or a quoted pattern.

    \b
    Examples:
      llmsum summarise speech.txt
      llmsum summarise speeches/ --lang en -o summaries.md
    """
    from llmsum.cli.briefing import Options, make  # noqa: PLC0415
    from llmsum.report import render_summaries  # noqa: PLC0415

    return make(
        Options(paths, output, lang, model_name, base_url, quiet),
        frozenset({"summary"}),
        partial(render_summaries, format=options.chosen_format(format_, output, _FORMATS)),
    )
