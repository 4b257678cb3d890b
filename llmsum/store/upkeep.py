"""How the store is made smaller without losing what is still needed."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select

from llmsum.errors import StoreError
from llmsum.records import Record
from llmsum.store.database import Database
from llmsum.store.tables import analyses, responses, rests_on, truncations

EVICT_TO = 0.9
"""Share of the limit that is left when it was exceeded, so that not every run has to evict."""

WORTH_GIVING_BACK = 0.25
"""Share of a SQLite file that has to be free before the file is written anew without it."""

_NEEDED = select(rests_on.c.key)
_IN_USE: ColumnElement[bool] = responses.c.key.in_(_NEEDED)


class Cleared(Record):
    """How many answers went, and how many stayed because the last run of a project rests on them."""

    deleted: int
    kept: int = 0


def clear(database: Database) -> Cleared:
    """Delete all answers and what was made from them; the history of runs stays."""
    with database.writing() as connection:
        connection.execute(delete(analyses))
        connection.execute(delete(truncations))
        connection.execute(delete(rests_on))
        cleared = Cleared(deleted=connection.execute(delete(responses)).rowcount)
    give_back(database)
    return cleared


def clear_unused(database: Database, since: datetime) -> Cleared:
    """Delete the answers not used since then, except those that the last run of a project rests on."""
    limit = since.isoformat(timespec="seconds")
    old = responses.c.last_used < limit
    with database.writing() as connection:
        connection.execute(
            delete(truncations).where(
                truncations.c.created < limit, truncations.c.key.not_in(_NEEDED)
            )
        )
        connection.execute(delete(analyses).where(analyses.c.key.not_in(_NEEDED)))
        deleted = connection.execute(delete(responses).where(old, ~_IN_USE)).rowcount
        kept = connection.execute(
            select(func.count()).select_from(responses).where(old)
        ).scalar_one()
    give_back(database)
    return Cleared(deleted=deleted, kept=kept)


def shrink(database: Database, max_size: int) -> Cleared:
    """Delete the least recently used answers until `max_size` bytes are left, or no more may go."""
    with database.writing() as connection:
        deleted = evict(connection, max_size, to=1.0)
        kept = 0
        if _size(connection) > max_size:
            kept = connection.execute(
                select(func.count()).select_from(responses).where(_IN_USE)
            ).scalar_one()
    give_back(database)
    return Cleared(deleted=deleted, kept=kept)


def evict(connection: Connection, max_size: int, to: float = EVICT_TO) -> int:
    """Delete the least recently used answers if answers and analyses take more than `max_size` bytes.

    Then `to` times that is left. Analyses go before any answer: they can be made again. What the
    last run of a project rests on stays in any case. Order is by session, not by the clock, which
    may jump. Returns how many answers went.
    """
    if _size(connection) <= max_size:
        return 0
    connection.execute(delete(analyses).where(analyses.c.key.not_in(_NEEDED)))
    surplus = _size(connection) - int(max_size * to)
    oldest = (
        select(responses.c.key, responses.c.size)
        .where(~_IN_USE)
        .order_by(responses.c.session, responses.c.last_used, responses.c.key)
    )
    gone: list[str] = []
    for key, size in connection.execute(oldest):
        if surplus <= 0:
            break
        gone.append(key)
        surplus -= size
    _delete(connection, gone)
    return len(gone)


def give_back(database: Database) -> None:
    """Write a SQLite file anew without its free pages where they are many; PostgreSQL does so itself."""
    # Another process may be reading, or the disk too full for a second copy: then another time.
    with suppress(StoreError):
        if not database.is_sqlite:
            return
        with database.alone() as connection:
            free, pages = (
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("freelist_count", "page_count")
            )
            if free > pages * WORTH_GIVING_BACK:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _size(connection: Connection) -> int:
    sizes = [func.coalesce(func.sum(table.c.size), 0) for table in (responses, analyses)]
    return sum(connection.execute(select(size)).scalar_one() for size in sizes)


def _delete(connection: Connection, keys: Sequence[str]) -> None:
    # In one order for all, so that no two processes wait for each other.
    if wanted := [{"wanted": key} for key in sorted(keys)]:
        connection.execute(delete(responses).where(responses.c.key == bindparam("wanted")), wanted)
