"""Recording and replaying with vcrpy: what is matched, what is kept, and when a test fails."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cassette_format
import pytest
import vcr
from vcr.cassette import Cassette
from vcr.persisters.filesystem import CassetteNotFoundError
from vcr.request import Request
from vcr.serialize import deserialize, serialize

RENEW = "Run `make record`."
_HOST = "http://model"
"""Stands for the random port of the embedded engine."""


class _Persister:
    """Cassettes as UTF-8 files, whatever the locale."""

    @staticmethod
    def load_cassette(path: str, serializer: Any) -> Any:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise CassetteNotFoundError from None
        return deserialize(text, serializer)

    @staticmethod
    def save_cassette(path: str, data: dict[str, Any], serializer: Any) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(serialize(data, serializer), encoding="utf-8", newline="\n")


def _keep_request(request: Request) -> Request:
    """Method, path and body; an allow-list of headers lets no key through, whatever its header."""
    body = cassette_format.canonical(request.body)
    headers = {"content-type": "application/json"}
    return Request(request.method, f"{_HOST}{request.path}", body, headers)


def _keep_response(response: dict[str, Any]) -> dict[str, Any] | None:
    """Status, type and body; what is no answer, such as an overload, is not kept."""
    if response["status"]["code"] != 200:
        return None
    return {**response, "headers": {"content-type": ["application/json"]}}


_vcr = vcr.VCR(
    match_on=["method", "path", "raw_body"],
    before_record_request=_keep_request,
    before_record_response=_keep_response,
)
_vcr.register_serializer(
    "readable",
    SimpleNamespace(serialize=cassette_format.serialize, deserialize=cassette_format.deserialize),
)
_vcr.register_persister(_Persister)


@dataclass
class Played:
    """A cassette in use, and the requests that it could not answer."""

    cassette: Cassette
    strangers: list[str] = field(default_factory=list)

    def check(self) -> None:
        """Fail when the test asked something else, or less, than was recorded."""
        name = Path(self.cassette.path).name
        if self.strangers:
            pytest.fail(
                f"{len(self.strangers)} requests are not in the cassette {name}; prompts or tasks "
                f"have changed. {RENEW} The first of them:\n{self.strangers[0]}"
            )
        silent = len(self.cassette) - len(self.cassette.play_counts)
        if silent:
            pytest.fail(
                f"{silent} of {len(self.cassette)} answers in the cassette {name} were not asked "
                f"for. {RENEW}"
            )


@contextmanager
def recording(path: Path) -> Iterator[None]:
    """Ask the real model, and write what it answers to the path in place of what was there.

    Raises NotFromAModel, and keeps what was there, when something else answered.
    """
    fresh = path.with_suffix(".recording")
    fresh.unlink(missing_ok=True)
    with _vcr.use_cassette(
        str(fresh), serializer="readable", record_mode="once", allow_playback_repeats=True
    ):
        yield
    try:
        text = fresh.read_text(encoding="utf-8")
        cassette_format.require_real(cassette_format.load(text), path.name)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def replaying(path: Path) -> Iterator[Played]:
    """Answer from the file at the path, and from nowhere else. Fails when there is none."""
    if not path.is_file():
        pytest.fail(f"There is no cassette {path.name}. {RENEW}")
    with _vcr.use_cassette(
        str(path), serializer="readable", record_mode="none", allow_playback_repeats=True
    ) as cassette:
        played = Played(cassette)
        known = cassette.can_play_response_for

        def can_play(request: Request) -> bool:
            if known(request):
                return True
            played.strangers.append(f"{request.method} {request.path}\n{_text(request)}")
            return False

        cassette.can_play_response_for = can_play
        yield played


def _text(request: Request) -> str:
    """The question itself, without the instructions before it and the schema after it."""
    return str(json.loads(request.body)["messages"][-1]["content"])[:1000]
