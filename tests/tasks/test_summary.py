import json

import pytest
from served import Served
from short_speech import ask, assert_supported, labelled
from stand_in import MODEL, Reply, StandIn, saying

from llmsum.records import Line
from llmsum.tasks.summary import summarise, telling_runs


@pytest.mark.cassette("summary")
def test_a_headline_and_points_that_their_sentences_support(served: Served) -> None:
    (summary, unread), _ = ask(served, lambda client: summarise(client, "short.txt", labelled()))
    assert summary is not None
    assert unread == ()
    assert summary.points
    for line in (summary.headline, *summary.points):
        assert_supported(line)


LONG = (
    "会议强调，要由市招商局牵头组建三支招商小分队，"
    "到2025年引进投资10亿元以上项目50个，培育科技型企业100家，建成“云端”“海端”两个产业园。"
)


def _summarise(service: StandIn, points: str, small: bool, text: str = LONG) -> list[Line]:
    """The points on one long sentence, of which the model says these words."""

    def answer(body: dict[str, object]) -> Reply:
        headline = "标题" in str(body["messages"])
        return saying(json.dumps({"text" if headline else "S1": points}, ensure_ascii=False))

    service.otherwise = answer  # type: ignore[assignment]
    sentence = labelled()[3].model_copy(update={"text": text})
    (summary, _), _ = ask(
        Served(MODEL, service.base_url),
        lambda client: summarise(client, "long.txt", [sentence]),
        small=small,
    )
    assert summary is not None
    return list(summary.points)


def test_a_point_that_drops_the_numbers_gives_way_to_the_source_s_words(service: StandIn) -> None:
    (point,) = _summarise(service, "要由市招商局牵头组建招商小分队", small=False)
    assert point.status == "extractive"
    assert "项目50个" in point.text
    assert point.text in LONG


def test_a_point_that_keeps_them_stands(service: StandIn) -> None:
    told = "到2025年引进10亿元以上项目50个、科技型企业100家，组建三支招商小分队，建成“云端”“海端”产业园"
    (point,) = _summarise(service, told, small=False)
    assert (point.text, point.status) == (told, "verified")


def test_a_small_model_is_not_asked_where_the_source_is_short_enough(service: StandIn) -> None:
    summarised, _ = ask(
        Served(MODEL, service.base_url),
        lambda client: summarise(client, "short.txt", labelled()),
        small=True,
    )
    assert all("标题" in str(asked["messages"]) for asked in service.asked)
    (summary, _) = summarised
    assert summary is not None
    assert any("50万平方米" in point.text for point in summary.points)


def test_a_long_sentence_is_told_in_several_points(service: StandIn) -> None:
    told = (
        "要围绕三大主导产业由市招商局牵头组建三支招商小分队，到2025年引进投资10亿元以上项目50个，培育科技型企业100家，"
        "实施企业上云行动，新建5G基站2000个，支持甲集团与乙大学共建实验室，建成“云端”“海端”两个产业园，改造老旧厂房30万平方米。"
    )
    points = [point.text for point in _summarise(service, "招商", small=True, text=told)]
    assert all(len(point) <= 70 for point in points)
    assert all(
        any(words in point for point in points) for words in ("50个", "2000个", "30万平方米")
    )
    at = [told.index(point) for point in points]
    assert at == sorted(at)
    assert all(a + len(p) <= b for a, p, b in zip(at, points, at[1:], strict=False))


EMPTY = "要按照今年4月全省会议“融合发展、绿色发展”的要求，总结经验、分析问题，学习先进、完善措施。"


def _headed(service: StandIn, headline: str, empty: str = EMPTY) -> Line:
    """The headline of two sentences, one without substance, when the model writes this."""
    service.otherwise = lambda body: saying(json.dumps({"text": headline}, ensure_ascii=False))
    factories = "年底前建成标准厂房50万平方米。"
    sentences = [
        labelled()[n].model_copy(update={"text": text}) for n, text in ((3, empty), (4, factories))
    ]
    (summary, _), _ = ask(
        Served(MODEL, service.base_url),
        lambda client: summarise(client, "headed.txt", sentences),
        small=True,
    )
    assert summary is not None
    return summary.headline


def test_a_headline_that_says_nothing_gives_way_to_what_can_be_checked(service: StandIn) -> None:
    assert (
        _headed(service, "总结经验、分析问题，学习先进、完善措施").text
        == "年底前建成标准厂房50万平方米"
    )


def test_a_headline_of_substance_stands(service: StandIn) -> None:
    assert _headed(service, "年底前建成50万平方米标准厂房").text == "年底前建成50万平方米标准厂房"


def test_a_run_ends_neither_in_a_principle_nor_in_a_scrap_without_facts() -> None:
    text = "云端集团按照“快、准、好”的原则，开通公交线路12条、站点30个，年客流达到5万人次，便民。"
    said = labelled()[4].model_copy(update={"text": text, "role": "achievement"})
    points = [point.text for point in telling_runs([said])]
    assert any("12条" in point for point in points)
    assert "便民" not in points
    assert not any(point.endswith("原则") for point in points)


def test_a_headline_without_what_its_amounts_are_of_gives_way(service: StandIn) -> None:
    told = _headed(service, "新开工24个、续建33个", "要抓项目，云端省级项目新开工24个、续建33个。")
    assert told.text == "要抓项目，云端省级项目新开工24个、续建33个"


def test_a_headline_that_drops_every_amount_gives_way(service: StandIn) -> None:
    told = _headed(service, "推进“云端满天星”行动", "要推进“云端满天星”行动，办好园区。")
    assert told.text == "年底前建成标准厂房50万平方米"


def test_a_title_that_commits_nobody_is_no_headline(service: StandIn) -> None:
    title = "“五个聚焦”“三大行动”“两张清单”为园区指明新方向，找准着力点。"
    told = _headed(service, "“五个聚焦”为园区指明新方向，建成标准厂房50万平方米", title)
    assert told.text == "年底前建成标准厂房50万平方米"


def test_a_plan_that_commits_nobody_is_told_last(service: StandIn) -> None:
    service.otherwise = lambda body: saying(json.dumps({"text": "招商"}, ensure_ascii=False))
    told = (
        "要坚决做到“两个维护”，增强“四个意识”。",
        "要加快园区道路建设。",
        "要完善企业服务机制。",
        "要扩大信用贷款规模。",
    )
    first = labelled()[3]
    sentences = [
        first.model_copy(update={"id": f"S{n}", "text": text}) for n, text in enumerate(told, 1)
    ]
    (summary, _), _ = ask(
        Served(MODEL, service.base_url),
        lambda client: summarise(client, "creed.txt", sentences),
        small=True,
    )
    assert summary is not None
    assert [point.evidence for point in summary.points] == [("S2",), ("S3",), ("S4",)]
