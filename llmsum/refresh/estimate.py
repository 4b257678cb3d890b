"""What a refresh would ask: questions, tokens, minutes and money, before anything is asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmsum.llm.budget import Price
from llmsum.llm.planner import Foreseen
from llmsum.store.costs import TaskCost

BYTES_A_TOKEN = 4.0
"""UTF-8 bytes of Chinese or English prompt for one token, about, with the tokenizers of today."""

ANSWER_SHARE = 0.2
"""How much of its limit an answer uses, where none of its task has been measured."""

ASSUMED_SPEED = 19.0
"""Completion tokens a second, all slots together, where nothing has been measured: the embedded
model on two cores, four slots side by side."""


@dataclass(frozen=True)
class Estimate:
    """`calls`: task → questions, without re-asks. Tokens and seconds are of all of them together.

    `measured`: whether the seconds rest on this model's own answers in the store. `cost`: US
    dollars, None when the price is not known.
    """

    calls: Mapping[str, int]
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    measured: bool
    cost: float | None

    @property
    def total(self) -> int:
        """Questions of all tasks."""
        return sum(self.calls.values())


def estimate(
    foreseen: Sequence[Foreseen],
    measured: Mapping[str, TaskCost],
    slots: int,
    price: Price | None,
) -> Estimate:
    """Add the questions up. `slots`: how many are asked side by side, which divides the seconds."""
    prompt = sum(question.sent_bytes for question in foreseen) / BYTES_A_TOKEN
    completion = sum(_answer_tokens(question, measured) for question in foreseen)
    known = {task: m for task, m in measured.items() if m.completion_tokens}
    if known:
        tokens = sum(m.completion_tokens for m in known.values())
        # Calls that ran side by side each counted the same seconds.
        speed = tokens / max(sum(m.seconds for m in known.values()) / slots, 0.001)
    else:
        speed = ASSUMED_SPEED
    return Estimate(
        calls=Counter(question.task for question in foreseen),
        prompt_tokens=round(prompt),
        completion_tokens=round(completion),
        seconds=completion / speed,
        measured=bool(known),
        cost=None if price is None else price.of(prompt, completion),
    )


def _answer_tokens(question: Foreseen, measured: Mapping[str, TaskCost]) -> float:
    of_task = measured.get(question.task)
    if of_task and of_task.answers:
        return of_task.completion_tokens / of_task.answers
    return question.max_tokens * ANSWER_SHARE
