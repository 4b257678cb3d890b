"""Quantified targets: what is measured, and what can be compared with what."""

import pytest
from cities import city

from llmsum.compare.targets import MOST_ALIKE, find_targets
from llmsum.records import QuantifiedTarget
from llmsum.vocabulary import Theme

THEMES: tuple[Theme, ...] = ("projects",)


def targets(*said: str) -> tuple[QuantifiedTarget, ...]:
    """One city for each of the sentences."""
    names = [f"城{n}" for n in range(len(said))]
    analyses = [city(n, (s, "deployment", THEMES)) for n, s in zip(names, said, strict=True)]
    return find_targets(analyses, names)


@pytest.mark.parametrize(
    ("said", "amount", "value", "unit", "change", "measured", "base"),
    [
        ("引进100余家数字经济企业。", "100余家", "100", "家", "level", "数字经济企业", None),
        ("力争税收收入达到5.5亿元。", "5.5亿元", "550000000", "元", "level", "税收收入", None),
        (
            "工业投资比上一期增长8%以上。",
            "8%以上",
            "8",
            "%",
            "growth",
            "工业投资",
            "上一期",
        ),
        (
            "新建标准化厂房50万平方米。",
            "50万平方米",
            "750",
            "亩",
            "level",
            "标准化厂房",
            None,
        ),
        ("引进亿元以上项目12个。", "12个", "12", "个", "level", "亿元以上项目", None),
        ("引进100亿元以上项目5个。", "5个", "5", "个", "level", "100亿元以上项目", None),
        ("招引总投资超100亿元或10亿美元项目4个。", "4个", "4", "个", "level", "10亿美元项目", None),
        ("实施63亿元的技改项目17个。", "17个", "17", "个", "level", "63亿元的技改项目", None),
        ("新增500亿级园区2个。", "2个", "2", "个", "growth", "500亿级园区", None),
        ("力争10家企业进入全省百强。", "10家", "10", "家", "level", "企业", None),
        ("推动8个项目年内并网。", "8个", "8", "个", "level", "项目", None),
        ("产业类项目占比均达到60%。", "60%", "60", "%", "level", "产业类项目占比", None),
        ("物流费用占比重下降2%。", "2%", "2", "%", "growth", "物流费用占比重", None),
        ("改造352万千瓦火电机组。", "352万千瓦", "3520000", "千瓦", "level", "火电机组", None),
        ("围绕主导产业引进20家链上企业。", "20家", "20", "家", "level", "链上企业", None),
        ("新建云端公园、街头游园15个。", "15个", "15", "个", "level", "云端公园、街头游园", None),
        ("加快云港、云园等8个项目建设。", "8个", "8", "个", "level", "项目", None),
        ("改造棚户区（城中村）270套。", "270套", "270", "套", "level", "棚户区", None),
        ("新认证有机农产品55个。", "55个", "55", "个", "level", "有机农产品", None),
        ("与10家以上高校开展合作。", "10家以上", "10", "家", "level", "高校", None),
        ("设立规模30亿元的云端基金。", "30亿元", "3000000000", "元", "level", "云端基金规模", None),
        ("云端公交线路增至5条。", "5条", "5", "条", "level", "云端公交线路", None),
    ],
)
def test_a_quantity_is_told_with_what_it_measures(
    said: str, amount: str, value: str, unit: str, change: str, measured: str, base: str | None
) -> None:
    (found,) = targets(said)
    assert (found.amount, found.value, found.unit) == (amount, value, unit)
    assert (found.change, found.base) == (change, base)
    assert found.object == measured


@pytest.mark.parametrize(
    "said",
    [
        "建好“六大园区”。",
        "在三个方面下功夫。",
        "去年引进企业30家。",
        "三年内见成效。",
        "围绕未来重点发展的主导、新兴、特色三类产业制定图谱。",
        "明确全市12个工业园区的主导产业。",
    ],
)
def test_names_ways_of_speaking_and_the_past_are_no_targets(said: str) -> None:
    assert targets(said) == ()


@pytest.mark.parametrize(
    "said",
    [
        "共建千亿优质白酒产业集群。",
        "引育一批十亿元级企业。",
        "发布“德阳企业50强”和产品名录。",
        "落实“制造业投资10条”政策。",
        "全会提出每十万人发案数要下降。",
        "建成云端500千伏变电站。",
        "推动云端年产42万吨轻合金项目投产。",
        "紧盯4个头部企业。",
        "培育一批亿元税收企业。",
        "对投资在50万元以上至100万元以下的项目。",
        "落实新“大气十条”。",
        "加快年产600万台压缩机项目建设。",
        "加大3个重点县、38个重点村支持力度。",
    ],
)
def test_classes_lists_by_name_and_rates_are_no_targets(said: str) -> None:
    assert targets(said) == ()


def test_what_stands_behind_an_amount_in_a_list_is_its_own() -> None:
    found = targets("培育3家云端集聚区和10家试点企业，形成2万吨以上绿氢能力。")
    assert [t.object for t in found] == ["云端集聚区", "试点企业", "绿氢能力"]


@pytest.mark.parametrize(
    ("said", "objects"),
    [
        ("进出口总额、外商投资分别增长15%、20%。", ["进出口总额", "外商投资"]),
        (
            "引进亿元以上、50亿元以上项目分别不少于200个、7个。",
            ["亿元以上项目", "50亿元以上项目"],
        ),
        ("省重点项目新开工240个、竣工90个。", ["省重点项目新开工", "省重点项目竣工"]),
    ],
)
def test_what_is_told_in_two_lists_or_of_the_same_projects_has_its_thing(
    said: str, objects: list[str]
) -> None:
    assert [t.object for t in targets(said)] == objects


def test_what_grows_apart_grows_all() -> None:
    assert {t.change for t in targets("工业投资、技改投资分别增长25%、20%。")} == {"growth"}


def test_a_usual_short_name_is_that_of_the_whole() -> None:
    one, other = targets("规上工业增加值增长8%。", "规模以上工业增加值增长9%。")
    assert one.comparable and other.comparable


def test_what_is_added_does_not_compare_with_what_is_reached() -> None:
    added, listed, reached = targets(
        "新增领军企业5家、高新技术企业30户。", "高新技术企业达到800家。"
    )
    assert (listed.object, listed.change) == ("高新技术企业", "growth")
    assert (reached.object, reached.change) == ("高新技术企业", "level")
    assert not (added.comparable or listed.comparable or reached.comparable)


def test_firms_are_counted_alike_in_家_and_户_and_bare_measures_compare_with_nothing() -> None:
    one, other = targets("培育科技型企业30户。", "培育科技型企业20家。")
    assert one.comparable and other.comparable
    one, other = targets("总投资30亿元。", "总投资20亿元。")
    assert not one.comparable and one.reason == "no_object"


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("税收收入达到7亿元。", "same"),
        ("税收收入增长7亿元。", "other_change"),
        ("税收收入达到7%。", "other_unit"),
        ("财政收入达到7亿元。", "other_object"),
    ],
)
def test_only_the_same_measure_of_the_same_object_compares(other: str, reason: str) -> None:
    first, second = targets("税收收入达到5亿元。", other)
    assert first.reason == reason
    assert first.comparable == (reason == "same")
    assert first.alike == ((second.id,) if reason == "same" else ())


def test_of_many_that_compare_the_first_are_listed_and_the_rest_is_counted() -> None:
    found = targets(*(f"税收收入达到{n}亿元。" for n in range(1, MOST_ALIKE + 5)))
    ids = [target.id for target in found]
    for target in found:
        others = [i for i in ids if i != target.id]
        assert target.alike == tuple(others[:MOST_ALIKE])
        assert target.alike_more == len(others) - MOST_ALIKE == 3


def test_a_measure_stated_twice_by_one_city_alone_compares_with_nothing() -> None:
    first = city("甲", ("税收收入达到5亿元。", "deployment", THEMES))
    again = city("甲", ("税收收入达到6亿元。", "deployment", THEMES))
    other = city("乙", ("税收收入增长7%。", "deployment", THEMES))
    one, two, three = find_targets([first, again, other], ["甲", "甲", "乙"])
    assert [t.alike for t in (one, two, three)] == [(), (), ()]
    assert [t.reason for t in (one, two, three)] == ["other_unit"] * 3
    one, two = find_targets([first, again], ["甲", "甲"])
    assert [one.reason, two.reason] == ["one_city", "one_city"]
