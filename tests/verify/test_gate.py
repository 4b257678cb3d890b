"""What the gate lets through and what it stops, with the words that it names."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llmsum.verify import check_line
from llmsum.verify.gate import OFF_TOPIC

CASES = json.loads(Path(__file__).with_name("gate.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['label']}: {case['line'][:24]}")
def test_gate(case):
    problems = check_line(case["line"], case["evidence"])
    if case["problem"] is None:
        assert problems == ()
    else:
        assert any(case["problem"] in problem for problem in problems), problems


def test_known_names_need_no_evidence():
    evidence = ["要抓好产业项目投资。"]
    assert check_line("周口要抓好产业项目投资", evidence) == ("地名“周口”不在所引句中",)
    assert check_line("周口要抓好产业项目投资", evidence, known_names=["周口"]) == ()


def test_each_problem_is_named_once():
    problems = check_line("引进300家企业，引进300家企业", ["计划引进100余家企业。"])
    assert problems.count("数字“300家”不在所引句中") == 1


@given(
    st.text(
        alphabet="不未无杜绝推进建设产业园区100家2023年前%“”《》，。、超过余亿万ab", max_size=60
    )
)
def test_a_sentence_supports_itself(sentence):
    if sentence.strip():
        assert check_line(sentence, [sentence]) == ()


_WORDS = (
    "户均", "年均", "增长", "增幅", "规上", "全市", "园区", "企业", "硕士", "博士", "要", "将", "力争", "研究", "组建", "主体", "完工",
    "大部分", "项目", "位于", "居", "第一", "首位", "各有", "分别", "由", "为", "到", "高于", "不低于", "是", "重要", "市委书记", "李长河",
    "强调", "218名", "1960名", "8%", "9%", "3家", "超过", "约", "以上", "2023年", "2024年底前", "，", "、", "；", "。", "\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25).map("".join))
@example("户均力争户均户均年均")
def test_a_sentence_of_the_genre_supports_itself(sentence):
    if sentence.strip():
        assert check_line(sentence, [sentence]) == ()


def test_nothing_bears_out_a_chinese_line_on_an_english_sentence():
    english = "Hello there, this is English text only."
    assert check_line("你好，这是只用英文写的文本。", [english]) == (OFF_TOPIC,)
    assert check_line(english, [english]) == ()
