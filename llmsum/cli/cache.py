"""`llmsum cache`."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from llmsum.cli import options
from llmsum.errors import ConfigError
from llmsum.settings import size_in_bytes

if TYPE_CHECKING:
    from llmsum.store import Store

_EXPORTS = ("jsonl", "sqlite3")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


def _age(context: click.Context, option: click.Parameter, given: str | None) -> timedelta | None:
    if given is None:
        return None
    if found := re.fullmatch(r"(\d{1,5})\s*([hdw])", given.strip()):
        return timedelta(**{_UNITS[found[2]]: int(found[1])})
    raise click.BadParameter(f"{given!r} is no age: write 12h, 30d or 8w.", context, option)


def _size(context: click.Context, option: click.Parameter, given: str | None) -> int | None:
    try:
        return None if given is None else size_in_bytes(given)
    except ValueError as error:
        raise click.BadParameter(f"{given!r} is no size: {error}", context, option) from error


@click.group()
def cache() -> None:
    """Look at, make smaller, or copy the store of answers."""


@cache.command()
def info() -> int:
    """Show where the store is, what is in it, and who answered.

    "In use" are the answers that the last run of each project rests on, and the last run outside
    of any project: a limit on the size (LLMSUM_STORE_MAX_SIZE) never takes them.

    \b
    Example:
      llmsum cache info
    """
    from llmsum.settings import store_max_size  # noqa: PLC0415
    from llmsum.store.contents import user_contents  # noqa: PLC0415

    shown, found = user_contents()
    click.echo(shown)
    limit = store_max_size()
    of_limit = f" of at most {_megabytes(limit)}" if limit is not None else ""
    click.echo(
        f"{found.answers:,} answers, {_megabytes(found.size)}{of_limit}, "
        f"{_megabytes(found.in_use)} in use"
    )
    if found.analyses:
        size = _megabytes(found.analyses_size)
        click.echo(f"{found.analyses:,} finished analyses made from them, {size}")
    for of in found.models:
        name = of.model[:18] if of.model.startswith("probe:") else of.model  # the rest is its hash
        click.echo(f"  {name}: {of.answers:,} answers, {of.completion_tokens:,} tokens")
    if found.last_used:
        click.echo(f"last used {found.last_used}")
    click.echo(f"{found.runs:,} runs" + (f", the last {found.last_run}" if found.runs else ""))
    return 0


@cache.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--older-than",
    metavar="AGE",
    callback=_age,
    help="Only what was not used for so long: 12h, 30d or 8w.",
)
@click.option(
    "--max-size",
    metavar="SIZE",
    callback=_size,
    help="Only the least recently used, until this is left: 500MB, 2GB.",
)
def clear(yes: bool, older_than: timedelta | None, max_size: int | None) -> int:
    """Delete stored answers, all or only old ones.

    What is asked again is paid for again. With --older-than or --max-size, answers stay that the last run of a project rests on.

    \b
    Examples:
      llmsum cache clear --yes
      llmsum cache clear --older-than 30d --yes
      llmsum cache clear --max-size 500MB
    """
    from llmsum.store import open_store, upkeep  # noqa: PLC0415

    if older_than is not None and max_size is not None:
        raise ConfigError("Give --older-than or --max-size, not both.")
    with open_store() as store:
        if not yes and not _confirmed(_question(store, older_than, max_size)):
            click.echo("Nothing was deleted; --yes deletes without asking.", err=True)
            return 130
        if older_than is not None:
            cleared = upkeep.clear_unused(store.database, datetime.now(UTC) - older_than)
        elif max_size is not None:
            cleared = upkeep.shrink(store.database, max_size)
        else:
            cleared = upkeep.clear(store.database)
    kept = f"; {cleared.kept:,} kept, which last runs rest on" if cleared.kept else ""
    click.echo(f"{cleared.deleted:,} answers deleted{kept}")
    return 0


@cache.command()
@options.output(_EXPORTS)
def export(output: Path | None, format_: str | None) -> int:
    """Copy the answers out.

    Each as one line of JSON, or the whole store as one SQLite file.

    \b
    Examples:
      llmsum cache export | jq .answer
      llmsum cache export -o answers.jsonl
      llmsum cache export -o store.sqlite3
    """
    from llmsum.report.atomic import replacing  # noqa: PLC0415
    from llmsum.store import open_store  # noqa: PLC0415
    from llmsum.store.export import answers_as_json, copy  # noqa: PLC0415

    chosen = options.chosen_format(format_, output, _EXPORTS)
    with open_store() as store:
        if output is None:
            if chosen != "jsonl":
                raise ConfigError("A SQLite file needs a name: give it with -o.")
            for line in answers_as_json(store.database):
                click.echo(line, nl=False)
            return 0
        if store.database.file and output.resolve() == store.database.file.resolve():
            raise ConfigError(f"{output} is the store itself: name another file with -o.")
        with replacing(output) as temporary:
            if chosen == "sqlite3":
                copy(store.database, temporary)
            else:
                with temporary.open("x", encoding="utf-8") as file:
                    file.writelines(answers_as_json(store.database))
    return 0


def _question(store: "Store", older_than: timedelta | None, max_size: int | None) -> str:
    from llmsum.store.contents import contents  # noqa: PLC0415

    found = contents(store.database)
    said = f"{found.answers:,} answers, {_megabytes(found.size)}"
    if older_than is not None:
        return f"Delete those of {said} that were not used for {older_than}?"
    if max_size is not None:
        return f"Delete the least recently used of {said} until {_megabytes(max_size)} are left?"
    return f"Delete {said}?"


def _confirmed(question: str) -> bool:
    """Whether the answer is yes; it is not where nobody is there to give one."""
    try:
        return click.confirm(question, err=True)
    except click.Abort:
        click.echo(err=True)
        return False


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
