"""Stores to test with: each test that asks for `url` runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import postgres as postgresql
import pytest

from llmsum.store import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Postgres]:
    """A PostgreSQL server, started by the first test that needs one."""
    with postgresql.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes URLs of stores that are not there yet."""
    if request.param == "sqlite":
        numbers = count(1)
        return lambda: f"sqlite:///{tmp_path / f'store{next(numbers)}.sqlite3'}"
    server: postgresql.Postgres = request.getfixturevalue("postgres")
    return server.database


@pytest.fixture
def postgres_url(postgres: postgresql.Postgres) -> str:
    """The URL of an empty database."""
    return postgres.database()


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    """The URL of a store that is not there yet."""
    return new_url()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A new store, without a limit."""
    opened = Store(url)
    yield opened
    opened.close()
