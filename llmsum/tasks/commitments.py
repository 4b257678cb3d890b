"""Commitments: a large model points at the clauses of each, code finds by whom, by when and how much.

A pointer cannot misquote, and costs a tenth of the words that it points at. A small model's pointers
are no better than drawn ones (docs/evaluation.md), so it is not asked: each clause is an action, but
for those that code knows to belong to another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Commitment, Line, Sentence
from llmsum.tasks.actions import Action, ClauseRun, actions, clause_spans, is_open, tied
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.headings import is_heading
from llmsum.tasks.lines import Draft, settle
from llmsum.tasks.repeats import joined
from llmsum.tasks.schema import answer_model, one_of, several
from llmsum.tasks.windows import Window, windows
from llmsum.verify.commitments.actors import Actor, actor_of
from llmsum.verify.commitments.facts import read_facts

MOST_ACTIONS = 8

LONGEST_ACTION = 1000
"""Characters: an action in the source's words is as long as they are."""


_EACH_CLAUSE = "Each of their clauses stands as a commitment of its own."


@dataclass(frozen=True)
class Found:
    """The commitments in the order of the text. `refused`: id of a commitment in the source's words
    → what the model wrote, with its problems."""

    commitments: tuple[Commitment, ...] = ()
    refused: Mapping[str, Line] = field(default_factory=dict)

    @property
    def with_refused(self) -> tuple[Commitment, ...]:
        """The commitments as the model worded them, also where the gate refused that."""
        return tuple(
            c.model_copy(
                update={"action": said.text, "status": said.status, "problems": said.problems}
            )
            if (said := self.refused.get(c.id))
            else c
            for c in self.commitments
        )


def committing(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that commitments are found in: the deployments but for headings over others."""
    return [
        sentence
        for index, sentence in enumerate(sentences)
        if sentence.role == "deployment" and not is_heading(sentences, index)
    ]


async def find_commitments(client: Client, about: str, sentences: Sequence[Sentence]) -> Found:
    """What the speech's deployments commit somebody to."""

    def question(window: Window) -> Question[BaseModel]:
        return Question(
            task="commitments",
            about=about,
            messages=render("commitments", "zh", shown=_numbered(window)),
            response_model=_response_model(window),
            max_tokens=100 + sum(60 + 2 * len(s.text) for s in window.sentences),
        )

    deployments = committing(sentences)
    asked = [] if client.model.small else [s for s in deployments if is_open(s.text)]
    around = tied(sentences)
    found = {s.id: actions(s, (), around[s.id]) for s in deployments}
    shown = windows(asked, client.model.window)
    for answered in await ask_windows(client, shown, question, _EACH_CLAUSE):
        for key, sentence in answered.window.shown.items() if answered.answer else ():
            pointed = [_run(name) for name in getattr(answered.answer, key)]
            found[sentence.id] = actions(sentence, pointed, around[sentence.id])
    listed = [action for s in deployments for action in found[s.id]]
    # The words of its own clauses: what another clause of the sentence says is another commitment.
    drafts = [Draft(a.text, {a.sentence.id: a.quote}) for a in listed]
    settled = await settle(client, about, "zh", drafts, longest=LONGEST_ACTION)
    at = {s.id: index for index, s in enumerate(sentences)}
    actors = [actor_of(sentences, at[a.sentence.id], a.span[1]) for a in listed]
    rows = [
        _commitment(f"C{number}", action, each.line, who)
        for number, (action, each, who) in enumerate(
            zip(listed, settled, actors, strict=True), start=1
        )
    ]
    refused = {
        (row.quote, row.evidence[0]): each.refused
        for row, each in zip(rows, settled, strict=True)
        if each.refused
    }
    # Numbered anew: what a row is made of tells which it was.
    commitments = joined(rows)
    by_id = {c.id: refused.get((c.quote, c.evidence[0])) for c in commitments}
    return Found(commitments, {i: line for i, line in by_id.items() if line})


def _numbered(window: Window) -> dict[str, str]:
    """Shown id → the sentence with a number before each clause."""
    return {key: _with_numbers(sentence.text) for key, sentence in window.shown.items()}


def _with_numbers(sentence: str) -> str:
    spans = clause_spans(sentence)
    ends = [start for start, _ in spans[1:]] + [len(sentence)]
    pieces = zip(spans, ends, strict=True)
    return "".join(f"[{n}]{sentence[s:e]}" for n, ((s, _), e) in enumerate(pieces, start=1))


def _response_model(window: Window) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for key, sentence in window.shown.items():
        runs = one_of(_runs(len(clause_spans(sentence.text))))
        fields[key] = several(runs, 1, MOST_ACTIONS)
    return answer_model("Commitments", **fields)


def _runs(count: int) -> Iterator[str]:
    """The names of all runs of neighbouring clauses: "2", "2-3" …"""
    for first in range(1, count + 1):
        yield str(first)
        for last in range(first + 1, count + 1):
            yield f"{first}-{last}"


def _run(name: str) -> ClauseRun:
    first, _, last = name.partition("-")
    return int(first), int(last or first)


def _commitment(number: str, found: Action, line: Line, actor: Actor | None) -> Commitment:
    who = actor.who if actor else None
    facts = read_facts(found.sentence.text, found.span, who)
    cited = (actor.cited,) if actor and actor.cited else ()
    return Commitment(
        id=number,
        action=line.text,
        actor=who,
        deadline=facts.deadline,
        target=facts.target,
        theme=found.sentence.themes[0] if found.sentence.themes else "other",
        strength=facts.strength,
        firmness=facts.firmness,
        evidence=line.evidence + cited,
        quote=found.quote,
        status=line.status,
        problems=line.problems,
    )
