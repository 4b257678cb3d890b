"""`llmsum doctor`: what is missing is named with its remedy, and keys are never shown."""

from pathlib import Path

import pytest
from command import Command

from llmsum.llm import engine, weights


def test_a_fresh_machine_is_told_that_weights_are_fetched_at_first_use(llmsum: Command) -> None:
    done = llmsum("doctor")
    assert "note  weights" in done.out
    assert "llmsum model pull" in done.out


def test_a_missing_engine_is_bad_and_the_exit_code_says_so(
    llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine.shutil, "which", lambda _: None)
    monkeypatch.setattr(engine.importlib.util, "find_spec", lambda _: None)
    done = llmsum("doctor")
    assert done.code == 1
    assert "bad   engine" in done.out


def test_a_full_disk_is_bad_before_the_weights_are_fetched(
    llmsum: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10**8})())
    done = llmsum("doctor")
    assert done.code == 1
    assert "bad   weights" in done.out
    assert f"{weights.WEIGHTS[0].size / 1e9:.1f} GB" in done.out


def test_a_store_that_cannot_be_opened_is_bad(
    llmsum: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LLMSUM_STORE", f"sqlite:///{tmp_path}/file/store.sqlite3")
    done = llmsum("doctor")
    assert done.code == 1
    assert "bad   store" in done.out


def test_a_key_is_told_of_but_never_shown(llmsum: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-secret")
    done = llmsum("doctor")
    assert "for deepseek" in done.out
    assert "sk-secret" not in done.out + done.err
