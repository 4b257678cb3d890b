"""Read this first: how files become a briefing.

bytes → Speech (read, repair, segment) → labelled sentences → commitments, summary, strategy
(each line through the gate) → Comparison → Briefing, which `llmsum.report` renders.
"""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal, TypeVar

from llmsum import __version__
from llmsum.compare.comparison import compare_cities
from llmsum.errors import InputError
from llmsum.ledger.decide import decide
from llmsum.llm.budget import Budget
from llmsum.llm.client import Client
from llmsum.llm.endpoint import Model
from llmsum.llm.planner import Foreseen, Planner
from llmsum.llm.prices import spent
from llmsum.llm.prompts import prompt_hashes
from llmsum.llm.usage import Meter
from llmsum.progress import Progress, Silent
from llmsum.records import Analysis, Briefing, Comparison, Decision, Line, Skipped, Speech
from llmsum.report import json_pieces
from llmsum.reuse import File, Opened, basis_of, keep_finished, open_file
from llmsum.store import Run, Store
from llmsum.tasks.commitments import Found, find_commitments
from llmsum.tasks.english.translate import in_english
from llmsum.tasks.label import label_sentences
from llmsum.tasks.metadata import complete_metadata
from llmsum.tasks.strategy import find_strategy
from llmsum.tasks.summary import summarise
from llmsum.vocabulary import COMPARED_THEMES, Lang, Theme

T = TypeVar("T")

Part = Literal["summary", "commitments", "strategy", "comparison"]
ALL_PARTS: frozenset[Part] = frozenset({"summary", "commitments", "strategy", "comparison"})

Analysed = tuple[tuple[Analysis, ...], tuple[Skipped, ...]]
"""Analyses, and what could not be read."""

BATCH = 50
"""Speeches analysed side by side: many times what a model answers at once, and what is held of
thousands stays small."""


@dataclass(frozen=True)
class Request:
    """What is wanted: which parts, in which language, from which model, on which of the ten themes;
    what could not be read; and what the calls may cost, None for no limit. `keep_unverified` keeps
    what the gate refused as the model wrote it, marked so; the questions are the same.

    `project` is the folder of the project that is brought up to date, "" outside of one: what its
    last run rests on stays in the store.
    """

    model: Model
    lang: Lang = "zh"
    parts: frozenset[Part] = ALL_PARTS
    skipped: tuple[Skipped, ...] = ()
    project: str = ""
    themes: tuple[Theme, ...] = COMPARED_THEMES
    budget: Budget | None = None
    keep_unverified: bool = False


def brief(
    speeches: Sequence[Speech], request: Request, store: Store, progress: Progress | None = None
) -> Briefing:
    """Analyse the speeches and compare their cities.

    Answers that the store has are not asked again; new ones are stored as each call completes.
    Raises a ModelError when the model or its service fails as a whole; a window without a usable
    answer is listed as unread instead. Raises LimitReached before a call over the budget.
    """

    async def analysed(client: Client) -> Analysed:
        return await _analyse_all(client, speeches, request), ()

    client = Client(request.model, store, Meter(), progress or Silent(), request.budget)
    return _recorded(asyncio.run(_brief(analysed, request, client)), request, store)


def brief_files(
    files: Sequence[File], request: Request, store: Store, progress: Progress | None = None
) -> Briefing:
    """The same of files, of which only those are read and analysed whose analysis is not in the
    store, and what cannot be read is told as skipped.

    Raises InputError when nothing can be read, and what `brief` raises.
    """
    client = Client(request.model, store, Meter(), progress or Silent(), request.budget)
    analysed = partial(_analyse_files, files=files, request=request, store=store)
    return _recorded(asyncio.run(_brief(analysed, request, client)), request, store)


def foresee(
    files: Sequence[File], request: Request, store: Store, progress: Progress | None = None
) -> tuple[Foreseen, ...]:
    """The questions that `brief_files` would ask the model, none of which is asked.

    Where a later question depends on an answer that is not there yet, the longest likely answer
    stands for it: a sentence without a label counts as a deployment. Re-asks are not foreseen.
    """
    client = Planner(request.model, store, Meter(), progress or Silent())
    analysed = partial(_analyse_files, files=files, request=request, store=store)
    asyncio.run(_brief(analysed, request, client))
    return tuple(client.foreseen)


async def _brief(
    analysed: Callable[[Client], Awaitable[Analysed]], request: Request, client: Client
) -> Briefing:
    started = time.monotonic()
    try:
        analyses, skipped = await analysed(client)
        comparison = Comparison(themes={})
        decisions: tuple[Decision, ...] = ()
        if request.project:
            decisions = await decide(client, analyses, request.lang)
        if "comparison" in request.parts:
            comparison = await compare_cities(
                client, analyses, request.lang, request.themes, request.keep_unverified
            )
    finally:
        await client.close()
    return Briefing(
        llmsum_version=__version__,
        created=datetime.now().astimezone().isoformat(timespec="seconds"),
        model=request.model.name,
        language=request.lang,
        prompts=prompt_hashes(),
        speeches=analyses,
        skipped=(*request.skipped, *skipped),
        comparison=comparison,
        decisions=decisions,
        usage=client.meter.usage(
            time.monotonic() - started, spent(request.model.name, client.meter)
        ),
    )


async def _analyse_files(
    client: Client, files: Sequence[File], request: Request, store: Store
) -> Analysed:
    """The analyses in the order of the files, a batch at a time, and what could not be read."""
    basis = basis_of(
        request.model,
        request.lang,
        sorted(request.parts),
        request.themes,
        request.keep_unverified,
    )
    analyses: list[Analysis] = []
    skipped: list[Skipped] = []
    errors: list[InputError] = []
    for start in range(0, len(files), BATCH):
        opened = [open_file(file, basis, store) for file in files[start : start + BATCH]]
        made = iter(await _analyse_all(client, [s for o in opened for s in o.speeches], request))
        fresh: list[tuple[Opened, Sequence[Analysis]]] = []
        for each in opened:
            if each.finished:
                analyses += each.finished.analyses
                client.meter.cached_calls += each.finished.calls
            else:
                fresh.append((each, [next(made) for _ in each.speeches]))
                analyses += fresh[-1][1]
            skipped += each.skipped
            errors += [each.error] if each.error else []
        keep_finished(fresh, client, store)
    if errors and not analyses:
        raise errors[0]
    return tuple(analyses), tuple(skipped)


async def _analyse_all(
    client: Client, speeches: Sequence[Speech], request: Request
) -> tuple[Analysis, ...]:
    """The analyses in the order of the speeches, made a batch at a time.

    Within a batch the client asks task after task, which is what a server's cache wants; a new
    speech for each one that ends would mix the tasks.
    """
    analyses: list[Analysis] = []
    for start in range(0, len(speeches), BATCH):
        batch = speeches[start : start + BATCH]
        analyses += await asyncio.gather(*(analyse(client, s, request) for s in batch))
    return tuple(analyses)


async def analyse(client: Client, speech: Speech, request: Request) -> Analysis:
    """Label one speech's sentences, then do what was asked for with them, side by side.

    All of it is done and checked in Chinese; English is a translation of that.
    """
    about = speech.source.path
    # Of an English analysis its English is what is kept: a refused Chinese line is never asked about.
    keep_chinese = request.keep_unverified and request.lang == "zh"
    sentences = await label_sentences(client, about, speech.sentences)
    found, (summary, unsummarised), metadata = await asyncio.gather(
        find_commitments(client, about, sentences)
        if request.parts & {"commitments", "strategy"}
        else _nothing(Found()),
        summarise(client, about, sentences, keep_chinese)
        if "summary" in request.parts
        else _nothing((None, ())),
        complete_metadata(client, speech),
    )
    strategy: dict[Theme, Line | None] = {}
    if "strategy" in request.parts:
        stances = await find_strategy(client, about, sentences, found.commitments)
        strategy = {theme: stances[theme] for theme in stances if theme in request.themes}
    unread = {s.id for s in sentences if s.role is None} | {*unsummarised}
    analysis = Analysis(
        source=speech.source,
        repairs=speech.repairs,
        marks=speech.marks,
        sentences=sentences,
        commitments=found.with_refused if keep_chinese else found.commitments,
        summary=summary,
        strategy=strategy,
        unread=tuple(s.id for s in sentences if s.id in unread),
        **metadata.model_dump(),
    )
    if request.lang == "zh":
        return analysis
    return await in_english(client, analysis, request.keep_unverified)


async def _nothing(empty: T) -> T:
    """Stands for a part that nobody asked for."""
    return empty


def _recorded(briefing: Briefing, request: Request, store: Store) -> Briefing:
    hashed = hashlib.sha256()
    for piece in json_pieces(briefing):
        hashed.update(piece.encode())
    run = Run(
        model=briefing.model,
        language=briefing.language,
        sources={a.source.path: a.source.sha256 for a in briefing.speeches},
        prompts=briefing.prompts,
        briefing_sha256=hashed.hexdigest(),
        created=briefing.created,
        project=request.project,
    )
    store.record_run(run)
    return briefing
