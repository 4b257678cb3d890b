"""Contrasts: written by the model from verified stances, checked against each city's own sentences."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from pydantic import BaseModel

from llmsum.compare.stances import Stance
from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Line
from llmsum.tasks.ask import ask_or
from llmsum.tasks.lines import Draft, nearest_clause, settle
from llmsum.tasks.schema import answer_model, ids, several
from llmsum.verify import OFF_TOPIC, check_line
from llmsum.vocabulary import THEME_NAMES, Lang, Theme

LONGEST = 160
"""Chinese characters: a contrast has two sides or more."""

LONGEST_OPENING = 12
"""Characters of an opening such as 在招商引资方面， before the first city."""


async def contrast(
    client: Client, theme: Theme, stances: Sequence[Stance], lang: Lang
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
    lines = await settle(
        client,
        about,
        lang,
        [*shared, *different],
        check=check,
        fallback=fallback,
        reasks=1,
        longest=LONGEST,
    )
    return (
        # What several share cannot be said in the words of one: a failed line is left out.
        tuple(line for line in lines[: len(shared)] if line.status == "verified"),
        tuple(lines[len(shared) :]),
    )


def _draft(point: BaseModel, shown: Mapping[str, Stance]) -> Draft:
    cited = [shown[key] for key in dict.fromkeys(point.evidence)]  # type: ignore[attr-defined]
    text: str = point.text  # type: ignore[attr-defined]
    return Draft(text.strip(), {i: s for stance in cited for i, s in stance.sentences.items()})


def _response_model(shown: Mapping[str, Stance]) -> type[BaseModel]:
    point = answer_model("Point", evidence=ids(shown, 2, len(shown)), text=str)
    return answer_model("Contrast", shared=several(point, 0, 1), differences=several(point, 1, 2))


def _check(draft: Draft, by_id: Mapping[str, Stance]) -> tuple[str, ...]:
    cited: dict[str, list[str]] = {}
    for i, sentence in draft.sentences.items():
        cited.setdefault(by_id[i].city, []).append(sentence)
    return contrast_problems(draft.text, cited, {stance.city for stance in by_id.values()})


def contrast_problems(
    text: str, cited: Mapping[str, Sequence[str]], cities: Iterable[str]
) -> tuple[str, ...]:
    """The gate for a comparison: what a line says of a city is checked against that city alone.

    `cited`: city → its sentences that the line cites. `cities`: all that are compared.
    """
    problems = [] if len(cited) > 1 else ["比较要引用至少两个城市"]
    for named, said in _parts(text, tuple(cities)):
        if strangers := [city for city in named if city not in cited]:
            problems.append(f"没有引用“{'、'.join(strangers)}”的原文")
            continue
        for city in named or cited:
            found = check_line(said, list(cited[city]), known_names=[city])
            # What stands before the first city may introduce the topic in words of nobody.
            problems += [p for p in found if named or p != OFF_TOPIC or len(said) > LONGEST_OPENING]
    return tuple(dict.fromkeys(problems))


def _parts(text: str, cities: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    """The line cut where it turns to other cities: (cities named together, what is said of them).

    >>> _parts("周口建港口，海口、绵阳建园区", ("周口", "海口", "绵阳"))
    [(('周口',), '建港口，'), (('海口', '绵阳'), '建园区')]
    >>> _parts("引进30家，周口建港口", ("周口",))
    [((), '引进30家，'), (('周口',), '建港口')]
    """
    name = "|".join(sorted(map(re.escape, cities), key=len, reverse=True))
    together = re.compile(rf"(?:{name})市?(?:(?:、|和|与|及|, | and )(?:{name})市?)*")
    turns = list(together.finditer(text))
    if not turns:
        return [((), text)]
    opening = text[: turns[0].start()]
    parts: list[tuple[tuple[str, ...], str]] = [((), opening)] if _says(opening) else []
    for turn, following in zip(turns, [*turns[1:], None], strict=True):
        said = text[turn.end() : following.start() if following else len(text)]
        if _says(said):
            parts.append((tuple(re.findall(name, turn.group())), said))
    return parts


def _says(text: str) -> bool:
    return bool(text.strip("，,、；;：:。. "))


def _side_by_side(draft: Draft, by_id: Mapping[str, Stance]) -> str:
    """Each cited city's own clause, one beside the other."""
    cited = {by_id[i].city: by_id[i] for i in draft.evidence}
    clauses = [
        f"{city}：{nearest_clause(draft.text, stance.sentences)}" for city, stance in cited.items()
    ]
    return "；".join(clauses)
