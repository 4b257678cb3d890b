"""Summary: points window by window, then a headline over the points."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from llmsum.errors import TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Line, Sentence, Summary
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.lines import Draft, settle
from llmsum.tasks.schema import answer_model, ids
from llmsum.tasks.windows import Window, windows
from llmsum.verify import find_quantities
from llmsum.vocabulary import Lang, Role

CHARACTERS_A_POINT = 240
"""A point for each passage of about this much text that is worth summarising …"""

MOST_POINTS = 16
"""… and no more in all than an analyst reads: long texts get longer passages."""

HEADLINE_POINTS = 3
"""Points that the headline is chosen from."""

LONGEST_PASSAGE = 800
"""Characters; a text too long even for that has its points ranked, and the most telling kept."""

_WORTH: frozenset[Role] = frozenset({"deployment", "achievement", "problem", "status"})


async def summarise(
    client: Client, about: str, sentences: Sequence[Sentence], lang: Lang
) -> tuple[Summary | None, tuple[str, ...]]:
    """The summary, and the ids of sentences left unread; None when there is nothing to say."""
    worth = [s for s in sentences if s.role in _WORTH] or [s for s in sentences if s.role]
    length = sum(len(sentence.text) for sentence in worth)
    passage = min(max(CHARACTERS_A_POINT, length // MOST_POINTS), LONGEST_PASSAGE)

    def question(window: Window) -> Question[BaseModel]:
        passages = _passages(window, passage)
        return Question(
            task="summary",
            about=about,
            messages=render("summary", lang, passages=passages),
            response_model=_response_model(passages),
            max_tokens=100 + 200 * len(passages),
        )

    drafts: list[Draft] = []
    unread: list[str] = []
    for answered in await ask_windows(client, windows(worth, client.model.window), question):
        if answered.answer is None:
            unread.extend(sentence.id for sentence in answered.window.sentences)
            continue
        shown = answered.window.shown
        for name in _passages(answered.window, passage):
            point = getattr(answered.answer, name)
            cited = [shown[key] for key in dict.fromkeys(point.evidence)]
            drafts.append(Draft(point.text.strip(), {s.id: s.text for s in cited}))
    points = _most_telling(_distinct(await settle(client, about, lang, drafts)), MOST_POINTS)
    if not points:
        return None, tuple(unread)
    headline = await _headline(client, about, points, sentences, lang)
    return Summary(headline=headline, points=tuple(points)), tuple(unread)


def _passages(window: Window, length: int) -> dict[str, dict[str, Sentence]]:
    """P1, P2 … → shown id → sentence: the window in passages of about `length` characters."""
    shown = iter(window.shown.items())
    return {
        f"P{number}": {key: s for _, (key, s) in zip(passage.sentences, shown, strict=False)}
        for number, passage in enumerate(windows(window.sentences, length), start=1)
    }


def _response_model(passages: Mapping[str, Mapping[str, Sentence]]) -> type[BaseModel]:
    points = {
        name: answer_model(f"Point_{name}", evidence=ids(sentences, most=2), text=str)
        for name, sentences in passages.items()
    }
    return answer_model("Points", **points)


def _distinct(lines: Sequence[Line]) -> list[Line]:
    by_text: dict[str, Line] = {}
    for line in lines:
        by_text.setdefault(line.text, line)
    return list(by_text.values())


def _most_telling(points: Sequence[Line], most: int) -> list[Line]:
    """At most `most` points, in the order of the text; those with quantities stay first."""
    ranked = sorted(points, key=lambda line: -len(find_quantities(line.text)))
    kept = ranked[:most]
    return [line for line in points if line in kept]


async def _headline(
    client: Client, about: str, points: Sequence[Line], sentences: Sequence[Sentence], lang: Lang
) -> Line:
    """One line over the most telling points; code finds out on which sentences it rests."""
    by_id = {sentence.id: sentence for sentence in sentences}
    plans = [p for p in points if any(by_id[i].role == "deployment" for i in p.evidence)]
    telling = _most_telling(plans or points, HEADLINE_POINTS)
    question: Question[BaseModel] = Question(
        task="headline",
        about=about,
        messages=render("headline", lang, points=[point.text for point in telling]),
        response_model=answer_model("Headline", text=str),
        max_tokens=150,
    )
    client.progress.planned(about, "headline", 1)
    try:
        answer = await client.ask(question)
    except (TruncatedAnswer, UnusableAnswer) as error:
        client.progress.note(f"{error} The first point stands as the headline.")
        return telling[0]
    cited = dict.fromkeys(i for point in telling for i in point.evidence)
    draft = Draft(answer.text.strip(), {i: by_id[i].text for i in cited})  # type: ignore[attr-defined]
    (line,) = await settle(client, about, lang, [draft])
    return line if line.status == "verified" else telling[0]
