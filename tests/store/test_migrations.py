"""Older stores are brought up to date where they are; newer ones are left alone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, create_engine, inspect, select
from stored import keep, key

from llmsum.errors import StoreError, StoreNewer
from llmsum.store import Finished, Store, migrations
from llmsum.store.contents import VERSION, contents

VERSION_1 = Path(__file__).with_name("version-1.sqlite3")
"""Written by the code of commit 907aa22, the last before the store knew its version."""


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """A connection past the store."""
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def old(url: str, engine: Engine) -> str:
    """The URL of a store of version 1."""
    if url.startswith("sqlite"):
        shutil.copy(VERSION_1, url.removeprefix("sqlite:///"))
        return url
    source = create_engine(f"sqlite:///file:{VERSION_1}?mode=ro&immutable=1&uri=true")
    tables = MetaData()
    tables.reflect(source)
    tables.create_all(engine)
    with source.connect() as reader, engine.begin() as writer:
        for table in tables.sorted_tables:
            rows = [dict(row._mapping) for row in reader.execute(select(table))]
            writer.execute(table.insert(), rows)
    source.dispose()
    return url


def test_an_older_store_keeps_its_answers_and_takes_new_ones(old: str) -> None:
    for _ in range(2):
        store = Store(old)
        first = store.response(key(0))
        assert first is not None
        assert (first.answer, first.prompt_tokens) == (
            '{"text": "第0条：建设标准厂房50万平方米"}',
            100,
        )
        assert store.is_truncated("f" * 64)
        keep(store, 100)
        assert store.response(key(100)) is not None
        found = contents(store.database)
        assert (found.answers, found.runs) == (13, 1)
        assert found.size > 13 * 500
        store.close()


def test_an_upgraded_store_has_the_tables_of_a_new_one(
    old: str, engine: Engine, new_url: Callable[[], str]
) -> None:
    Store(old).close()
    other = new_url()
    Store(other).close()
    new = create_engine(other)
    assert _shape(engine) == _shape(new)
    new.dispose()


def _shape(engine: Engine) -> dict[str, object]:
    """Each table's columns and keys."""
    found = inspect(engine)
    return {
        table: (
            [
                (c["name"], str(c["type"]).split("(")[0], c["nullable"])
                for c in found.get_columns(table)
            ],
            found.get_pk_constraint(table)["constrained_columns"],
            [(i["name"], i["column_names"]) for i in found.get_indexes(table)],
        )
        for table in found.get_table_names()
    }


def test_an_upgrade_that_is_cut_short_leaves_the_older_store(
    old: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(connection: object) -> None:
        done(connection)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    done = migrations._STEPS[-1]
    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS[:-1], half))
    with pytest.raises(KeyboardInterrupt):
        Store(old)
    monkeypatch.undo()
    store = Store(old)
    assert store.response(key(11)) is not None
    store.close()


def test_a_newer_store_is_left_as_it_is(url: str, engine: Engine) -> None:
    store = Store(url)
    keep(store, 1)
    store.close()
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE store_state SET version = {VERSION + 1}")
    engine.dispose()
    before = _content(url)
    with pytest.raises(StoreNewer, match=rf"version {VERSION + 1}.*upgrade llmsum") as error:
        Store(url)
    assert error.value.exit_code == 2
    assert _content(url) == before


def _content(url: str) -> bytes | None:
    return Path(url.removeprefix("sqlite:///")).read_bytes() if url.startswith("sqlite") else None


def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmarks (id INTEGER)")
    engine.dispose()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_store_of_the_version_before_takes_finished_analyses(
    old: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSION", 2)
        patch.setattr(migrations, "_STEPS", migrations._STEPS[:1])
        Store(old).close()
    assert "analyses" not in inspect(engine).get_table_names()
    finished = Finished(analyses=(), rests_on=(key(11),), calls=1)
    store = Store(old)
    assert store.response(key(11)) is not None
    store.keep_finished({key(50): finished})
    store.close()
    store = Store(old)
    assert store.finished(key(50)) == finished
    assert store.finished(key(51)) is None
    store.close()
