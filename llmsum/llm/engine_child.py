"""The embedded engine's process: serves one model on 127.0.0.1 for as long as its parent lives.

Started by engine.py as a script, and importing nothing of llmsum, so that it starts the same way
however llmsum is installed. Its standard input brings the order as one line of JSON (so that the
API key is in no argument list), and is then the lifeline: the system closes it when the parent
ends, even by kill -9. Its standard output brings back the address, as one line.
"""

import importlib
import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """What to serve. `context` is tokens in all slots together; `llama_server` the binary, or None."""

    weights: str
    alias: str
    slots: int
    context: int
    api_key: str
    llama_server: str | None


def main() -> int:
    """Serve what the order says; returns the exit code when the server ends by itself."""
    # Nobody reads standard output after the address: what else is printed joins the errors.
    answers = os.dup(1)
    os.dup2(2, 1)
    order = Order(**json.loads(sys.stdin.buffer.readline()))
    serve = _serve_binary if order.llama_server else _serve_wheel
    return serve(order, answers)


def _serve_wheel(order: Order, answers: int) -> int:
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    _be_killed_with_parent()
    xllamacpp = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = order.weights
    params.model_alias = {order.alias}
    params.n_parallel = order.slots
    params.n_ctx = order.context
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [order.api_key]
    # Sent as it is: an empty Access-Control-Allow-Origin allows no page in a browser.
    params.cors_origins = ""
    params.cors_credentials = False
    params.ui = False
    params.endpoint_slots = False
    params.verbosity = 1
    server = xllamacpp.Server(params)
    _tell(answers, server.listening_address)
    threading.Event().wait()
    return 0


def _exit_with_parent() -> None:
    _wait_for_parent()
    os._exit(0)


def _be_killed_with_parent() -> None:
    """Have the kernel end this process when the lifeline is closed, where it can (Linux).

    Loading a model holds the interpreter for seconds, in which no thread of ours runs.
    """
    if sys.platform == "linux":
        fcntl = importlib.import_module("fcntl")
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        # The default action of the SIGIO that this asks for is to end the process.
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)


def _serve_binary(order: Order, answers: int) -> int:
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603
        _command(order, port), env=os.environ | _settings(order), stdin=subprocess.DEVNULL
    )
    threading.Thread(target=_kill_with_parent, args=(server,), daemon=True).start()
    _tell(answers, f"http://127.0.0.1:{port}")
    return abs(server.wait()) or 1


def _command(order: Order, port: int) -> list[str]:
    command = [order.llama_server or "", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--model", order.weights, "--alias", order.alias]
    return [*command, "-np", str(order.slots), "-c", str(order.context)]


def _settings(order: Order) -> dict[str, str]:
    """What goes by environment: the key, and what builds of some age do not know as an argument."""
    return {
        "LLAMA_API_KEY": order.api_key,
        "LLAMA_ARG_CORS_ORIGINS": "",
        "LLAMA_ARG_UI": "0",
        "LLAMA_ARG_WEBUI": "0",
        "LLAMA_ARG_NO_WEBUI": "1",
        "LLAMA_ARG_ENDPOINT_SLOTS": "0",
    }


def _kill_with_parent(server: subprocess.Popen[bytes]) -> None:
    _wait_for_parent()
    server.kill()
    server.wait()
    os._exit(0)


def _wait_for_parent() -> None:
    # Not through sys.stdin: a thread that waits inside it aborts the interpreter's own exit.
    while os.read(0, 1024):
        pass


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _tell(answers: int, address: str) -> None:
    os.write(answers, (json.dumps({"address": address}) + "\n").encode("utf-8"))


if __name__ == "__main__":
    sys.exit(main())
