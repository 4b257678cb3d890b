"""A line that its evidence does not support is asked again, and then replaced; it is never shown."""

import json
from typing import Any

import pytest
from served import Served
from short_speech import ask, labelled
from stand_in import MODEL, Reply, StandIn, saying

from llmsum.records import Line
from llmsum.tasks.lines import REASKS, Draft, settle

SENTENCE = next(s for s in labelled() if "50万平方米" in s.text)
WRONG = Draft("到2025年建成标准厂房80万平方米", {SENTENCE.id: SENTENCE.text})
RIGHT = "力争到2025年建成标准厂房50万平方米"


def _settle(served: Served, *drafts: Draft) -> list[Line]:
    settled, _ = ask(served, lambda client: settle(client, "short.txt", "zh", drafts))
    return [each.line for each in settled]


@pytest.mark.cassette("revise")
def test_a_wrong_number_does_not_survive(served: Served) -> None:
    (line,) = _settle(served, WRONG)
    assert "80万" not in line.text
    assert "50万平方米" in line.text
    assert line.evidence == (SENTENCE.id,)


def _here(service: StandIn) -> Served:
    return Served(MODEL, service.base_url)


def _revised(text: str) -> Reply:
    return saying(json.dumps({"L1": text}, ensure_ascii=False))


def test_a_good_line_costs_nothing(service: StandIn) -> None:
    (line,) = _settle(_here(service), Draft(RIGHT, WRONG.sentences))
    assert (line.text, line.status, line.problems) == (RIGHT, "verified", ())
    assert service.asked == []


def test_a_corrected_line_is_verified_and_its_reason_was_told(service: StandIn) -> None:
    service.otherwise = lambda body: _revised(RIGHT)
    (line,) = _settle(_here(service), WRONG)
    assert (line.text, line.status) == (RIGHT, "verified")
    (asked,) = service.asked
    assert "80万平方米”不在所引句中" in asked["messages"][-1]["content"]


def test_only_the_failing_lines_are_asked_again(service: StandIn) -> None:
    service.otherwise = lambda body: _revised(RIGHT)
    good = Draft(RIGHT, WRONG.sentences)
    lines = _settle(_here(service), good, WRONG, good)
    assert [line.text for line in lines] == [RIGHT] * 3
    assert list(_schema(service.asked[0])) == ["L1"]


def _schema(body: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = body["response_format"]["json_schema"]["schema"]["properties"]
    return properties


@pytest.mark.parametrize(
    "stubborn",
    [_revised("建成厂房70万平方米"), _revised("建成厂房90万平方米"), saying("不改")],
    ids=["another wrong number", "a third one", "no answer"],
)
def test_what_stays_wrong_becomes_the_source_s_own_words(service: StandIn, stubborn: Reply) -> None:
    service.otherwise = lambda body: stubborn
    (line,) = _settle(_here(service), WRONG)
    assert line.status == "extractive"
    assert line.text.rstrip("。") in SENTENCE.text
    assert "50万平方米" in line.text
    assert line.problems
    assert len(service.asked) <= REASKS * 3


@pytest.mark.parametrize(
    "example",
    [
        "建设云澜污水处理厂，淘汰高耗能企业",
        "市商务局牵头组建三支招商小分队",
        "支持云澜纺织城发展壮大",
        "去年园区工业产值320亿元，同比增长8.2%",
    ],
)
def test_a_line_of_the_prompts_own_examples_is_no_line_of_the_speech(
    service: StandIn, example: str
) -> None:
    service.otherwise = lambda body: _revised(example)
    (line,) = _settle(_here(service), Draft(example, WRONG.sentences))
    assert line.status == "extractive"
    assert line.text in SENTENCE.text


def test_a_clause_of_an_example_that_the_source_says_too_is_no_leak(service: StandIn) -> None:
    said = "市商务局牵头组建三支招商小分队"
    (line,) = _settle(_here(service), Draft(said, {"S1": f"会议要求，{said}。"}))
    assert (line.text, line.status) == (said, "verified")
