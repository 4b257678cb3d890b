"""Interrupted runs: what was answered is kept, and the next run asks only the rest."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import SEEDS, finish, kept_answers, start, wait_until
from stand_in import StandIn, fitting, fitting_at_once, standing_in

SPEECH = SEEDS / "zhoukou-2022.txt"


@pytest.fixture
def at_once() -> list[object]:
    """The messages that `slow` answers without delay, as they come."""
    return []


@pytest.fixture
def slow(at_once: list[object]) -> Iterator[StandIn]:
    """A service that takes its time from the fourth answer on."""
    with standing_in() as stand_in:
        stand_in.otherwise = fitting_at_once(at_once, 3, delay=2.0)
        yield stand_in


def _arguments(service: StandIn, *more: object) -> list[object]:
    options = ["--model", "llamacpp/m", "--base-url", service.base_url, "--labeller", "model"]
    return ["compare", SPEECH, *options, "--quiet", *more]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=lambda s: s.name)
def test_an_interrupt_is_told_and_leaves_no_half_result(
    slow: StandIn, tmp_path: Path, how: signal.Signals
) -> None:
    output = tmp_path / "briefing.md"
    output.write_text("the one before", encoding="utf-8")
    process = start(*_arguments(slow, "-o", output))
    wait_until(lambda: len(slow.asked) >= 5)
    process.send_signal(how)
    done = finish(process)
    assert done.code == 130
    assert done.error() == (
        "Interrupted. Every answer so far is kept; run the same command to go on."
    )
    assert output.read_text(encoding="utf-8") == "the one before"
    assert list(tmp_path.iterdir()) == [output]


def test_after_a_kill_only_the_rest_is_asked(slow: StandIn, at_once: list[object]) -> None:
    process = start(*_arguments(slow))
    wait_until(lambda: len(slow.asked) >= 5 and kept_answers() >= 3)
    process.kill()
    finish(process)
    answered = [*at_once]
    slow.asked.clear()
    slow.otherwise = fitting
    assert finish(start(*_arguments(slow))).code == 0
    assert slow.asked
    assert not [body for body in slow.asked if body["messages"] in answered]
    slow.asked.clear()
    assert finish(start(*_arguments(slow))).code == 0
    assert slow.asked == []
