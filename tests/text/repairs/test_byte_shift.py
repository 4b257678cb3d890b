from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmsum.text.repair import repair

SEEDS = Path(__file__).parents[3] / "seeds"
_BEFORE = "市委书记主持会议。市政府秘书长出席会议。\n"


def _damaged(text: str, mark: str) -> str:
    """The text in GBK after a filter that writes the ASCII mark for the full-width one, read again."""
    wide = bytes((0xA3, ord(mark) + 0x80))
    data = text.encode("gb18030").replace(wide, mark.encode())
    read, at = "", 0
    while at < len(data):
        pair = data[at : at + 2]
        if pair[0] >= 0x80 and len(pair) == 2 and pair[1] >= 0x40:
            read += pair.decode("gb18030")
            at += 2
        else:
            read += chr(pair[0]) if pair[0] < 0x80 else ""
            at += 1
    return read


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("全力推进上海合作组织示范区建设2个项目,扩大对外开放。", ":"),
        ("青海湖国家公园候选区建设全面展开,", ":"),
        ("他说:“我们要把园区的发展放在首位。”今天,市长到园区调研。", "!"),
        ("培育节能环保、新材料等新兴产业,", "!"),
        ("会上,海口综合保税区负责同志作了汇报。", "?"),
    ],
)
def test_a_shifted_run_is_read_from_the_right_byte(text: str, mark: str) -> None:
    broken = _damaged(_BEFORE + text, mark)
    assert broken != _BEFORE + text
    repaired = repair(broken)
    assert repaired.text == _BEFORE + text
    assert {record.kind for record in repaired.repairs} == {"byte-shift"}
    assert repaired.undo() == broken


def test_a_half_lost_character_is_not_made_up_from_a_rare_word() -> None:
    broken = "河南、四川等“不沿边、不靠!钡闹形鞑渴∈,依托海关特殊监管区域,外贸增速迅猛。"
    repaired = repair(broken)
    assert "不靠\ufffd”的中西部省" in repaired.text  # 不靠海; 靠拢 is a word, and rare
    assert repaired.undo() == broken
    assert "不靠拢”的中西部省" in repair(broken + "要靠拢，不靠拢。\n" * 3).text  # the page has it


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        ("会上,?诘南匚笔榧恰⑾爻ぷ髁私不啊", "县委副书记、县长"),
        ("会上,?诘氖∥Ｎ⒏笔〕ぷ髁私不啊", "省委常委、副省长"),
        ("会上,?诘牡彻の榧恰⒐芪嶂魅巫髁私不啊", "党工委书记、管委会主任"),
    ],
)
def test_a_standing_title_is_read_although_bytes_of_it_were_dropped(
    broken: str, title: str
) -> None:
    assert repair(_BEFORE + broken).text == f"{_BEFORE}会上,海口的{title}作了讲话。"


def test_a_quoted_term_ends_without_a_stop() -> None:
    repaired = repair(_damaged(_BEFORE + "内陆省份“不沿边、也不靠海”的地方很多,", "!"))
    assert "。”" not in repaired.text and "。》" not in repaired.text


def test_what_is_not_decisive_stays_as_it_stands() -> None:
    text = "会上,?谑、?谘汇报了情况"
    assert repair(text).text == text


def test_a_lost_half_that_cannot_be_made_out_is_shown_as_lost() -> None:
    broken = _damaged("要加强生态环境保护和安全生产监督检查鄂,", ";")
    assert repair(broken).text == "要加强生态环境保护和安全生产监督检查\ufffd,"


@pytest.mark.parametrize(
    "text",
    [
        "饕餮是什么?饕餮纹又是什么?魑魅魍魉之属!",
        "蝴蝶,蟋蟀;螳螂:蜻蜓!蚂蚱?蝈蝈.蛐蛐",
        "谁来主持?谌贻琴、綦江、亳州、濮阳、鄱阳湖、嵊泗?囿于成见!",
        "出席会议的有:郗鉴,阚泽;亓官,仉督!逄萌?甯子戚",
        "价格(元)#鞋类%增长@麒麟*蓼蓝_蘑菇",
    ],
)
def test_rare_characters_after_a_mark_are_no_damage(text: str) -> None:
    assert repair(text).repairs == ()
    assert repair(text + "\n会上,?诰C合保税区负责同志汇报了情况").text.startswith(text)


def test_the_shifted_places_of_a_scraped_page() -> None:
    text = repair((SEEDS / "haikou-2012.txt").read_text(encoding="utf-8")).text
    for reading in (
        "海口市招商网讯",
        "发展壮大。”今天下午，市委副书记、市长冀文林在全市",
        "会上,海口综合保税区、海口高新区、海口桂林洋开发区、市发改委",
        "会议。海口综保区工委书记温精华,海口高新区工委书记林海宁,海口综保区管委会主任",
    ):
        assert reading in text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "会上,海口综合保税区负责同志作了汇报。",
                "全力推进上海合作组织示范区建设2个项目,",
                "要加强生态环境保护和安全生产监督检查",
                "產(chǎn)業(yè)園區(qū)發(fā)展",
                "我老秘网市",
                "**市长",
                "１０家\u200b",
                "鄂\ufffd\ue000\n",
            ]
        ),
        min_size=1,
        max_size=5,
    ).map("".join),
    st.sampled_from("!,:;?"),
)
def test_what_a_filter_damaged_is_given_back_from_the_records(text: str, mark: str) -> None:
    broken = _damaged(text, mark)
    repaired = repair(broken)
    assert repaired.undo() == broken
    assert list(repaired.raw_offsets) == sorted(repaired.raw_offsets)
    assert len(repaired.raw_offsets) == len(repaired.text) + 1
    changed = {i for record in repaired.repairs for i in range(record.start, record.end)}
    for at in set(range(len(repaired.text))) - changed:
        assert broken[repaired.raw_offsets[at]] == repaired.text[at]
    for start, end in repaired.garbled:
        assert 0 <= start < end <= len(repaired.text)


def test_places_beyond_those_that_are_weighed_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llmsum.text.repairs.byte_shift._MOST", 1)
    line = _damaged("会上,海口综合保税区负责同志作了汇报。\n", "?")
    repaired = repair(line * 3)
    assert repaired.text.startswith("会上,海口综合保税区负责同志作了汇报。\n")
    left = [repaired.text[start:end] for start, end in repaired.garbled]
    assert len(left) == 2 and all(one.startswith("?谧酆") for one in left)
    assert repaired.undo() == line * 3
