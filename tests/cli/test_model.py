"""`llmsum model`: what is here, fetching it, and where it lies."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from llmsum.cli.model import model
from llmsum.errors import UnknownModel, WeightsError
from llmsum.llm import download, weights

LLM_TESTS = Path(__file__).parents[1] / "llm"


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """The two sources, serving one small model in place of the registry."""
    monkeypatch.syspath_prepend(str(LLM_TESTS))
    from sources import FAKE, serving

    monkeypatch.setenv("LLMSUM_WEIGHTS", str(tmp_path))
    monkeypatch.setattr(weights, "WEIGHTS", (FAKE,))
    monkeypatch.setattr(download, "PAUSE", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as standing_in:
        for name, value in standing_in.env.items():
            monkeypatch.setenv(name, value)
        yield standing_in


def run(*arguments: str) -> Result:
    return CliRunner().invoke(model, arguments, catch_exceptions=True)


def test_list_shows_size_licence_and_whether_it_is_here(sources, tmp_path: Path) -> None:
    line = run("list").stdout
    assert "local/fake" in line
    assert "10 MB" in line
    assert "Apache-2.0" in line
    assert "not fetched" in line
    (tmp_path / "fake.gguf").write_bytes(b"other")
    assert "wrong bytes" in run("list").stdout


def test_list_shows_whose_key_is_set_and_never_the_key(
    sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", "sk-secret")
    monkeypatch.delenv("MOONSHOT_API_KEY", raising=False)
    listed = run("list").stdout
    assert "DEEPSEEK_API_KEY set" in listed
    assert "MOONSHOT_API_KEY not set" in listed
    assert "sk-secret" not in listed


def test_pull_prints_the_path_and_tells_its_progress_apart(sources, tmp_path: Path) -> None:
    sources.serve_hub()
    result = run("pull", "local/fake")
    assert result.exit_code == 0
    assert result.stdout == f"{tmp_path / 'fake.gguf'}\n"
    assert "fetching fake, 10 MB, Apache-2.0" in result.stderr
    assert "weights: 10 of 10 MB" in result.stderr
    assert "ready, verified" in run("list").stdout


def test_pull_says_which_source_failed(sources) -> None:
    sources.serve_index()
    assert "HTTP 404" in run("pull").stderr


def test_quiet_is_quiet(sources) -> None:
    sources.serve_index()
    assert run("pull", "--quiet").stderr == ""


def test_a_pull_that_fails_raises_for_main_to_say(sources) -> None:
    assert isinstance(run("pull", "--quiet").exception, WeightsError)
    assert isinstance(run("pull", "nobody").exception, UnknownModel)


def test_path_exits_with_1_until_the_weights_are_there(sources, tmp_path: Path) -> None:
    absent = run("path")
    assert (absent.exit_code, absent.stdout) == (1, f"{tmp_path / 'fake.gguf'}\n")
    assert "llmsum model pull fake" in absent.stderr
    sources.serve_hub()
    run("pull", "--quiet")
    assert (run("path").exit_code, run("path").stderr) == (0, "")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, llmsum.cli.model;"
        "print(sorted({'rich', 'pydantic', 'ssl', 'openai', 'instructor'} & set(sys.modules)))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"
