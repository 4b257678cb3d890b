"""Finished analyses in the store: what can be made again from answers, at no cost but time."""

import zlib
from collections.abc import Mapping

from pydantic import ValidationError
from sqlalchemy import Connection, bindparam, delete, select

from llmsum.store.database import Database
from llmsum.store.records import Finished
from llmsum.store.tables import ROW, analyses, rests_on

KEPT = 50
"""Uses of the store for which an analysis is kept that no project's last run rests on."""

_LEVEL = 1
"""Of compression: a tenth of the size at once; the highest level saves a quarter of that."""

_WANTED = select(analyses.c.data).where(analyses.c.key == bindparam("wanted"))


def find(connection: Connection, key: str) -> Finished | None:
    """What stands under `key`; None also when it cannot be read, since it can be made again."""
    data = connection.execute(_WANTED, {"wanted": key}).scalar_one_or_none()
    if data is None:
        return None
    try:
        return Finished.model_validate_json(zlib.decompress(data))
    except (zlib.error, ValidationError):
        return None


def keep(database: Database, finished: Mapping[str, Finished], session: int) -> None:
    """Write them, each in place of what may stand under its key."""
    rows = []
    for key in sorted(
        finished
    ):  # in one order for all processes, so that no two wait for each other
        data = zlib.compress(finished[key].model_dump_json().encode("utf-8"), _LEVEL)
        rows.append({"key": key, "data": data, "size": ROW + len(data), "session": session})
    old = delete(analyses).where(analyses.c.key == bindparam("wanted"))
    with database.writing() as connection:
        connection.execute(old, [{"wanted": row["key"]} for row in rows])
        connection.execute(database.insert_new(analyses), rows)


def forget(connection: Connection, session: int) -> int:
    """Delete what was last used more than KEPT sessions ago and no last run rests on; how many."""
    old = analyses.c.session < session - KEPT
    unneeded = analyses.c.key.not_in(select(rests_on.c.key))
    return connection.execute(delete(analyses).where(old, unneeded)).rowcount
