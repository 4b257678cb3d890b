"""The tables of the store as they are today; `llmsum.store.migrations` brings an older store here.

With every change, `contents.VERSION` goes up.
"""

from sqlalchemy import (
    JSON,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

ROW = 500
"""Bytes that an answer takes in a SQLite file besides its text, measured (see `test_upkeep`)."""

metadata = MetaData()

state = Table(
    "store_state",
    metadata,
    Column("version", Integer, nullable=False),
    Column("sessions", Integer, nullable=False),
)
"""One row. `sessions` counts how often the store was put to use: a clock that never jumps."""

responses = Table(
    "responses",
    metadata,
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
    Column("size", Integer, nullable=False, server_default="0"),
    Column("session", Integer, nullable=False, server_default="0"),
    Column("last_used", String(32), nullable=False, server_default=""),
    Index("responses_by_use", "session", "last_used", "size"),
)
"""`size`: bytes that the answer takes; `session` and `last_used`: when it was last asked for."""

truncations = Table(
    "truncations",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("task", String(32), nullable=False),
    Column("model", String(255), nullable=False),
    Column("created", String(32), nullable=False),
)

analyses = Table(
    "analyses",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("session", Integer, nullable=False),
)
"""What can be made again from answers for nothing but time. `data`: JSON, compressed by zlib."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("model", String(255), nullable=False),
    Column("language", String(8), nullable=False),
    Column("sources", JSON, nullable=False),
    Column("prompts", JSON, nullable=False),
    Column("briefing_sha256", String(64), nullable=False),
    Column("created", String(32), nullable=False),
    Column("project", Text, nullable=False, server_default=""),
)

rests_on = Table(
    "rests_on",
    metadata,
    Column("project", Text, primary_key=True),
    Column("key", String(64), primary_key=True),
)
"""The keys of all that the last run of each project used."""
