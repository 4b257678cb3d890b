"""A model that can be asked, and where it answers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import SecretStr


@dataclass(frozen=True)
class Endpoint:
    """Where an OpenAI-compatible service answers. `timeout` is seconds for one answer.

    `check` raises an EngineFailed when the server behind it is ours and has died.
    """

    base_url: str
    api_key: SecretStr
    model: str
    timeout: float
    check: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Model:
    """A model that can be asked.

    `identity` stands for it in the keys of the store: the hash of local weights, else address
    and name. `mode` is the name of Instructor's mode. `endpoint` is entered at the first
    question that the store cannot answer: only then is a server started. `window` is how many
    characters of text it reads well in one question; `labeller` is who labels sentences for it,
    and `probe_weights` the probe's weights where they are not the packaged ones. A `small` model's
    choices are no better than the order of what it is shown: code makes them, and the model only
    puts things into words.
    """

    name: str
    identity: str
    mode: str
    slots: int
    endpoint: Callable[[], AbstractContextManager[Endpoint]]
    window: int
    labeller: Literal["probe", "model"]
    small: bool
    probe_weights: Path | None = None
