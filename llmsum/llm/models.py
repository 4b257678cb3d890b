"""From the name of a model to one that can be asked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import SecretStr

from llmsum.llm.client import Endpoint, Model
from llmsum.llm.providers import DEFAULT_MODEL, ModelChoice, resolve_model
from llmsum.progress import Progress

LOCAL_WINDOW = 900
"""Characters in one question to a small model, which reads no more with care."""

REMOTE_WINDOW = 12_000
"""Characters in one question to a large model: a speech whole."""

LOCAL_TIMEOUT = 1800.0
"""Seconds for one answer on a slow CPU, of which much is waiting for the other slots."""

REMOTE_TIMEOUT = 180.0


def open_model(name: str | None, base_url: str | None, progress: Progress) -> Model:
    """The model called PROVIDER/NAME, the default when no name is given.

    Nothing is fetched, started or connected yet. Raises UnknownProvider, MissingKey, ConfigError.
    """
    choice = resolve_model(name or DEFAULT_MODEL, base_url, os.environ)
    return _local(choice, progress) if choice.is_local else _remote(choice)


def _local(choice: ModelChoice, progress: Progress) -> Model:
    from llmsum.llm.engine import SLOTS  # noqa: PLC0415
    from llmsum.llm.weights import find_weights  # noqa: PLC0415

    weights = find_weights(choice.model)

    @contextmanager
    def endpoint() -> Iterator[Endpoint]:
        from llmsum.llm.engine import engine  # noqa: PLC0415
        from llmsum.llm.weights import is_verified, pull, weights_path  # noqa: PLC0415

        if not is_verified(weights):
            progress.note(f"fetching {choice.name}, {weights.size / 1e9:.1f} GB, once")
            pull(weights, progress.downloaded, progress.note)
        progress.note(f"starting {choice.name} on this machine")
        with engine(weights_path(weights)) as server:
            yield Endpoint(server.base_url, server.api_key, server.model, LOCAL_TIMEOUT)

    return Model(
        name=choice.name,
        identity=f"gguf:{weights.sha256}",
        mode=choice.mode,
        slots=SLOTS,
        endpoint=endpoint,
        window=LOCAL_WINDOW,
        labeller="probe",
    )


def _remote(choice: ModelChoice) -> Model:
    base_url = choice.base_url or ""
    key = choice.api_key or SecretStr("")

    @contextmanager
    def endpoint() -> Iterator[Endpoint]:
        yield Endpoint(base_url, key, choice.model, REMOTE_TIMEOUT)

    return Model(
        name=choice.name,
        identity=f"{base_url.rstrip('/')} {choice.model}",
        mode=choice.mode,
        slots=8,
        endpoint=endpoint,
        window=REMOTE_WINDOW,
        labeller="model",
    )
