"""`llmsum model`: which models there are, fetching the embedded ones, and where they lie.

Everything but click is imported where it is used: `llmsum --help` must not pay for it.
"""

# ruff: noqa: PLC0415

import os
from typing import TYPE_CHECKING

import click

from llmsum.cli import options

if TYPE_CHECKING:
    from llmsum.llm.weights import Weights


@click.group()
def model() -> None:
    """The models: list them, fetch weights, say where these lie."""


@model.command("list")
def list_models() -> None:
    """List what --model takes.

    These are the embedded models, and the providers of others.

    \b
    Example:
      llmsum model list
    """
    from llmsum.llm.providers import PROVIDERS
    from llmsum.llm.weights import WEIGHTS

    click.echo("Embedded, on this machine:")
    for weights in WEIGHTS:
        name, size = f"local/{weights.name}", _megabytes(weights.size)
        default = " (default)" if weights is WEIGHTS[0] else ""
        click.echo(f"  {name:25} {size:>8}  {weights.licence}  {_state(weights)}{default}")
    click.echo("Elsewhere, as PROVIDER/NAME:")
    for provider in PROVIDERS.values():
        if provider.base_url is not None:
            click.echo(
                f"  {provider.name:10} {_key_state(provider.key_variable):32} {provider.notes}"
            )
    click.echo("Any other OpenAI-compatible server: --base-url URL --model NAME")


@model.command()
@click.argument("name", required=False)
@options.quiet
def pull(name: str | None, quiet: bool) -> None:
    """Fetch a model's weights, and print their path.

    NAME is the default model unless given. An interrupted pull is continued by the next. The file counts only when its SHA-256 is right.

    \b
    Example:
      llmsum model pull
      llmsum model pull local/qwen2.5-coder-0.5b
    """
    from llmsum.cli.progress import listener
    from llmsum.llm.weights import WEIGHTS, find_weights, is_verified
    from llmsum.llm.weights import pull as fetch

    weights = find_weights(name or WEIGHTS[0].name)
    with listener(quiet) as progress:
        if not is_verified(weights):
            progress.note(f"fetching {weights.name}, {_megabytes(weights.size)}, {weights.licence}")
        click.echo(fetch(weights, progress.downloaded, progress.note))


@model.command()
@click.argument("name", required=False)
@click.pass_context
def path(context: click.Context, name: str | None) -> None:
    """Print where a model's weights lie.

    NAME is the default model unless given. Exit code 1 when they are not there.

    \b
    Example:
      llmsum model path
    """
    from llmsum.llm.weights import WEIGHTS, find_weights, is_verified, weights_path

    weights = find_weights(name or WEIGHTS[0].name)
    click.echo(weights_path(weights))
    if not is_verified(weights):
        click.echo(f"Not there yet: llmsum model pull {weights.name}", err=True)
        context.exit(1)


def _state(weights: "Weights") -> str:
    from llmsum.llm.weights import is_verified, weights_path

    if is_verified(weights):
        return "ready, verified"
    return "wrong bytes: pull it again" if weights_path(weights).exists() else "not fetched"


def _key_state(variable: str | None) -> str:
    if variable is None:
        return "no key"
    return f"{variable} {'set' if os.environ.get(variable) else 'not set'}"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
