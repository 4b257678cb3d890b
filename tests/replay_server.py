"""A model's service on 127.0.0.1 that answers from a cassette, for programs that run elsewhere.

    python tests/replay_server.py cassettes/five-speeches.yaml COMMAND…

runs the command with `{url}` in its arguments replaced by the server's address, and ends as it
does; with exit code 9 when the command asked what is not in the cassette, or only a part of it.
"""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import cassette_format

MISPLAYED = 9


class Replay:
    """The answers of a cassette by path and body, and which of them have been asked for."""

    def __init__(self, path: Path) -> None:
        data = cassette_format.deserialize(path.read_text(encoding="utf-8"))
        self._answers: dict[tuple[str, bytes], bytes] = {}
        for interaction in data["interactions"]:
            request, response = interaction["request"], interaction["response"]
            key = (_path(request["uri"]), cassette_format.canonical(request["body"]))
            self._answers[key] = response["body"]["string"].encode("utf-8")
        self._asked: set[tuple[str, bytes]] = set()
        self._strangers: list[bytes] = []

    def answer(self, path: str, body: bytes) -> bytes | None:
        key = (path, cassette_format.canonical(body))
        if key not in self._answers:
            self._strangers.append(key[1])
            return None
        self._asked.add(key)
        return self._answers[key]

    def problems(self) -> list[str]:
        """What the command asked too much or too little."""
        found = []
        if self._strangers:
            first = self._strangers[0].decode("utf-8")[:1000]
            found.append(f"{len(self._strangers)} requests are not in the cassette, first: {first}")
        if missed := len(self._answers) - len(self._asked):
            found.append(f"{missed} of {len(self._answers)} answers were not asked for")
        return found


def _path(uri: str) -> str:
    return "/" + uri.split("://", 1)[1].partition("/")[2]


def serve(replay: Replay) -> ThreadingHTTPServer:
    """The server, running in a thread."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one piece, else the second waits 40 ms for the client to confirm the first.
        wbufsize = -1

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            answer = replay.answer(self.path, body)
            # A status that no client tries again.
            self.send_response(200 if answer else 404)
            data = answer or b'{"error": {"message": "not in the cassette"}}'
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main(cassette: str, *command: str) -> int:
    replay = Replay(Path(cassette))
    server = serve(replay)
    url = f"http://127.0.0.1:{server.server_port}/v1"
    code = subprocess.run([part.replace("{url}", url) for part in command], check=False).returncode
    server.shutdown()
    problems = replay.problems()
    for problem in problems:
        print(f"replay: {problem}", file=sys.stderr)
    return MISPLAYED if problems else code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
