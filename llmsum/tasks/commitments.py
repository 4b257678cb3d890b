"""Commitments: the model says who and what, code finds by when and how much."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field

from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Commitment, Line, Sentence
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.lines import Draft, settle
from llmsum.tasks.schema import answer_model
from llmsum.tasks.windows import Window, windows
from llmsum.verify import best_clause
from llmsum.verify.commitment_facts import deadline, firmness, stated_body, strength, target
from llmsum.vocabulary import Lang

WINDOW = 600
"""Characters of text in one question: a small model mixes sentences up when it sees more."""


class Deeds(BaseModel):
    """What one sentence commits to."""

    actor: str | None
    actions: Annotated[list[str], Field(min_length=1, max_length=6)]


async def find_commitments(
    client: Client, about: str, sentences: Sequence[Sentence], lang: Lang
) -> tuple[tuple[Commitment, ...], tuple[str, ...]]:
    """The commitments in the order of the text, and the ids of sentences left unread."""

    def question(window: Window) -> Question[BaseModel]:
        return Question(
            task="commitments",
            about=about,
            messages=render("commitments", lang, shown=window.shown),
            response_model=answer_model("Commitments", **dict.fromkeys(window.shown, Deeds)),
            max_tokens=100 + sum(40 + 2 * len(s.text) for s in window.sentences),
        )

    deployments = [s for s in sentences if s.role == "deployment"]
    limit = max(WINDOW, client.model.window // 4)
    found: list[tuple[Sentence, str | None, Draft]] = []
    unread: list[str] = []
    for answered in await ask_windows(client, windows(deployments, limit), question):
        for key, sentence in answered.window.shown.items():
            if answered.answer is None:
                unread.append(sentence.id)
                continue
            deeds: Deeds = getattr(answered.answer, key)
            actor = stated_body(deeds.actor, sentence.text)
            for action in dict.fromkeys(deeds.actions):
                found.append((sentence, actor, Draft(action.strip(), {sentence.id: sentence.text})))
    lines = await settle(client, about, lang, [draft for _, _, draft in found])
    commitments = [
        _commitment(sentence, actor, draft, line)
        for (sentence, actor, draft), line in zip(found, lines, strict=True)
    ]
    return _numbered(commitments), tuple(unread)


def _commitment(sentence: Sentence, actor: str | None, draft: Draft, line: Line) -> Commitment:
    start, end = best_clause(draft.text, sentence.text)
    words = sentence.text[start:end]
    by_when = deadline(words)
    how_much = target(words)
    return Commitment(
        id="C",
        action=line.text,
        actor=actor,
        deadline=by_when,
        target=how_much,
        theme=sentence.themes[0] if sentence.themes else "other",
        strength=strength(words, by_when, how_much, actor),
        firmness=firmness(sentence.text),
        evidence=line.evidence,
        quote=words,
        status=line.status,
        problems=line.problems,
    )


def _numbered(commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """Numbered C1…Cn; of two that say the same of the same sentence only the first is kept."""
    distinct: dict[tuple[object, str], Commitment] = {}
    for commitment in commitments:
        distinct.setdefault((commitment.evidence, commitment.action), commitment)
    return tuple(
        c.model_copy(update={"id": f"C{number}"})
        for number, c in enumerate(distinct.values(), start=1)
    )
