"""Clauses for quotes and for lines that failed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.verify import best_clause, clauses, strip_lead_in

SENTENCE = "会议强调,要抓住新一轮规划修编的机遇,做好产业发展规划,实施差异化发展策略;重点支持食品、纺织、医药等传统行业。"


def test_clauses_keep_enumerations_and_grouped_digits_whole():
    text = "支持食品、纺织；引进1,200家，投资5：3。"
    assert [text[a:b] for a, b in clauses(text)] == ["支持食品、纺织", "引进1,200家", "投资5", "3"]


def test_best_clause_is_the_run_that_the_paraphrase_is_about():
    start, end = best_clause("做好产业规划并实施差异化发展", SENTENCE)
    assert SENTENCE[start:end] == "做好产业发展规划,实施差异化发展策略"


def test_best_clause_of_nothing_shared_is_the_sentence():
    assert best_clause("安全生产", SENTENCE) == (0, len(SENTENCE))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("会议强调,要抓规划优布局", "要抓规划优布局"),
        ("冀文林指出,发展园区要敢于突破", "发展园区要敢于突破"),
        ("市发改委相关负责人表示,将发挥牵头作用", "将发挥牵头作用"),
        ("一是推进提质转型", "推进提质转型"),
        ("二要强化创新发展", "强化创新发展"),
        ("（三）强化绿色发展", "强化绿色发展"),
        ("一网通办要深化", "一网通办要深化"),
        ("要提出新的办法", "要提出新的办法"),
    ],
)
def test_lead_ins_and_numbers_are_removed(sentence, words):
    assert strip_lead_in(sentence) == words


@given(st.text(alphabet="要抓投资，；：、,。:“”（）100家 \n", max_size=60))
def test_clauses_lie_in_order_inside_the_sentence(sentence):
    end = 0
    for start, stop in clauses(sentence):
        assert end <= start < stop <= len(sentence)
        end = stop
    start, stop = best_clause("要抓投资", sentence)
    assert 0 <= start <= stop <= len(sentence)
