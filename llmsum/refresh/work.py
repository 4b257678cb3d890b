"""The part of a refresh that reads and asks. Imported only where something changed."""

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from llmsum.errors import ConfigError, LimitReached
from llmsum.llm.budget import Budget
from llmsum.llm.endpoint import Model
from llmsum.llm.models import open_model
from llmsum.llm.prices import find_price
from llmsum.pipeline import Request, brief_files, foresee
from llmsum.progress import Progress, Silent
from llmsum.project import Effective, Values
from llmsum.records import Briefing, Comparison, Skipped
from llmsum.refresh.change_page import render_changes
from llmsum.refresh.changes import describe_changes
from llmsum.refresh.estimate import Estimate, estimate
from llmsum.refresh.limits import Limits
from llmsum.refresh.publish import Files
from llmsum.refresh.sources import Sources, project_root, rests
from llmsum.refresh.state import State
from llmsum.report import render_briefing
from llmsum.report.gaps import gaps
from llmsum.reuse import File
from llmsum.store import Store, open_store
from llmsum.store.costs import task_costs


@dataclass(frozen=True)
class Made:
    """The results. `tells`: whether the change report has anything to tell."""

    briefing: Briefing
    page: str
    changes: str
    gaps: tuple[str, ...]
    asked: int
    tells: bool


def work(
    settled: Effective,
    root: Path,
    sources: Sources,
    *,
    before: State | None,
    progress: Progress,
    limits: Limits,
) -> Made:
    """Read, ask what the store does not know, and write up what changed."""
    files = _files(root, sources)
    model = _model(settled.values, progress)
    # Read before there is a second one: with thousands of sources two do not fit.
    earlier = _earlier(root / settled.values.output, before)
    with open_store() as store:
        request = _request(settled, model, sources.missing)
        if limits:
            request = _within(limits, request, files, store)
        briefing = brief_files(files, request, store, progress)
    now = rests(settled, sources)
    changes = describe_changes(earlier, before.rests if earlier and before else None, briefing, now)
    return Made(
        briefing=briefing,
        page=render_briefing(briefing, "md"),
        changes=render_changes(changes),
        gaps=tuple(gaps(briefing)),
        asked=briefing.usage.calls,
        tells=bool(changes),
    )


def foresee_work(settled: Effective, root: Path, sources: Sources, progress: Progress) -> Estimate:
    """What `work` would ask; nothing is asked."""
    model = _model(settled.values, progress)
    with open_store() as store:
        return _foresee(_files(root, sources), _request(settled, model, sources.missing), store)


def _files(root: Path, sources: Sources) -> list[File]:
    """The project's files, named by their path in it."""
    return [File(root / name, name) for name in sources.found]


def _model(values: Values, progress: Progress) -> Model:
    return open_model(values.model, values.base_url, values.labeller, progress)


def _request(settled: Effective, model: Model, skipped: tuple[Skipped, ...]) -> Request:
    return Request(
        model=model,
        lang=settled.values.language,
        skipped=skipped,
        themes=settled.values.themes,
        keep_unverified=settled.values.keep_unverified,
        project=str(project_root(settled).resolve()),
    )


def _foresee(files: list[File], request: Request, store: Store) -> Estimate:
    questions = foresee(files, request, store, Silent())
    model = request.model
    return estimate(
        questions, task_costs(store.database, model.name), model.slots, find_price(model.name)
    )


def _within(limits: Limits, request: Request, files: list[File], store: Store) -> Request:
    """The request with a budget. Raises LimitReached when it is plain that it will not do."""
    price = find_price(request.model.name)
    if limits.cost is not None and price is None:
        raise ConfigError(
            f"No price of {request.model.name} is known, so --max-cost cannot be kept: "
            "use --max-calls."
        )
    foreseen = _foresee(files, request, store)
    if limits.calls is not None and foreseen.total > limits.calls:
        raise LimitReached(
            f"About {foreseen.total} questions would be asked, --max-calls allows {limits.calls}; "
            "nothing was asked."
        )
    if limits.cost is not None and foreseen.cost is not None and foreseen.cost > limits.cost:
        raise LimitReached(
            f"About {foreseen.cost:.4f} US dollars would be spent, --max-cost allows {limits.cost:g}; "
            "nothing was asked."
        )
    return replace(request, budget=Budget(limits.calls, limits.cost, price))


def _earlier(output: Path, before: State | None) -> Briefing | None:
    """Of the last briefing what can have changed: commitments and what cities deploy. None when
    there is none that can be read."""
    if before is None:
        return None
    try:
        earlier = Briefing.model_validate_json(Files(output, before.stem).data.read_bytes())
    except (OSError, ValidationError):
        return None
    left_out: dict[str, object] = {
        "repairs": (),
        "sentences": (),
        "marks": (),
        "summary": None,
        "strategy": {},
    }
    return earlier.model_copy(
        update={
            "speeches": tuple(speech.model_copy(update=left_out) for speech in earlier.speeches),
            "comparison": Comparison(themes=earlier.comparison.themes),
        }
    )
