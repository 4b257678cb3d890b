"""The embedded engine: a llama.cpp server in a child process, on 127.0.0.1, for this process only.

A `llama-server` on the PATH (a native or GPU build) is preferred to the `xllamacpp` wheel. The
child has a random port and a random API key, and ends when this process ends, however it ends:
see engine_child.py.
"""

import contextlib
import http.client
import importlib.util
import json
import os
import platform
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from pydantic import SecretStr

from llmsum.errors import EngineFailed, EngineMissing
from llmsum.llm import engine_child
from llmsum.llm.engine_child import Order

SLOTS = 4
CONTEXT = 16384
"""Tokens in all slots together."""

START_TIMEOUT = 300.0
"""Seconds from the start until the model is loaded: a gigabyte from a slow disk takes minutes."""

STARTS = 3
"""Starts in all, as llama-server's port can be taken between choosing and binding it."""

_WHEELS = {
    ("Linux", "x86_64"),
    ("Linux", "aarch64"),
    ("Darwin", "x86_64"),
    ("Darwin", "arm64"),
    ("Windows", "AMD64"),
}
"""Platforms with a wheel of xllamacpp 2026.10, as (platform.system(), platform.machine())."""

_OTHERWISE = (
    "a llama.cpp `llama-server` on the PATH, a remote model (--model PROVIDER/NAME), "
    "or another server (--base-url URL)"
)


@dataclass(frozen=True)
class Properties:
    """What the running server says of itself. `context` is tokens per slot."""

    engine: str
    build: str
    slots: int
    context: int


@dataclass(frozen=True)
class Server:
    """A running engine. `base_url` ends in /v1; `model` is the name that it answers to."""

    base_url: str
    api_key: SecretStr
    model: str
    properties: Properties
    _child: "_Child"

    def check(self) -> None:
        """Raise EngineFailed, with the server's last words, if it has died."""
        self._child.check()


@contextlib.contextmanager
def engine(weights: Path, slots: int = SLOTS, context: int = CONTEXT) -> Iterator[Server]:
    """Serve the weights until the block ends. Takes seconds to start: the model is loaded.

    Raises EngineMissing when there is no engine on this machine, EngineFailed when it does not start.
    """
    order = Order(
        weights=str(weights),
        alias=weights.name,
        slots=slots,
        context=context,
        api_key=secrets.token_urlsafe(32),
        llama_server=find_engine(),
    )
    with _started(order) as (child, address):
        yield Server(
            base_url=f"{address}/v1",
            api_key=SecretStr(order.api_key),
            model=order.alias,
            properties=child.properties(address),
            _child=child,
        )


def find_engine() -> str | None:
    """The path of a llama-server binary, None for the wheel.

    Raises EngineMissing when this machine has neither: ask before fetching a gigabyte of weights.
    """
    binary = shutil.which("llama-server")
    if binary is None and importlib.util.find_spec("xllamacpp") is None:
        raise EngineMissing(_missing())
    return binary


def _missing() -> str:
    system, machine = platform.system(), platform.machine()
    musl = system == "Linux" and platform.libc_ver()[0] != "glibc"
    if (system, machine) in _WHEELS and not musl:
        return (
            "The embedded model's engine is not installed: pip install 'llmsum[local]'. "
            f"Or use {_OTHERWISE}."
        )
    return (
        f"The embedded model's engine, xllamacpp, has no prebuilt wheel for {system} {machine}"
        f"{' with musl' if musl else ''}. Use {_OTHERWISE}."
    )


@contextlib.contextmanager
def _started(order: Order) -> Iterator[tuple["_Child", str]]:
    for attempt in range(1, STARTS + 1):
        with tempfile.TemporaryFile("a+b") as log, contextlib.closing(_Child(order, log)) as child:
            try:
                address = child.wait_until_ready()
            except EngineFailed as error:
                if attempt == STARTS or "bind" not in str(error):
                    raise
                continue
            yield child, address
            return


class _Child:
    """The child process and its log."""

    def __init__(self, order: Order, log: BinaryIO) -> None:
        self._order = order
        self._log = log
        self._timed_out = False
        self._process = subprocess.Popen(  # noqa: S603
            # -P: a file in the working directory must not pass for a module.
            [sys.executable, "-P", engine_child.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            # Threads that spin long while they wait for each other take the cores from whatever
            # else runs, and lose most of their own speed by it.
            env={"GOMP_SPINCOUNT": "20000", **os.environ},
            # Ctrl-C at the terminal is for the parent, which still has answers to keep.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    @property
    def _name(self) -> str:
        return self._order.llama_server or "xllamacpp"

    def wait_until_ready(self) -> str:
        """The address, once the model is loaded. Raises EngineFailed."""
        timer = threading.Timer(START_TIMEOUT, self._give_up)
        timer.start()
        try:
            address = self._read_address()
            while not self._is_healthy(address):
                self.check()
                time.sleep(0.05)
        finally:
            timer.cancel()
        return address

    def properties(self, address: str) -> Properties:
        """What the server says of itself; asking also proves that it takes our key."""
        status, body = _get(address, "/props", self._order.api_key)
        if status != http.client.OK:
            raise self._failure(f"refuses its own key (HTTP {status})")
        said = json.loads(body)
        return Properties(
            engine=self._name,
            build=str(said.get("build_info", "")),
            slots=int(said.get("total_slots", self._order.slots)),
            context=int(said["default_generation_settings"]["n_ctx"]),
        )

    def check(self) -> None:
        """Raise EngineFailed if the process has ended."""
        status = self._process.poll()
        if status is None:
            return
        if self._timed_out:
            raise self._failure(f"was not ready after {START_TIMEOUT:.0f} s")
        raise self._failure(f"ended with {_describe(status)}")

    def close(self) -> None:
        """End the process and all that it started."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            self._kill()
        self._process.wait()

    def _read_address(self) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        # A child that has already ended is told apart below, by its missing answer.
        with contextlib.suppress(BrokenPipeError):
            line = json.dumps(asdict(self._order), ensure_ascii=False) + "\n"
            self._process.stdin.write(line.encode("utf-8"))
            self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=3)
            self.check()
            raise self._failure("gave no address")
        return str(json.loads(answer)["address"])

    def _is_healthy(self, address: str) -> bool:
        try:
            return _get(address, "/health", None)[0] == http.client.OK
        except (OSError, http.client.HTTPException):
            return False

    def _failure(self, what: str) -> EngineFailed:
        self._log.seek(0)
        words = self._log.read().decode("utf-8", "replace").strip().splitlines()[-8:]
        tail = "\n  ".join(["", *words]) if words else " nothing."
        return EngineFailed(f"The embedded engine ({self._name}) {what}. Its last words:{tail}")

    def _give_up(self) -> None:
        self._timed_out = True
        self._kill()

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        else:
            # The child leads its own group, in which a llama-server would be left over.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _get(address: str, path: str, api_key: str | None) -> tuple[int, bytes]:
    """Ask the server, past any proxy that the environment names."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    with contextlib.closing(connection):
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()


def _describe(status: int) -> str:
    if status >= 0:
        return f"exit code {status}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(-status).name}"
    return f"signal {-status}"
