"""`llmsum history`."""

from pathlib import Path
from typing import Any

import click

from llmsum.cli import options

_FORMATS = ("md", "csv", "json")


@click.command()
@click.argument("city", required=False)
@options.output(_FORMATS)
def history(city: str | None, output: Path | None, format_: str | None) -> int:
    """Show what each city promised, repeated, raised or dropped.

    The commitment ledger goes through every speech that a briefing of the project holds or held, by the dates of the
    speeches, without a model. CITY shows one city only.

    \b
    Examples:
      llmsum history
      llmsum history 周口 --format csv -o zhoukou.csv
    """
    from llmsum.compare.stances import city_names  # noqa: PLC0415
    from llmsum.errors import ProjectError  # noqa: PLC0415
    from llmsum.ledger import build_ledger, ledger_csv, ledger_json, ledger_page  # noqa: PLC0415
    from llmsum.refresh import past  # noqa: PLC0415

    told = past(options.settled())
    entries = build_ledger(told.speeches, told.language, told.decisions)
    if city:
        known = list(dict.fromkeys(entry.city for entry in entries))
        # An English page has Zhoukou for 周口; either may be asked for.
        spelt = dict(
            zip(
                (s.city for s in told.speeches),
                city_names(told.speeches, told.language),
                strict=True,
            )
        )
        wanted = spelt.get(city.removesuffix("市"), city)
        entries = tuple(entry for entry in entries if entry.city == wanted)
        if not entries:
            raise ProjectError(f"No briefing has a city {city}; they have {', '.join(known)}.")
    render: dict[str, Any] = {
        "md": lambda: ledger_page(entries, told.language),
        "csv": lambda: ledger_csv(entries, told.language),
        "json": lambda: ledger_json(entries),
    }
    options.emit(render[options.chosen_format(format_, output, _FORMATS)](), output)
    return 0
