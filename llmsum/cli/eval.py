"""`llmsum eval`."""

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from llmsum.cli import options

if TYPE_CHECKING:
    from llmsum.evaluate import Evaluation

_FORMATS = ("table", "json", "md")


@click.command(name="eval")
@click.argument("gold_dir", type=click.Path(path_type=Path))
@options.output(_FORMATS)
@click.option("--only", type=click.Choice(["labels"]), help="Measure labels alone: no model asked.")
@click.option(
    "--labeller-weights",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The probe's weights, from a training of your own, in place of the packaged ones.",
)
@options.model_alone
def evaluate(
    *,
    gold_dir: Path,
    output: Path | None,
    format_: str | None,
    only: Literal["labels"] | None,
    labeller_weights: Path | None,
    model_name: str | None,
    base_url: str | None,
    labeller: str | None,
    quiet: bool,
) -> int:
    """Measure the results on annotated texts.

    Two simple baselines stand beside them. GOLD_DIR holds NAME.gold.json, the text that it names, and NAME.labels.json. Texts that the
    labeller was trained on are called in-sample.

    \b
    Examples:
      llmsum eval gold/ --only labels
      llmsum eval gold/ -o docs/evaluation.md
      llmsum eval gold/ --model deepseek/deepseek-chat --format json
    """
    from llmsum.cli.progress import listener  # noqa: PLC0415
    from llmsum.evaluate import evaluate as measure  # noqa: PLC0415
    from llmsum.evaluate import read_gold  # noqa: PLC0415
    from llmsum.llm.models import open_model  # noqa: PLC0415
    from llmsum.pipeline import Request  # noqa: PLC0415
    from llmsum.report import check_writable  # noqa: PLC0415
    from llmsum.store import open_store  # noqa: PLC0415

    if output:
        check_writable(output)
    values = options.settled(None, model_name, base_url, labeller).values
    texts = read_gold(gold_dir)
    with listener(quiet) as progress:
        model = open_model(values.model, values.base_url, values.labeller, progress)
        request = Request(model=replace(model, probe_weights=labeller_weights), project="eval")
        with open_store() as store:
            found = measure(texts, request, store, progress, only_labels=only == "labels")
    options.emit(_render(found, options.chosen_format(format_, output, _FORMATS)), output)
    return 0


def _render(evaluation: "Evaluation", format_: str) -> str:
    from llmsum.evaluate import as_tables, render_evaluation  # noqa: PLC0415

    if format_ == "json":
        return render_evaluation(evaluation, "json")
    if format_ == "md":
        return render_evaluation(evaluation, "md")
    from rich.console import Console  # noqa: PLC0415

    text = io.StringIO()
    Console(file=text, width=160).print(as_tables(evaluation))
    return text.getvalue()
