"""What becomes of commitments from speech to speech. Told wrongly, it is defended in front of a mayor."""

import pytest
from said import speech

from llmsum.ledger import Entry, build_ledger, compare_speech, ledger_page


def _entries(earlier: str, later: str) -> tuple[Entry, ...]:
    return build_ledger(
        [speech("a-2022.txt", earlier, date="2022年"), speech("b-2023.txt", later, date="2023年")]
    )


@pytest.mark.parametrize(
    ("earlier", "later", "changes", "numbers"),
    [
        (
            "新建标准化厂房50万平方米",
            "今年新建厂房30万平方米",
            ("lowered",),
            "厂房 50→30 万㎡ (-40 %)",
        ),
        (
            "引进数字经济企业60家",
            "引进数字经济企业100家",
            ("raised",),
            "数字经济企业 60→100 家 (+66.7 %)",
        ),
        (
            "规上工业增加值增长8%",
            "规上工业增加值增长6%",
            ("lowered",),
            "规上工业增加值 8→6 % (-2 个百分点)",
        ),
        (
            "万元产值能耗控制在0.5吨标准煤以内",
            "万元产值能耗控制在0.4吨标准煤以内",
            ("raised",),
            None,
        ),
        (
            "主营业务收入突破800亿元",
            "主营业务收入突破800亿元",
            ("repeated",),
            "主营业务收入 800 亿元",
        ),
        (
            "2023年底前创建国家级经开区",
            "力争2025年底前创建国家级经开区",
            ("delayed",),
            "2023年底前→2025年底前",
        ),
        ("到2025年建成生物医药产业园", "2024年底前建成生物医药产业园", ("advanced",), None),
        ("建好“六大园区”", "加快推进“六大园区”建设", ("repeated",), None),
        (
            "到2025年建成人才公寓20万平方米",
            "到2026年建成人才公寓10万平方米",
            ("lowered", "delayed"),
            "人才公寓 20→10 万㎡ (-50 %)；到2025年→到2026年",
        ),
    ],
)
def test_one_undertaking_in_two_speeches(
    earlier: str, later: str, changes: tuple[str, ...], numbers: str | None
) -> None:
    (entry,) = _entries(earlier, later)
    assert entry.standing == changes
    assert [mention.quote for mention in entry.mentions] == [earlier, later]
    if numbers:
        assert entry.mentions[1].numbers == numbers


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("引进企业60家", "引进企业100家"),
        ("引进高新技术企业60家", "引进企业100家"),
        ("新建标准化厂房50万平方米", "新建标准化厂房30栋"),
        ("每年新建厂房50万平方米", "新建厂房30万平方米"),
        ("引进亿元以上项目12个", "引进10亿元以上项目5个"),
        ("储备亿元以上项目120个", "开工亿元以上项目80个"),
        ("加强园区管理", "加强园区服务"),
        ("能耗控制在50万吨以内", "能耗达到60万吨"),
        ("加快建设产业园", "加快建设数字产业园"),
    ],
)
def test_what_code_cannot_decide_stays_new(earlier: str, later: str) -> None:
    first, second = _entries(earlier, later)
    assert (first.standing, second.standing) == (("dropped",), ("new",))


def test_what_is_alike_is_named_as_a_candidate_and_not_counted() -> None:
    first, second = _entries("引进高新技术制造企业60家", "引进高新技术企业100家")
    assert second.standing == ("new",)
    assert second.mentions[0].candidate == first.id


def test_an_annual_deadline_is_not_a_delay() -> None:
    (entry,) = _entries("年底前建成人才公寓5万平方米", "年底前建成人才公寓5万平方米")
    assert entry.standing == ("repeated",)


def test_two_earlier_ones_that_say_the_same_are_no_match_unless_the_theme_tells() -> None:
    twice = speech("a-2022.txt", "新建厂房50万平方米", "再新建厂房20万平方米", date="2022年")
    later = speech("b-2023.txt", "新建厂房30万平方米", date="2023年")
    ledger = build_ledger([twice, later])
    assert [entry.standing for entry in ledger] == [("dropped",), ("dropped",), ("new",)]


def test_ids_stay_when_speeches_are_added_and_differ_by_city() -> None:
    one = speech("a-2022.txt", "新建厂房50万平方米", date="2022年")
    two = speech("b-2023.txt", "引进设计企业5家", "新建厂房30万平方米", date="2023年")
    other = speech("c.txt", "新建厂房50万平方米", city="禾川")
    (first,) = build_ledger([one])
    later = {entry.id: entry for entry in build_ledger([other, two, one])}
    assert later[first.id].standing == ("lowered",)
    assert len(later) == 3


def test_speeches_are_taken_by_date_whatever_their_order_and_names() -> None:
    early = speech("z.txt", "新建厂房50万平方米", date="2021年3月")
    late = speech("a.txt", "新建厂房30万平方米", date="2023年3月")
    (entry,) = build_ledger([late, early])
    assert entry.standing == ("lowered",)


def test_the_year_of_a_speech_may_stand_in_its_file_name() -> None:
    early = speech("园区-2021.txt", "新建厂房50万平方米", date="3月19日")
    late = speech("会议-2023.txt", "新建厂房30万平方米", date="2月22日")
    (entry,) = build_ledger([late, early])
    assert entry.standing == ("lowered",)


def test_masked_cities_are_never_put_together() -> None:
    ledger = build_ledger(
        [
            speech("a.txt", "新建厂房50万平方米", city=None),
            speech("b.txt", "新建厂房30万平方米", city=None),
        ]
    )
    assert [entry.standing for entry in ledger] == [("new",), ("new",)]
    assert ledger[0].id != ledger[1].id


def test_a_corrected_source_tells_only_what_moved() -> None:
    before = speech("a.txt", "新建厂房50万平方米", "引进设计企业5家", "举办数字经济大会")
    after = speech("a.txt", "新建厂房30万平方米", "引进设计企业5家", "成立园区运营公司")
    told = {mention.quote: mention.changes for mention in compare_speech(before, after, "zh")}
    assert told == {
        "新建厂房30万平方米": ("lowered",),
        "举办数字经济大会": ("dropped",),
        "成立园区运营公司": ("new",),
    }


def test_an_english_ledger_has_no_chinese_but_the_sources_words() -> None:
    before = speech("2021.txt", "力争2023年前亩均税收增长5%。", city="周口")
    after = speech("2022.txt", "力争2024年前亩均税收增长8%。", city="周口")
    page = ledger_page(build_ledger([before, after], "en"), "en")
    assert "## Zhoukou" in page
    assert "**raised, delayed** 税收 (Projects and investment, L" in page
    assert "5→8 % (+3 percentage points); 2023年前→2024年前" in page
    assert not set(page) & set("（），；")
