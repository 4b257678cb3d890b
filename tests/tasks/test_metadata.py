"""What a model finds of speaker, occasion, day and city counts only where the words stand."""

import json

import pytest
from served import Served
from short_speech import ask
from stand_in import MODEL, StandIn, saying

from llmsum.records import Metadata, Origin, Source
from llmsum.tasks.metadata import complete_metadata
from llmsum.text import speech_from_text

TEXT = (
    "本报讯 近日，市招商中心主任陈建平组织园区企业恳谈，介绍了林海的政策。\n"
    "陈建平主任请大家畅所欲言，泉州有几家企业发了言，要抓好招商工作，下午的恳谈持续到会后。\n"
    "要在年底前落实惠企资金3亿元。\n"
)


def completed(
    service: StandIn, answer: dict[str, str], text: str = TEXT, *, small: bool = False
) -> Metadata:
    """The metadata of a text about which the model answers this."""
    service.otherwise = lambda _: saying(json.dumps(answer, ensure_ascii=False))
    source = Source(path="speech.txt", sha256="0" * 64, format="txt", encoding="utf-8")
    speech = speech_from_text(text, source)
    metadata, _ = ask(
        Served(MODEL, service.base_url),
        lambda client: complete_metadata(client, speech),
        small=small,
    )
    return metadata


NONE = {f"{name}{part}": "无" for name in ("speaker", "event", "city") for part in ("_in", "")}


def test_what_stands_in_the_sentence_counts_and_is_cited(service: StandIn) -> None:
    found = completed(
        service,
        {
            **NONE,
            "speaker_in": "S1",
            "speaker": "陈建平",
            "event_in": "S1",
            "event": "园区企业恳谈",
        },
    )
    assert (found.speaker, found.event, found.city) == ("陈建平", "园区企业恳谈", None)
    assert found.origins["speaker"] == Origin(by="model", evidence=("S1",))
    (asked,) = service.asked
    fields = asked["response_format"]["json_schema"]["schema"]["properties"]
    assert list(fields) == ["speaker_in", "speaker", "event_in", "event", "city_in", "city"]


@pytest.mark.parametrize(
    "answer",
    [
        {"speaker_in": "S3", "speaker": "陈建平"},
        {"speaker_in": "S1", "speaker": "陈建国"},
        {"speaker_in": "S1", "speaker": "主任"},
        {"speaker_in": "无", "speaker": "陈建平"},
        {"event_in": "S1", "event": "全市企业座谈会"},
        {"event_in": "S1", "event": "政策"},
        {"city_in": "S1", "city": "泉州"},
        {"city_in": "S1", "city": "林海"},
    ],
    ids=[
        "another sentence",
        "another name",
        "no name",
        "no sentence",
        "invented",
        "too short",
        "a city elsewhere",
        "no known city",
    ],
)
def test_what_does_not_is_dropped(service: StandIn, answer: dict[str, str]) -> None:
    found = completed(service, {**NONE, **answer})
    assert (found.speaker, found.event, found.city, found.city_status) == (
        None,
        None,
        None,
        "unknown",
    )
    assert "speaker" not in found.origins


def test_a_small_model_and_a_text_that_says_it_all_are_not_asked(service: StandIn) -> None:
    completed(service, NONE, small=True)
    whole = "周口网讯 3月19日，市长钱立新主持召开全市产业园区座谈会。钱立新指出，要抓招商。"
    assert completed(service, NONE, whole).speaker == "钱立新"
    completed(service, NONE, "要加快标准厂房建设。")
    assert service.asked == []


def test_a_masked_city_is_not_asked_for(service: StandIn) -> None:
    masked = "某市市长在恳谈时介绍了情况，泉州有几家企业发了言。"
    found = completed(service, {**NONE, "city_in": "S1", "city": "泉州"}, masked)
    assert (found.city, found.city_status) == (None, "masked")


def test_an_unusable_answer_leaves_what_the_rules_found(service: StandIn) -> None:
    found = completed(service, {"speaker_in": "S99"})
    assert found.speaker is None
