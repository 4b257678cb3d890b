"""Strategy: for each theme the commitments that say most, chosen by the model; code puts them in a line.

For a small model, and where there is no answer, code chooses: see salience.

The commitments are verified already, so a stance costs a few ids and can say nothing new.
"""

import asyncio
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Commitment, Line, Sentence
from llmsum.tasks.ask import ask_or
from llmsum.tasks.passages import HARD, SECOND_THEME, Passage, joined, passages
from llmsum.tasks.passages import most_telling as most_telling_passages
from llmsum.tasks.salience import most_telling
from llmsum.tasks.schema import answer_model, ids
from llmsum.verify import check_line
from llmsum.vocabulary import COMPARED_THEMES, THEME_NAMES, Theme

MOST_SHOWN = 10
"""Commitments of one theme that are shown: the most telling ones."""

MOST_CHOSEN = 3

_Candidates = dict[Theme, dict[str, Commitment]]


async def find_strategy(
    client: Client,
    about: str,
    sentences: Sequence[Sentence],
    commitments: Sequence[Commitment],
) -> dict[Theme, Line | None]:
    """A line for each of the ten themes on which the speech commits to something, None for silence."""
    known = {sentence.id: sentence for sentence in sentences}
    candidates: _Candidates = {}
    for theme in COMPARED_THEMES:
        of_theme = [c for c in commitments if theme in known[c.evidence[0]].themes]
        if of_theme:
            candidates[theme] = {c.id: c for c in _most_specific(theme, of_theme, MOST_SHOWN)}
    chosen = _chosen_by_rule(sentences, known, commitments)
    for theme, picks in (await _chosen(client, about, candidates)).items():
        chosen[theme] = joined(picks, known)
    return {
        theme: _line(_readable(chosen[theme], known)) if theme in chosen else None
        for theme in COMPARED_THEMES
    }


def _readable(chosen: list[Passage], known: Mapping[str, Sentence]) -> list[Passage]:
    """Without what makes the others read otherwise: each passage is supported, but whom one names the
    next may seem to be about (市长视察园区；建成厂房)."""
    tried = [chosen, *([p for p in chosen if p is not left] for left in chosen if chosen[1:])]
    for some in tried:
        line = _line(some)
        if not check_line(line.text, [known[i].text for i in line.evidence]):
            return some
    return chosen[:1]


def _chosen_by_rule(
    sentences: Sequence[Sentence],
    known: Mapping[str, Sentence],
    commitments: Sequence[Commitment],
) -> dict[Theme, list[Passage]]:
    """The passages that stand for each theme. One with few of them chooses first, so that none is
    told under two themes where another exists. `known`: the sentences by id."""
    found = {
        theme: passages([c for c in commitments if theme in known[c.evidence[0]].themes], known)
        for theme in COMPARED_THEMES
    }
    chosen: dict[Theme, list[Passage]] = {}
    told: dict[str, str] = {}
    for theme in sorted(found, key=lambda theme: len({p.evidence for p in found[theme]})):
        if found[theme]:
            chosen[theme] = most_telling_passages(theme, found[theme], sentences, MOST_CHOSEN, told)
            told |= {c.id: p.text for p in chosen[theme] for c in p.commitments}
    return chosen


async def _chosen(
    client: Client, about: str, candidates: _Candidates
) -> dict[Theme, list[Commitment]]:
    """The commitments that a large model chooses, asked only where there is a choice."""
    if client.model.small:
        return {}
    open_ones = {theme: c for theme, c in candidates.items() if len(c) > MOST_CHOSEN}
    questions = _questions(open_ones, client.model.window)
    answers = await asyncio.gather(*(_ask(client, about, q) for q in questions))
    return {theme: picks for answer in answers for theme, picks in answer.items()}


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


def _most_specific(theme: Theme, commitments: Sequence[Commitment], most: int) -> list[Commitment]:
    """The most telling ones, those first that have this theme first."""

    def weight(commitment: Commitment) -> float:
        of_theme = 1.0 if commitment.theme == theme else SECOND_THEME
        return of_theme * (HARD if commitment.strength == "hard" else 1.0)

    return most_telling(commitments, most, lambda c: c.action, weight)


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


def _line(chosen: Sequence[Passage]) -> Line:
    behind = [c for passage in chosen for c in passage.commitments]
    return Line(
        text="；".join(dict.fromkeys(passage.text for passage in chosen)),
        evidence=tuple(dict.fromkeys(passage.evidence for passage in chosen)),
        status="verified" if all(c.status == "verified" for c in behind) else "extractive",
        problems=tuple(p for c in behind for p in c.problems),
    )
