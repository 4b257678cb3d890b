"""An evaluation as JSON, as a Markdown page, and as a table for a terminal."""

import json
from typing import TYPE_CHECKING, Literal

from llmsum.evaluate.figures import RESAMPLES, Figure
from llmsum.evaluate.run import SYSTEMS, Evaluation, Measured
from llmsum.records import Usage

if TYPE_CHECKING:
    from rich.console import Group

MEASURES = {
    "precision": "Deployments: precision",
    "recall": "Deployments: recall",
    "f1": "Deployments: F1",
    "roles": "Six roles: right",
    "theme": "Themes: the first is right",
    "theme_either": "Themes: one of at most two is right",
    "hard_recall": "Hard commitments found",
    "traps": "Traps accepted, by words quoted (low is good)",
    "traps_evidence": "Traps accepted, by sentences cited (low is good)",
    "deadline": "Deadlines of hard commitments: right",
    "target": "Targets of hard commitments: right",
    "key_facts": "Key facts in the summary, weighted",
    "theme_presence": "Themes rightly present or absent",
    "unsupported": "Quantities, dates, names without support (low is good)",
    "extractive": "Lines in the source's own words after a failed check",
}
"""Every figure by name, in the order of the table."""

_BY_DOCUMENT = {
    "f1": "F1",
    "roles": "roles",
    "theme": "theme",
    "hard_recall": "hard found",
    "traps": "traps",
    "deadline": "deadline",
    "target": "target",
    "key_facts": "key facts",
    "unsupported": "unsupported",
}

_COSTS = ("calls, tokens, seconds", "all its answers when asked")

Table = list[list[str]]


def render_evaluation(evaluation: Evaluation, format: Literal["md", "json"]) -> str:
    """The evaluation as JSON or as Markdown."""
    if format == "json":
        fields = evaluation.model_dump(mode="json")
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"
    head = f"Model `{evaluation.model}`, labels by the {evaluation.labeller}, {evaluation.created}."
    return (
        "\n\n".join(
            [
                head,
                *notes(evaluation),
                _markdown(in_all(evaluation)),
                _markdown(by_text(evaluation)),
            ]
        )
        + "\n"
    )


def as_tables(evaluation: Evaluation) -> "Group":
    """The same for a terminal, for rich to print."""
    from rich.console import Group  # noqa: PLC0415 (start-up time)
    from rich.table import Table as RichTable  # noqa: PLC0415

    tables = []
    for rows in (in_all(evaluation), by_text(evaluation)):
        table = RichTable(*rows[0])
        for row in rows[1:]:
            table.add_row(*row)
        tables.append(table)
    return Group(*tables, *notes(evaluation))


def notes(evaluation: Evaluation) -> list[str]:
    """What a reader must know to read the figures rightly."""
    seen = [measured.doc for measured in evaluation.documents if measured.in_sample]
    found = [f"Intervals: 95 %, bootstrap over items, {RESAMPLES} resamples."]
    if seen:
        found.append(
            f"IN-SAMPLE: the labeller was trained on {', '.join(seen)}; its figures there say "
            "nothing about new texts (out-of-sample ones: docs/probe.md)."
        )
    if evaluation.only_labels:
        found.append("Labels only: every deployment sentence stands for a commitment.")
    return found


def in_all(evaluation: Evaluation) -> Table:
    """All texts together: a row for each measure, a column for each system."""
    figures = evaluation.total.figures
    rows = [["All texts", *SYSTEMS]]
    for name, title in MEASURES.items():
        cells = [_cell(figures[system].get(name)) for system in SYSTEMS]
        if any(cells):
            rows.append([title, *cells])
    rows.append(["Calls, tokens, seconds", _cost(evaluation.total.usage), "", ""])
    rows.append(["All its answers when asked", _cost(evaluation.total.asked), "", ""])
    return rows


def by_text(evaluation: Evaluation) -> Table:
    """A row for each text, of the pipeline alone."""
    total = evaluation.total.figures["llmsum"]
    names = [name for name in _BY_DOCUMENT if name in total]
    rows = [["Text", *(_BY_DOCUMENT[name] for name in names), *_COSTS]]
    for measured in evaluation.documents:
        figures = measured.figures["llmsum"]
        cells = [_short(name, figures.get(name)) for name in names]
        rows.append([_name(measured), *cells, _cost(measured.usage), _cost(measured.asked)])
    return rows


def _name(measured: Measured) -> str:
    return f"{measured.doc} (in-sample)" if measured.in_sample else measured.doc


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return ""
    interval = f" ({figure.low:.2f} to {figure.high:.2f})" if figure.low is not None else ""
    return f"{figure.value:.2f}{interval} · {figure.above:g}/{figure.below:g}"


def _short(name: str, figure: Figure | None) -> str:
    if figure is None or figure.value is None:
        return "–"
    if name == "unsupported":
        return f"{figure.above:g}/{figure.below:g}"
    return f"{figure.value:.2f}"


def _cost(usage: Usage) -> str:
    stored = f" (+{usage.cached_calls} stored)" if usage.cached_calls else ""
    tokens = usage.prompt_tokens + usage.completion_tokens
    return f"{usage.calls}{stored}, {tokens}, {usage.seconds:g}"


def _markdown(rows: Table) -> str:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


__all__ = ["MEASURES", "as_tables", "render_evaluation"]
