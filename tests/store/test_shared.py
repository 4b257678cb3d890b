"""Processes that share a store neither wait in vain nor lose an answer, nor believe in two."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from stored import ANSWER

from llmsum.store import Store
from llmsum.store.contents import contents

PROCESSES = 8
ANSWERS = 30


def _share(url: str, folder: Path) -> list[dict[str, str]]:
    """What each of the processes got."""
    done = subprocess.run(
        [
            *(sys.executable, Path(__file__).with_name("sharing.py")),
            *(url, str(folder), str(PROCESSES), str(ANSWERS)),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    results = [folder / f"{number}.json" for number in range(PROCESSES)]
    return [json.loads(result.read_text(encoding="utf-8")) for result in results]


def test_all_processes_get_the_same_answers(url: str, tmp_path: Path) -> None:
    results = _share(url, tmp_path)
    every = {key: answer for result in results for key, answer in result.items()}
    assert len(every) == ANSWERS * (1 + PROCESSES)
    assert all(every[key] == answer for result in results for key, answer in result.items())
    store = Store(url)
    found = contents(store.database)
    assert (found.answers, found.runs) == (len(every), PROCESSES)
    for key, answer in every.items():
        stored = store.response(key)
        assert stored is not None
        assert stored.answer == answer
    store.close()


def test_an_older_store_is_upgraded_by_one_of_them(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    shutil.copy(Path(__file__).with_name("version-1.sqlite3"), path)
    for result in _share(f"sqlite:///{path}", tmp_path):
        assert result[f"{0:064x}"] == '{"text": "第0条：建设标准厂房50万平方米"}'


@pytest.mark.parametrize("writers", [1, 2])
def test_a_writer_that_dies_in_the_middle_holds_nobody_up(url: str, writers: int) -> None:
    stores = [Store(url) for _ in range(writers)]
    broken = stores[0].database
    with pytest.raises(KeyboardInterrupt), broken.writing() as connection:
        connection.exec_driver_sql("DELETE FROM runs")
        raise KeyboardInterrupt
    assert stores[-1].keep("k", "label", "local/x", ANSWER) == ANSWER
    for store in stores:
        store.close()
