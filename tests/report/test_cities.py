from fictional import briefing, early, late, unknown

from llmsum.report.cities import group_by_city


def numbers(*speeches):
    return [[text.number for text in city.texts] for city in group_by_city(speeches, "zh")]


def test_speeches_without_a_known_city_stand_alone():
    assert numbers(unknown(), unknown()) == [[1], [2]]
    names = [city.name for city in group_by_city(briefing().speeches, "en")]
    assert names == ["Yunling", "Masked city", "Unnamed city"]


def test_cities_spelt_alike_keep_their_chinese_names_in_english():
    spoken = [early().model_copy(update={"city": city}) for city in ("宜春", "伊春", "海口")]
    names = [city.name for city in group_by_city(spoken, "en")]
    assert names == ["Yichun (宜春)", "Yichun (伊春)", "Haikou"]


def test_by_path_where_a_date_is_missing():
    undated = early().model_copy(update={"date": None})
    renamed = undated.source.model_copy(update={"path": "讲话/云岭-2025.txt"})
    assert numbers(late(), early()) == [[2, 1]]
    assert numbers(late(), undated.model_copy(update={"source": renamed})) == [[1, 2]]


def test_a_masked_city_is_not_named_even_if_a_record_names_it():
    leaked = early().model_copy(update={"city_status": "masked"})
    assert leaked.city
    assert [city.name for city in group_by_city([leaked], "zh")] == ["隐名城市"]
