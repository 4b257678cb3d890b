from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.text import read_speech
from llmsum.text.marks import find_marks
from llmsum.text.repair import repair

SEEDS = Path(__file__).parents[2] / "seeds"


def _marks(raw: str) -> list[tuple[str, str]]:
    repaired = repair(raw)
    return [(mark.kind, mark.text) for mark in find_marks(repaired.text, repaired.garbled)]


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("我和**市长、**主任各带一组,**等三位同志", ["**市长", "**主任", "**等"]),
        ("××市、XX县和某某县,某市市长", ["××市", "XX县", "某某县", "某市"]),
        ("A市与B县签约,●●市委、__市、×局", ["A市", "B县", "●●市", "__市", "×局"]),
        ("李某某、中国***同志", ["某某", "***同志"]),
    ],
)
def test_a_hidden_name_is_marked_and_stays(text: str, masks: list[str]) -> None:
    assert repair(text).text == text
    assert _marks(text) == [("mask", mask) for mask in masks]


@pytest.mark.parametrize(
    "text",
    [
        "二〇〇二年和二○○三年,长3×5市场化,2×3区。",
        "**重点工作：**要抓好。**加快**建设,某些、某种、某个问题",
        "A市场、C市场化改革、XXL码、5A级景区、AI公司、T区间",
        "**市长**出席,**“十四五”**规划",
        "编辑部、来源地、作者说:“打印机产业要做大。”要分享发展成果。",
        "会议要求各单位加强审核,做好校对;记者见面会如期举行。",
        "饕餮是什么?饕餮纹又是什么?魑魅魍魉之属!",
        "谁来主持?谌贻琴、綦江、亳州、濮阳、鄱阳湖、嵊泗?囿于成见!",
    ],
)
def test_what_hides_nothing_is_not_marked(text: str) -> None:
    assert _marks(text) == []


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("会议结束。（责编：王一、李二）", ["（责编：王一、李二）"]),
        ("会议结束。\n作者：王一\n来源：某日报社", ["作者：王一", "来源：某日报社"]),
        ("会议结束。【收藏】【打印】", ["【收藏】【打印】"]),
        ("标题\n请阅读下面的提示：点击下载\n正文。", ["请阅读下面的提示：点击下载"]),
        ("正文。\n  相关链接：\n分享到：\n打印本页", ["相关链接：", "分享到：", "打印本页"]),
        ("会议结束。 责任编辑：王一", ["责任编辑：王一"]),
        (
            "（来源：新华网）会议结束。(记者 王一 通讯员 李二)",
            ["（来源：新华网）", "(记者 王一 通讯员 李二)"],
        ),
    ],
)
def test_words_of_the_page_are_marked_and_stay(text: str, page: list[str]) -> None:
    assert repair(text).text == text
    assert _marks(text) == [("boilerplate", words) for words in page]


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("会上,\ue5d2\ue5d3要加快。", "\ue5d2\ue5d3"),
        ("会上,\ufffd要加快。", "\ufffd"),
        ("要加快锟斤拷锟斤拷建设。", "锟斤拷锟斤拷"),
    ],
)
def test_what_is_no_character_is_garbled(text: str, garbled: str) -> None:
    assert _marks(text) == [("garbled", garbled)]


def test_a_suspected_shift_that_is_not_repaired_is_garbled() -> None:
    text = "会上,?谑、?谘汇报了情况"
    assert _marks(text) == [("garbled", "?谑")]
    traditional = "產(chǎn)業(yè)園區(qū)發(fā)展," + text
    assert _marks(traditional) == [("garbled", "?谑")]


def test_the_marks_of_the_seeds() -> None:
    found = {
        path.stem: [(m.kind, m.text) for m in read_speech(path).marks]
        for path in sorted(SEEDS.glob("*-20??.txt"))
    }
    assert found.pop("haikou-2012") == []
    masked = found.pop("masked-city-2022")
    assert Counter(kind for kind, _ in masked) == {"mask": 5}
    assert masked[:3] == [("mask", "**市长"), ("mask", "**主任"), ("mask", "**等")]
    assert not any(found.values())


@given(
    st.lists(
        st.sampled_from([*"某市县**××?谑谘產区\n（责编：）\ue000\u200b", "業(yè)"]), max_size=40
    )
)
def test_a_mark_tells_what_stands_where(pieces: list[str]) -> None:
    repaired = repair("".join(pieces))
    for mark in find_marks(repaired.text, repaired.garbled):
        assert repaired.text[mark.start : mark.end] == mark.text != ""
