"""`llmsum init`."""

from pathlib import Path

import click

from llmsum.vocabulary import Lang


@click.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="PATH",
    help="A file, folder or quoted pattern, relative to FOLDER; may be repeated."
    "  [default: speeches/]",
)
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of what is written."
)
def init(folder: Path | None, sources: tuple[str, ...], lang: Lang) -> int:
    """Start a project: write a commented llmsum.toml.

    It goes into FOLDER, or here where none is named.

    \b
    Examples:
      llmsum init
      llmsum init parks/ --source 'speeches/*.txt' --lang en
    """
    from llmsum.project import start_project  # noqa: PLC0415

    path = start_project(folder or Path(), sources or ("speeches/",), lang)
    click.echo(path)
    click.echo("Edit it, then run `llmsum refresh` in its folder.", err=True)
    return 0
