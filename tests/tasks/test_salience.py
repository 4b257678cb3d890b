"""What tells most comes first, and nothing is told twice."""

from llmsum.tasks.salience import densest, most_telling

EMPTY = "要进一步提高认识、统一思想、凝心聚力。"
NUMBERS = "年底前引进亿元以上项目20个。"
AGAIN = "年底前引进亿元以上项目20个，奋力前行。"
NAMED = "建好“云端港”产业园。"


def test_what_can_be_checked_beats_what_stands_first() -> None:
    assert most_telling([EMPTY, NUMBERS, NAMED], 2, str) == [NUMBERS, NAMED]


def test_what_was_told_already_is_not_told_again() -> None:
    assert most_telling([NUMBERS, AGAIN, NAMED], 2, str) == [NUMBERS, NAMED]


def test_the_order_of_the_text_stays() -> None:
    assert most_telling([NAMED, EMPTY, NUMBERS], 2, str) == [NAMED, NUMBERS]


def test_a_weight_outdoes_facts() -> None:
    assert most_telling([NUMBERS, EMPTY], 1, str, lambda text: 10.0 if text == EMPTY else 1.0) == [
        EMPTY
    ]


def test_the_densest_clauses_are_the_source_s_own_and_within_the_limit() -> None:
    sentence = "会议强调，要提高认识，年底前引进项目20个、投资30亿元，凝心聚力谋发展。"
    found = densest(sentence, 24)
    assert found in sentence
    assert len(found) <= 24
    assert "20个" in found


def test_a_single_clause_is_kept_whole_or_cut_where_an_item_of_its_list_ends() -> None:
    assert densest("建设" * 20 + "。", 30) == "建设" * 20
    assert densest("建设" * 40 + "。", 30) == "建设" * 15
    listed = "重点布局" + "、".join(["新兴产业为主的高端产业园"] * 5)
    assert densest(listed, 30) == "重点布局" + "、".join(["新兴产业为主的高端产业园"] * 3)


def test_clauses_do_not_begin_with_a_word_that_points_back() -> None:
    assert densest("为此，年底前引进亿元以上项目20个。", 40) == "年底前引进亿元以上项目20个"
    assert densest("该园区投资3亿元，全市引进项目20个。", 12) == "全市引进项目20个"


def test_a_day_alone_stands_for_no_sentence() -> None:
    assert (
        densest("8月9日，云港区政府主办的园区大会在云城举行", 18)
        == "云港区政府主办的园区大会在云城举行"
    )
