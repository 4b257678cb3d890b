"""Who states numbers on a theme, and who does not."""

from cities import city

from llmsum.compare.figures import figure_contrast, is_figure_contrast
from llmsum.compare.targets import find_targets
from llmsum.records import Analysis

NUMBERS = ("引进企业30家。", "deployment", ("attraction",))
WORDS = ("切实加强招商引资。", "deployment", ("attraction",))


def _told(*analyses: Analysis) -> list[str]:
    names = [analysis.city or "" for analysis in analyses]
    targets = find_targets(analyses, names)
    return [line.text for line in figure_contrast("attraction", analyses, names, targets, "zh")]


def test_a_city_without_numbers_is_told_beside_those_that_state_them() -> None:
    told = _told(city("甲", NUMBERS, NUMBERS, WORDS), city("乙", WORDS), city("丙"))
    # 丙 does not speak on the theme at all, which the matrix tells.
    assert told == ["写明数量或期限的承诺：甲（2 项）；没有这类承诺：乙"]
    assert is_figure_contrast(told[0], "zh")


def test_nothing_is_told_where_all_or_none_state_numbers() -> None:
    assert _told(city("甲", NUMBERS), city("乙", NUMBERS)) == []
    assert _told(city("甲", WORDS), city("乙", WORDS)) == []
