"""One store of validated responses and of runs; a SQLite file (WAL) unless a URL says otherwise."""

from collections.abc import Mapping, Set
from contextlib import suppress
from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Table, Update, bindparam, delete, insert, select, update

from llmsum.errors import StoreError
from llmsum.store import analyses as finished_analyses
from llmsum.store.database import Database
from llmsum.store.migrations import upgrade
from llmsum.store.records import Finished, Run, StoredResponse
from llmsum.store.tables import ROW, analyses, responses, rests_on, runs, state, truncations
from llmsum.store.upkeep import evict, give_back

_RESPONSE = select(*(responses.c[name] for name in StoredResponse.model_fields)).where(
    responses.c.key == bindparam("wanted")
)
_TRUNCATED = select(truncations.c.key).where(truncations.c.key == bindparam("wanted"))


class Store:
    """Reads and writes responses and runs at a SQLAlchemy URL; safe to share between processes.

    What is asked for is remembered, and written down as used when a run is recorded or the store
    is closed: not with every read.
    """

    def __init__(self, url: str, max_size: int | None = None) -> None:
        """Open the store, creating or upgrading it if need be.

        `max_size`: bytes; when a run is recorded, the least recently used answers beyond it go,
        except those that the last run of a project rests on. Raises StoreError.
        """
        self.database = Database(url)
        try:
            upgrade(self.database)
        except BaseException:
            self.database.close()
            raise
        self._max_size = max_size
        self._number: int | None = None
        self._used: set[str] = set()

    def response(self, key: str) -> StoredResponse | None:
        """The answer stored under `key`, or None.

        Raises StoreError also when answers could not be kept: before one is paid for.
        """
        self._session()
        with self.database.reading() as connection:
            row = connection.execute(_RESPONSE, {"wanted": key}).one_or_none()
        if row is None:
            return None
        self._used.add(key)
        return StoredResponse.model_validate(dict(row._mapping))

    def keep(self, key: str, task: str, model: str, response: StoredResponse) -> StoredResponse:
        """Write an answer now, and return the one that stands: of two writers the first one's."""
        values = {
            **_made(key, task, model),
            **response.model_dump(),
            "size": ROW + len(response.answer.encode("utf-8", "surrogatepass")),
            "session": self._session(),
            "last_used": _now(),
        }
        if self._insert_once(responses, values):
            return response
        return self.response(key) or response

    def is_truncated(self, key: str) -> bool:
        """Whether the answer under `key` is known to run into its limit before it is complete."""
        with self.database.reading() as connection:
            known = connection.execute(_TRUNCATED, {"wanted": key}).one_or_none() is not None
        if known:
            self._used.add(key)
        return known

    def mark_truncated(self, key: str, task: str, model: str) -> None:
        """Remember that the same question, asked again, would be paid for nothing."""
        self._insert_once(truncations, _made(key, task, model))

    def finished(self, key: str) -> Finished | None:
        """The finished analysis under `key`, or None; what it rests on counts as asked for."""
        self._session()
        with self.database.reading() as connection:
            found = finished_analyses.find(connection, key)
        if found is not None:
            self._used |= {key, *found.rests_on}
        return found

    def keep_finished(self, finished: Mapping[str, Finished]) -> None:
        """Write analyses under their keys, all or none of them."""
        if finished:
            finished_analyses.keep(self.database, finished, self._session())
            self._used |= finished.keys()

    def record_run(self, run: Run) -> None:
        """Add a run to the history: it rests on all that was asked for since the one before."""
        session = self._session()
        with self.database.writing() as connection:
            connection.execute(insert(runs).values(run.model_dump()))
            self._rest(connection, run.project)
            in_use = select(rests_on.c.key).where(rests_on.c.project == run.project)
            for statement, keys in _marks(session):
                connection.execute(statement.where(keys.in_(in_use)))
            finished_analyses.forget(connection, session)
            evicted = 0 if self._max_size is None else evict(connection, self._max_size)
        self._used.clear()
        self._number = None
        if evicted:
            give_back(self.database)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write down what was used, and let go of the database."""
        # When an answer was last used is worth no error, least of all in place of another one.
        with suppress(StoreError):
            if self._used:
                with self.database.writing() as connection:
                    for statement, keys in _marks(self._session()):
                        named = statement.where(keys == bindparam("wanted"))
                        connection.execute(named, _rows(self._used))
        self.database.close()

    def _session(self) -> int:
        """The number of this use of the store, higher than that of any before.

        To take it is to write: a store that cannot be written shows it here.
        """
        if self._number is None:
            with self.database.writing() as connection:
                connection.execute(update(state).values(sessions=state.c.sessions + 1))
                self._number = connection.execute(select(state.c.sessions)).scalar_one()
        return self._number

    def _insert_once(self, table: Table, values: Mapping[str, object]) -> bool:
        """Whether the row is new."""
        self._used.add(str(values["key"]))
        with self.database.writing() as connection:
            statement = self.database.insert_new(table)
            return connection.execute(statement, values).rowcount == 1

    def _rest(self, connection: Connection, project: str) -> None:
        of_project = rests_on.c.project == project
        before = set(connection.execute(select(rests_on.c.key).where(of_project)).scalars())
        if gone := _rows(before - self._used):
            connection.execute(
                delete(rests_on).where(of_project, rests_on.c.key == bindparam("wanted")), gone
            )
        if new := [{"project": project, "key": key} for key in sorted(self._used - before)]:
            connection.execute(self.database.insert_new(rests_on), new)


def _made(key: str, task: str, model: str) -> dict[str, object]:
    return {"key": key, "task": task, "model": model, "created": _now()}


def _marks(session: int) -> tuple[tuple[Update, Column[str]], ...]:
    """What writes down the use of answers and analyses, and the keys that say which."""
    return (
        (update(responses).values(session=session, last_used=_now()), responses.c.key),
        (update(analyses).values(session=session), analyses.c.key),
    )


def _rows(keys: Set[str]) -> list[dict[str, str]]:
    """In one order for all processes, so that no two wait for each other."""
    return [{"wanted": key} for key in sorted(keys)]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
