"""Limits that a run keeps to: it stops before the call that could go over them, never after."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from llmsum.errors import LimitReached

EXTRA_TOKENS = 64
"""What a service adds to a prompt: marks of roles and turns."""


@dataclass(frozen=True)
class Price:
    """US dollars for one token; `cached`: of a prompt that the service still has."""

    prompt: float
    completion: float
    cached: float = 0.0

    def of(
        self, prompt_tokens: float, completion_tokens: float, cached_tokens: float = 0.0
    ) -> float:
        """US dollars for so many tokens; `cached_tokens` are among the prompt's."""
        new = (prompt_tokens - cached_tokens) * self.prompt + cached_tokens * self.cached
        return new + completion_tokens * self.completion


class Budget:
    """At most `calls` requests and `cost` US dollars; None for no limit.

    A call is reserved at the most that it can cost (no token is shorter than a byte, no answer
    longer than its limit) and settled at what it did cost. One that brought no answer stays
    reserved, since it may have been charged.
    """

    def __init__(
        self, calls: int | None = None, cost: float | None = None, price: Price | None = None
    ) -> None:
        self._most_calls = calls
        self._most_cost = cost
        self._price = price or Price(0.0, 0.0)
        self._calls = 0
        self._cost = 0.0
        self._flying = 0
        self._landed = asyncio.Condition()

    @asynccontextmanager
    async def flight(self) -> AsyncIterator[None]:
        """Hold while a question is asked and its answer is stored."""
        self._flying += 1
        try:
            yield
        finally:
            self._flying -= 1
            async with self._landed:
                self._landed.notify_all()

    async def reserve(self, sent_bytes: int, max_tokens: int) -> float:
        """Set aside one call and the most that it can cost, in US dollars, which is returned.

        Raises LimitReached when there is no room, once every answer on its way has been stored:
        what was paid for is not lost.
        """
        most = self._price.of(sent_bytes + EXTRA_TOKENS, max_tokens)
        if self._is_over(most):
            await self._until_landed(most)
        self._calls += 1
        self._cost += most
        return most

    def settle(self, reserved: float, prompt_tokens: int, completion_tokens: int) -> None:
        """Put what the call did cost in the place of what was reserved for it."""
        self._cost += self._price.of(prompt_tokens, completion_tokens) - reserved

    def _is_over(self, more: float) -> bool:
        if self._most_calls is not None and self._calls + 1 > self._most_calls:
            return True
        return self._most_cost is not None and self._cost + more > self._most_cost

    async def _until_landed(self, most: float) -> None:
        self._flying -= 1
        try:
            async with self._landed:
                self._landed.notify_all()
                await self._landed.wait_for(lambda: self._flying <= 0 or not self._is_over(most))
        finally:
            self._flying += 1
        if self._is_over(most):
            spent = f"{self._calls} calls"
            if self._most_cost is not None:
                spent += f" and {self._cost:.4f} US dollars"
            raise LimitReached(
                f"Stopped before the next call, which could go over the limit ({spent} so far). "
                "Every answer is kept; raise --max-calls or --max-cost to go on."
            )
