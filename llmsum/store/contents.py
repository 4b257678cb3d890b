"""How much is in the store. The user's SQLite file is looked into without SQLAlchemy, whose import takes
longer than all that a look needs."""

import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from llmsum.settings import store_max_size, store_url

if TYPE_CHECKING:
    from llmsum.store.database import Database

VERSION = 3
"""Of the tables; goes up by one with every change in `tables`, together with a step in `migrations`."""

_FILE = re.compile(r"sqlite:///([\w./ -]+)", re.ASCII)
"""A URL in which nothing is quoted, and that is shown as it is."""
_VERSION = "SELECT version FROM store_state"
_MODELS = (
    "SELECT model, count(*), sum(completion_tokens) FROM responses GROUP BY model ORDER BY model"
)
_SUMS = (
    "SELECT (SELECT coalesce(sum(size), 0) FROM responses),"
    " (SELECT coalesce(sum(size), 0) FROM responses WHERE key IN (SELECT key FROM rests_on)),"
    " (SELECT count(*) FROM analyses), (SELECT coalesce(sum(size), 0) FROM analyses),"
    " (SELECT count(*) FROM runs), (SELECT max(last_used) FROM responses),"
    " (SELECT created FROM runs ORDER BY id DESC LIMIT 1)"
)

_Query = Callable[[str], Sequence[Sequence[Any]]]
"""What gives the rows of a SELECT."""


@dataclass(frozen=True)
class OfModel:
    """What one model has answered: how often, and the tokens that it wrote."""

    model: str
    answers: int
    completion_tokens: int


@dataclass(frozen=True)
class Contents:
    """What a store holds. `size` is in bytes, of all answers; `in_use` of those that last runs rest on.
    `analyses` counts those that are finished, `analyses_size` is their bytes.

    `last_used` is the time (ISO, UTC) at which an answer was last asked for, `last_run` that of
    the run recorded last; both None in a store without.
    """

    answers: int
    size: int
    in_use: int
    analyses: int
    analyses_size: int
    runs: int
    last_used: str | None
    last_run: str | None
    models: tuple[OfModel, ...]


def contents(database: "Database") -> Contents:
    """Count what is there."""
    with database.reading() as connection:
        return _counted(lambda sql: connection.exec_driver_sql(sql).all())


def user_contents() -> tuple[str, Contents]:
    """Where the user's store is, as it may be shown, and what is in it; it is made or upgraded if need be.

    Raises StoreError, and ConfigError where the limit on its size is none.
    """
    url, _ = store_url(), store_max_size()
    if (found := _of_file(url)) is not None:
        return url, found
    from llmsum.store import open_store  # noqa: PLC0415 (SQLAlchemy)

    with open_store() as store:
        return store.database.shown, contents(store.database)


def _of_file(url: str) -> Contents | None:
    """What is in a SQLite file of today's tables; None for every other store, or one that cannot be read."""
    if not (found := _FILE.fullmatch(url)):
        return None
    try:
        file = f"{Path(found[1]).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(file, uri=True)) as connection:

            def query(sql: str) -> Sequence[Sequence[Any]]:
                return connection.execute(sql).fetchall()

            return _counted(query) if query(_VERSION) == [(VERSION,)] else None
    except sqlite3.Error:
        return None


def _counted(query: _Query) -> Contents:
    models = tuple(OfModel(m, n, int(t)) for m, n, t in query(_MODELS))
    ((size, in_use, analyses, analyses_size, runs, last_used, last_run),) = query(_SUMS)
    return Contents(
        answers=sum(of.answers for of in models),
        size=int(size),
        in_use=int(in_use),
        analyses=analyses,
        analyses_size=int(analyses_size),
        runs=runs,
        last_used=last_used,
        last_run=last_run,
        models=models,
    )
