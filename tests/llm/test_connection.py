"""What a user sees when a service stumbles: bounded tries, a told reason, every attempt counted."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr
from stand_in import Reply, StandIn, failing, saying, standing_in

from llmsum.errors import ServerUnreachable, ServiceRefused, TruncatedAnswer, UnusableAnswer
from llmsum.llm import connection
from llmsum.llm.connection import ATTEMPTS, REASKS, Connection
from llmsum.llm.endpoint import Endpoint
from llmsum.llm.prompts import Message
from llmsum.llm.question import Question
from llmsum.llm.usage import Meter
from llmsum.progress import Silent
from llmsum.store import StoredResponse
from llmsum.tasks.schema import answer_model, one_of

KEY = "sk-secret-of-the-test"
GOOD = saying('{"S1": "甲"}')


@dataclass
class Heard(Silent):
    """A listener that remembers."""

    notes: list[str] = field(default_factory=list)

    def note(self, message: str) -> None:
        self.notes.append(message)


@dataclass
class Service:
    """The stand-in with a way to ask it one question."""

    stand_in: StandIn
    meter: Meter = field(default_factory=Meter)
    heard: Heard = field(default_factory=Heard)
    timeout: float = 5.0

    def ask(self, *script: Reply) -> tuple[str, StoredResponse]:
        self.stand_in.script = list(script)
        return asyncio.run(self._ask())

    async def _ask(self) -> tuple[str, StoredResponse]:
        endpoint = Endpoint(self.stand_in.base_url, SecretStr(KEY), "stand-in", self.timeout)
        opened = Connection(endpoint, "JSON_SCHEMA", self.meter, self.heard)
        question = Question(
            task="label",
            about="speech.txt",
            messages=(Message(role="user", content="S1 要招商。"),),
            response_model=answer_model("Labels", S1=one_of(("甲", "乙"))),
            max_tokens=50,
        )
        try:
            answer, response = await opened.answer(question)
        finally:
            await opened.close()
        return answer.S1, response  # type: ignore[attr-defined]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    # The waits themselves are tested by what the listener is told of them.
    monkeypatch.setattr(connection, "_wait", lambda state: 0.0)
    with standing_in() as stand_in:
        yield Service(stand_in)


def test_an_answer_comes_with_its_cost(service: Service) -> None:
    answer, response = service.ask(saying('{"S1": "乙"}', tokens=(120, 7)))
    assert answer == "乙"
    assert (response.prompt_tokens, response.completion_tokens, response.attempts) == (120, 7, 1)
    assert json.loads(response.answer) == {"S1": "乙"}


@pytest.mark.parametrize(
    "stumble",
    [
        failing(429, "Too many requests", "rate_limit_exceeded", retry_after="1"),
        failing(500, "Internal error"),
        failing(503, "Overloaded"),
        failing(408, "Request timeout"),
        Reply(drop=True),
    ],
    ids=["429", "500", "503", "408", "dropped"],
)
def test_a_passing_fault_is_tried_again_and_told(service: Service, stumble: Reply) -> None:
    answer, _ = service.ask(stumble, GOOD)
    assert answer == "甲"
    assert len(service.stand_in.asked) == 2
    (note,) = service.heard.notes
    assert f"(2 of {ATTEMPTS})" in note
    if stumble.status != 200:
        assert f"HTTP {stumble.status}" in note


def test_a_timeout_is_tried_again_and_told(service: Service) -> None:
    service.timeout = 0.3
    answer, _ = service.ask(Reply(delay=1.0, drop=True), GOOD)
    assert answer == "甲"
    assert "no answer in time" in service.heard.notes[0]


def test_the_wait_is_the_one_that_the_service_asks_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    service.ask(failing(429, "Slow down", retry_after="0.05"), GOOD)
    assert "trying again in 0 s" in service.heard.notes[0]


def test_a_longer_wait_than_a_user_bears_is_refused_at_once(service: Service) -> None:
    with pytest.raises(ServiceRefused, match="429"):
        service.ask(failing(429, "Come back tomorrow", retry_after="86400"))
    assert len(service.stand_in.asked) == 1


def test_tries_are_bounded(service: Service) -> None:
    with pytest.raises(ServerUnreachable, match=f"after {ATTEMPTS} tries: HTTP 500"):
        service.ask(*[failing(500, "Broken")] * (ATTEMPTS + 3))
    assert len(service.stand_in.asked) == ATTEMPTS
    assert len(service.heard.notes) == ATTEMPTS - 1


def test_an_empty_account_fails_at_once(service: Service) -> None:
    with pytest.raises(ServiceRefused, match="exceeded your current quota"):
        service.ask(failing(429, "You exceeded your current quota", "insufficient_quota"))
    assert len(service.stand_in.asked) == 1
    assert service.heard.notes == []


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_a_refusal_fails_at_once_with_the_service_s_words(service: Service, status: int) -> None:
    with pytest.raises(ServiceRefused, match=f"HTTP {status}: .*because so"):
        service.ask(failing(status, "because so"))
    assert len(service.stand_in.asked) == 1


@pytest.mark.parametrize("bad", ['{"S1": "甲"', '{"S1": "丙"}', '{"other": 1}', "抱歉，我不能。"])
def test_an_answer_that_does_not_fit_is_asked_again_and_counted(service: Service, bad: str) -> None:
    answer, response = service.ask(saying(bad, tokens=(100, 9)), saying('{"S1": "甲"}'))
    assert answer == "甲"
    assert response.attempts == 2
    assert (response.prompt_tokens, response.completion_tokens) == (110, 14)
    assert (service.meter.calls, service.meter.prompt_tokens) == (2, 110)


def test_re_asks_are_bounded_and_counted(service: Service) -> None:
    with pytest.raises(
        UnusableAnswer, match=f"label question about speech.txt .* {REASKS + 1} tries"
    ):
        service.ask(*[saying("{}")] * (REASKS + 4))
    assert len(service.stand_in.asked) == REASKS + 1
    assert service.meter.calls == REASKS + 1
    assert service.meter.completion_tokens == 5 * (REASKS + 1)


def test_a_cut_off_answer_fails_at_once_and_is_counted(service: Service) -> None:
    with pytest.raises(TruncatedAnswer, match="cut off at 50 tokens"):
        service.ask(saying('{"S1": ', finish="length"))
    assert len(service.stand_in.asked) == 1
    assert service.meter.calls == 1


@pytest.mark.parametrize(
    "garbage",
    [
        Reply(
            body="<html><body>Welcome to nginx!</body></html>",
            headers={"content-type": "text/html"},
        ),
        Reply(body="<html>", headers={"content-type": "application/json"}),
        Reply(body='{"hello": "world"}'),
        Reply(body='{"choices": []}'),
        Reply(body="[]"),
        Reply(body=""),
    ],
    ids=["html", "html as json", "other json", "no choices", "list", "nothing"],
)
def test_garbage_is_named_as_such_in_one_sentence(service: Service, garbage: Reply) -> None:
    with pytest.raises(ServiceRefused) as error:
        service.ask(*[garbage] * 20)
    assert service.stand_in.base_url in str(error.value)
    assert len(str(error.value)) < 400
    assert len(service.stand_in.asked) == 1


@pytest.mark.parametrize(
    "last", [failing(401, "Incorrect API key"), failing(500, "x"), saying("{}")]
)
def test_the_key_is_sent_and_never_said(service: Service, last: Reply) -> None:
    with pytest.raises(Exception) as error:
        service.ask(*[last] * 20)
    assert service.stand_in.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in f"{error.value} {error.value.__cause__} {service.heard.notes}"
