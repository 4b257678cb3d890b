"""`llmsum cache`."""

import click


@click.group()
def cache() -> None:
    """Look at, or empty, the store of answers."""


@cache.command()
def info() -> int:
    """Show where the store is and how much is in it.

    \b
    Example:
      llmsum cache info
    """
    from llmsum.settings import store_url  # noqa: PLC0415
    from llmsum.store import Store  # noqa: PLC0415

    store = Store(store_url())
    click.echo(f"{store.url.render_as_string(hide_password=True)}: {store.counts()[0]} answers")
    return 0


@cache.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def clear(yes: bool) -> int:
    """Delete all stored answers; the next run asks the model again.

    \b
    Example:
      llmsum cache clear --yes
    """
    from llmsum.settings import store_url  # noqa: PLC0415
    from llmsum.store import Store  # noqa: PLC0415

    store = Store(store_url())
    if not yes:
        click.confirm(f"Delete {store.counts()[0]} answers?", abort=True, err=True)
    click.echo(f"{store.clear()} answers deleted")
    return 0
