"""Commitments: the model points at the clauses of each, code finds by whom, by when and how much.

A pointer cannot misquote, and costs a tenth of the words that it points at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Commitment, Line, Sentence
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.lines import Draft, settle
from llmsum.tasks.schema import answer_model, one_of, several
from llmsum.tasks.windows import Window, windows
from llmsum.verify import clauses, strip_connective, strip_lead_in
from llmsum.verify.actors import find_actor
from llmsum.verify.background import is_background
from llmsum.verify.commitment_facts import deadline, firmness, is_frame, strength
from llmsum.verify.targets import target

MOST_CLAUSES = 12
"""A sentence with more is shown up to here; the rest belongs to its last clause."""

MOST_ACTIONS = 8

LONGEST_ACTION = 1000
"""Characters: an action in the source's words is as long as they are."""

SHORTEST_ACTION = 6
"""Characters; what is shorter (统筹实施) belongs to the action before it."""

_MODAL = re.compile(r"^(?:还要|又要|既要|也要|要|将|必须|应当|应|须|一定要)(?!求|素|件|点)")

_CONTINUES = ("使", "让", "从而", "由“", "成为")
"""Openings of a clause that goes on with the action before it."""

Span = tuple[int, int]


@dataclass(frozen=True)
class _Found:
    """An action: the span of its clauses in the sentence, and how it is put."""

    sentence: Sentence
    span: Span
    text: str

    @property
    def quote(self) -> str:
        return self.sentence.text[slice(*self.span)]


async def find_commitments(
    client: Client, about: str, sentences: Sequence[Sentence]
) -> tuple[tuple[Commitment, ...], tuple[str, ...]]:
    """The commitments in the order of the text, and the ids of sentences left unread."""

    def question(window: Window) -> Question[BaseModel]:
        return Question(
            task="commitments",
            about=about,
            messages=render("commitments", "zh", shown=_numbered(window)),
            response_model=_response_model(window),
            max_tokens=100 + sum(60 + 2 * len(s.text) for s in window.sentences),
        )

    deployments = [s for s in sentences if s.role == "deployment"]
    open_ones = [s for s in deployments if _is_open(s.text)]
    found = {s.id: _actions(s, ()) for s in deployments if s not in open_ones}
    unread: list[str] = []
    for answered in await ask_windows(client, windows(open_ones, client.model.window), question):
        for key, sentence in answered.window.shown.items():
            if answered.answer is None:
                unread.append(sentence.id)
            else:
                found[sentence.id] = _actions(sentence, getattr(answered.answer, key))
    actions = [action for s in deployments for action in found.get(s.id, [])]
    drafts = [Draft(a.text, {a.sentence.id: a.sentence.text}) for a in actions]
    lines = await settle(client, about, "zh", drafts, longest=LONGEST_ACTION)
    return tuple(
        _commitment(f"C{number}", action, line)
        for number, (action, line) in enumerate(zip(actions, lines, strict=True), start=1)
    ), tuple(unread)


def _spans(sentence: str) -> list[Span]:
    """The clauses that may hold an action: who said it is left out."""
    offset = sentence.find(strip_lead_in(sentence))
    spans = [span for span in clauses(sentence) if span[0] >= max(offset, 0)]
    if len(spans) > MOST_CLAUSES:
        spans = [*spans[: MOST_CLAUSES - 1], (spans[MOST_CLAUSES - 1][0], spans[-1][1])]
    return spans or [(0, len(sentence))]


def _is_open(sentence: str) -> bool:
    """Whether which clauses belong together is a question at all: with two of substance it is not."""
    substantial = [s for s in _spans(sentence) if not is_frame(sentence[slice(*s)])]
    return len(substantial) > 2


def _numbered(window: Window) -> dict[str, str]:
    """Shown id → the sentence with a number before each clause."""
    return {key: _with_numbers(sentence.text) for key, sentence in window.shown.items()}


def _with_numbers(sentence: str) -> str:
    spans = _spans(sentence)
    ends = [start for start, _ in spans[1:]] + [len(sentence)]
    pieces = zip(spans, ends, strict=True)
    return "".join(f"[{n}]{sentence[s:e]}" for n, ((s, _), e) in enumerate(pieces, start=1))


def _response_model(window: Window) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for key, sentence in window.shown.items():
        runs = one_of(_runs(len(_spans(sentence.text))))
        fields[key] = several(runs, 1, MOST_ACTIONS)
    return answer_model("Commitments", **fields)


def _runs(count: int) -> Iterator[str]:
    """The names of all runs of neighbouring clauses: "2", "2-3" …"""
    for first in range(1, count + 1):
        yield str(first)
        for last in range(first + 1, count + 1):
            yield f"{first}-{last}"


def _actions(sentence: Sentence, runs: Sequence[str]) -> list[_Found]:
    """The actions pointed at, in the order of the text: every clause in one of them, or background."""
    spans = _spans(sentence.text)
    named = sorted({_run(name) for name in runs})
    found: list[_Found] = []
    for first, last in _tidy(_complete(named, len(spans)), sentence.text, spans):
        kept = _without_background(sentence.text, spans[first - 1 : last])
        if not kept:
            continue
        span = (kept[0][0], kept[-1][1])
        found.append(_Found(sentence, span, _put(sentence.text[slice(*span)])))
    return found


def _without_background(sentence: str, spans: Sequence[Span]) -> Sequence[Span]:
    """The clauses from the first one that orders or promises something; none when there is none."""
    substantial = [n for n, span in enumerate(spans) if not is_background(sentence[slice(*span)])]
    return spans[substantial[0] : substantial[-1] + 1] if substantial else ()


def _run(name: str) -> Span:
    first, _, last = name.partition("-")
    return int(first), int(last or first)


def _complete(runs: Sequence[Span], count: int) -> list[Span]:
    """The runs without overlap, and with the clauses that nobody pointed at: none is lost.

    Without any run each clause is one.

    >>> _complete([(2, 3), (3, 4), (6, 6)], 7)
    [(1, 3), (4, 4), (5, 5), (6, 6), (7, 7)]
    """
    complete: list[Span] = []
    reached = 0
    for first, last in runs:
        if last <= reached:
            continue
        if first > reached + 1 and complete:
            complete.append((reached + 1, first - 1))
        complete.append((reached + 1 if not complete else max(first, reached + 1), last))
        reached = last
    if complete:
        return [*complete, (reached + 1, count)] if reached < count else complete
    return [(n, n) for n in range(1, count + 1)]


def _tidy(runs: Sequence[Span], sentence: str, spans: Sequence[Span]) -> list[Span]:
    """A run that only frames what follows joins it; one too short to stand alone joins the last."""
    tidy: list[Span] = []
    opening: int | None = None
    for first, last in runs:
        words = [sentence[slice(*spans[n - 1])] for n in range(first, last + 1)]
        begin = first if opening is None else opening
        opening = None
        if tidy and (sum(map(len, words)) < SHORTEST_ACTION or words[0].startswith(_CONTINUES)):
            tidy[-1] = (tidy[-1][0], last)
        elif all(is_frame(clause) for clause in words) and last < len(spans):
            opening = begin
        else:
            tidy.append((begin, last))
    return tidy if opening is None else [*tidy, (opening, runs[-1][1])]


def _put(words: str) -> str:
    """The source's words as an action: without enumerator and modal."""
    return _MODAL.sub("", strip_lead_in(strip_connective(words))) or words


def _commitment(number: str, found: _Found, line: Line) -> Commitment:
    by_when = deadline(found.quote)
    how_much = target(found.quote)
    who = find_actor(found.sentence.text, found.span[1])
    return Commitment(
        id=number,
        action=line.text,
        actor=who,
        deadline=by_when,
        target=how_much,
        theme=found.sentence.themes[0] if found.sentence.themes else "other",
        strength=strength(found.quote, by_when, how_much, who),
        firmness=firmness(found.quote),
        evidence=line.evidence,
        quote=found.quote,
        status=line.status,
        problems=line.problems,
    )
