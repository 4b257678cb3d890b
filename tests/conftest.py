"""What holds for all tests: no network, no user directory, no key; and cassettes."""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import cassette_format
import hypothesis
import pytest
from cassette import recording, replaying
from command import Command, in_this_process
from network import network
from served import Served
from stand_in import StandIn, standing_in

from llmsum.llm import models
from llmsum.llm.engine import engine
from llmsum.llm.providers import resolve_model
from llmsum.llm.weights import WEIGHTS, is_verified, weights_path

RECORD = os.environ.get("LLMSUM_RECORD") == "1"
WEIGHTS_PATH = weights_path(WEIGHTS[0])
"""Taken before the tests' own environment hides the user's folders."""

network.block()

# A machine that is busy with something else is no reason to fail.
hypothesis.settings.register_profile("llmsum", deadline=None)
hypothesis.settings.load_profile("llmsum")

_FOREIGN = re.compile(r"LLMSUM_|OPENAI_|HF_|PIP_|.*_(API_KEY|TOKEN|PROXY)$", re.IGNORECASE)


@pytest.fixture(autouse=True)
def own_environment(tmp_path_factory: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of a user who has nothing yet; returns the home folder."""
    home: Path = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if _FOREIGN.match(name)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("LLMSUM_CACHE_DIR", str(home / "llmsum-cache"))
    monkeypatch.setenv("LLMSUM_DATA_DIR", str(home / "llmsum-data"))
    # Processes of their own are offline too, and run this checkout wherever they are started.
    here = Path(__file__).resolve().parent
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(here / "offline"), str(here.parent))))
    return home


@pytest.fixture
def llmsum(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line, run in this process: `llmsum("compare", "seeds/")`."""
    return in_this_process(capsys, monkeypatch)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    """A stand-in for a model's service; tries again without waiting."""
    monkeypatch.setattr("llmsum.llm.connection._wait", lambda state: 0.0)
    with standing_in() as stand_in:
        yield stand_in


@pytest.fixture
def served(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """The embedded model as its cassette knows it, or, under `make record`, as it answers now.

    The test names its cassette: `@pytest.mark.cassette("name")`. It fails when it plays only a
    part of it, and when it asks what is not in it.
    """
    path = cassette_format.path_of(request.node.get_closest_marker("cassette").args[0])
    if RECORD:
        live: Served = request.getfixturevalue("embedded_engine")
        monkeypatch.setattr(models, "resolve_model", _with_key(live))
        with recording(path):
            yield live
        return
    with ExitStack() as stack:
        played = stack.enter_context(replaying(path))
        monkeypatch.setattr(network, "loopback", False)
        # A request that is not in the cassette looks like a dropped connection: no use to try again.
        monkeypatch.setattr("llmsum.llm.connection.ATTEMPTS", 1)
        yield Served(WEIGHTS[0].file, "http://127.0.0.1:9/v1")
        played.check()


@pytest.fixture(scope="session")
def embedded_engine() -> Iterator[Served]:
    """One engine for the whole recording."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LLMSUM_WEIGHTS", str(WEIGHTS_PATH.parent))
        verified = is_verified(WEIGHTS[0])
    if not verified:
        pytest.fail(f"No verified weights at {WEIGHTS_PATH}: run `llmsum model pull`.")
    with engine(WEIGHTS_PATH) as server:
        yield Served(server.model, server.base_url, server.api_key)


def _with_key(live: Served) -> Any:
    """resolve_model for a server that wants a key, which no user of `llamacpp/` is asked for."""

    def resolve(*args: Any) -> Any:
        return resolve_model(*args).model_copy(update={"api_key": live.api_key})

    return resolve
