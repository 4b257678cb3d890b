"""kill -9 at any moment of a run: run to the end, it is as if nothing had happened.

A kill loses at most the questions that are open at that moment, REMOTE_SLOTS of them.
"""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from forking import Forking, forking
from short_speech import TEXT
from stand_in import Reply, StandIn, fitting, standing_in

from llmsum.llm.models import REMOTE_SLOTS
from llmsum.store import Store
from llmsum.store.contents import contents


@dataclass(frozen=True)
class Runs:
    """A way to run the same comparison again and again, and what an undisturbed one makes of it."""

    process: Forking
    service: StandIn
    arguments: tuple[object, ...]
    expected: dict[str, Any]
    questions: frozenset[str]

    def asked(self) -> list[str]:
        """The questions since the last time that they were cleared."""
        return [json.dumps(body["messages"]) for body in self.service.asked]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    folder = tmp_path_factory.mktemp("undisturbed")
    speeches = folder / "speeches"
    speeches.mkdir()
    for number, city in enumerate(("苍屿市", "澄源市"), start=1):
        # No part repeats another: the same question is asked once.
        parts = (TEXT.replace("0", f"{n}0") for n in range(number, number + 4, 2))
        text = f"{city}市长在全市产业园区建设会议上的讲话\n{''.join(parts)}"
        (speeches / f"{city}.txt").write_text(text, encoding="utf-8")
    with standing_in() as service, forking() as process:
        # Slow enough that a kill meets questions on their way.
        service.otherwise = _soon
        model = ("--model", "vllm/m", "--base-url", service.base_url, "--labeller", "model")
        arguments = ("compare", speeches, *model, "--quiet")
        found = Runs(process, service, arguments, {}, frozenset())
        store, output = folder / "store.sqlite3", folder / "briefing.json"
        assert process.run(*arguments, "-o", output, store=store) == 0
        questions = frozenset(found.asked())
        assert len(questions) == len(service.asked) > 10
        yield replace(found, expected=_briefing(output), questions=questions)


def _soon(body: dict[str, Any]) -> Reply:
    return replace(fitting(body), delay=0.005)


def _briefing(path: Path) -> dict[str, Any]:
    """The briefing but for when it was made, and what it cost."""
    briefing: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {name: value for name, value in briefing.items() if name not in {"created", "usage"}}


def _moment(seed: int) -> tuple[float, float]:
    """The share of the questions that have been asked before the kill, and seconds after that."""
    source = random.Random(seed)
    share = source.random()
    return share, source.uniform(0, 0.15 if share < 0.1 else 0.015)


@pytest.mark.parametrize("seed", range(30))
def test_after_a_kill_only_the_rest_is_asked(runs: Runs, tmp_path: Path, seed: int) -> None:
    store, output = tmp_path / "store.sqlite3", tmp_path / "briefing.json"
    share, delay = _moment(seed)
    runs.service.asked.clear()
    pid = runs.process.start(*runs.arguments, "-o", output, store=store)
    _wait(runs.service, int(share * (len(runs.questions) - 1)))
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    assert runs.process.wait() == -signal.SIGKILL
    assert not output.exists()
    before = runs.asked()
    kept = _answers(store) if store.exists() else 0
    assert len(before) - REMOTE_SLOTS <= kept <= len(before)

    runs.service.asked.clear()
    assert runs.process.run(*runs.arguments, "-o", output, store=store) == 0
    assert _briefing(output) == runs.expected
    after = runs.asked()
    assert len(after) == len(set(after)) == len(runs.questions) - kept
    assert set(before) | set(after) == runs.questions


def _wait(service: StandIn, questions: int) -> None:
    until = time.monotonic() + 20
    while len(service.asked) < questions:
        assert time.monotonic() < until
        time.sleep(0.001)


def _answers(path: Path) -> int:
    store = Store(f"sqlite:///{path}")
    try:
        return contents(store.database).answers
    finally:
        store.close()
