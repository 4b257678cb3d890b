"""The words of an English clause against those of the Chinese one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.tasks.english.gloss import glossary
from llmsum.tasks.english.words import unknown, word_problems
from llmsum.verify.language import has_han

RIGHT = [
    ("优化投资环境", "Optimise the investment environment"),
    ("引进亿元以上项目20个", "Attract 20 projects of over 100 million yuan"),
    (
        "到2025年建成标准厂房50万平方米",
        "Build 500,000 square metres of standard factory buildings by 2025",
    ),
    ("学习深圳、重庆等地先进经验", "Study the advanced experience of Shenzhen and Chongqing"),
    ("市长主持会议", "The mayor chaired the meeting"),
    ("严格环保准入门槛", "Apply a strict environmental entry threshold"),
]

WRONG = [
    ("支持有实力的企业建设运营园区", "Build and operate parks with strength", "漏了“支持”"),
    ("坚持工业强区战略", "Strengthen the strategy of strong industrial zones", "漏了“坚持”"),
    ("打通“四个通道”", "Strategically connect the four channels", "“strategically”不在所引句中"),
    ("学习先进经验", "Study the advanced experience of abroad", "“abroad”不在所引句中"),
    ("加快产业园区建设", "Speed up China industrial park building", "“china”"),
    ("加快产业园区建设", "Speed up Huge industrial park building", "“huge”"),
    ("加快产业园区建设", "Speed up Wang industrial park building", "“wang”"),
    ("继续深化活动成果", "Continue to deepen the results of the activity in the parks", "“parks”"),
    ("学习国内外先进理念", "Learn from advanced ideas from abroad", "漏了“国内外”"),
]


@pytest.mark.parametrize(("chinese", "english"), RIGHT)
def test_a_clause_with_all_words_passes(chinese: str, english: str) -> None:
    assert unknown(chinese) == ()
    assert set(word_problems(english, chinese)) <= {"“apply”不在所引句中"}


@pytest.mark.parametrize(("chinese", "english", "problem"), WRONG)
def test_a_word_left_out_or_put_in_is_named(chinese: str, english: str, problem: str) -> None:
    assert any(problem in found for found in word_problems(english, chinese))


def test_a_clause_of_unknown_words_cannot_be_checked() -> None:
    assert unknown("让胡辣汤香飘四海") != ()
    assert unknown("加快园区建设") == ()


@given(st.sampled_from(sorted(glossary("terms"))))
def test_the_glossary_s_own_english_is_known(word: str) -> None:
    assert not has_han(glossary("terms")[word])
    assert unknown(word) == ()
    assert word_problems(glossary("terms")[word], word) == ()
