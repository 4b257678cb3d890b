"""Silence is shown, not claimed: the words searched for and the sentences that have them."""

from cities import city

from llmsum.compare.coverage import cells, silences
from llmsum.compare.overview import overview
from llmsum.compare.targets import find_targets
from llmsum.records import Analysis
from llmsum.vocabulary import theme_words

COAST = city(
    "临海",
    ("要开展以商招商。", "deployment", ("attraction",)),
    ("去年科技型企业增加。", "achievement", ()),
)
HILLS = city(
    "丘陵",
    ("要引进项目12个。", "deployment", ("attraction",)),
    ("要建设孵化器。", "deployment", ("innovation",)),
)


def test_an_empty_cell_tells_what_was_searched_for_and_where_it_stands() -> None:
    analyses, names = [COAST, HILLS], ["临海", "丘陵"]
    found = silences(analyses, names, cells(analyses, names))
    silence = next(s for s in found if s.theme == "innovation")
    assert (silence.city, silence.words) == ("临海", theme_words()["innovation"])
    assert [(m.evidence, m.words) for m in silence.mentions] == [("1#S2", ("科技型",))]
    assert silence.certain
    assert not any(s.theme == "attraction" for s in found)


def test_silence_is_not_certain_where_a_sentence_was_left_unread() -> None:
    half_read = COAST.model_copy(update={"unread": ("S2",)})
    found = silences([half_read], ["临海"], cells([half_read], ["临海"]))
    assert not any(silence.certain for silence in found)


def _overview(*analyses: Analysis) -> list[tuple[str, tuple[str, ...]]]:
    names = [analysis.city or "" for analysis in analyses]
    lines = overview(analyses, names, cells(analyses, names), find_targets(analyses, names), "zh")
    return [(line.text, line.evidence) for line in lines]


def test_the_overview_says_of_silence_what_the_matrix_says() -> None:
    """No stance was written for any theme: what counts is the deployments."""
    assert _overview(COAST, HILLS) == [
        ("部署最多的主题：临海（招商引资）、丘陵（招商引资、科技人才）。", ("1#S1", "2#S1")),
        ("各城市都有部署的主题：招商引资。", ("1#S1", "2#S1")),
        ("只有部分城市部署的主题：科技人才（临海未见部署）。", ("2#S2",)),
        ("量化指标：临海（0 项）、丘陵（1 项）。", ("2#S1",)),
    ]


def test_measures_that_cities_set_alike_stand_side_by_side() -> None:
    one = city("甲", ("工业投资增长8%，新增规上企业20家。", "deployment", ("projects",)))
    other = city("乙", ("工业投资增长12%以上，总投资90亿元。", "deployment", ("projects",)))
    told = [text for text, _ in _overview(one, other) if text.startswith("同一指标")]
    assert told == ["同一指标“工业投资”增长：甲（8%）、乙（12%以上）。"]


def test_where_most_are_silent_those_who_speak_are_named() -> None:
    lone = city("丙", ("要开展以商招商。", "deployment", ("attraction",)))
    told = [text for text, _ in _overview(COAST, HILLS, lone)]
    assert "只有部分城市部署的主题：科技人才（只有丘陵部署）。" in told


def test_a_line_of_the_overview_cites_one_sentence_a_city() -> None:
    talkative = city("江城", *[("要开展以商招商。", "deployment", ("attraction",))] * 30)
    assert [len(evidence) for _, evidence in _overview(talkative, HILLS)] == [2, 2, 1, 1]


def test_what_a_city_states_in_two_texts_stands_side_by_side_in_their_order() -> None:
    later, first = (
        city("甲", (f"{said}，产业链产值增长8%。", "deployment", ("projects",))).model_copy(
            update={"date": date}
        )
        for said, date in (("工业投资增长9%", "2024年1月5日"), ("工业投资增长12%", "2023年1月5日"))
    )
    told = [text for text in _overview(later, first) if "各文稿" in text[0]]
    said = "甲各文稿的同一指标：“工业投资”增长【2023年1月5日】12%、【2024年1月5日】9%。"
    assert told == [(said, ("2#S1", "1#S1"))]


def test_themes_on_which_the_same_cities_are_silent_are_told_together() -> None:
    one = city("甲", ("要引进项目12个。", "deployment", ("attraction",)))
    other = city(
        "乙",
        ("要引进项目9个。", "deployment", ("attraction",)),
        ("要建设孵化器。", "deployment", ("innovation",)),
        ("要开工项目。", "deployment", ("projects",)),
    )
    told = [text for text, _ in _overview(one, other) if "部分城市" in text]
    assert told == ["只有部分城市部署的主题：项目投资、科技人才（甲未见部署）。"]
