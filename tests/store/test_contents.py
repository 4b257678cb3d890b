"""What the short way into the user's store tells is what the long way tells."""

import shutil
from pathlib import Path

import pytest
from stored import keep, run

from llmsum.errors import StoreDamaged
from llmsum.store import open_store
from llmsum.store.contents import contents, user_contents

VERSION_1 = Path(__file__).with_name("version-1.sqlite3")


@pytest.fixture(params=["my store.sqlite3", "库 100%25.sqlite3"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's store, which is not there yet; a name in Chinese takes the long way."""
    file = tmp_path / str(request.param)
    monkeypatch.setenv("LLMSUM_STORE", f"sqlite:///{file}")
    return file


def test_both_ways_tell_the_same_while_the_store_is_in_use(file: Path) -> None:
    store = open_store()
    for number in range(3):
        keep(store, number)
    store.record_run(run("/home/me/周报"))
    keep(store, 3)
    shown, found = user_contents()
    assert (shown, found) == (store.database.shown, contents(store.database))
    assert (found.answers, found.runs, found.models[0].answers) == (4, 1, 4)
    assert 0 < found.in_use < found.size
    store.close()


def test_an_older_store_is_upgraded_and_a_missing_one_made(file: Path) -> None:
    assert user_contents()[1].answers == 0
    (made,) = file.parent.glob("*.sqlite3")
    shutil.copy(VERSION_1, made)
    assert user_contents()[1].answers == 12


def test_a_damaged_store_is_told_as_ever(file: Path) -> None:
    open_store().close()
    (made,) = file.parent.glob("*.sqlite3")
    made.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreDamaged, match="is damaged"):
        user_contents()
