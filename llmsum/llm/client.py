"""Ask a model one question and get a validated answer: from the store when it was asked before."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import ValidationError

from llmsum.errors import StoreError, TruncatedAnswer, UnusableAnswer
from llmsum.llm.budget import Budget
from llmsum.llm.endpoint import Model
from llmsum.llm.question import AnswerT, Question
from llmsum.llm.slots import Slots
from llmsum.llm.usage import Meter
from llmsum.progress import Progress
from llmsum.store import StoredResponse, response_key

if TYPE_CHECKING:
    from llmsum.llm.connection import Connection
    from llmsum.store import Store


@dataclass
class Trace:
    """What a speech was asked: the keys of the answers, how many questions, and whether each of
    them has an answer that will be the same next time."""

    keys: set[str] = field(default_factory=set)
    calls: int = 0
    is_complete: bool = True


class Client:
    """Answers questions, at most `model.slots` at a time; a question already settled costs nothing."""

    def __init__(
        self,
        model: Model,
        store: "Store",
        meter: Meter,
        progress: Progress,
        budget: Budget | None = None,
    ) -> None:
        self.model = model
        self.progress = progress
        self._store = store
        self.meter = meter
        self._budget = budget or Budget()
        self._slots = Slots(model.slots)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._connecting = asyncio.Lock()
        self._connection: Connection | None = None
        self.traces: defaultdict[str, Trace] = defaultdict(Trace)
        """`about` of questions → what was asked."""
        self._exit = ExitStack()

    async def ask(self, question: Question[AnswerT]) -> AnswerT:
        """A validated answer, kept in the store before it is returned.

        Raises UnusableAnswer when no answer fits the schema after all re-asks, TruncatedAnswer
        when one is cut off, ServerUnreachable or ServiceRefused when the service fails,
        LimitReached before a call over the budget.
        """
        key = self._key(self.model.identity, question)
        trace = self.traces[question.about]
        trace.keys.add(key)
        trace.calls += 1
        try:
            return await self._answered(key, question)
        except TruncatedAnswer:
            raise  # and so it will be the next time
        except BaseException:
            trace.is_complete = False
            raise

    async def _answered(self, key: str, question: Question[AnswerT]) -> AnswerT:
        # Of the same question asked twice at once, the second waits for the first one's answer.
        async with self._turns[key]:
            if stored := self._store.response(key):
                self.meter.cached_calls += 1
                self.progress.answered(question.about, question.task, 0, cached=True)
                return _restore(question, stored.answer)
            if self._store.is_truncated(key):
                self.meter.cached_calls += 1
                self.progress.answered(question.about, question.task, 0, cached=True)
                raise TruncatedAnswer(question.truncated)
            return await self._ask_model(key, question)

    async def _ask_model(self, key: str, question: Question[AnswerT]) -> AnswerT:
        async with self._slots.taken(question.task), self._budget.flight():
            connection = await self._connected()
            try:
                answer, response = await connection.answer(question)
            except (TruncatedAnswer, UnusableAnswer) as error:
                if isinstance(error, TruncatedAnswer):
                    self._store.mark_truncated(key, question.task, self.model.name)
                self.progress.answered(question.about, question.task, 0, cached=False)
                raise
            standing = self._store.keep(key, question.task, self.model.name, response)
            if standing is not response:
                # Another process asked the same at the same time, and was faster.
                answer = _restore(question, standing.answer)
        self.progress.answered(
            question.about, question.task, response.completion_tokens, cached=False
        )
        return answer

    async def compute(
        self, question: Question[AnswerT], identity: str, answer: Callable[[], AnswerT]
    ) -> AnswerT:
        """An answer computed on this machine without the model, kept in the store like any other.

        `identity` stands in its key for the program that computes it.
        """
        key = self._key(identity, question)
        self.traces[question.about].keys.add(key)
        if known := self._store.response(key):
            self.progress.answered(question.about, question.task, 0, cached=True)
            return _restore(question, known.answer)
        computed = await asyncio.to_thread(answer)
        self._store.keep(
            key, question.task, identity, StoredResponse(answer=computed.model_dump_json())
        )
        self.progress.answered(question.about, question.task, 0, cached=False)
        return computed

    async def close(self) -> None:
        """End the connection, and the server behind it if one was started."""
        if self._connection is not None:
            await self._connection.close()
        await asyncio.to_thread(self._exit.close)

    @staticmethod
    def _key(identity: str, question: Question[AnswerT]) -> str:
        return response_key(
            identity,
            [message.model_dump() for message in question.messages],
            question.response_model.model_json_schema(),
            question.sampling,
        )

    async def _connected(self) -> "Connection":
        async with self._connecting:
            if self._connection is None:
                from llmsum.llm.connection import Connection  # noqa: PLC0415 (a second's import)

                endpoint = await asyncio.to_thread(self._exit.enter_context, self.model.endpoint())
                self._connection = Connection(
                    endpoint, self.model.mode, self.meter, self.progress, self._budget
                )
            return self._connection


def _restore(question: Question[AnswerT], stored: str) -> AnswerT:
    try:
        return question.response_model.model_validate_json(stored)
    except ValidationError as error:
        raise StoreError(
            "A stored answer does not fit its own schema, so the store was changed from outside; "
            "run `llmsum cache clear`."
        ) from error
