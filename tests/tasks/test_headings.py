"""What heads a section of plans. Invented words."""

import pytest

from llmsum.records import Sentence
from llmsum.tasks.headings import is_heading


def _sentences(*texts: str) -> list[Sentence]:
    return [
        Sentence(id=f"S{n}", start=0, end=len(t), text=t, paragraph=n, role="deployment", themes=())
        for n, t in enumerate(texts, start=1)
    ]


BODY = "今年新开工工业项目32个，总投资60亿元。"


@pytest.mark.parametrize(
    "text",
    [
        "（一）聚焦项目建设，增强发展后劲。",
        "二、突出重点,全力推进园区建设",
        "——产业能级迈上新台阶。",
        "●突出“开放招商”，进一步增强发展潜力",
        "第二节 优化空间格局",
    ],
)
def test_a_heading_over_plans_is_known(text: str) -> None:
    assert is_heading(_sentences("会议要求，要抓好落实。", text, BODY), 1)


@pytest.mark.parametrize(
    ("texts", "at"),
    [
        (("建好示范园区。", BODY), 0),
        (("（一）建好甲谷产业园。", BODY), 0),
        (("（一）年底前清零闲置土地。", BODY), 0),
        (("（三）加强领导。",), 0),
        (("●完善路网。", "●净化水体。", BODY), 0),
        (("●完善路网。", "●净化水体。", BODY), 1),
        (("5.与省工业大学共建技术转移中心。", BODY), 0),
    ],
    ids=["no mark", "named", "dated", "nothing under it", "item", "last item", "numbered item"],
)
def test_a_task_is_no_heading(texts: tuple[str, ...], at: int) -> None:
    assert not is_heading(_sentences(*texts), at)


def test_nor_is_what_stands_over_a_review() -> None:
    heading, review = _sentences("（一）产业能级迈上新台阶。", BODY)
    assert not is_heading([heading, review.model_copy(update={"role": "achievement"})], 0)
