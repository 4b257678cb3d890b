"""English: lines that are chosen and checked in Chinese already, a few at a time put into English.

So an English briefing says what the Chinese one says. A small model is asked only about what every
reader sees first (headline, points, stances); its other commitments stay in the source's words.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from llmsum.errors import TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client, Question
from llmsum.llm.prompts import render
from llmsum.records import Analysis, Commitment, Line, Summary
from llmsum.tasks.gloss import finish, gloss
from llmsum.tasks.lines import leaked, nearest_clause, wrong_form
from llmsum.tasks.schema import answer_model
from llmsum.verify.translation import translation_problems

LINES, CHARACTERS = 6, 240
"""Lines in one question, and characters of their Chinese, at most: with more a small model mixes
them up …"""

MANY_LINES, MANY_CHARACTERS = 30, 1500
"""… and a large one does not."""

_PARTS = re.compile("；")
"""Between the commitments of a stance."""

_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class _Turn:
    """A Chinese line; the English that the gate refused before, and why."""

    chinese: str
    wrong: str = ""
    problems: tuple[str, ...] = ()


async def in_english(client: Client, analysis: Analysis) -> Analysis:
    """The analysis with its lines in English; what cannot be is quoted in Chinese."""
    wanted = list(dict.fromkeys(_texts(analysis, client.model.small)))
    english = await translate(client, analysis.source.path, wanted)
    sentences = {sentence.id: sentence.text for sentence in analysis.sentences}
    summary = analysis.summary and Summary(
        headline=_line(analysis.summary.headline, english, sentences),
        points=tuple(_line(point, english, sentences) for point in analysis.summary.points),
    )
    return analysis.model_copy(
        update={
            "summary": summary,
            "commitments": tuple(_commitment(c, english) for c in analysis.commitments),
            "strategy": {
                theme: stance and _line(stance, english, sentences, parts=True)
                for theme, stance in analysis.strategy.items()
            },
        }
    )


def _texts(analysis: Analysis, small: bool) -> Iterator[str]:
    if analysis.summary:
        yield analysis.summary.headline.text
        yield from (point.text for point in analysis.summary.points)
    for stance in analysis.strategy.values():
        if stance:
            yield from _PARTS.split(stance.text)
    if not small:
        yield from (c.action for c in analysis.commitments)


async def translate(client: Client, about: str, chinese: Sequence[str]) -> dict[str, Line]:
    """Each Chinese line → its English one, `verified`, or the Chinese itself in quotation marks.

    What the gate refuses is asked once more with the reason. The lines cite nothing.
    """
    found = await _ask_all(client, about, [_Turn(text) for text in chinese])
    # Of two lines with one translation at least one has the other's.
    counted = Counter(found.values())
    found = {turn: text for turn, text in found.items() if counted[text] == 1}
    again = [
        _Turn(turn.chinese, wrong, problems)
        for turn, wrong in found.items()
        if wrong and (problems := _problems(wrong, turn.chinese))
    ]
    second = {turn.chinese: text for turn, text in (await _ask_all(client, about, again)).items()}
    first = {turn.chinese: text for turn, text in found.items()}
    return {text: _settled(text, first.get(text, ""), second.get(text, "")) for text in chinese}


def _settled(chinese: str, first: str, second: str) -> Line:
    text = second or first
    problems = _problems(text, chinese) if text else ("没有得到译文",)
    if not problems:
        return Line(text=text, evidence=(), status="verified")
    return Line(text=quoted(chinese), evidence=(), status="extractive", problems=problems)


def _problems(text: str, chinese: str) -> tuple[str, ...]:
    return (
        wrong_form(text, "en", longest=20 + 2 * len(chinese))
        or leaked(text, chinese)
        or translation_problems(text, chinese)
    )


def quoted(chinese: str) -> str:
    """Words of the source in an English text.

    >>> quoted("建设“云澜”园区")
    '“建设‘云澜’园区”'
    """
    return f"“{chinese.translate(_INNER_QUOTES)}”"


async def _ask_all(client: Client, about: str, turns: Sequence[_Turn]) -> dict[_Turn, str]:
    batches = list(_batches(turns, client.model.small))
    if batches:
        client.progress.planned(about, "translate", len(batches))
    answers = await asyncio.gather(*(_ask(client, about, batch) for batch in batches))
    return {turn: text for answer in answers for turn, text in answer.items()}


def _batches(turns: Sequence[_Turn], small: bool) -> Iterator[list[_Turn]]:
    lines, characters = (LINES, CHARACTERS) if small else (MANY_LINES, MANY_CHARACTERS)
    batch: list[_Turn] = []
    for turn in turns:
        length = sum(len(t.chinese) for t in batch)
        if batch and (len(batch) == lines or length + len(turn.chinese) > characters):
            yield batch
            batch = []
        batch.append(turn)
    if batch:
        yield batch


async def _ask(client: Client, about: str, batch: Sequence[_Turn]) -> dict[_Turn, str]:
    """The answers that could be had: of a cut off answer each half is asked alone."""
    keys = [f"L{number}" for number in range(1, len(batch) + 1)]
    shown = [(k, gloss(t.chinese), t.wrong, t.problems) for k, t in zip(keys, batch, strict=True)]
    question = Question(
        task="translate",
        about=about,
        messages=render("translate", "en", shown=shown),
        response_model=answer_model("Translated", **dict.fromkeys(keys, str)),
        max_tokens=sum(30 + 2 * len(turn.chinese) for turn in batch),
    )
    try:
        answer = await client.ask(question)
    except TruncatedAnswer:
        if len(batch) == 1:
            return {}
        halves = batch[: len(batch) // 2], batch[len(batch) // 2 :]
        client.progress.planned(about, "translate", len(halves))
        first, second = await asyncio.gather(*(_ask(client, about, half) for half in halves))
        return first | second
    except UnusableAnswer as error:
        client.progress.note(f"{error} Those lines stay in Chinese.")
        return {}
    texts = [finish(getattr(answer, key)) for key in keys]
    return dict(zip(batch, texts, strict=True))


def _line(
    line: Line, english: Mapping[str, Line], sentences: Mapping[str, str], *, parts: bool = False
) -> Line:
    """The line in English. A stance is put together from its parts again.

    What is quoted are the source's own words, also where the Chinese line puts it otherwise.
    """
    cited = {i: sentences[i] for i in line.evidence}
    said = []
    for text in _PARTS.split(line.text) if parts else [line.text]:
        part = english[text]
        if part.status != "verified" and not any(text in sentence for sentence in cited.values()):
            part = part.model_copy(update={"text": quoted(nearest_clause(text, cited))})
        said.append(part)
    verified = all(part.status == "verified" for part in said)
    return line.model_copy(
        update={
            "text": "; ".join(part.text for part in said),
            "status": "verified" if verified else "extractive",
            "problems": tuple(p for part in said for p in part.problems),
        }
    )


def _commitment(commitment: Commitment, english: Mapping[str, Line]) -> Commitment:
    said = english.get(commitment.action)
    if said is None:
        return commitment.model_copy(update={"action": quoted(commitment.action)})
    update = {"action": said.text, "status": said.status, "problems": said.problems}
    return commitment.model_copy(update=update)
