"""`llmsum schedule`: a foreground run that is ended in the middle of a call, and what status tells."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import SEEDS, Command, finish, kept_answers, start, wait_until
from stand_in import StandIn, fitting, fitting_at_once


@pytest.fixture
def project(tmp_path: Path, service: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project over one speech that is due every minute."""
    shutil.copy(SEEDS / "zhoukou-2022.txt", tmp_path)
    (tmp_path / "llmsum.toml").write_text(
        'sources = ["*.txt"]\nmodel = "llamacpp/m"\nlabeller = "model"\n'
        f'base_url = "{service.base_url}"\n[schedule]\ncron = "* * * * *"\ntimezone = "UTC"\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def test_status_before_and_after_a_refresh(project: Path, llmsum: Command) -> None:
    never = json.loads(llmsum("schedule", "status", "--format", "json").out)
    assert never["last"] is None
    assert never["next"].endswith("+00:00")
    llmsum("refresh", "--quiet")
    last = json.loads(llmsum("schedule", "status", "--format", "json").out)["last"]
    assert (last["code"], last["how"]) == (0, "done")
    assert "new briefing" in llmsum("schedule", "status").out


def test_status_tells_of_a_failure_and_of_a_kill(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    (project / "zhoukou-2022.txt").write_bytes(b"")
    assert llmsum("refresh", "--quiet").code == 2
    assert "failed with 2" in llmsum("schedule", "status").out
    run = project / ".llmsum" / "last-run.json"
    told = json.loads(run.read_text("utf-8")) | {"ended": None, "code": None, "pid": 2**22 + 1}
    run.write_text(json.dumps(told), encoding="utf-8")
    assert "killed before its end" in llmsum("schedule", "status").out


def test_a_run_that_waits_ends_at_once_when_told_to(project: Path) -> None:
    process = start("schedule", "run")
    assert process.stderr is not None
    assert "next refresh" in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    done = finish(process)
    assert done.code == 0
    assert "Traceback" not in done.err


def test_a_run_ended_in_the_middle_of_a_call_ends_cleanly_and_keeps_its_answers(
    project: Path, llmsum: Command, service: StandIn
) -> None:
    answered: list[object] = []
    service.otherwise = fitting_at_once(answered, 3, delay=30.0)
    process = start("schedule", "run")
    wait_until(lambda: len(service.asked) >= 5 and kept_answers() >= 3)
    process.send_signal(signal.SIGTERM)
    done = finish(process)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    assert "interrupted" in llmsum("schedule", "status").out
    last = json.loads((project / ".llmsum" / "last-run.json").read_text("utf-8"))
    with pytest.raises(ProcessLookupError):
        os.kill(last["pid"], 0)
    service.asked.clear()
    service.otherwise = fitting
    assert llmsum("refresh", "--quiet").code == 0
    assert not [body for body in service.asked if body["messages"] in answered]


def test_units_are_written_into_a_folder(project: Path, llmsum: Command) -> None:
    done = llmsum("schedule", "print", "systemd", "--into", "units")
    assert [Path(line).suffix for line in done.out.split()] == [".service", ".timer"]
    timer = Path(done.out.split()[1]).read_text("utf-8")
    assert "OnCalendar=*-*-* *:*:00 UTC" in timer
    assert "CRON_TZ=UTC" in llmsum("schedule", "print", "cron").out
