"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from llmsum.project import Effective
    from llmsum.text import Columns

Command = Callable[..., Any]


verbose = click.option(
    "--verbose", is_flag=True, expose_value=False, help="Show the traceback of an error."
)
"""Heeded by `llmsum.cli.main`, whichever command it is given to."""

quiet = click.option("-q", "--quiet", is_flag=True, help="No progress on standard error.")


def _columns(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> "Columns":
    from llmsum.text import Columns  # noqa: PLC0415

    named = {}
    for column in given:
        field, _, name = column.partition("=")
        if field not in Columns.model_fields or not name:
            fields = ", ".join(Columns.model_fields)
            raise click.BadParameter(
                f"{column!r} is not FIELD=COLUMN, FIELD being one of {fields}.", context, option
            )
        named[field] = name
    return Columns(**named)


def sources(command: Command) -> Command:
    """PATH…: files, folders and patterns; --encoding and --column say how they are read."""
    for option in (
        click.option(
            "--column",
            "columns",
            multiple=True,
            callback=_columns,
            metavar="FIELD=COLUMN",
            help="Which column of a .csv or .jsonl holds the text, city, speaker, speaker_title, date or event.",
        ),
        click.option(
            "--encoding", help="Read the bytes in this encoding instead of finding it out."
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    ):
        command = option(command)
    return command


def output(formats: tuple[str, ...]) -> Callable[[Command], Command]:
    """-o and --format; the first format is the default."""

    def decorate(command: Command) -> Command:
        command = click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            help=f"Form of the result.  [default: by the ending of -o, else {formats[0]}]",
        )(command)
        return click.option(
            "-o",
            "--output",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write the result to this file instead of standard output.",
        )(command)

    return decorate


text_or_json = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the result.",
)
"""--format, of a command whose result is short text for people or JSON."""


def model(command: Command) -> Command:
    """--lang, --keep-unverified, and all of `model_alone`."""
    command = click.option(
        "--keep-unverified",
        is_flag=True,
        default=None,
        help="Keep a line that still fails its check as the model wrote it, marked \u2021, instead of the"
        " source's own words. Nothing else is made from it, and nothing more is asked; exit code 1.",
    )(model_alone(command))
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        help="Language of what is written; quotes stay in the source's own."
        "  [env: LLMSUM_LANG; default: zh]",
    )(command)


def model_alone(command: Command) -> Command:
    """--model, --base-url, --labeller, --quiet and --verbose."""
    for option in (
        verbose,
        quiet,
        click.option(
            "--labeller",
            type=click.Choice(["auto", "probe", "model"]),
            help="Who labels sentences: the probe (fast, for small models) or the model itself."
            "  [env: LLMSUM_LABELLER; default: auto]",
        ),
        click.option(
            "--base-url",
            help="Address of any other OpenAI-compatible server.  [env: LLMSUM_BASE_URL]",
        ),
        click.option(
            "--model",
            "model_name",
            help="PROVIDER/NAME, for example deepseek/deepseek-chat; see `llmsum model list`."
            "  [env: LLMSUM_MODEL; default: local/qwen2.5-coder-1.5b]",
        ),
    ):
        command = option(command)
    return command


def settled(
    lang: str | None = None,
    model_name: str | None = None,
    base_url: str | None = None,
    labeller: str | None = None,
    keep_unverified: bool | None = None,
) -> "Effective":
    """What holds here: flags over the environment over the llmsum.toml above, over the defaults."""
    from llmsum.project import effective, find_project  # noqa: PLC0415 (start-up time)

    flags = {
        "language": lang,
        "model": model_name,
        "base_url": base_url,
        "labeller": labeller,
        "keep_unverified": keep_unverified,
    }
    return effective(find_project(Path.cwd()), flags, os.environ)


def chosen_format(format_: str | None, output: Path | None, formats: tuple[str, ...]) -> str:
    """The format asked for, else the one that the file's name ends in, else the first."""
    if format_:
        return format_
    ending = output.suffix.lstrip(".").lower() if output else ""
    return ending if ending in formats else formats[0]


def emit(result: str, output: Path | None) -> None:
    """To the file, whole or not at all, else to standard output."""
    if output is None:
        click.echo(result, nl=not result.endswith("\n"))
        return
    from llmsum.report import write_atomically  # noqa: PLC0415

    write_atomically(output, result)
