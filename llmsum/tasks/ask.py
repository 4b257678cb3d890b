"""Ask about every window of a speech; a truncated answer splits its window."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar

from llmsum.errors import TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client
from llmsum.llm.question import AnswerT, Question


class Divisible(Protocol):
    """What one question shows: a window of sentences, a batch of clauses."""

    def halves(self) -> tuple[Self, ...]:
        """Two of about half the length, or none when there is nothing left to halve."""


ShownT = TypeVar("ShownT", bound=Divisible)


@dataclass(frozen=True)
class Answered(Generic[ShownT, AnswerT]):
    """A window with its answer; None when the model gave no usable one."""

    window: ShownT
    answer: AnswerT | None


async def ask_or(client: Client, question: Question[AnswerT], otherwise: str) -> AnswerT | None:
    """The answer, or None when it is cut off or unusable: then the listener is told what stands instead."""
    client.progress.planned(question.about, question.task, 1)
    try:
        return await client.ask(question)
    except (TruncatedAnswer, UnusableAnswer) as error:
        client.progress.note(f"{error} {otherwise}")
        return None


async def ask_windows(
    client: Client,
    windows: Sequence[ShownT],
    question: Callable[[ShownT], Question[AnswerT]],
    otherwise: str = "Those sentences stay unread.",
) -> list[Answered[ShownT, AnswerT]]:
    """Ask about all windows side by side; the answers come in the order of the text.

    A window that stays without an answer is told to the listener, with what comes of it `otherwise`,
    and returned as such. Raises ServerUnreachable and ServiceRefused: then the rest cannot be
    answered either.
    """
    asked = [(window, question(window)) for window in windows]
    if asked:
        client.progress.planned(asked[0][1].about, asked[0][1].task, len(asked))

    async def ask(window: ShownT, asked: Question[AnswerT]) -> list[Answered[ShownT, AnswerT]]:
        try:
            return [Answered(window, await client.ask(asked))]
        except (TruncatedAnswer, UnusableAnswer) as error:
            if isinstance(error, TruncatedAnswer) and (halves := window.halves()):
                return await ask_windows(client, halves, question, otherwise)
            client.progress.note(f"{error} {otherwise}")
            return [Answered(window, None)]

    answers = await asyncio.gather(*(ask(*each) for each in asked))
    return [answered for several in answers for answered in several]
