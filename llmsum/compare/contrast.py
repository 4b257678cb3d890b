"""Contrasts: written by the model from verified stances, checked against each city's own sentences."""

from collections.abc import Mapping, Sequence
from functools import partial

from pydantic import BaseModel

from llmsum.compare.contrast_check import contrast_problems
from llmsum.compare.stances import Stance
from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Line
from llmsum.tasks.ask import ask_or
from llmsum.tasks.lines import Draft, nearest_clause, settle
from llmsum.tasks.schema import answer_model, ids, several
from llmsum.verify.messages import Problem
from llmsum.vocabulary import THEME_NAMES, Lang, Theme

LONGEST = 160
"""Chinese characters: a contrast has two sides or more."""


async def contrast(
    client: Client,
    theme: Theme,
    stances: Sequence[Stance],
    lang: Lang,
    keep_unverified: bool = False,
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """What the cities share on a theme and where they differ; nothing when fewer than two speak.

    A small model is not asked: it says that all cities do what one does, and the gate refuses it.
    """
    if len(stances) < 2 or client.model.small:
        return (), ()
    about = THEME_NAMES[lang][theme]
    shown = {chr(ord("A") + index): stance for index, stance in enumerate(stances)}
    question: Question[BaseModel] = Question(
        task="compare",
        about=about,
        messages=render(
            "compare",
            lang,
            theme=THEME_NAMES["zh"][theme],
            stances={key: f"{s.city}：{s.line.text}" for key, s in shown.items()},
        ),
        response_model=_response_model(shown),
        max_tokens=900,
    )
    answer = await ask_or(client, question, "The theme is left without the model's contrasts.")
    if answer is None:
        return (), ()
    shared = [_draft(point, shown) for point in answer.shared]  # type: ignore[attr-defined]
    different = [_draft(point, shown) for point in answer.differences]  # type: ignore[attr-defined]
    by_id = {i: s for s in stances for i in s.sentences}
    check = partial(_check, by_id=by_id)
    fallback = partial(_side_by_side, by_id=by_id)
    settled = await settle(
        client,
        about,
        lang,
        [*shared, *different],
        check=check,
        fallback=fallback,
        reasks=1,
        longest=LONGEST,
    )
    lines = [each.kept(keep_unverified) for each in settled]
    return (
        # What several share cannot be said in the words of one: a failed line is left out.
        tuple(line for line in lines[: len(shared)] if line.status != "extractive"),
        tuple(lines[len(shared) :]),
    )


def _draft(point: BaseModel, shown: Mapping[str, Stance]) -> Draft:
    cited = [shown[key] for key in dict.fromkeys(point.evidence)]  # type: ignore[attr-defined]
    text: str = point.text  # type: ignore[attr-defined]
    return Draft(text.strip(), {i: s for stance in cited for i, s in stance.sentences.items()})


def _response_model(shown: Mapping[str, Stance]) -> type[BaseModel]:
    point = answer_model("Point", evidence=ids(shown, 2, len(shown)), text=str)
    return answer_model("Contrast", shared=several(point, 0, 1), differences=several(point, 1, 2))


def _check(draft: Draft, by_id: Mapping[str, Stance]) -> tuple[Problem, ...]:
    cited: dict[str, list[str]] = {}
    for i, sentence in draft.sentences.items():
        cited.setdefault(by_id[i].city, []).append(sentence)
    return contrast_problems(draft.text, cited, {stance.city for stance in by_id.values()})


def _side_by_side(draft: Draft, by_id: Mapping[str, Stance]) -> str:
    """Each cited city's own clause, one beside the other."""
    cited = {by_id[i].city: by_id[i] for i in draft.evidence}
    clauses = [
        f"{city}：{nearest_clause(draft.text, stance.sentences)}" for city, stance in cited.items()
    ]
    return "；".join(clauses)
