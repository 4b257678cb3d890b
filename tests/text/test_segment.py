import itertools
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.text.segment import segment

CASES = json.loads(Path(__file__).with_name("segment_cases.json").read_text(encoding="utf-8"))
LABELLED = sorted((Path(__file__).parents[2] / "docs" / "labels").glob("*.json"))

_PIECES = st.sampled_from(
    [
        *list('。！？；;!?,，、…“”‘’《》（）()" \n\r\t\u3000\u2028产业园区A1.'),
        "https://a.cn/?q=1;2",
        "市长",
        "&nbsp;",
        "一、总体要求 ",
        "（二）",
        *"●·•「」『』[]【】",
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_sentences_end_where_a_reader_ends_them(case: dict[str, Any]) -> None:
    text = case.get("text", "".join(case["pieces"]))
    assert [sentence.text for sentence in segment(text)] == case["pieces"]


@pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.stem)
def test_sentences_are_those_that_people_labelled(path: Path) -> None:
    file = json.loads(path.read_text(encoding="utf-8"))
    labelled = [file["text"][span["start"] : span["end"]].strip() for span in file["sentences"]]
    assert [sentence.text for sentence in segment(file["text"])] == labelled


def test_closers_stay_with_the_sentence_that_they_close() -> None:
    sentences = segment("“" + "优化产业布局。" * 20 + "”市经信局表示。")
    assert sentences[-2].text == "优化产业布局。”"


def test_paragraphs_are_lines_that_hold_text() -> None:
    assert [s.paragraph for s in segment("\n标题\n\n要抓项目。要抓招商。\n完")] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    "unit",
    ["产", "“", "?", "产业,", "&", "产业。", "(", "w", "……", "((””", " 一、总体要求 啊", "●", "\n"],
)
def test_an_endless_text_takes_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        segment(unit * times)
        return time.process_time() - started

    assert seconds(100_000) < 30 * seconds(10_000) + 1
