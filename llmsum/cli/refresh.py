"""`llmsum refresh`."""

from typing import TYPE_CHECKING

import click

from llmsum.cli import options

if TYPE_CHECKING:
    from llmsum.refresh import Outcome
    from llmsum.refresh.estimate import Estimate


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and what it would take.")
@click.option("--max-calls", type=click.IntRange(min=0), help="Stop before more calls than this.")
@click.option(
    "--max-cost", type=click.FloatRange(min=0), help="Stop before more US dollars than this."
)
@click.option("--wait", is_flag=True, help="Wait for a refresh that is running already.")
@click.option("--again", is_flag=True, help="Ask once more what stayed unread last time.")
@options.quiet
@options.verbose
def refresh(
    *,
    dry_run: bool,
    max_calls: int | None,
    max_cost: float | None,
    wait: bool,
    again: bool,
    quiet: bool,
) -> int:
    """Bring the project up to date, and say what changed.

    Only what changed is asked about. The project is the nearest llmsum.toml in this folder or above it. Results are new files in
    briefings/ and changes/; briefings/latest.md is always the last one. Prints their paths.

    \b
    Examples:
      llmsum refresh
      llmsum refresh --dry-run
      llmsum refresh --max-calls 200 --max-cost 0.50
    """
    from llmsum.cli.progress import listener  # noqa: PLC0415
    from llmsum.refresh import Limits, foresee_refresh  # noqa: PLC0415
    from llmsum.refresh import refresh as bring_up_to_date  # noqa: PLC0415

    found = options.settled()
    with listener(quiet) as progress:
        if dry_run:
            _tell_plan(foresee_refresh(found, progress))
            return 0
        limits = Limits(max_calls, max_cost)
        outcome = bring_up_to_date(found, progress, limits, wait=wait, again=again)
    return _tell(outcome)


def _tell(outcome: "Outcome") -> int:
    for gap in outcome.gaps:
        click.echo(f"llmsum: {gap}", err=True)
    if outcome.problem:
        click.echo(f"llmsum: {outcome.problem}", err=True)
    if outcome.is_new:
        click.echo(outcome.files.page)
        click.echo(outcome.files.changes)
    else:
        click.echo(f"Nothing changed since {outcome.files.page}.", err=True)
    return outcome.code


def _tell_plan(plan: "Estimate") -> None:
    if not plan.total:
        click.echo("Nothing would be asked.")
        return
    tasks = ", ".join(f"{task} {count}" for task, count in plan.calls.items())
    click.echo(f"{plan.total} questions at most, re-asks not counted: {tasks}")
    click.echo(f"about {plan.prompt_tokens:,} prompt and {plan.completion_tokens:,} answer tokens")
    speed = "at the speed measured here" if plan.measured else "at an assumed speed"
    click.echo(f"about {max(plan.seconds / 60, 0.1):.1f} minutes {speed}")
    if plan.cost is None:
        click.echo("price not known")
    elif plan.cost:
        click.echo(f"about {plan.cost:.4f} US dollars")
    else:
        click.echo("free of charge, on your own machine")
