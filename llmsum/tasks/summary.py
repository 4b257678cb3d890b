"""Summary: code chooses the clauses that tell most, the model puts each run into a point, then a headline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.offsets import Span
from llmsum.records import Line, Sentence, Summary
from llmsum.tasks.ask import ask_windows
from llmsum.tasks.headline import amid_plans, write_headline
from llmsum.tasks.lines import Draft, settle
from llmsum.tasks.salience import (
    ROLE_WEIGHTS,
    checkable,
    densest,
    most_telling,
    runs,
    substance,
)
from llmsum.tasks.schema import answer_model
from llmsum.tasks.windows import Window, windows
from llmsum.verify import clauses, messages
from llmsum.verify.commitments.background import plans
from llmsum.verify.commitments.frames import is_frame
from llmsum.vocabulary import Role

CHARACTERS_A_POINT = 90
"""A point for about this much text that is worth summarising …"""

FEWEST_POINTS = 3

MOST_POINTS = 20
"""… and no more in all than an analyst reads."""

LONGEST_POINT = 70
"""Characters of the source's own clauses in a point."""

SHORTEST_POINT = 20
"""Characters: a shorter part of a sentence with nothing to check (提高民众幸福指数) is no point."""

FROM_THE_MIDDLE = 0.7
"""Weight of a run that begins inside a sentence which tells a fact: its subject stands before."""

ENOUGH = 0.8
"""Share of the facts that a shorter wording has to keep."""

OPENING = 5
"""Sentences among which the one that tells who met when stands, as a rule."""

_OCCASION = re.compile("召开|举行|主持|出席|调研|考察|讲话|发言|座谈")

_BY_WHICH = re.compile("(?:按照|本着|秉持|秉承|遵循)[^，,]*的[^，,]{0,4}(?:原则|思路|要求|理念)$")
"""Who does something by which principle: the next clause tells what."""

_TOLD_ROLES: frozenset[Role] = frozenset({"deployment", "achievement", "problem", "status"})


async def summarise(
    client: Client, about: str, sentences: Sequence[Sentence], keep_unverified: bool = False
) -> tuple[Summary | None, tuple[str, ...]]:
    """The summary, and the ids of sentences left unread; None when there is nothing to say.

    `keep_unverified` decides what stands in it, not what is asked: the headline is written over
    points that hold.
    """

    def question(window: Window) -> Question[BaseModel]:
        return Question(
            task="summary",
            about=about,
            messages=render("summary", "zh", shown=window.shown),
            response_model=answer_model("Points", **dict.fromkeys(window.shown, str)),
            max_tokens=100 + 100 * len(window.sentences),
        )

    telling = telling_runs(sentences)
    written = {s: densest(s.text, LONGEST_POINT) for s in telling}
    asked = [s for s in telling if _needs_words(s.text, client.model.small)]
    unread: list[Sentence] = []
    for answered in await ask_windows(client, windows(asked, client.model.window), question):
        for key, sentence in answered.window.shown.items():
            if answered.answer is None:
                unread.append(sentence)
            else:
                written[sentence] = getattr(answered.answer, key).strip()
    drafts = [Draft(written[s], {s.id: s.text}) for s in telling if s not in unread]
    settled = await settle(client, about, "zh", drafts, fallback=_own_words)
    points = [_with_facts(each.line, draft) for each, draft in zip(settled, drafts, strict=True)]
    left_out = tuple(dict.fromkeys(sentence.id for sentence in unread))
    if not points:
        return None, left_out
    headline = await write_headline(client, about, points, sentences)
    told = [
        each.kept(keep_unverified) if each.refused else point
        for each, point in zip(settled, points, strict=True)
    ]
    return Summary(headline=headline.kept(keep_unverified), points=tuple(told)), left_out


def telling_runs(sentences: Sequence[Sentence]) -> list[Sentence]:
    """What points are made of, in the order of the text: runs of clauses, each as a sentence."""
    worth = [s for s in sentences if s.role in _TOLD_ROLES] or [s for s in sentences if s.role]
    length = sum(len(sentence.text) for sentence in worth)
    most = min(max(FEWEST_POINTS, round(length / CHARACTERS_A_POINT)), MOST_POINTS)
    at = {sentence.id: number for number, sentence in enumerate(sentences)}
    pieces = [piece for s in worth for piece in _pieces(s, amid_plans(s, sentences, at[s.id]))]
    telling = most_telling(
        [piece for piece in pieces if piece.says_enough] or pieces,
        most,
        lambda piece: piece.text,
        lambda piece: piece.weight,
        _Piece.overlaps,
    )
    return [*_occasion(sentences), *(piece.alone for piece in telling)]


@dataclass(frozen=True)
class _Piece:
    """A run of a sentence's clauses. `weight`: by role, how much is a plan, and its length, since a
    point is a point."""

    sentence: Sentence
    span: Span
    weight: float

    @property
    def text(self) -> str:
        return self.sentence.text[slice(*self.span)]

    @property
    def alone(self) -> Sentence:
        return self.sentence.model_copy(update={"text": self.text})

    @property
    def says_enough(self) -> bool:
        most_of_it = 2 * len(self.text) > len(self.sentence.text)
        return most_of_it or len(self.text) >= SHORTEST_POINT or substance(self.text) > 0

    def overlaps(self, other: "_Piece") -> bool:
        """Whether both have words of the same place."""
        one, two = self.span, other.span
        return self.sentence is other.sentence and one[0] < two[1] and two[0] < one[1]


def _pieces(sentence: Sentence, amid: float) -> list[_Piece]:
    """What of the sentence could be a point: runs that do not end where they only frame what follows.

    Of a deployment a run whose every clause commits nobody tells as little as who met.
    """
    if sentence.role is None:
        return []
    text = sentence.text
    spans = clauses(text)
    ahead = plans(text, spans) if sentence.role == "deployment" else [True] * len(spans)
    framing = {
        end
        for start, end in spans
        if is_frame(text[start:end]) or _BY_WHICH.search(text, start, end)
    }
    found = runs(text, LONGEST_POINT)
    pieces = []
    for start, end in [run for run in found if run[1] not in framing] or found:
        idle = not any(
            is_plan for (a, b), is_plan in zip(spans, ahead, strict=True) if a < end and start < b
        )
        of_role = ROLE_WEIGHTS["activity" if idle else sentence.role]
        long = (1 + min(1.0, (end - start) / LONGEST_POINT)) / 2
        whole = sentence.role == "deployment" or start == min(found)[0]
        put = 1.0 if whole else FROM_THE_MIDDLE
        pieces.append(_Piece(sentence, (start, end), of_role * amid * long * put))
    return pieces


def _occasion(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentence that tells who met, spoke or went where, if the text opens with one."""
    opening = [s for s in sentences[:OPENING] if s.role == "activity" and _OCCASION.search(s.text)]
    return sorted(opening, key=lambda s: -checkable(s.text))[:1]


def _needs_words(sentence: str, small: bool) -> bool:
    """Whether a model is asked for other words: where the source's own take too long to say it all.

    A small model drops what matters as often as it puts it well, so it is asked only where clauses
    of its own leave out much of the sentence.
    """
    own = densest(sentence, LONGEST_POINT)
    if small:
        return checkable(own) < ENOUGH * checkable(sentence)
    return len(own) > LONGEST_POINT // 2


def _with_facts(line: Line, draft: Draft) -> Line:
    """The line, or the source's own clauses where they can be checked for more than it."""
    own = _own_words(draft)
    if checkable(line.text) >= ENOUGH * checkable(own):
        return line
    left_out = (messages.FACTS_LEFT_OUT(),)
    return Line(text=own, evidence=line.evidence, status="extractive", problems=left_out)


def _own_words(draft: Draft) -> str:
    (sentence,) = draft.sentences.values()
    return densest(sentence, LONGEST_POINT)
