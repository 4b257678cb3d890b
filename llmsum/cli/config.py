"""`llmsum config`."""

import json
from dataclasses import asdict

import click

from llmsum.cli.options import settled, text_or_json


@click.command()
@text_or_json
def config(format_: str) -> int:
    """Show each value that holds here, and where it comes from.

    Flags override the environment, which overrides the llmsum.toml of this folder or the nearest
    one above it, which overrides the defaults.

    \b
    Examples:
      llmsum config
      llmsum config --format json
    """
    found = settled()
    if format_ == "json":
        project = str(found.project.path) if found.project else None
        settings = {
            s.name: {k: v for k, v in asdict(s).items() if k != "name"} for s in found.settings
        }
        click.echo(
            json.dumps({"project": project, "settings": settings}, ensure_ascii=False, indent=2)
        )
        return 0
    click.echo(f"# {found.project.path if found.project else 'no llmsum.toml here or above'}")
    for setting in found.settings:
        value = json.dumps(setting.value, ensure_ascii=False)
        click.echo(f"{setting.name} = {value}    # {setting.place or setting.origin}")
    return 0
