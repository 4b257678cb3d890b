"""Strategy: for each theme the commitments that say most, chosen by the model; code puts them in a line.

For a small model, and where there is no answer, code chooses: see salience.

The commitments are verified already, so a stance costs a few ids and can say nothing new.
"""

import asyncio
from collections.abc import Sequence

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Commitment, Line, Sentence
from llmsum.tasks.ask import ask_or
from llmsum.tasks.salience import densest, most_telling
from llmsum.tasks.schema import answer_model, ids
from llmsum.verify import balanced
from llmsum.vocabulary import COMPARED_THEMES, THEME_NAMES, Theme

MOST_SHOWN = 10
"""Commitments of one theme that are shown: the most telling ones."""

MOST_CHOSEN = 3

SECOND_THEME = 0.3
"""Weight of a commitment under its sentence's second theme: the first one tells it already."""

LONGEST_PART = 60
"""Characters of one commitment in a stance; the source's longer runs of clauses are cut at a clause end."""

_Candidates = dict[Theme, dict[str, Commitment]]


async def find_strategy(
    client: Client,
    about: str,
    sentences: Sequence[Sentence],
    commitments: Sequence[Commitment],
) -> dict[Theme, Line | None]:
    """A line for each of the ten themes on which the speech commits to something, None for silence."""
    themes = {sentence.id: sentence.themes for sentence in sentences}
    candidates: _Candidates = {}
    for theme in COMPARED_THEMES:
        of_theme = [c for c in commitments if theme in themes[c.evidence[0]]]
        if of_theme:
            candidates[theme] = {c.id: c for c in _most_specific(theme, of_theme, MOST_SHOWN)}
    chosen = await _chosen(client, about, candidates)
    return {theme: _line(chosen[theme]) if theme in chosen else None for theme in COMPARED_THEMES}


async def _chosen(
    client: Client, about: str, candidates: _Candidates
) -> dict[Theme, list[Commitment]]:
    """The commitments that stand for each theme; the model is asked only where there is a choice."""
    chosen: dict[Theme, list[Commitment]] = {}
    for theme, of_theme in candidates.items():
        told = [c.action for others in chosen.values() for c in others]
        chosen[theme] = _most_specific(theme, list(of_theme.values()), MOST_CHOSEN, told)
    if client.model.small:
        return chosen
    open_ones = {theme: c for theme, c in candidates.items() if len(c) > MOST_CHOSEN}
    questions = _questions(open_ones, client.model.window)
    answers = await asyncio.gather(*(_ask(client, about, q) for q in questions))
    return chosen | {theme: picks for answer in answers for theme, picks in answer.items()}


async def _ask(
    client: Client, about: str, candidates: _Candidates
) -> dict[Theme, list[Commitment]]:
    """The model's choice for each theme; nothing when it gave no usable answer."""
    shown = _shown(candidates)
    question: Question[BaseModel] = Question(
        task="strategy",
        about=about,
        messages=render("strategy", "zh", themes=shown, names=THEME_NAMES["zh"]),
        response_model=answer_model(
            "Strategy",
            **{theme: ids(of_theme, 2, MOST_CHOSEN) for theme, of_theme in shown.items()},
        ),
        max_tokens=100 + 60 * len(shown),
    )
    answer = await ask_or(client, question, "The most specific commitments of each theme stand.")
    if answer is None:
        return {}
    return {
        theme: [c for key, c in of_theme.items() if key in getattr(answer, theme)]
        for theme, of_theme in shown.items()
    }


def _shown(candidates: _Candidates) -> _Candidates:
    """Numbered C1…Cn through all themes of the question, whatever their numbers in the speech."""
    shown: _Candidates = {}
    number = 0
    for theme, of_theme in candidates.items():
        shown[theme] = {f"C{number + i}": c for i, c in enumerate(of_theme.values(), start=1)}
        number += len(of_theme)
    return shown


def _most_specific(
    theme: Theme, commitments: Sequence[Commitment], most: int, told: Sequence[str] = ()
) -> list[Commitment]:
    """The most telling ones, those first that have this theme first and were not told yet."""

    def weight(commitment: Commitment) -> float:
        of_theme = 1.0 if commitment.theme == theme else SECOND_THEME
        return of_theme * (2.0 if commitment.strength == "hard" else 1.0)

    fresh = [c for c in commitments if c.action not in told]
    return most_telling(fresh or commitments, most, lambda c: c.action, weight, told)


def _questions(candidates: _Candidates, limit: int) -> list[_Candidates]:
    """Themes packed into questions of at most `limit` characters."""
    questions: list[_Candidates] = []
    length = limit
    for theme, of_theme in candidates.items():
        more = sum(len(c.action) for c in of_theme.values())
        if not questions or length + more > limit:
            questions.append({})
            length = 0
        questions[-1][theme] = of_theme
        length += more
    return questions


def _line(chosen: Sequence[Commitment]) -> Line:
    # A clause cut out of a quotation would quote what nobody said.
    texts = [balanced(densest(c.action, LONGEST_PART)) for c in chosen]
    return Line(
        text="；".join(dict.fromkeys(texts)),
        # Its first sentence is the one that says it; others only name the actor.
        evidence=tuple(dict.fromkeys(c.evidence[0] for c in chosen)),
        status="verified" if all(c.status == "verified" for c in chosen) else "extractive",
        problems=tuple(p for c in chosen for p in c.problems),
    )
