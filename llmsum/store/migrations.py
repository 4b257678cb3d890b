"""Brings a store to the tables of today, in place and in one transaction: all of it, or nothing.

Version 1 is what llmsum 0.1 wrote before the store knew its version.
"""

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, update

from llmsum.errors import StoreError, StoreNewer
from llmsum.store.contents import VERSION
from llmsum.store.database import Database
from llmsum.store.tables import metadata, state


def upgrade(database: Database) -> None:
    """Create the tables of a new store, or bring those of an older one up to date.

    Raises StoreNewer, having changed nothing, when a newer llmsum wrote the store.
    """
    with database.reading() as connection:
        found = _version(connection, database)
    if found == VERSION:
        return
    if database.is_sqlite and found == 0:
        _use_wal(database)
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        # Another process may have been faster.
        found = _version(connection, database)
        if found == 0:
            metadata.create_all(connection)
            connection.execute(insert(state).values(version=VERSION, sessions=0))
            return
        for step in _STEPS[found - 1 :]:
            step(connection)
        connection.execute(update(state).values(version=VERSION))


def _version(connection: Connection, database: Database) -> int:
    """The version of the store, 0 for a database that holds none yet."""
    names = set(inspect(connection).get_table_names())
    if state.name in names:
        version: int = connection.execute(select(state.c.version)).scalar_one()
        if version > VERSION:
            raise StoreNewer(
                f"The store {database.shown} was written by a newer llmsum (version {version} of "
                f"its tables; this one knows {VERSION}). Nothing in it was changed: upgrade "
                "llmsum, or name another store with LLMSUM_STORE."
            )
        return version
    if {"responses", "runs"} <= names:
        return 1
    if names and database.is_sqlite:
        raise StoreError(
            f"The file {database.shown} holds the tables of another program ({min(names)} …). "
            "Nothing in it was changed: name another file with LLMSUM_STORE."
        )
    return 0


def _use_wal(database: Database) -> None:
    """Lets others read while one writes. It stays so; where the file system cannot, it is no loss."""
    with database.alone() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def _record_use(connection: Connection) -> None:
    """1 → 2: the version itself, how much room answers take and when they were used, projects."""
    is_sqlite = connection.dialect.name == "sqlite"
    length = "length(CAST(answer AS BLOB))" if is_sqlite else "octet_length(answer)"
    for statement in (
        "CREATE TABLE IF NOT EXISTS truncations (key VARCHAR(64) NOT NULL, task VARCHAR(32) NOT NULL,"
        " model VARCHAR(255) NOT NULL, created VARCHAR(32) NOT NULL, PRIMARY KEY (key))",
        "ALTER TABLE responses ADD COLUMN size INTEGER DEFAULT 0 NOT NULL",
        "ALTER TABLE responses ADD COLUMN session INTEGER DEFAULT 0 NOT NULL",
        "ALTER TABLE responses ADD COLUMN last_used VARCHAR(32) DEFAULT '' NOT NULL",
        f"UPDATE responses SET size = 500 + {length}, last_used = created",  # noqa: S608
        "CREATE INDEX responses_by_use ON responses (session, last_used, size)",
        "ALTER TABLE runs ADD COLUMN project TEXT DEFAULT '' NOT NULL",
        "CREATE TABLE rests_on (project TEXT NOT NULL, key VARCHAR(64) NOT NULL,"
        " PRIMARY KEY (project, key))",
        "CREATE TABLE store_state (version INTEGER NOT NULL, sessions INTEGER NOT NULL)",
        "INSERT INTO store_state VALUES (2, 0)",
    ):
        connection.exec_driver_sql(statement)


def _keep_analyses(connection: Connection) -> None:
    """2 → 3: finished analyses."""
    binary = "BLOB" if connection.dialect.name == "sqlite" else "BYTEA"
    connection.exec_driver_sql(
        f"CREATE TABLE analyses (key VARCHAR(64) NOT NULL, data {binary} NOT NULL,"
        " size INTEGER NOT NULL, session INTEGER NOT NULL, PRIMARY KEY (key))"
    )


_STEPS: tuple[Callable[[Connection], None], ...] = (_record_use, _keep_analyses)
"""The n-th step leads from version n to n + 1. A step that was released never changes."""

_LOCK = 5_077_001
"""Any number that no other program of the same PostgreSQL database locks."""
