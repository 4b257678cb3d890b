"""A stand-in on 127.0.0.1 for an OpenAI-compatible service: answers what fits, or what a test scripts."""

import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODEL = "stand-in"


@dataclass(frozen=True)
class Reply:
    """One answer of the service. `delay`: seconds before it; `drop`: hang up instead."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drop: bool = False


Behaviour = Callable[[dict[str, Any]], Reply]


@dataclass
class StandIn:
    """What was asked so far, and what comes next: `script` first, then `otherwise`."""

    base_url: str = ""
    script: list[Reply] = field(default_factory=list)
    otherwise: Behaviour = field(default_factory=lambda: fitting)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def options(self) -> list[str]:
        """The command line by which it is asked, for labels too."""
        return [
            *("--model", f"llamacpp/{MODEL}"),
            *("--base-url", self.base_url),
            *("--labeller", "model"),
        ]

    def reply(self, body: dict[str, Any], headers: dict[str, str]) -> Reply:
        with self._lock:
            self.asked.append(body)
            self.headers.append(headers)
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
            scripted = self.script.pop(0) if self.script else None
        reply = scripted or self.otherwise(body)
        time.sleep(reply.delay)
        return reply

    def done(self) -> None:
        with self._lock:
            self._now -= 1


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """A stand-in that answers until the block ends."""
    stand_in = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body in one piece, else the second waits 40 ms for the client to confirm the first.
        wbufsize = -1

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            try:
                reply = stand_in.reply(body, {k.lower(): v for k, v in self.headers.items()})
                self._send(reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                stand_in.done()

        def _send(self, reply: Reply) -> None:
            if reply.drop:
                self.close_connection = True
                return
            data = reply.body.encode("utf-8")
            self.send_response(reply.status)
            for name, value in {"content-type": "application/json", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
            self.wfile.flush()

        def log_message(self, *args: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *args: object) -> None:
            """Says nothing: a client that hangs up would be told on the command's stderr."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stand_in.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saying(content: str, *, finish: str = "stop", tokens: tuple[int, int] = (10, 5)) -> Reply:
    """A completion with this content. `tokens`: prompt and completion."""
    completion = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "finish_reason": finish,
                "message": {"role": "assistant", "content": content},
            }
        ],
        "usage": {
            "prompt_tokens": tokens[0],
            "completion_tokens": tokens[1],
            "total_tokens": sum(tokens),
        },
    }
    return Reply(body=json.dumps(completion, ensure_ascii=False))


def failing(status: int, message: str, code: str | None = None, **headers: str) -> Reply:
    """An error as OpenAI words it."""
    error = {"error": {"message": message, "type": code, "param": None, "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, body=json.dumps(error), headers=named)


def fitting(body: dict[str, Any]) -> Reply:
    """The smallest answer that fits the schema sent, its texts taken from the question line by line."""
    schema = body["response_format"]["json_schema"]["schema"]
    lines = [line[:60] for line in body["messages"][-1]["content"].splitlines() if line.strip()]
    answer = _instance(schema, schema.get("$defs", {}), itertools.cycle(lines or ["无"]))
    return saying(json.dumps(answer, ensure_ascii=False))


def fitting_at_once(told: list[object], count: int, delay: float) -> Callable[[Any], Reply]:
    """What answers the first `count` questions at once, whose messages it puts into `told`, and the
    others after `delay` seconds."""

    def answer(body: dict[str, Any]) -> Reply:
        if len(told) < count:
            told.append(body["messages"])
            return fitting(body)
        return replace(fitting(body), delay=delay)

    return answer


def _instance(schema: dict[str, Any], definitions: dict[str, Any], texts: Iterator[str]) -> Any:
    if "$ref" in schema:
        return _instance(definitions[schema["$ref"].rpartition("/")[2]], definitions, texts)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return _deployment_else_first(schema["enum"])
    if "anyOf" in schema:
        return None
    match schema["type"]:
        case "object":
            fields = schema.get("properties", {})
            return {name: _instance(kind, definitions, texts) for name, kind in fields.items()}
        case "array":
            least = max(1, schema.get("minItems", 0))
            values = schema["items"].get("enum")
            if values:
                return values[:least]
            return [_instance(schema["items"], definitions, texts) for _ in range(least)]
        case _:
            return next(texts)


def _deployment_else_first(values: Sequence[Any]) -> Any:
    """Sentences labelled as deployments make every later task ask."""
    return next((v for v in values if str(v).startswith("部署·")), values[0])
