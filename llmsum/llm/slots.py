"""A bounded number of questions at a time, those of an earlier task first.

Questions of one task begin with the same system prompt: asked one after the other, they find it
in the server's cache. Mixed, they push it out.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

TASKS = (
    "label",
    "metadata",
    "commitments",
    "summary",
    "headline",
    "strategy",
    "revise",
    "translate",
    "ledger",
    "compare",
)
"""The order in which questions that wait are let through."""


class Slots:
    """Like a semaphore of `free` places, with an order among those that wait."""

    def __init__(self, free: int) -> None:
        self._free = free
        self._numbers = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def taken(self, task: str) -> AsyncIterator[None]:
        """Hold a place while the block runs, waiting for one if need be."""
        await self._take(TASKS.index(task))
        try:
            yield
        finally:
            self._give()

    async def _take(self, rank: int) -> None:
        if self._free:
            self._free -= 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (rank, next(self._numbers), place))
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._give()
            raise

    def _give(self) -> None:
        while self._waiting:
            _, _, place = heapq.heappop(self._waiting)
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
