"""The engine is private to its parent, ends with it, and says why when it cannot start."""

import contextlib
import http.client
import importlib.util
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import heed_signals

from llmsum.errors import EngineFailed, EngineMissing
from llmsum.llm import engine as engine_module
from llmsum.llm.engine import Server, engine

FAKE = Path(__file__).with_name("fake_llama_server.py")
REAL_WEIGHTS = os.environ.get("LLMSUM_TEST_WEIGHTS")


@pytest.fixture
def binary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A `llama-server` on the PATH."""
    script = tmp_path / "bin" / "llama-server"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    return script


def ask(server: Server, path: str, key: str | None, **headers: str) -> http.client.HTTPResponse:
    """The answer, with its body in `text`."""
    host = server.base_url.split("/")[2]
    with contextlib.closing(http.client.HTTPConnection(host, timeout=30)) as connection:
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.text = response.read().decode("utf-8")  # type: ignore[attr-defined]
        return response


def props(server: Server) -> Any:
    return json.loads(ask(server, "/props", server.api_key.get_secret_value()).text)  # type: ignore[attr-defined]


def wait_until_gone(pid: int, seconds: float = 20) -> bool:
    """A process without a reaper stays as a zombie, which is gone for our purposes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state.split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_llama_server_on_the_path_is_preferred(binary: Path) -> None:
    with engine(Path("some.gguf"), slots=2, context=512) as server:
        assert server.base_url.startswith("http://127.0.0.1:")
        assert server.properties.engine == str(binary)
        assert (server.properties.slots, server.properties.context) == (2, 256)
        said = props(server)
        assert server.api_key.get_secret_value() not in " ".join(said["argv"]) + repr(server)
        assert said["argv"][said["argv"].index("--host") + 1] == "127.0.0.1"
        assert said["environment"]["LLAMA_ARG_CORS_ORIGINS"] == ""
        assert ask(server, "/props", None).status == 401
        server.check()
    with pytest.raises(OSError, match="refused"):
        ask(server, "/health", None)


def test_each_engine_has_its_own_key_and_port(binary: Path) -> None:
    with engine(Path("a")) as one, engine(Path("b")) as other:
        assert one.base_url != other.base_url
        assert ask(one, "/props", other.api_key.get_secret_value()).status == 401


def test_a_taken_port_is_not_the_end(
    binary: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FAKE_FAULT", "busy")
    monkeypatch.setenv("FAKE_STATE", str(tmp_path / "state"))
    with engine(Path("a")) as server:
        assert server.properties.build == "fake"


def test_a_start_that_fails_shows_the_servers_last_words(
    binary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_FAULT", "exit")
    with pytest.raises(EngineFailed, match=r"exit code 7.*\n.*out of cheese"), engine(Path("a")):
        pass


def test_a_start_that_hangs_is_given_up(binary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_FAULT", "hang")
    monkeypatch.setattr(engine_module, "START_TIMEOUT", 1.0)
    with pytest.raises(EngineFailed, match="not ready after 1 s"), engine(Path("a")):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_server_that_dies_is_told_from_one_that_is_slow(binary: Path) -> None:
    with engine(Path("a")) as server:
        os.kill(props(server)["pid"], signal.SIGKILL)
        with pytest.raises(EngineFailed, match="ended with"):
            for _ in range(100):
                server.check()
                time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"])
def test_the_engine_ends_with_its_parent(binary: Path, name: str) -> None:
    code = textwrap.dedent("""
        import json, signal, time
        from pathlib import Path
        from llmsum.llm.engine import engine
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with engine(Path("a")) as server:
            print(server._child._process.pid, server.base_url, server.api_key.get_secret_value(), flush=True)
            time.sleep(60)
    """)
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_signals,
    ) as parent:
        assert parent.stdout is not None
        child, base_url, key = parent.stdout.readline().split()
        host = base_url.split("/")[2]
        with contextlib.closing(http.client.HTTPConnection(host, timeout=30)) as connection:
            connection.request("GET", "/props", headers={"Authorization": f"Bearer {key}"})
            server = json.loads(connection.getresponse().read())["pid"]
        parent.send_signal(getattr(signal, name))
        parent.communicate(timeout=20)
    assert wait_until_gone(int(child))
    assert wait_until_gone(server)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX sessions")
def test_ctrl_c_at_the_terminal_does_not_reach_the_engine(binary: Path) -> None:
    with engine(Path("a")) as server:
        assert os.getsid(props(server)["pid"]) != os.getsid(0)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    return


@pytest.mark.usefixtures("no_engine")
def test_an_engine_that_is_not_installed_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    with pytest.raises(EngineMissing, match=r"pip install 'llmsum\[local\]'"), engine(Path("a")):
        pass


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize(
    ("system", "machine", "libc", "named"),
    [("FreeBSD", "amd64", "", "FreeBSD amd64"), ("Linux", "x86_64", "", "x86_64 with musl")],
)
def test_a_platform_without_a_wheel_is_named_with_the_ways_out(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, libc: str, named: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: (libc, ""))
    with pytest.raises(EngineMissing, match=named) as caught, engine(Path("a")):
        pass
    assert "--base-url" in str(caught.value)
    assert "pip install" not in str(caught.value)


wheel = pytest.mark.skipif(
    REAL_WEIGHTS is None or shutil.which("llama-server") is not None,
    reason="LLMSUM_TEST_WEIGHTS names no GGUF file, or a llama-server is preferred to the wheel",
)


@wheel
def test_the_wheel_serves_only_who_has_the_key_and_no_web_page() -> None:
    assert REAL_WEIGHTS is not None
    with engine(Path(REAL_WEIGHTS), slots=2, context=1024) as server:
        key = server.api_key.get_secret_value()
        assert (server.properties.slots, server.properties.context) == (2, 512)
        assert ask(server, "/v1/models", None).status == 401
        assert ask(server, "/v1/models", "wrong").status == 401
        answer = ask(server, "/v1/models", key, Origin="https://example.org")
        assert answer.status == 200
        assert json.loads(answer.text)["data"][0]["id"] == server.model  # type: ignore[attr-defined]
        assert not answer.headers.get("Access-Control-Allow-Origin")
        assert ask(server, "/", key).status == 404
        assert ask(server, "/slots", key).status == 501


@pytest.mark.skipif(
    shutil.which("llama-server") is not None or importlib.util.find_spec("xllamacpp") is None,
    reason="needs the xllamacpp wheel, and no llama-server that is preferred to it",
)
def test_the_wheel_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"not a model")
    with pytest.raises(EngineFailed, match="Failed to init server"), engine(broken):
        pass
