"""Contrasts: what is said of a city is found in that city's own sentences."""

import json
from functools import partial

import pytest
from served import Served
from short_speech import ask
from stand_in import MODEL, StandIn, saying

from llmsum.compare.contrast import contrast
from llmsum.compare.contrast_check import contrast_problems
from llmsum.compare.stances import Stance
from llmsum.records import Line

COAST = "到2025年建成标准厂房50万平方米，引进港口物流企业20家。"
HILLS = "到2027年建成标准厂房30万平方米，培育电子信息企业100家。"


def _stance(city: str, number: int, sentence: str) -> Stance:
    evidence = f"{number}#S1"
    line = Line(text=sentence, evidence=(evidence,), status="verified")
    return Stance(city, line, {evidence: sentence})


STANCES = (_stance("临海", 1, COAST), _stance("丘陵", 2, HILLS))
QUESTION = partial(contrast, theme="infrastructure", stances=STANCES, lang="zh")


def _contrast(served: Served) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    (shared, differences), _ = ask(served, lambda client: QUESTION(client))
    return shared, differences


@pytest.mark.cassette("compare")
def test_the_cities_numbers_are_not_mixed_up(served: Served) -> None:
    shared, differences = _contrast(served)
    assert differences
    for line in (*shared, *differences):
        assert set(line.evidence) == {"1#S1", "2#S1"}
        for number in ("50万", "30万"):
            owner, other = ("临海", "丘陵") if number == "50万" else ("丘陵", "临海")
            if number in line.text:
                said = line.text.partition(number)[0]
                assert said.rfind(owner) > said.rfind(other)


def _answering(service: StandIn, text: str) -> Served:
    point = {"evidence": ["A", "B"], "text": text}

    def answer(body: dict[str, object]) -> object:
        if "改正" in str(body["messages"]):
            return saying(json.dumps({"L1": text}, ensure_ascii=False))
        return saying(json.dumps({"shared": [], "differences": [point]}, ensure_ascii=False))

    service.otherwise = answer  # type: ignore[assignment]
    return Served(MODEL, service.base_url)


def test_a_number_of_the_other_city_fails_and_each_city_speaks_for_itself(
    service: StandIn,
) -> None:
    swapped = "临海到2025年建成标准厂房30万平方米，丘陵到2027年建成标准厂房50万平方米"
    _, (line,) = _contrast(_answering(service, swapped))
    assert line.status == "extractive"
    assert "临海：到2025年建成标准厂房50万平方米" in line.text
    assert "丘陵：到2027年建成标准厂房30万平方米" in line.text


def test_a_right_contrast_is_verified(service: StandIn) -> None:
    right = "临海到2025年建成标准厂房50万平方米，丘陵到2027年建成标准厂房30万平方米"
    _, (line,) = _contrast(_answering(service, right))
    assert (line.text, line.status, line.evidence) == (right, "verified", ("1#S1", "2#S1"))


def test_one_city_alone_is_not_compared(service: StandIn) -> None:
    served = Served(MODEL, service.base_url)
    found, _ = ask(served, lambda client: contrast(client, "layout", STANCES[:1], "zh"))
    assert found == ((), ())
    assert service.asked == []


def test_a_small_model_is_not_asked_for_contrasts(service: StandIn) -> None:
    served = Served(MODEL, service.base_url)
    found, _ = ask(served, lambda client: QUESTION(client), small=True)
    assert found == ((), ())
    assert service.asked == []


def test_what_stands_before_the_first_city_is_checked_too(service: StandIn) -> None:
    nobody = "甲引进物流企业99家，丘陵到2027年建成标准厂房30万平方米"
    _, (line,) = _contrast(_answering(service, nobody))
    assert line.status == "extractive"


def test_a_line_is_checked_against_the_sentences_that_it_cites_in_the_end() -> None:
    """Of a stance of two sentences the line cites one: the other one cannot bear it out."""
    cited = {"临海": ["引进港口物流企业20家。"], "丘陵": [HILLS]}
    line = "临海建成标准厂房50万平方米，丘陵建成标准厂房30万平方米"
    assert contrast_problems(line, cited, ("临海", "丘陵"))
    assert not contrast_problems(line, {**cited, "临海": [COAST]}, ("临海", "丘陵"))
