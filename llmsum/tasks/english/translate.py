"""English: lines that are chosen and checked in Chinese already, clause by clause put into English.

So an English briefing says what the Chinese one says. A small model is asked about what every
reader sees first (headline, points, stances) and about hard commitments; soft ones that make no
stance stay in the source's words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Analysis, Commitment, Line, LineStatus, Summary
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.english.gloss import finish, gloss
from llmsum.tasks.english.refusals import refusals
from llmsum.tasks.english.traced import untraced
from llmsum.tasks.english.units import joined, units
from llmsum.tasks.english.words import left_out, unknown
from llmsum.tasks.lines import Settled, nearest_clause
from llmsum.tasks.schema import answer_model
from llmsum.verify import check_line, messages
from llmsum.verify.language import has_han
from llmsum.verify.messages import Problem

LINES, CHARACTERS = 6, 150
"""Clauses in one question, and characters of their Chinese, at most: with more a small model mixes
them up …"""

MANY_LINES, MANY_CHARACTERS = 30, 1500
"""… and a large one does not: it is given whole lines."""

_PARTS = re.compile("；")
"""Between the commitments of a stance."""

_SAME = messages.SAME_TRANSLATION()
"""Of two clauses with one translation at least one has the other's."""

_INNER_QUOTES = str.maketrans("“”", "‘’")


@dataclass(frozen=True)
class _Turn:
    """A Chinese clause; the English that the gate refused before, and why."""

    chinese: str
    wrong: str = ""
    problems: tuple[str, ...] = ()


async def in_english(client: Client, analysis: Analysis, keep_unverified: bool = False) -> Analysis:
    """The analysis with its lines in English; what cannot be is quoted in Chinese.

    `keep_unverified` keeps refused English of the summary and the commitments; a stance, which is
    made of several, tells only what holds.
    """
    cut = units if client.model.small else _whole
    lines = dict.fromkeys(_texts(analysis, client.model.small))
    wanted = dict.fromkeys(unit for line in lines for unit in cut(line))
    english = await translate(client, analysis.source.path, list(wanted))
    sentences = {sentence.id: sentence.text for sentence in analysis.sentences}

    def told(line: Line, *, parts: bool = False, whole: bool = False) -> Line:
        cited = {i: sentences[i] for i in line.evidence}
        texts = _PARTS.split(line.text) if parts else [line.text]
        trace = partial(untraced, whole=whole) if client.model.small else None
        said = [_put_together(text, cut(text), english, cited, trace) for text in texts]
        return _joined(line, [each.kept(keep_unverified and not parts) for each in said])

    def undertaken(c: Commitment) -> Commitment:
        if c.action not in lines:
            return c.model_copy(update={"action": quoted(c.action)})
        said = told(Line(text=c.action, evidence=c.evidence, status=c.status), whole=True)
        update = {"action": said.text, "status": said.status, "problems": said.problems}
        return c.model_copy(update=update)

    summary = analysis.summary and Summary(
        headline=told(analysis.summary.headline),
        points=tuple(told(point) for point in analysis.summary.points),
    )
    strategy = {
        t: stance and told(stance, parts=True, whole=True)
        for t, stance in analysis.strategy.items()
    }
    commitments = tuple(undertaken(c) for c in analysis.commitments)
    return analysis.model_copy(
        update={"summary": summary, "commitments": commitments, "strategy": strategy}
    )


def _whole(line: str) -> tuple[str, ...]:
    return (line,)


def _texts(analysis: Analysis, small: bool) -> Iterator[str]:
    """The lines to be translated, those that are read first in front."""
    if analysis.summary:
        yield analysis.summary.headline.text
        yield from (point.text for point in analysis.summary.points)
    for stance in analysis.strategy.values():
        if stance:
            yield from _PARTS.split(stance.text)
    yield from (c.action for c in analysis.commitments if not small or c.strength == "hard")


async def translate(client: Client, about: str, chinese: Sequence[str]) -> dict[str, Settled]:
    """Each Chinese clause → its English one, `verified`, or the Chinese itself in quotation marks.

    A small model is not asked about a clause of words that its English could not be checked by. What
    the checks refuse is asked once more, alone, with the reason; of words that a small model left out
    it is not, since it leaves them out again (docs/english.md). The lines cite nothing.
    """
    small = client.model.small
    beyond = {text: unknown(text) for text in chinese} if small else {}
    lines = {
        text: _left(text, "", messages.UNKNOWN_WORDS("、".join(w)))
        for text, w in beyond.items()
        if w
    }
    chinese = [text for text in chinese if text not in lines]
    found = await _ask_all(client, about, [_Turn(text) for text in chinese])
    counted = Counter(found.values())
    first = {turn.chinese: text for turn, text in found.items()}
    problems = {
        text: (_SAME,)
        if counted[first.get(text, "")] > 1
        else refusals(first.get(text, ""), text, small)
        for text in chinese
    }
    again = [
        _Turn(text, first.get(text, ""), why)
        for text, why in problems.items()
        if why and not (small and why == left_out(first.get(text, ""), text))
    ]
    second = {t.chinese: text for t, text in (await _ask_all(client, about, again)).items()}
    for text in chinese:
        said = second.get(text) or first.get(text, "")
        why = refusals(said, text, small) if problems[text] else ()
        lines[text] = (
            _left(text, said, *why)
            if why
            else Settled(Line(text=said, evidence=(), status="verified"))
        )
    return lines


def _left(chinese: str, refused: str, *why: Problem) -> Settled:
    """The Chinese, quoted; `refused` is the English that it got, "" where it got none."""
    return Settled(
        Line(text=quoted(chinese), evidence=(), status="extractive", problems=why),
        Line(text=refused, evidence=(), status="unverified", problems=why) if refused else None,
    )


def quoted(chinese: str) -> str:
    """Words of the source in an English text.

    >>> quoted("建设“云澜”园区")
    '“建设‘云澜’园区”'
    """
    return f"“{chinese.translate(_INNER_QUOTES)}”"


@dataclass(frozen=True)
class _Batch:
    """Clauses of one question; the model sees them as L1…Ln."""

    turns: tuple[_Turn, ...]

    @property
    def shown(self) -> dict[str, _Turn]:
        return {f"L{number}": turn for number, turn in enumerate(self.turns, start=1)}

    def halves(self) -> "tuple[_Batch, ...]":
        middle = len(self.turns) // 2
        return (_Batch(self.turns[:middle]), _Batch(self.turns[middle:])) if middle else ()


async def _ask_all(client: Client, about: str, turns: Sequence[_Turn]) -> dict[_Turn, str]:
    """The answers that could be had."""

    def question(batch: _Batch) -> Question[BaseModel]:
        shown = [(key, gloss(t.chinese), *_to_show(t)) for key, t in batch.shown.items()]
        return Question(
            # Asking again is revising, as in every other task: nobody can foresee it.
            task="revise" if batch.turns[0].problems else "translate",
            about=about,
            messages=render("translate", "en", shown=shown),
            response_model=answer_model("Translated", **dict.fromkeys(batch.shown, str)),
            max_tokens=sum(30 + 2 * len(turn.chinese) for turn in batch.turns),
        )

    batches = list(_batches(turns, client.model.small))
    return {
        turn: finish(getattr(answered.answer, key))
        for answered in await ask_windows(client, batches, question, "Those lines stay in Chinese.")
        if answered.answer is not None
        for key, turn in answered.window.shown.items()
    }


def _batches(turns: Sequence[_Turn], small: bool) -> Iterator[_Batch]:
    lines, characters = (LINES, CHARACTERS) if small else (MANY_LINES, MANY_CHARACTERS)
    batch: list[_Turn] = []
    for turn in turns:
        length = sum(len(t.chinese) for t in batch)
        alone = small and (turn.problems or (batch and batch[-1].problems))
        if batch and (alone or len(batch) == lines or length + len(turn.chinese) > characters):
            yield _Batch(tuple(batch))
            batch = []
        batch.append(turn)
    if batch:
        yield _Batch(tuple(batch))


def _to_show(turn: _Turn) -> tuple[str, tuple[str, ...]]:
    """The wrong English and why; what seeing it would only have it say again is left out."""
    if turn.problems == (_SAME,) or not turn.wrong:
        return "", ()
    return "" if has_han(turn.wrong) else turn.wrong, turn.problems


def _put_together(
    text: str,
    cut: Sequence[str],
    english: Mapping[str, Settled],
    cited: Mapping[str, str],
    trace: Callable[[str, Sequence[str]], tuple[Problem, ...]] | None,
) -> Settled:
    """The line of these clauses, in quotation marks where one could not be translated.

    Where half of it or more could not, all of it is quoted. What is quoted are the source's own
    words, also where the Chinese line puts it otherwise. `trace` asks of the whole what
    `llmsum verify` will ask.
    """
    said = [english[unit].line for unit in cut]
    problems = tuple(dict.fromkeys(p for line in said for p in line.problems))
    lost = sum(len(u) for u, line in zip(cut, said, strict=True) if line.status != "verified")
    texts = [
        line.text if line.status == "verified" else quoted(_verbatim(unit, cited))
        for unit, line in zip(cut, said, strict=True)
    ]
    whole = joined(texts, gloss(text))
    enough = 2 * lost < sum(map(len, cut))
    sentences = list(cited.values())
    strange = check_line(whole, sentences) if enough else ()
    if enough and trace and not strange:
        strange = trace(whole, sentences)
    problems += strange
    if enough and not strange:
        status: LineStatus = "extractive" if lost else "verified"
        line = Line(text=whole, evidence=(), status=status, problems=problems)
    else:
        words = quoted(_verbatim(text, cited))
        line = Line(text=words, evidence=(), status="extractive", problems=problems)
    refused = [english[unit].refused for unit in cut]
    if not (strange or any(refused)):
        return Settled(line)
    written = [wrong.text if wrong else held for wrong, held in zip(refused, texts, strict=True)]
    whole = joined(written, gloss(text))
    return Settled(line, Line(text=whole, evidence=(), status="unverified", problems=problems))


def _verbatim(text: str, cited: Mapping[str, str]) -> str:
    if any(text in sentence for sentence in cited.values()):
        return text
    return nearest_clause(text, cited)


def _joined(line: Line, said: Sequence[Line]) -> Line:
    """A stance is put together from its commitments again."""
    statuses = {part.status for part in said}
    (status,) = statuses if len(statuses) == 1 else ("extractive",)
    return line.model_copy(
        update={
            "text": "; ".join(part.text for part in said),
            "status": status,
            "problems": tuple(dict.fromkeys(p for part in said for p in part.problems)),
        }
    )
