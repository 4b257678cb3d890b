"""What stands under the heading of a review is done, whatever the labeller says. Invented words."""

import pytest

from llmsum.records import Sentence
from llmsum.tasks.sections import as_headed

DEED = "引进汽车零部件企业8家，建成标准厂房20万平方米。"


def _roles(*lines: str) -> list[str | None]:
    """The roles after a labeller called everything a deployment; each line is a paragraph."""
    sentences = [
        Sentence(id=f"S{n}", start=0, end=len(t), text=t, paragraph=n, role="deployment", themes=())
        for n, t in enumerate(lines, start=1)
    ]
    return [sentence.role for sentence in as_headed(sentences)]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、2023年工作回顾", "achievement"),
        ("**一、过去五年的主要成就**", "achievement"),
        ("2023年工作回顾", "achievement"),
        ("一年来，我们重点抓了五个方面工作：", "achievement"),
        ("主要做法如下：", "achievement"),
        ("二、存在的主要问题", "problem"),
        ("三、申报条件", "status"),
        ("一、指导思想", "rationale"),
        ("名词解释", "status"),
    ],
)
def test_a_heading_says_what_its_section_tells(heading: str, role: str) -> None:
    assert _roles("同志们：", heading, DEED)[2] == role


@pytest.mark.parametrize(
    "heading",
    [
        "二、2024年重点工作",
        "一、上半年工作总结和下半年工作安排",
        "二、“十四五”发展成就和“十五五”主要目标",
        "一、关于产业园供电问题",
        "要认真总结经验。",
        "（四）改善就业就医条件。",
        "（六）有效解决民生突出问题。",
        "让人民知道政府花了多少钱，办了什么事。",
        "总结2014年工作, ",
    ],
)
def test_other_headings_leave_the_labels(heading: str) -> None:
    assert _roles("同志们：", heading, DEED)[2] == "deployment"


def test_the_title_of_a_report_is_no_heading_of_a_review() -> None:
    assert _roles("云澜高新区上半年工作情况汇报", DEED)[1] == "deployment"


@pytest.mark.parametrize(
    "turn",
    [
        "二、坚持项目为王，壮大产业集群",
        "二、2024年重点工作",
        "2024年工作安排",
        "今年工作的总体要求是：稳中求进。",
        "下半年打算抓这些。",
    ],
)
def test_the_review_ends_where_the_text_turns_to_plans(turn: str) -> None:
    roles = _roles(
        "各位代表：", "一、2023年工作回顾", DEED, "（一）产业提质增效。", DEED, turn, DEED
    )
    assert roles[4] == "achievement"
    assert roles[6] == "deployment"


def test_a_line_inside_of_a_review_does_not_end_it() -> None:
    assert _roles("各位代表：", "2023年工作回顾", "产业提质增效", DEED)[3] == "achievement"


def test_what_is_promised_in_a_review_stays() -> None:
    promise = "我们将在年底前清零闲置土地。"
    assert _roles("各位代表：", "一、2023年工作回顾", promise)[2] == "deployment"


def test_a_review_whose_end_was_lost_ends_where_promises_are_made() -> None:
    promises = ["要建好甲谷园区。", "我们将新建标准厂房。", "要提高用地效率。", DEED]
    roles = _roles("各位代表：", "2023年工作回顾", *[DEED] * 9, *promises)
    assert roles[2] == "achievement"
    assert roles[-1] == "deployment"


def test_a_long_text_is_no_review_from_end_to_end() -> None:
    assert _roles("各位代表：", "2023年工作回顾", *[DEED] * 120)[5] == "deployment"
