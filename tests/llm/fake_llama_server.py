"""A stand-in for llama-server: its flags, its environment, /health and /props; FAKE_FAULT breaks it."""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


def break_as_asked(fault: str) -> None:
    if fault == "exit":
        sys.stderr.write("ggml: out of cheese\n")
        sys.exit(7)
    if fault == "busy" and not (state := Path(os.environ["FAKE_STATE"])).exists():
        state.touch()
        sys.exit("couldn't bind HTTP server socket")
    if fault == "hang":
        time.sleep(60)


def serve(flags: dict[str, str]) -> None:
    said = {
        "build_info": "fake",
        "total_slots": int(flags["-np"]),
        "default_generation_settings": {"n_ctx": int(flags["-c"]) // int(flags["-np"])},
        "argv": sys.argv,
        "pid": os.getpid(),
        "environment": {k: v for k, v in os.environ.items() if k.startswith("LLAMA_ARG")},
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            allowed = f"Bearer {os.environ['LLAMA_API_KEY']}"
            if self.path != "/health" and self.headers.get("Authorization") != allowed:
                return self.send_error(401)
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    HTTPServer((flags["--host"], int(flags["--port"])), Handler).serve_forever()


if __name__ == "__main__":
    break_as_asked(os.environ.get("FAKE_FAULT", ""))
    serve(dict(zip(sys.argv[1::2], sys.argv[2::2], strict=True)))
