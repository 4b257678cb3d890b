"""The one place where the network is: openai through Instructor, with bounded retries.

Transport errors are retried by tenacity, answers that do not fit the schema are asked again by
Instructor; both are bounded, and both are told to the listener.
"""

import json
import logging
import time
from typing import Any
from urllib.parse import urlsplit

import instructor
import openai
from instructor.core import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from llmsum.errors import (
    LimitReached,
    LlmsumError,
    ModelError,
    ServerUnreachable,
    ServiceRefused,
    TruncatedAnswer,
    UnusableAnswer,
)
from llmsum.llm.budget import Budget
from llmsum.llm.endpoint import Endpoint
from llmsum.llm.question import AnswerT, Question
from llmsum.llm.usage import Meter
from llmsum.progress import Progress
from llmsum.store import StoredResponse

REASKS = 2
"""How often an answer that does not fit its schema is asked again."""

ATTEMPTS = 5
"""How often a call is tried when the transport fails."""

LONGEST_WAIT = 60.0
"""Seconds; a service that asks for a longer wait is refused at once, with its request named."""

logging.getLogger("instructor").setLevel(logging.CRITICAL)


class Connection:
    """An open connection to one endpoint."""

    def __init__(
        self,
        endpoint: Endpoint,
        mode: str,
        meter: Meter,
        progress: Progress,
        budget: Budget | None = None,
    ) -> None:
        self._endpoint = endpoint
        self._budget = budget or Budget()
        self._meter = meter
        self._progress = progress
        self._openai = openai.AsyncOpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.api_key.get_secret_value() or "none",
            timeout=endpoint.timeout,
            max_retries=0,
            # What a proxy sees of 127.0.0.1 is its own machine.
            http_client=openai.DefaultAsyncHttpxClient(trust_env=not _is_loopback(endpoint)),
        )
        self._mode = instructor.Mode[mode]

    async def answer(self, question: Question[AnswerT]) -> tuple[AnswerT, StoredResponse]:
        """The validated answer, with the cost of all attempts at it. Raises a ModelError."""
        cost = Meter()
        started = time.monotonic()

        async def create(*args: Any, **kwargs: Any) -> ChatCompletion:
            completion = await self._retrying(*args, **kwargs)
            self._count(completion, cost)
            return completion

        ask = instructor.patch(create=create, mode=self._mode)
        try:
            answer: AnswerT = await ask(  # type: ignore[misc]
                response_model=question.response_model,
                max_retries=REASKS,
                model=self._endpoint.model,
                messages=[message.model_dump() for message in question.messages],
                **question.sampling,  # type: ignore[arg-type]
            )
        except IncompleteOutputException as error:
            raise TruncatedAnswer(question.truncated) from error
        except InstructorRetryException as error:
            raise self._explain(error, question) from error
        return answer, StoredResponse(
            answer=answer.model_dump_json(),
            prompt_tokens=cost.prompt_tokens,
            completion_tokens=cost.completion_tokens,
            cached_tokens=cost.cached_tokens,
            attempts=cost.calls,
            seconds=round(time.monotonic() - started, 3),
        )

    async def close(self) -> None:
        await self._openai.close()

    async def _retrying(self, *args: Any, **kwargs: Any) -> ChatCompletion:
        retrying = AsyncRetrying(
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait,
            retry=retry_if_exception(_is_passing),
            before_sleep=self._tell,
            reraise=True,
        )
        return await retrying(self._once, *args, **kwargs)

    async def _once(self, *args: Any, **kwargs: Any) -> ChatCompletion:
        sent = json.dumps(kwargs, ensure_ascii=False, default=str).encode("utf-8", "replace")
        reserved = await self._budget.reserve(len(sent), int(kwargs["max_tokens"]))
        try:
            completion: object = await self._openai.chat.completions.create(*args, **kwargs)
        except (json.JSONDecodeError, openai.APIResponseValidationError) as error:
            raise self._stranger("an answer that is not JSON") from error
        if not isinstance(completion, ChatCompletion) or not completion.choices:
            raise self._stranger(repr(str(completion)[:80]))
        if completion.usage:
            usage = completion.usage
            self._budget.settle(reserved, usage.prompt_tokens, usage.completion_tokens)
        return completion

    def _stranger(self, sent: str) -> ServiceRefused:
        return ServiceRefused(
            f"The server at {self._endpoint.base_url} did not answer like an OpenAI-compatible "
            f"service: it sent {sent}. Check --base-url."
        )

    def _count(self, completion: ChatCompletion, cost: Meter) -> None:
        usage = completion.usage
        if usage is None:
            numbers = (0, 0, 0)
        else:
            details = usage.prompt_tokens_details
            cached = (details.cached_tokens or 0) if details else 0
            numbers = (usage.prompt_tokens, usage.completion_tokens, cached)
        cost.add(*numbers)
        self._meter.add(*numbers)

    def _tell(self, state: RetryCallState) -> None:
        wait = state.next_action.sleep if state.next_action else 0.0
        error = state.outcome.exception() if state.outcome else None
        self._progress.note(
            f"{_reason(error)}; trying again in {wait:.0f} s "
            f"({state.attempt_number + 1} of {ATTEMPTS})"
        )

    def _explain(self, error: InstructorRetryException, question: Question[AnswerT]) -> LlmsumError:
        cause = error.__cause__
        known = (openai.OpenAIError, ModelError, LimitReached)
        while cause is not None and not isinstance(cause, known):
            cause = cause.__cause__
        if isinstance(cause, (ModelError, LimitReached)):
            return cause
        if isinstance(cause, openai.APIStatusError) and not _is_passing(cause):
            return ServiceRefused(
                f"{self._endpoint.base_url} refused the request for {self._endpoint.model}: "
                f"{_reason(cause)}. Check the model's name, the key and the account."
            )
        if isinstance(cause, openai.OpenAIError):
            self._endpoint.check()
            return ServerUnreachable(
                f"No answer from {self._endpoint.base_url} after {ATTEMPTS} tries: "
                f"{_reason(cause)}. Check the address and that the server runs."
            )
        return UnusableAnswer(
            f"The model's answer to a {question.task} question about {question.about} did not fit "
            f"its schema after {error.n_attempts} tries: {str(error)[:200]}"
        )


def _is_loopback(endpoint: Endpoint) -> bool:
    return urlsplit(endpoint.base_url).hostname in {"127.0.0.1", "localhost", "::1"}


def _is_passing(error: BaseException) -> bool:
    """Whether waiting may mend it: dropped connections, timeouts, 408, 409, 429 and 5xx."""
    if isinstance(error, openai.RateLimitError):
        return error.code != "insufficient_quota" and _retry_after(error) <= LONGEST_WAIT
    if isinstance(error, openai.APIStatusError):
        return error.status_code in {408, 409} or error.status_code >= 500
    return isinstance(error, openai.APIConnectionError)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if asked := _retry_after(error):
        return asked
    return wait_exponential_jitter(initial=1, max=20)(state)


def _retry_after(error: BaseException | None) -> float:
    """Seconds that the service asked to wait, 0 when it did not say."""
    if not isinstance(error, openai.APIStatusError):
        return 0.0
    value = error.response.headers.get("retry-after", "")
    return float(value) if value.replace(".", "", 1).isdigit() else 0.0


def _reason(error: BaseException | None) -> str:
    if isinstance(error, openai.APITimeoutError):
        return "no answer in time"
    if isinstance(error, openai.APIStatusError):
        return f"HTTP {error.status_code}: {str(error.message)[:200]}"
    if isinstance(error, openai.APIConnectionError):
        # openai says "Connection error." of all; what happened stands in the cause.
        return str(error.__cause__ or error)[:200].rstrip(".")
    return str(error)[:200]


__all__ = ["ATTEMPTS", "REASKS", "Connection"]
