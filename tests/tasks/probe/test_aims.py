"""A date holds for the aims behind it. Invented words."""

import pytest
from labelled import speech

from llmsum.records import Sentence
from llmsum.tasks.probe.aims import aims_that_go_on
from llmsum.vocabulary import Role


def _sentences(head: str, text: str, apart: bool = False) -> list[Sentence]:
    one, other = speech(head, text)
    return [one, other if apart else other.model_copy(update={"paragraph": one.paragraph})]


HEAD = "到2025年，园区产值达到90亿元。"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("土地开发率达到75%，能耗下降16%。", "deployment"),
        ("土地开发率已达到75%。", "status"),
        ("园区有企业75家。", "status"),
    ],
)
def test_a_level_behind_aims_by_a_date_is_an_aim(text: str, role: Role) -> None:
    assert aims_that_go_on(_sentences(HEAD, text), ["deployment", "status"]) == [
        "deployment",
        role,
    ]


def test_nothing_goes_on_in_another_paragraph_nor_behind_a_review() -> None:
    after = "土地开发率达到75%。"
    roles: list[Role] = ["deployment", "status"]
    assert aims_that_go_on(_sentences(HEAD, after, apart=True), roles) == roles
    reviewed: list[Role] = ["achievement", "status"]
    assert aims_that_go_on(_sentences(HEAD, after), reviewed) == reviewed


def test_a_heading_of_aims_holds_for_what_stands_under_it() -> None:
    roles: list[Role] = ["activity", "achievement"]
    level = "常住人口城镇化率达63%左右。"
    found = aims_that_go_on(_sentences("（二）主要目标", level, apart=True), roles)
    assert found == ["activity", "deployment"]
    reviewed = _sentences("（二）目标完成情况", level, apart=True)
    assert aims_that_go_on(reviewed, roles) == roles
