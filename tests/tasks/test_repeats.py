"""The same undertaking twice in one text. Invented rows."""

import pytest

from llmsum.records import Commitment
from llmsum.tasks.repeats import joined


def _row(
    sentence: int,
    action: str,
    target: str | None = None,
    deadline: str | None = None,
    actor: str | None = None,
) -> Commitment:
    return Commitment(
        id=f"C{sentence}",
        action=action,
        actor=actor,
        deadline=deadline,
        target=target,
        theme="projects",
        strength="soft",
        firmness="will",
        evidence=(f"S{sentence}",),
        quote=action,
        status="verified",
        problems=(),
    )


def test_a_heading_and_its_body_are_one_row_that_cites_both() -> None:
    rows = joined(
        [
            _row(1, "建好“六大园区”"),
            _row(2, "加快道路建设"),
            _row(5, "年底前建好“六大园区”", deadline="年底前"),
        ]
    )
    assert [(r.id, r.action, r.evidence) for r in rows] == [
        ("C1", "年底前建好“六大园区”", ("S5", "S1")),
        ("C2", "加快道路建设", ("S2",)),
    ]


def test_the_same_amount_of_the_same_thing_is_one_undertaking() -> None:
    rows = joined(
        [
            _row(1, "改造两江沿岸的50个灯饰项目", "两江沿岸的50个灯饰项目"),
            _row(3, "改造50个灯饰项目", "50个灯饰项目"),
        ]
    )
    assert [r.evidence for r in rows] == [("S1", "S3")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_row(1, "建设标准厂房"), _row(1, "建设标准厂房")),
        (_row(1, "新建标准厂房20万平方米"), _row(2, "新建标准厂房30万平方米")),
        (_row(1, "加快厂房建设", deadline="6月底前"), _row(2, "加快厂房建设", deadline="年底前")),
        (_row(1, "打造数字园区", actor="甲区"), _row(2, "打造数字园区", actor="乙区")),
        (_row(1, "建好“甲谷”产业园"), _row(2, "建好“乙谷”产业园")),
        (_row(1, "抓好落实"), _row(2, "抓好园区建设落实")),
    ],
    ids=["one sentence", "amounts", "deadline", "actors", "names", "too short"],
)
def test_what_says_something_else_stays(one: Commitment, other: Commitment) -> None:
    assert [r.action for r in joined([one, other])] == [one.action, other.action]
