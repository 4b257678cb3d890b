"""`llmsum cache`: what is there, less of it, and a copy of it."""

import io
import json
from pathlib import Path

import pytest
from command import Command
from stored import ANSWER, keep, key, known, run

from llmsum.store import open_store


@pytest.fixture(autouse=True)
def filled() -> None:
    """The user's store, with three answers, two of them in use."""
    store = open_store()
    keep(store, 1, letters=400_000)
    store.record_run(run("周报"))
    keep(store, 2)
    store.keep(key(3), "summary", "deepseek/deepseek-chat", ANSWER)
    store.record_run(run())
    store.record_run(run())
    store.close()


def _url(path: Path) -> str:
    return f"sqlite:///{path}"


def _here(own_environment: Path) -> str:
    return _url(own_environment / "llmsum-cache" / "store.sqlite3")


def test_info(llmsum: Command, own_environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMSUM_STORE_MAX_SIZE", "2 MB")
    done = llmsum("cache", "info")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == _here(own_environment)
    assert lines[1] == "3 answers, 0.4 MB of at most 2.0 MB, 0.4 MB in use"
    assert lines[2] == "  deepseek/deepseek-chat: 1 answers, 30 tokens"
    assert lines[3] == "  local/x: 2 answers, 60 tokens"
    assert lines[5] == "3 runs, the last 2026-01-01T00:00:00+00:00"


def test_a_limit_that_is_no_size(llmsum: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMSUM_STORE_MAX_SIZE", "much")
    done = llmsum("cache", "info")
    assert done.code == 2
    assert "LLMSUM_STORE_MAX_SIZE is 'much'" in done.error()


def test_clear(llmsum: Command, own_environment: Path) -> None:
    assert llmsum("cache", "clear", "--yes").out == "3 answers deleted\n"
    assert not known(_here(own_environment), 1, 2, 3)


def test_without_a_yes_nothing_is_deleted(
    llmsum: Command, own_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    done = llmsum("cache", "clear")
    assert done.code == 130
    assert "Delete 3 answers, 0.4 MB?" in done.err
    assert "Nothing was deleted" in done.err
    assert known(_here(own_environment), 1, 2, 3) == {1, 2, 3}


def test_where_nobody_answers_nothing_is_deleted(
    llmsum: Command, own_environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = llmsum("cache", "clear")
    assert done.code == 130
    assert "Nothing was deleted; --yes deletes without asking." in done.err
    assert known(_here(own_environment), 1, 2, 3) == {1, 2, 3}


@pytest.mark.parametrize(
    ("options", "says", "left"),
    [
        (["--older-than", "1h"], "0 answers deleted", {1, 2, 3}),
        (["--max-size", "1kB"], "2 answers deleted; 1 kept, which last runs rest on", {1}),
        (["--max-size", "1GB"], "0 answers deleted", {1, 2, 3}),
    ],
    ids=["older", "larger", "small enough"],
)
def test_clear_a_part(
    llmsum: Command, own_environment: Path, options: list[str], says: str, left: set[int]
) -> None:
    done = llmsum("cache", "clear", "--yes", *options)
    assert (done.code, done.out) == (0, f"{says}\n")
    assert known(_here(own_environment), 1, 2, 3) == left


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--older-than", "soon"], "write 12h, 30d or 8w"),
        (["--max-size", "-1"], "write a size"),
        (["--max-size", "1GB", "--older-than", "1d"], "not both"),
    ],
)
def test_wrong_use(llmsum: Command, options: list[str], says: str) -> None:
    done = llmsum("cache", "clear", "--yes", *options)
    assert done.code == 2
    assert says in done.err


def test_export_as_lines(llmsum: Command, tmp_path: Path) -> None:
    output = tmp_path / "answers.jsonl"
    output.write_text("the one before", encoding="utf-8")
    assert llmsum("cache", "export", "-o", output).code == 0
    text = output.read_text(encoding="utf-8")
    assert text == llmsum("cache", "export").out
    assert "“产业园区”５％" in text
    answers = {said["key"]: said for said in map(json.loads, text.splitlines())}
    assert set(answers) == {key(1), key(2), key(3)}
    assert answers[key(3)]["answer"] == json.loads(ANSWER.answer)
    assert answers[key(3)]["completion_tokens"] == ANSWER.completion_tokens
    assert list(tmp_path.iterdir()) == [output]


def test_an_exported_store_is_a_store(
    llmsum: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "copy.sqlite3"
    assert llmsum("cache", "export", "-o", output).code == 0
    assert list(tmp_path.iterdir()) == [output]
    here = llmsum("cache", "info").out.splitlines()
    monkeypatch.setenv("LLMSUM_STORE", _url(output))
    assert llmsum("cache", "info").out.splitlines()[1:] == here[1:]
    assert known(_url(output), 1, 2, 3) == {1, 2, 3}


@pytest.mark.parametrize(
    ("ending", "damage"),
    [("jsonl", "UPDATE responses SET answer = '{'"), ("sqlite3", "DROP TABLE runs")],
)
def test_an_export_that_fails_leaves_the_one_before(
    llmsum: Command, tmp_path: Path, ending: str, damage: str
) -> None:
    output = tmp_path / f"copy.{ending}"
    output.write_text("the one before", encoding="utf-8")
    store = open_store()
    with store.database.writing() as connection:
        connection.exec_driver_sql(damage)
    store.close()
    done = llmsum("cache", "export", "-o", output)
    assert done.code == 2
    assert "store.sqlite3" in done.error()
    assert output.read_text(encoding="utf-8") == "the one before"
    assert list(tmp_path.iterdir()) == [output]


def test_a_store_is_not_exported_onto_itself(llmsum: Command, own_environment: Path) -> None:
    output = own_environment / "llmsum-cache" / "store.sqlite3"
    done = llmsum("cache", "export", "-o", output)
    assert done.code == 2
    assert "is the store itself" in done.error()
    assert known(_here(own_environment), 1, 2, 3) == {1, 2, 3}


def test_a_sqlite_file_needs_a_name(llmsum: Command) -> None:
    assert "-o" in llmsum("cache", "export", "--format", "sqlite3").error()
