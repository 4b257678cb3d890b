"""Strategy: one stance a theme, from that theme's deployments only."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from llmsum.errors import TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Line, Sentence
from llmsum.tasks.lines import Draft, settle
from llmsum.tasks.schema import answer_model, ids, several
from llmsum.verify import clauses, find_dates, find_quantities
from llmsum.vocabulary import COMPARED_THEMES, THEME_NAMES, Lang, Theme

LONGEST_THING: dict[Lang, int] = {"zh": 45, "en": 150}
"""Characters of one thing that a city does on a theme …"""

LONGEST = 120
"""… and of up to three of them together."""

THEME_TEXT = 600
"""Characters of one theme's sentences that are shown: the most specific ones, in the text's order."""

Stances = Mapping[Theme, Line | None]
_Group = dict[Theme, list[Sentence]]


async def find_strategy(
    client: Client, about: str, sentences: Sequence[Sentence], lang: Lang
) -> dict[Theme, Line | None]:
    """A line for each of the ten themes on which the speech deploys something, None for silence.

    A theme for which the model gave no usable answer gets its most specific sentence's own words.
    """
    groups: _Group = {}
    for theme in COMPARED_THEMES:
        if of_theme := [s for s in sentences if s.role == "deployment" and theme in s.themes]:
            groups[theme] = _most_specific(of_theme)
    batches = _batches(groups, client.model.window)
    client.progress.planned(about, "strategy", len(batches))
    answers = await asyncio.gather(*(_stances(client, about, b, lang) for b in batches))
    drafts = {theme: draft for answer in answers for theme, draft in answer.items()}
    lines = await settle(client, about, lang, list(drafts.values()), longest=LONGEST)
    found = dict(zip(drafts, lines, strict=True))
    return {theme: found.get(theme) for theme in COMPARED_THEMES}


async def _stances(client: Client, about: str, groups: _Group, lang: Lang) -> dict[Theme, Draft]:
    shown = _shown(groups)
    question: Question[BaseModel] = Question(
        task="strategy",
        about=about,
        messages=render("strategy", lang, themes=shown, names=THEME_NAMES["zh"]),
        response_model=_response_model(shown),
        max_tokens=100 + 180 * len(groups),
    )
    try:
        answer = await client.ask(question)
    except (TruncatedAnswer, UnusableAnswer) as error:
        client.progress.note(f"{error} The source's own words stand instead.")
        return {theme: Draft("", {g[0].id: g[0].text}) for theme, g in groups.items()}
    drafts: dict[Theme, Draft] = {}
    for theme, of_theme in shown.items():
        stance = getattr(answer, theme)
        cited = [of_theme[key] for key in dict.fromkeys(stance.evidence)]
        drafts[theme] = Draft(_joined(stance.does, lang), {s.id: s.text for s in cited})
    return drafts


def _shown(groups: _Group) -> dict[Theme, dict[str, Sentence]]:
    """Theme → shown id → sentence, numbered through from S1."""
    shown: dict[Theme, dict[str, Sentence]] = {}
    number = 0
    for theme, sentences in groups.items():
        shown[theme] = {f"S{number + i}": s for i, s in enumerate(sentences, start=1)}
        number += len(sentences)
    return shown


def _response_model(shown: Mapping[Theme, Mapping[str, Sentence]]) -> type[BaseModel]:
    stances = {
        theme: answer_model(f"Stance_{theme}", evidence=ids(sentences), does=_does(sentences))
        for theme, sentences in shown.items()
    }
    return answer_model("Strategy", **stances)


def _joined(does: Sequence[str], lang: Lang) -> str:
    """The things as one line; of those that are too long only the first, and only alone."""
    distinct = list(dict.fromkeys(words.strip(" 。；.;") for words in does))
    short = [words for words in distinct if len(words) <= LONGEST_THING[lang]]
    return "；".join(short or distinct[:1])


def _does(sentences: Mapping[str, Sentence]) -> Any:
    """One to three things, as many as the clauses have to offer."""
    offered = sum(len(clauses(sentence.text)) for sentence in sentences.values())
    return several(str, 1 if offered < 4 else 2, 1 if offered < 2 else 3)


def _most_specific(sentences: Sequence[Sentence]) -> list[Sentence]:
    """As many as fit THEME_TEXT, those with quantities and dates first, back in the text's order."""
    ranked = sorted(
        sentences, key=lambda s: -len(find_quantities(s.text)) - len(find_dates(s.text))
    )
    kept: list[Sentence] = []
    length = 0
    for sentence in ranked:
        if kept and length + len(sentence.text) > THEME_TEXT:
            break
        kept.append(sentence)
        length += len(sentence.text)
    return sorted(kept, key=lambda s: s.start)


def _batches(groups: _Group, limit: int) -> list[_Group]:
    """Themes packed into questions of at most `limit` characters."""
    batches: list[_Group] = []
    length = limit
    for theme, sentences in groups.items():
        more = sum(len(s.text) for s in sentences)
        if not batches or length + more > limit:
            batches.append({})
            length = 0
        batches[-1][theme] = sentences
        length += more
    return batches
