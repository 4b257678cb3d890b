"""A database behind a SQLAlchemy URL: transactions, and its failures in a user's words."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Insert, Table, create_engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from llmsum.errors import StoreDamaged, StoreError, StoreFull, StoreReadOnly

LONGEST_WAIT = 30.0
"""Seconds that one process waits while another writes to the same SQLite file."""

_OTHER_PLACE = "or name another one with LLMSUM_STORE"

_KINDS: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_CORRUPT": (StoreDamaged, "is damaged"),
    "SQLITE_NOTADB": (StoreDamaged, "is damaged"),
    "SQLITE_READONLY": (StoreReadOnly, "cannot be written"),
    "25006": (StoreReadOnly, "cannot be written"),
    "42501": (StoreReadOnly, "cannot be written"),
    "SQLITE_CANTOPEN": (StoreReadOnly, "cannot be opened"),
    "SQLITE_FULL": (StoreFull, "has no room left"),
    "53100": (StoreFull, "has no room left"),
    "SQLITE_IOERR": (StoreFull, "cannot be read or written"),
}
"""SQLite's primary result code or PostgreSQL's SQLSTATE → the error, and what is wrong."""

_ADVICE: dict[type[StoreError], str] = {
    StoreDamaged: f"The file was left as it is: move it away, {_OTHER_PLACE}.",
    StoreReadOnly: f"Permit writing to it and its folder, {_OTHER_PLACE}.",
    StoreFull: f"Every answer before is kept. Free some space on its disk, {_OTHER_PLACE}.",
    StoreError: f"Look after it, {_OTHER_PLACE}.",
}


class Database:
    """Opens connections for reading and for writing; raises nothing but StoreErrors."""

    def __init__(self, url: str | URL) -> None:
        """Nothing is opened yet, except that a SQLite file gets its folder."""
        self.url = _parsed(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        with self.failures():
            if self.is_sqlite and self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(
                self.url,
                pool_pre_ping=not self.is_sqlite,
                connect_args={"timeout": LONGEST_WAIT} if self.is_sqlite else {},
            )
        self._reader = self._engine
        if not self.is_sqlite:
            self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def shown(self) -> str:
        """The URL as it may be shown: without a password, and without a query, which may hold one."""
        return self.url.set(query={}).render_as_string(hide_password=True)

    @property
    def file(self) -> Path | None:
        """The SQLite file, or None."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose statements each see what is committed when they start."""
        with self.failures(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction, committed at the end of the block, undone when it raises.

        In SQLite it is the only writer from its beginning, so that what it reads cannot change
        under it.
        """
        with self.failures(), self._engine.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection of SQLite outside of any transaction, for what cannot be done inside one."""
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with self.failures(), engine.connect() as connection:
            yield connection

    def insert_new(self, table: Table) -> Insert:
        """An INSERT that leaves a row alone whose key is there already."""
        if self.is_sqlite:
            from sqlalchemy.dialects import sqlite  # noqa: PLC0415 (only the one in use)

            return sqlite.insert(table).on_conflict_do_nothing()
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415

        return postgresql.insert(table).on_conflict_do_nothing()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def failures(self) -> Iterator[None]:
        """Turns what the database and the system say into a StoreError that says what to do."""
        try:
            yield
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise self._in_words(error) from _without(error, self._secrets())

    def _in_words(self, error: Exception) -> StoreError:
        if isinstance(error, ImportError):
            return StoreError(
                f"The store {self.shown} needs the driver {error.name}, which is not installed: "
                "pip install 'llmsum[postgres]'."
            )
        if isinstance(error, OSError):  # of the file's folder
            return StoreReadOnly(
                f"The store {self.shown} cannot be made: {error.strerror}. Name a folder that can be "
                "written with LLMSUM_CACHE_DIR, or another store with LLMSUM_STORE."
            )
        cause = getattr(error, "orig", None) or error
        kind, wrong = _KINDS.get(_code(cause), (StoreError, "cannot be used"))
        reason = " ".join(str(cause).split())
        for secret in self._secrets():
            reason = reason.replace(secret, "***")
        return kind(f"The store {self.shown} {wrong}: {reason.rstrip('.')}. {_ADVICE[kind]}")

    def _secrets(self) -> Sequence[str]:
        query: Mapping[str, Sequence[str] | str] = self.url.query
        named = [value for key, value in query.items() if "password" in key]
        flat = [v for value in named for v in ([value] if isinstance(value, str) else value)]
        return [secret for secret in (str(self.url.password or ""), *flat) if secret]


def _parsed(url: str | URL) -> URL:
    """The URL. What cannot be read as one is not repeated in the message: it may hold a password."""
    with suppress(ArgumentError, ValueError):
        parsed = make_url(url)
        match parsed.get_backend_name():
            case "sqlite":
                return parsed
            case "postgresql" | "postgres":
                return parsed.set(drivername="postgresql+psycopg")
    raise StoreError(
        "LLMSUM_STORE is no URL of a store. Write sqlite:////full/path/store.sqlite3 or "
        "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE (percent-encode what is special)."
    )


def _code(error: BaseException) -> str:
    """SQLite's primary result code by name, or PostgreSQL's SQLSTATE, or ""."""
    if name := getattr(error, "sqlite_errorname", None):
        return "_".join(str(name).split("_")[:2])
    return str(getattr(error, "sqlstate", None) or "")


def _without(error: Exception, secrets: Sequence[str]) -> Exception | None:
    """The error as a cause to show with --verbose, unless it says a secret."""
    return None if any(secret in str(error) for secret in secrets) else error
