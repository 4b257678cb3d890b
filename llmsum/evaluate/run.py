"""Run the pipeline on annotated texts and measure it, beside two simple systems."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from llmsum.evaluate.figures import Figure, Item, figure
from llmsum.evaluate.found import Found, by_cue_words, by_everything, by_pipeline
from llmsum.evaluate.gold import Gold
from llmsum.evaluate.measures import (
    Items,
    commitment_items,
    coverage_items,
    detail_items,
    label_items,
)
from llmsum.evaluate.unsupported import (
    comparison_lines,
    lines_of,
    unsupported_items,
    written_between,
    written_in,
)
from llmsum.pipeline import ALL_PARTS, Request, brief
from llmsum.progress import Progress
from llmsum.records import SCHEMA_VERSION, Analysis, Briefing, Record, Speech, Usage
from llmsum.store import Store
from llmsum.store.costs import cost_of_last_run
from llmsum.tasks import probe
from llmsum.text import read_speech

System = Literal["llmsum", "cue words", "every sentence"]
SYSTEMS: tuple[System, ...] = ("llmsum", "cue words", "every sentence")
LOW = frozenset({"traps", "traps_evidence", "unsupported", "extractive"})
"""Figures of which less is better."""

_BASELINES: dict[System, Callable[[Gold], Found]] = {
    "cue words": by_cue_words,
    "every sentence": by_everything,
}


class Measured(Record):
    """One annotated text, or all (`doc` is then "all", which the comparison is part of).

    `in_sample`: the labeller was trained on this very text. `figures`: system → name → figure.
    """

    doc: str
    in_sample: bool
    figures: dict[System, dict[str, Figure]]
    wrong: dict[str, tuple[str, ...]]
    """The pipeline's own mistakes: name of the figure → the words of each case."""
    usage: Usage
    """Of this run."""
    asked: Usage
    """What all answers to it cost when they were asked, now or in an earlier run; `seconds` overlap."""


class Evaluation(Record):
    schema_version: Literal[1] = SCHEMA_VERSION
    llmsum_version: str
    created: str
    model: str
    labeller: Literal["probe", "model"]
    only_labels: bool
    documents: tuple[Measured, ...]
    total: Measured


def evaluate(
    texts: Sequence[Gold],
    request: Request,
    store: Store,
    progress: Progress,
    *,
    only_labels: bool = False,
) -> Evaluation:
    """Figures of each text and of all; the parts of `request` are chosen here.

    Each text is analysed in a run of its own, so that its calls and seconds are its own; then all
    together for the comparison, whose other answers are in the store by then. With `only_labels`
    no language model is asked unless it is the labeller. Raises what `brief` raises.
    """
    speeches = [read_speech(gold.path) for gold in texts]
    alone = replace(request, parts=frozenset() if only_labels else ALL_PARTS - {"comparison"})
    runs = [
        _alone(gold, speech, alone, store, progress, only_labels=only_labels)
        for gold, speech in zip(texts, speeches, strict=True)
    ]
    briefings = [run.briefing for run in runs]
    asked = _sum([run.asked for run in runs])
    if not only_labels:
        briefings.append(brief(speeches, replace(request, parts=ALL_PARTS), store, progress))
        asked = cost_of_last_run(store.database, request.project)
    between = _between(briefings[-1])
    seen = _trained_on(request)
    return Evaluation(
        llmsum_version=briefings[-1].llmsum_version,
        created=briefings[-1].created,
        model=request.model.name,
        labeller=request.model.labeller,
        only_labels=only_labels,
        documents=tuple(
            Measured(
                doc=gold.doc,
                in_sample=gold.sha256 in seen,
                figures=_figures(run.items),
                wrong=_wrong(run.items["llmsum"]),
                usage=run.briefing.usage,
                asked=run.asked,
            )
            for gold, run in zip(texts, runs, strict=True)
        ),
        total=Measured(
            doc="all",
            in_sample=any(gold.sha256 in seen for gold in texts),
            figures=_figures(
                _joined([*(run.items for run in runs), {"llmsum": between}]), interval=True
            ),
            wrong=_wrong(between),
            usage=_sum([briefing.usage for briefing in briefings]),
            asked=asked,
        ),
    )


@dataclass(frozen=True)
class _Run:
    """One text analysed by itself. `asked`: what all answers to it cost when they were asked."""

    briefing: Briefing
    asked: Usage
    items: dict[System, Items]


def _alone(
    gold: Gold,
    speech: Speech,
    request: Request,
    store: Store,
    progress: Progress,
    *,
    only_labels: bool,
) -> _Run:
    briefing = brief([speech], request, store, progress)
    asked = cost_of_last_run(store.database, request.project)
    (analysis,) = briefing.speeches
    return _Run(briefing, asked, _items(gold, speech, analysis, only_labels=only_labels))


def _items(
    gold: Gold, speech: Speech, analysis: Analysis, *, only_labels: bool
) -> dict[System, Items]:
    found = by_pipeline(speech, analysis, only_labels=only_labels)
    items: dict[System, Items] = {
        "llmsum": {**label_items(gold, found), **commitment_items(gold, found)}
    }
    if not only_labels:
        written = [line.status for line in lines_of(analysis)]
        written += [commitment.status for commitment in analysis.commitments]
        items["llmsum"] |= detail_items(gold, found)
        items["llmsum"] |= coverage_items(gold, analysis)
        items["llmsum"] |= {
            "unsupported": unsupported_items(written_in(analysis)),
            "extractive": [Item(status == "extractive", 1) for status in written],
        }
    for name, baseline in _BASELINES.items():
        simple = baseline(gold)
        items[name] = {**label_items(gold, simple), **commitment_items(gold, simple)}
    return items


def _between(briefing: Briefing) -> Items:
    """Of the lines of the comparison; none where nothing was compared."""
    written = written_between(briefing.comparison, briefing.speeches)
    status = [line.status for line in comparison_lines(briefing.comparison)]
    return {
        "unsupported": unsupported_items(written),
        "extractive": [Item(s == "extractive", 1) for s in status],
    }


def _joined(all_items: Iterable[dict[System, Items]]) -> dict[System, Items]:
    joined: dict[System, Items] = {}
    for items in all_items:
        for system, by_name in items.items():
            for name, some in by_name.items():
                joined.setdefault(system, {}).setdefault(name, []).extend(some)
    return joined


def _figures(
    items: dict[System, Items], *, interval: bool = False
) -> dict[System, dict[str, Figure]]:
    return {
        system: {name: figure(some, interval=interval) for name, some in by_name.items()}
        for system, by_name in items.items()
    }


def _wrong(items: Items) -> dict[str, tuple[str, ...]]:
    cases = {
        name: tuple(
            i.case for i in some if i.case and (i.above > 0 if name in LOW else i.above < i.below)
        )
        for name, some in items.items()
    }
    return {name: found for name, found in cases.items() if found}


def _trained_on(request: Request) -> frozenset[str]:
    model = request.model
    return probe.trained_on(model.probe_weights) if model.labeller == "probe" else frozenset()


def _sum(usages: Sequence[Usage]) -> Usage:
    fields = ("calls", "cached_calls", "prompt_tokens", "completion_tokens", "cached_tokens")
    return Usage(
        **{name: sum(getattr(usage, name) for usage in usages) for name in fields},
        seconds=round(sum(usage.seconds for usage in usages), 1),
    )
