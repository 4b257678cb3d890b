import asyncio

import pytest

from llmsum.llm.slots import Slots


def test_an_earlier_task_goes_first_and_no_more_run_than_there_are_places() -> None:
    order: list[str] = []
    running = 0

    async def ask(slots: Slots, task: str) -> None:
        nonlocal running
        async with slots.taken(task):
            running += 1
            assert running <= 2
            order.append(task)
            await asyncio.sleep(0)
            running -= 1

    async def run() -> None:
        slots = Slots(2)
        tasks = ("compare", "compare", "strategy", "summary", "commitments", "summary")
        await asyncio.gather(*(ask(slots, task) for task in tasks))

    asyncio.run(run())
    assert order == ["compare", "compare", "commitments", "summary", "summary", "strategy"]


def test_a_question_that_is_cancelled_gives_its_place_back() -> None:
    async def run() -> None:
        slots = Slots(1)

        async def hold() -> None:
            async with slots.taken("label"):
                await asyncio.sleep(60)

        holder = asyncio.create_task(hold())
        await asyncio.sleep(0)
        waiter = asyncio.create_task(hold())
        await asyncio.sleep(0)
        for task in (waiter, holder):
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        async with asyncio.timeout(1), slots.taken("compare"):
            pass

    asyncio.run(run())
