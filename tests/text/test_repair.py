from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.records import Repair
from llmsum.text.edits import undo_repairs
from llmsum.text.repair import repair

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*-20??.txt"))
_PIECES = st.sampled_from(
    [
        *"產業園區著力发展市长昇(),。\n\u200b\u00a0\ufeff\u200d ",
        "產(chǎn)",
        "業(yè)",
        "園(yuán)",
        "區(qū)",
        "人(rén)",
        "產（chǎn）",
        "業( yè\u00a0）",
        "(gdp)",
        "取得成效\n",
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=60).map("".join))


@given(_TEXTS)
def test_the_records_alone_give_the_raw_text_back(raw: str) -> None:
    assert repair(raw).undo() == raw


@given(_TEXTS)
def test_every_character_maps_back_to_where_it_came_from(raw: str) -> None:
    repaired = repair(raw)
    assert len(repaired.raw_offsets) == len(repaired.text) + 1
    assert list(repaired.raw_offsets) == sorted(repaired.raw_offsets)
    assert repaired.raw_offsets[-1] == len(raw)
    changed = {i for record in repaired.repairs for i in range(record.start, record.end)}
    for i, character in enumerate(repaired.text):
        if i not in changed:
            assert raw[repaired.raw_offsets[i]] == character


@given(_TEXTS)
def test_each_record_says_what_stands_where_and_what_stood_there(raw: str) -> None:
    repaired = repair(raw)
    for record in repaired.repairs:
        assert repaired.text[record.start : record.end] == record.after != record.before
        assert record.before in raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("產(chǎn)業(yè)園區(qū)的發(fā)展", "产业园区的发展"),
        ("產（chǎn）業（yè）", "产业"),
        ("產(chǎn)業（二期）園( yuán )區(qū)、園（yuán)(yuán)(x", "产业（二期）园区、园(yuán)(x"),
        ("關(guān)閉廣(ɡuǎnɡ)場", "关闭广场"),
        ("女(nǚ)綠(lǜ)色發(fā)展、產(chǎn)業(yè)、區(qū)域", "女绿色发展、产业、区域"),
        ("惡(è)化", "恶化"),
        ("重點(diǎn)推動(dòng)", "重点推动"),
        ("著力推動,成效顯著", "着力推动,成效显著"),
        ("國內生產總值(gdp)、數據(data)", "国内生产总值(gdp)、数据(data)"),
        ("產業(A)區、開發區(二期)", "产业(A)区、开发区(二期)"),
        ("產(yè)業", "产(yè)业"),
        ("產業\0園區\ud800發展", "产业\0园区\ud800发展"),
        ("衞生、峯會、羣眾,着力推動", "卫生、峰会、群众,着力推动"),
        ("到２０２５年,引进ＡＩ企业１０家", "到2025年,引进AI企业10家"),
        ("規劃水平?jīng)Q定著園區", "规划水平决定着园区"),
        ("我好文章网市要加快,全好文章网市要发展", "我市要加快,全市要发展"),
        ("我www.haowen.com市要加快,全www.haowen.com市要发展", "我市要加快,全市要发展"),
        ("\ufeff产业\u200b园区\u00a0发展", "产业园区 发展"),
    ],
)
def test_damage_is_undone(raw: str, text: str) -> None:
    assert repair(raw).text == text


@pytest.mark.parametrize(
    "text",
    [
        "取得显著成效,编著《名著》,乾县、藉此瞭望。",
        "“重”在这里读重(chóng),不读重(zhòng);行(háng)业的“行”、银行(háng)、好(hào)学。",
        "一隻(zhī)、佔(zhàn)、乾(qián)、產(chǎn):这些字的读音和写法,请学生们认真记住。",
        "数据(data)、人工智能(AI)、国内生产总值(gdp)、他(ta)们。",
        "陈昇、吴堃、王喆、李燊出席会议,市长毕昇主持会议并讲话,副市长张祐参加会议。",
        "各县(市、区)要加快推进。\r\n**市长、××市（来源：老秘网）",
        "👨\u200d👩\u200d👧 一家",
        "(qū)域、?jīng)Q定",
        "全国互联网市场和全国互联网市场主体。全州|本市\n|甲|乙|",
        "他问:什么是平(jīng)是什么",
    ],
)
def test_clean_simplified_text_stays_as_it_is(text: str) -> None:
    assert repair(text).text == text
    assert repair(text).repairs == ()


def test_a_traditional_paragraph_in_a_simplified_text_is_converted() -> None:
    simplified = "取得显著成效,园区建设加快推进。\n" * 40
    assert repair(simplified + "產業園區發展規劃").text == simplified + "产业园区发展规划"


def test_a_repair_is_recorded_where_the_repaired_text_has_it() -> None:
    repaired = repair("推進產(chǎn)業園區")
    assert [(r.kind, r.start, r.end, r.before, r.after) for r in repaired.repairs] == [
        ("script", 1, 3, "進產", "进产"),
        ("pinyin", 3, 3, "(chǎn)", ""),
        ("script", 3, 6, "業園區", "业园区"),
    ]
    assert repaired.raw_offsets == (0, 1, 2, 9, 10, 11, 12)


def test_records_that_overlap_are_refused() -> None:
    records = [Repair(kind="x", start=0, end=2, before="a", after="bb")] * 2
    with pytest.raises(ValueError, match="overlap"):
        undo_repairs("bb", records)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_repaired_seed_needs_no_second_repair(seed: Path) -> None:
    raw = seed.read_text(encoding="utf-8")
    repaired = repair(raw)
    assert repaired.undo() == raw
    assert repair(repaired.text).repairs == ()


@pytest.mark.parametrize("name", ["zhoukou-2020", "mianyang-2023", "haikou-2012"])
def test_scraped_seeds_come_out_simplified_and_without_glosses(name: str) -> None:
    raw = next(seed for seed in SEEDS if seed.stem == name).read_text(encoding="utf-8")
    text = repair(raw).text
    assert "产业" in text and "產" not in text
    assert text.count("(") == {"zhoukou-2020": 0, "mianyang-2023": 7, "haikou-2012": 0}[name]


def test_a_clean_seed_is_left_alone() -> None:
    raw = next(seed for seed in SEEDS if seed.stem == "zhoukou-2022").read_text(encoding="utf-8")
    assert repair(raw).text == raw


def test_of_the_masked_seed_only_the_watermark_goes() -> None:
    raw = next(s for s in SEEDS if s.stem == "masked-city-2022").read_text(encoding="utf-8")
    repaired = repair(raw)
    assert repaired.text == raw.replace("我老秘网市", "我市").removesuffix("|")
    records = {(r.kind, r.before, r.after) for r in repaired.repairs}
    assert records == {("watermark", "老秘网", ""), ("residue", "|", "")}
    assert repaired.undo() == raw
