"""What a city does on a theme, where several of its speeches are compared."""

from cities import city

from llmsum.compare.overview import overview
from llmsum.compare.stances import find_stances, text_labels
from llmsum.records import Analysis, Line, Summary


def _speech(said: str, date: str | None) -> Analysis:
    line = Line(text=said, evidence=("S1",), status="verified")
    return city("云岭", (said, "deployment", ("projects",))).model_copy(
        update={
            "date": date,
            "strategy": {"projects": line},
            "summary": Summary(headline=line, points=()),
        }
    )


LATER, EARLIER = _speech("扩建云谷园区", "2025年1月7日"), _speech("新建云谷园区", "2021年1月13日")


def test_two_speeches_of_one_city_are_told_by_their_dates_the_earlier_first() -> None:
    (stance,) = find_stances("projects", (LATER, EARLIER), ("云岭", "云岭"), "zh")
    assert stance.line.text == "【2021年1月13日】新建云谷园区；【2025年1月7日】扩建云谷园区"
    assert stance.line.evidence == ("2#S1", "1#S1")
    (alone,) = find_stances("projects", (LATER,), ("云岭",), "zh")
    assert alone.line.text == "扩建云谷园区"


def test_their_headlines_too() -> None:
    told = overview((LATER, EARLIER), ("云岭", "云岭"), {}, (), "zh")
    assert [line.text for line in told] == [
        "云岭（2025年1月7日）：扩建云谷园区",
        "云岭（2021年1月13日）：新建云谷园区",
    ]


def test_without_two_dates_their_numbers_tell_them_apart() -> None:
    undated = LATER.model_copy(update={"date": None})
    names = ("云岭", "云岭", "海丰")
    other = _speech("建园区", None)
    assert text_labels((undated, EARLIER, other), names, "zh") == ["文1", "文2", ""]
    yearless = LATER.model_copy(update={"date": "2月22日"})
    assert text_labels((yearless, EARLIER, other), names, "zh") == ["文1", "文2", ""]
    assert text_labels((LATER, LATER, other), names, "zh") == ["文1", "文2", ""]
