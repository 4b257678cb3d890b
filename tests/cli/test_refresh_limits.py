"""`llmsum refresh` foresees what it would ask, keeps its limits, and one at a time is at it."""

import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from command import Command, finish, start, wait_until
from project_folder import pages, write
from stand_in import StandIn, fitting, saying

from llmsum.refresh.lock import only_refresh


def test_a_dry_run_foresees_every_question_and_asks_none(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    told = llmsum("refresh", "--dry-run", "--quiet")
    assert told.code == 0, told.err
    assert service.asked == []
    assert not (project / "briefings").exists()
    foreseen = int(told.out.split()[0])
    llmsum("refresh", "--quiet")
    revised = sum(
        "revise" in str(body) or "改" in str(body["messages"][0]) for body in service.asked
    )
    assert len(service.asked) - revised <= foreseen <= len(service.asked)
    assert llmsum("refresh", "--dry-run", "--quiet").out == "Nothing would be asked.\n"


def test_a_dry_run_names_money_where_there_is_a_price(
    project: Path, llmsum: Command, service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "k")
    monkeypatch.setenv("LLMSUM_MODEL", "deepseek/deepseek-chat")
    told = llmsum("refresh", "--dry-run", "--quiet")
    assert "US dollars" in told.out
    stopped = llmsum("refresh", "--quiet", "--max-cost", "0.000001")
    assert stopped.code == 2
    assert "nothing was asked" in stopped.error()


def test_max_calls_stops_before_the_first_when_it_cannot_do(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    done = llmsum("refresh", "--quiet", "--max-calls", "3")
    assert done.code == 2
    assert "--max-calls allows 3" in done.error()
    assert service.asked == []


def test_max_calls_holds_where_more_comes_up_than_was_foreseen(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    foreseen = int(llmsum("refresh", "--dry-run", "--quiet").out.split()[0])
    service.otherwise = lambda body: saying("{}") if len(service.asked) % 3 == 0 else fitting(body)
    done = llmsum("refresh", "--quiet", "--max-calls", foreseen)
    assert done.code == 2
    assert "Stopped before the next call" in done.error()
    assert len(service.asked) == foreseen
    answered = [body["messages"] for body in service.asked]
    service.asked.clear()
    service.otherwise = fitting
    assert llmsum("refresh", "--quiet").code == 0
    repeated = [body for body in service.asked if body["messages"] in answered]
    assert len(repeated) <= foreseen // 3


def test_max_cost_needs_a_price(project: Path, llmsum: Command, service: StandIn) -> None:
    write(project, service, model="some-model")
    done = llmsum("refresh", "--quiet", "--max-cost", "1")
    assert done.code == 2
    assert "--max-cost cannot be kept" in done.error()


def test_a_second_refresh_says_who_is_at_it_or_waits(project: Path, llmsum: Command) -> None:
    with only_refresh(project, wait=False):
        busy = llmsum("refresh", "--quiet")
        assert busy.code == 2
        assert "process " in busy.error()
        waiting = start("refresh", "--quiet", "--wait")
        time.sleep(1.0)
        assert waiting.poll() is None
    assert finish(waiting).code == 0


def test_the_lock_of_a_killed_refresh_holds_nobody_up(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    service.otherwise = lambda body: replace(
        fitting(body), delay=0.01 if len(service.asked) < 3 else 5.0
    )
    process = start("refresh", "--quiet")
    wait_until(lambda: len(service.asked) >= 4)
    process.send_signal(signal.SIGKILL)
    finish(process)
    service.otherwise = fitting
    assert llmsum("refresh", "--quiet").code == 0


def test_a_refresh_killed_while_publishing_leaves_no_second_set(
    project: Path, llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("llmsum.refresh.run.write_state", _killed)
        with pytest.raises(SystemError):
            llmsum("refresh", "--quiet")
    page, _ = pages(llmsum("refresh", "--quiet"))
    assert {p.name for p in (project / "briefings").glob("*.md")} == {page.name, "latest.md"}


def _killed(*_: object) -> None:
    raise SystemError
