"""The Python package index that this machine is configured for, and the wheels it lists.

Follows PEP 503 and PEP 691 (the simple repository API, as HTML and as JSON).
"""

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from llmsum.errors import SourceFailed
from llmsum.llm.download import read_page, shown

_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.1"
_VARIABLES = ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL")
_PIP_KEYS = ("download.index-url", "install.index-url", "global.index-url")

# pip alone knows what it falls back to.
_PIP_DEFAULT = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"


@dataclass(frozen=True)
class Wheel:
    """A wheel that the index lists. `size` in bytes, None when the index does not say."""

    filename: str
    url: str
    sha256: str
    size: int | None


def index_url(env: Mapping[str, str]) -> str:
    """The simple API of the configured index: from the environment, else as pip would find it.

    Raises SourceFailed when neither says.
    """
    for variable in _VARIABLES:
        if value := env.get(variable, "").strip():
            # uv allows NAME=URL
            return re.sub(r"^[\w.-]+=(?=https?://)", "", value)
    if importlib.util.find_spec("pip") is not None:
        configured = _python("-m", "pip", "config", "list")
        for key in _PIP_KEYS:
            if given := re.search(rf"^{key}='(.+)'$", configured, re.MULTILINE):
                return given[1]
        if default := _python("-c", _PIP_DEFAULT):
            return default
    raise SourceFailed("no Python package index is configured: set PIP_INDEX_URL to one")


def find_wheel(index: str, project: str, version: str) -> Wheel:
    """The pure-Python wheel of this project and version.

    Raises SourceFailed when the index does not answer, does not list it, or gives no SHA-256.
    """
    page = f"{index.rstrip('/')}/{project}/"
    filename = f"{project.replace('-', '_')}-{version}-py3-none-any.whl"
    answer = read_page(page, _ACCEPT)
    try:
        read = _from_json if answer.kind.endswith("json") else _from_html
        wheels = read(answer.body)
    except (ValueError, KeyError, TypeError) as error:
        raise SourceFailed(f"{shown(page)} is not a package index: {error!r}") from error
    for wheel in wheels:
        if wheel.filename == filename and wheel.sha256:
            url = _with_login(urljoin(answer.url, wheel.url), page)
            return Wheel(wheel.filename, url, wheel.sha256, wheel.size)
    raise SourceFailed(f"{shown(page)} does not list {filename} with its SHA-256")


def _from_json(body: bytes) -> list[Wheel]:
    return [
        Wheel(file["filename"], file["url"], file["hashes"].get("sha256", ""), file.get("size"))
        for file in json.loads(body)["files"]
    ]


def _from_html(body: bytes) -> list[Wheel]:
    anchors = _Anchors()
    anchors.feed(body.decode("utf-8"))
    wheels = []
    for href in anchors.hrefs:
        url, fragment = urldefrag(href)
        sha256 = fragment.removeprefix("sha256=") if fragment.startswith("sha256=") else ""
        wheels.append(Wheel(urlsplit(url).path.rpartition("/")[2], url, sha256, None))
    return wheels


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.hrefs.append(href)


def _with_login(url: str, page: str) -> str:
    """The file's URL with the index's name and password, when it is on the same host."""
    login, at, host = urlsplit(page).netloc.rpartition("@")
    parts = urlsplit(url)
    return parts._replace(netloc=login + at + host).geturl() if parts.netloc == host else url


def _python(*arguments: str) -> str:
    """What a Python process prints, "" when it fails."""
    command = [sys.executable, *arguments]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    return run.stdout.strip() if run.returncode == 0 else ""
