import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.text.segment import segment

_PIECES = st.sampled_from(
    [
        *list('。！？；;!?,，、…“”‘’《》（）()" \n\r\t\u3000\u2028产业园区A1.'),
        "https://a.cn/?q=1;2",
        "市长",
        "&nbsp;",
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=80).map("".join))


@given(_TEXTS)
def test_sentences_and_the_white_space_between_them_are_the_text(text: str) -> None:
    rebuilt, at = [], 0
    for sentence in segment(text):
        gap = text[at : sentence.start]
        assert gap == "" or gap.isspace()
        assert sentence.text == sentence.text.strip() == text[sentence.start : sentence.end] != ""
        rebuilt += [gap, sentence.text]
        at = sentence.end
    tail = text[at:]
    assert tail == "" or tail.isspace()
    assert "".join([*rebuilt, tail]) == text


@given(_TEXTS)
def test_ids_count_up_and_paragraphs_follow_the_lines(text: str) -> None:
    sentences = segment(text)
    assert [s.id for s in sentences] == [f"S{i}" for i in range(1, len(sentences) + 1)]
    for sentence in sentences:
        assert not set(sentence.text) & set("\n\r\u2028\u2029")
        assert sentence.paragraph >= 1
    for before, after in itertools.pairwise(sentences):
        new_line = bool(set(text[before.end : after.start]) & set("\n\r\u2028\u2029"))
        assert after.paragraph == before.paragraph + new_line


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("要抓项目。要抓招商！要抓服务？", 3),
        ("要抓项目,促投资;要抓招商,强产业;要优服务!", 3),
        ("要抓项目；要抓招商。", 2),
        ("如何优化空间布局?会议明确三个方面。", 2),
        ("出台《关于促进发展的意见？！（试行）》等文件。", 1),
        ("解决好“有人招商？”、“怎么招商？”等问题。", 1),
        ("他说：“要大干一场！”会议随后结束。", 2),
        ("强调“项目为王；招商为先”。", 1),
        ("产业园……大会上公布了名单。", 1),
        ("见https://a.gov.cn/x?id=1;b=2 的通知。", 1),
        ("增长6.4%,达到1,762.7亿元。", 1),
        ("A;B两区", 1),
        ("规划水平?jīng)Q定着园区建设档次。", 1),
        ("标题\n\n正文。", 2),
        ("第一行\r\n第二行\r第三行", 3),
        ("“" + "优化产业布局。" * 20 + "”市经信局表示。", 21),
        ("要抓落实。）会后", 2),
        ("", 0),
        (" \n\u3000", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, pieces: int) -> None:
    assert len(segment(text)) == pieces


def test_closers_stay_with_the_sentence_that_they_close() -> None:
    sentences = segment("“" + "优化产业布局。" * 20 + "”市经信局表示。")
    assert sentences[-2].text == "优化产业布局。”"


def test_paragraphs_are_lines_that_hold_text() -> None:
    assert [s.paragraph for s in segment("\n标题\n\n要抓项目。要抓招商。\n完")] == [1, 2, 2, 3]


@pytest.mark.parametrize("unit", ["产", "“", "?", "。", "产业,", "&", "产业。", "(", "w", "……"])
def test_one_endless_line_takes_linear_time(unit: str) -> None:
    started = time.perf_counter()
    segment(unit * 100_000)
    assert time.perf_counter() - started < 10
