"""Everything in the store, to keep elsewhere or to look at with other programs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Table, select, update

from llmsum.errors import OutputError, StoreDamaged, StoreFull
from llmsum.store.database import Database
from llmsum.store.migrations import upgrade
from llmsum.store.tables import metadata, responses, state

_AT_ONCE = 1000
"""Rows in memory at a time."""


def answers_as_json(database: Database) -> Iterator[str]:
    """Each answer as one line of JSON, oldest first: key, task, model, answer, cost, when.

    Raises StoreDamaged where an answer is no JSON.
    """
    wanted = select(responses).order_by(responses.c.created, responses.c.key)
    with database.reading() as connection:
        rows = connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
        for row in rows.mappings():
            try:
                said = {**row, "answer": json.loads(row["answer"])}
            except ValueError as error:
                raise StoreDamaged(
                    f"The answer {row['key']} in {database.shown} is no JSON, so the store was "
                    "changed from outside; `llmsum cache export --format sqlite3` copies it as it is."
                ) from error
            yield json.dumps(said, ensure_ascii=False) + "\n"


def copy(database: Database, path: Path) -> None:
    """A copy of the whole store as one SQLite file, which LLMSUM_STORE can name.

    The path must not exist yet. Raises OutputError when there is no room for the copy.
    """
    target = Database(URL.create("sqlite", database=str(path)))
    try:
        upgrade(target)
        _copy_rows(database, target)
        with target.alone() as connection:
            # Without a second file beside it that would have to be copied too.
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
    except StoreFull as error:
        raise OutputError(
            f"There is no room for a copy in {path.parent}: free some space, or name another "
            "file with -o."
        ) from error
    finally:
        target.close()


def _copy_rows(source: Database, target: Database) -> None:
    with target.writing() as writer:
        for part in _parts(source, state):
            writer.execute(update(state).values(sessions=part[0]["sessions"]))
        for table in metadata.sorted_tables:
            if table is not state:
                for part in _parts(source, table):
                    writer.execute(table.insert(), part)


def _parts(source: Database, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table, not all in memory at once."""
    with source.reading() as connection:
        rows = connection.execution_options(yield_per=_AT_ONCE).execute(select(table))
        for part in rows.mappings().partitions():
            yield [dict(row) for row in part]
