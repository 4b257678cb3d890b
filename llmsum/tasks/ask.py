"""Ask about every window of a speech; a truncated answer splits its window."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from llmsum.errors import TruncatedAnswer, UnusableAnswer
from llmsum.llm.client import Client
from llmsum.llm.question import AnswerT, Question
from llmsum.tasks.windows import Window


@dataclass(frozen=True)
class Answered(Generic[AnswerT]):
    """A window with its answer; None when the model gave no usable one."""

    window: Window
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
    windows: Sequence[Window],
    question: Callable[[Window], Question[AnswerT]],
) -> list[Answered[AnswerT]]:
    """Ask about all windows side by side; the answers come in the order of the text.

    A window that stays without an answer is told to the listener and returned as such.
    Raises ServerUnreachable and ServiceRefused: then the rest cannot be answered either.
    """
    if windows:
        first = question(windows[0])
        client.progress.planned(first.about, first.task, len(windows))
    answers = await asyncio.gather(*(_ask_window(client, w, question) for w in windows))
    return [answered for several in answers for answered in several]


async def _ask_window(
    client: Client, window: Window, question: Callable[[Window], Question[AnswerT]]
) -> list[Answered[AnswerT]]:
    asked = question(window)
    try:
        return [Answered(window, await client.ask(asked))]
    except TruncatedAnswer:
        halves = window.halves()
        if not halves:
            client.progress.note(f"{asked.about}: the answer to {asked.task} was cut off; unread")
            return [Answered(window, None)]
        client.progress.planned(asked.about, asked.task, len(halves))
        answers = await asyncio.gather(*(_ask_window(client, w, question) for w in halves))
        return [answered for several in answers for answered in several]
    except UnusableAnswer as error:
        client.progress.note(f"{error} Those sentences stay unread.")
        return [Answered(window, None)]
