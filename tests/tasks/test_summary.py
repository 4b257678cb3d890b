import json

import pytest
from served import Served
from short_speech import ask, assert_supported, labelled
from stand_in import MODEL, Reply, StandIn, saying

from llmsum.records import Line
from llmsum.tasks.summary import summarise


@pytest.mark.cassette("summary")
def test_a_headline_and_points_that_their_sentences_support(served: Served) -> None:
    (summary, unread), _ = ask(served, lambda client: summarise(client, "short.txt", labelled()))
    assert summary is not None
    assert unread == ()
    assert summary.points
    for line in (summary.headline, *summary.points):
        assert_supported(line)


LONG = (
    "会议强调，招商引资是经济工作的生命线，要由市招商局牵头组建三支招商小分队，围绕“强链补链”行动开展以商招商，"
    "到2025年引进投资10亿元以上项目50个，培育科技型企业100家，建成“云端”“海端”两个产业园。"
)


def _summarise(service: StandIn, points: str, small: bool) -> list[Line]:
    """The summary of one long sentence, put into these words."""

    def answer(body: dict[str, object]) -> Reply:
        headline = "标题" in str(body["messages"])
        return saying(json.dumps({"text" if headline else "S1": points}, ensure_ascii=False))

    service.otherwise = answer  # type: ignore[assignment]
    sentence = labelled()[3].model_copy(update={"text": LONG})
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
