"""A database that cannot be used: what is wrong, where, what to do, and never a password."""

import sys
import traceback
from pathlib import Path

import pytest

from llmsum.errors import StoreError
from llmsum.store import Store

SECRET = "hush+hush"


def _said(url: str) -> tuple[str, str]:
    """The message, and all that a traceback of it says."""
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert caught.value.exit_code == 2
    return str(caught.value), "".join(traceback.format_exception(caught.value))


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    message, _ = _said(f"sqlite:///{tmp_path}")
    assert str(tmp_path) in message
    assert "LLMSUM_STORE" in message


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+psycopg://me:{SECRET}@127.0.0.1:9/db",
        f"postgresql://me:{SECRET}@/db?host=/nowhere",
        f"postgres://127.0.0.1:9/db?user=me&password={SECRET}",
        f"postgresql+psycopg://127.0.0.1:9/db?sslpassword={SECRET}&nonsense=1",
        f"sqlite://me:{SECRET}@/nowhere/x.sqlite3",
    ],
    ids=["password", "socket", "in the query", "of the key", "sqlite"],
)
def test_a_password_is_never_said(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    message, trace = _said(url)
    assert "LLMSUM_STORE" in message
    for said in (message, trace):
        assert SECRET not in said
        assert "hush" not in said


@pytest.mark.parametrize(
    "url",
    [
        f"me:{SECRET}@127.0.0.1/db",
        f"postgresql+psycopg://me:{SECRET}@host:port/db",
        f"mysql://me:{SECRET}@host/db",
        "",
    ],
    ids=["no scheme", "no port", "another kind", "empty"],
)
def test_what_is_no_url_is_told_without_repeating_it(url: str) -> None:
    message, trace = _said(url)
    assert "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE" in message
    assert "hush" not in message + trace


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    message, trace = _said(f"postgresql://me:{SECRET}@127.0.0.1/db")
    assert "pip install 'llmsum[postgres]'" in message
    assert "hush" not in message + trace


def test_a_server_that_went_away(postgres_url: str) -> None:
    store = Store(postgres_url)
    assert store.response("k") is None
    ended = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    )
    other = Store(postgres_url)
    with other.database.reading() as connection:
        connection.exec_driver_sql(f"{ended} AND pid <> pg_backend_pid()").all()
    # Connections that have been idle between two long answers are tried before they are used.
    assert store.response("k") is None
    store.close()
    other.close()
