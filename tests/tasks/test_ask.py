"""Windows: a truncated answer splits its window, an unusable one leaves it unread and says so."""

import asyncio
import json
from typing import Any

import pytest
from command import Command
from stand_in import Reply, StandIn, fitting, saying

from llmsum.llm.client import Client
from llmsum.llm.endpoint import Model
from llmsum.llm.models import open_model
from llmsum.llm.usage import Meter
from llmsum.progress import Silent
from llmsum.records import Source
from llmsum.settings import store_url
from llmsum.store import Store
from llmsum.tasks.label import label_sentences
from llmsum.text import speech_from_text

TEXT = "要加快园区建设。要引进龙头企业。要深化体制改革。要强化考核问责。"


@pytest.fixture
def speech(tmp_path: Any) -> Any:
    path = tmp_path / "speech.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _fields(body: dict[str, Any]) -> list[str]:
    return list(body["response_format"]["json_schema"]["schema"]["properties"])


def _labelled(llmsum: Command, service: StandIn, speech: Any) -> tuple[Any, Any]:
    done = llmsum("commitments", speech, "--format", "json", *service.options)
    return done, json.loads(done.out)["speeches"][0]


def _is_label(body: dict[str, Any]) -> bool:
    return "归类" in body["messages"][0]["content"]


def test_a_cut_off_answer_splits_its_window(llmsum: Command, service: StandIn, speech: Any) -> None:
    def one_at_a_time(body: dict[str, Any]) -> Reply:
        if _is_label(body) and len(_fields(body)) > 1:
            return saying('{"S1": "', finish="length")
        return fitting(body)

    service.otherwise = one_at_a_time
    done, analysis = _labelled(llmsum, service, speech)
    assert done.code == 0
    assert analysis["unread"] == []
    sizes = [len(_fields(body)) for body in service.asked if _is_label(body)]
    assert sorted(sizes) == [1, 1, 1, 1, 2, 2, 4]


def test_a_sentence_that_is_always_cut_off_is_unread_and_told(
    llmsum: Command, service: StandIn, speech: Any
) -> None:
    def never_the_second(body: dict[str, Any]) -> Reply:
        if _is_label(body) and "龙头" in body["messages"][-1]["content"]:
            return saying('{"S1": "', finish="length")
        return fitting(body)

    service.otherwise = never_the_second
    done, analysis = _labelled(llmsum, service, speech)
    assert done.code == 1
    assert analysis["unread"] == ["S2"]
    assert [s["role"] for s in analysis["sentences"]] == [
        "deployment",
        None,
        "deployment",
        "deployment",
    ]
    assert "1 sentences unread" in done.err


def test_answers_that_never_fit_leave_their_window_unread(
    llmsum: Command, service: StandIn, speech: Any
) -> None:
    service.otherwise = lambda body: saying("抱歉") if _is_label(body) else fitting(body)
    done, analysis = _labelled(llmsum, service, speech)
    assert done.code == 1
    assert analysis["unread"] == ["S1", "S2", "S3", "S4"]
    assert len(service.asked) == 3
    assert "did not fit its schema after 3 tries" in done.err


class _Counting(Silent):
    """Adds up what is planned and what is settled."""

    def __init__(self) -> None:
        self.asked = 0
        self.settled = 0

    def planned(self, about: str, task: str, calls: int) -> None:
        self.asked += calls

    def answered(self, about: str, task: str, tokens: int, cached: bool) -> None:
        self.settled += 1


@pytest.mark.parametrize("failing", [saying('{"S1": "', finish="length"), saying("抱歉")])
def test_as_many_questions_are_settled_as_were_planned(service: StandIn, failing: Reply) -> None:
    """Also where answers are cut off or useless, and when the store says so the second time."""

    def never_the_second(body: dict[str, Any]) -> Reply:
        return failing if "龙头" in body["messages"][-1]["content"] else fitting(body)

    service.otherwise = never_the_second
    source = Source(path="speech.txt", sha256="0" * 64, format="txt", encoding="utf-8")
    sentences = speech_from_text(TEXT, source).sentences
    store = Store(store_url())
    for _ in range(2):
        counting = _Counting()
        model = open_model("llamacpp/m", service.base_url, "model", counting)

        async def run(model: Model = model, progress: _Counting = counting) -> None:
            client = Client(model, store, Meter(), progress)
            try:
                await label_sentences(client, "speech.txt", sentences)
            finally:
                await client.close()

        asyncio.run(run())
        assert counting.settled == counting.asked > 0
    store.close()
