"""One SQLAlchemy store of validated responses and of runs; SQLite (WAL) unless a URL says otherwise."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
)
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from llmsum.errors import StoreError
from llmsum.records import Record

_metadata = MetaData()

_responses = Table(
    "responses",
    _metadata,
    Column("key", String(64), primary_key=True),
    Column("task", String(32), nullable=False),
    Column("model", String(255), nullable=False),
    Column("answer", Text, nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("created", String(32), nullable=False),
)

_truncations = Table(
    "truncations",
    _metadata,
    Column("key", String(64), primary_key=True),
    Column("task", String(32), nullable=False),
    Column("model", String(255), nullable=False),
    Column("created", String(32), nullable=False),
)

_runs = Table(
    "runs",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("model", String(255), nullable=False),
    Column("language", String(8), nullable=False),
    Column("sources", JSON, nullable=False),
    Column("prompts", JSON, nullable=False),
    Column("briefing_sha256", String(64), nullable=False),
    Column("created", String(32), nullable=False),
)


class StoredResponse(Record):
    """A validated answer as JSON text, and what all attempts at it cost."""

    answer: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    attempts: int = 0
    seconds: float = 0.0


class Run(Record):
    """What was read, with which model and prompts, and the hash of what came out."""

    model: str
    language: str
    sources: Mapping[str, str]
    prompts: Mapping[str, str]
    briefing_sha256: str
    created: str


def response_key(
    model_identity: str,
    messages: Sequence[Mapping[str, str]],
    schema: Mapping[str, object],
    sampling: Mapping[str, object],
) -> str:
    """SHA-256 (hex) of canonical JSON over all that decides an answer.

    Keys keep their order: the order of a schema's fields is the order in which a model answers.
    """
    canonical = json.dumps(
        [model_identity, list(messages), schema, sampling],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """Reads and writes responses and runs at a SQLAlchemy URL; safe to share between processes."""

    def __init__(self, url: str) -> None:
        """Open the store, creating it if need be. Raises StoreError when that is impossible."""
        self.url = make_url(url)
        with self._errors():
            if self.url.get_backend_name() == "sqlite" and self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(self.url)
            if self.url.get_backend_name() == "sqlite":
                event.listen(self._engine, "connect", _sqlite_pragmas)
            _metadata.create_all(self._engine)

    def response(self, key: str) -> StoredResponse | None:
        """The answer stored under `key`, or None."""
        wanted = [_responses.c[name] for name in StoredResponse.model_fields]
        with self._errors(), self._engine.connect() as connection:
            row = connection.execute(select(*wanted).where(_responses.c.key == key)).one_or_none()
        return None if row is None else StoredResponse.model_validate(dict(row._mapping))

    def keep(self, key: str, task: str, model: str, response: StoredResponse) -> None:
        """Write an answer now. A second writer of the same key leaves the first one's answer."""
        values = {
            "key": key,
            "task": task,
            "model": model,
            "created": _now(),
            **response.model_dump(),
        }
        self._insert_once(_responses, values)

    def is_truncated(self, key: str) -> bool:
        """Whether the answer under `key` is known to run into its limit before it is complete."""
        wanted = select(_truncations.c.key).where(_truncations.c.key == key)
        with self._errors(), self._engine.connect() as connection:
            return connection.execute(wanted).one_or_none() is not None

    def mark_truncated(self, key: str, task: str, model: str) -> None:
        """Remember that the same question, asked again, would be paid for nothing."""
        values = {"key": key, "task": task, "model": model, "created": _now()}
        self._insert_once(_truncations, values)

    def record_run(self, run: Run) -> None:
        """Add a run to the history."""
        with self._errors(), self._engine.begin() as connection:
            connection.execute(insert(_runs).values(run.model_dump()))

    def counts(self) -> tuple[int, int]:
        """Number of stored responses, and of runs."""
        with self._errors(), self._engine.connect() as connection:
            responses = connection.execute(
                select(func.count()).select_from(_responses)
            ).scalar_one()
            runs = connection.execute(select(func.count()).select_from(_runs)).scalar_one()
        return responses, runs

    def clear(self) -> int:
        """Delete all responses and return how many there were; the history of runs stays."""
        with self._errors(), self._engine.begin() as connection:
            connection.execute(_truncations.delete())
            return connection.execute(_responses.delete()).rowcount

    def close(self) -> None:
        self._engine.dispose()

    def _insert_once(self, table: Table, values: Mapping[str, object]) -> None:
        with self._errors():
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(table).values(values))
            except IntegrityError:
                return

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            reason = str(getattr(error, "orig", None) or error)
            raise StoreError(
                f"The store {self.url.render_as_string(hide_password=True)} cannot be used: {reason}. "
                "Name another one with LLMSUM_STORE, or free its place."
            ) from error


def _sqlite_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
