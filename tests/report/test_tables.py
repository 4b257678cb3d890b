from fictional import briefing

from llmsum.records import Mention
from llmsum.report.cities import City, Text, group_by_city
from llmsum.report.tables import (
    Cell,
    by_measure,
    left_in_chinese,
    matrix,
    mentions_by_words,
    profile,
    repair_kinds,
    soft_goals,
    targets,
)

CITIES = group_by_city(briefing().speeches, "zh")


def test_matrix_counts_sentences_and_commitments_of_all_speeches_of_a_city():
    cells = {row.theme: row.cells for row in matrix(CITIES)}
    assert cells["infrastructure"][0] == Cell(deployments=2, commitments=1, hard=1, unread=True)
    assert cells["attraction"][1] == Cell(deployments=1, commitments=1, hard=1, unread=False)
    assert "other" not in cells


def test_targets_are_commitments_with_a_deadline_or_a_number():
    assert [(row.city, row.number, row.commitment.id) for row in targets(CITIES, {"3-C2"})] == [
        ("云岭", 2, "C1"),
        ("隐名城市", 3, "C2"),
    ]


def test_quantities_of_one_measure_stand_together_and_those_alone_apart():
    steel, tax = briefing().comparison.targets[:2]
    named = [
        (steel, "钢产量", True, "1-C1"),
        (tax, "税收", False, "1-C2"),
        (tax, "税收收入", True, "1-C3"),
        (steel, "钢产量", True, "2-C1"),
        (tax, "税收收入", True, "2-C2"),
    ]
    told = [
        t.model_copy(
            update={
                "object": o,
                "comparable": c,
                "id": i,
                "kind": "count",
                "unit": "吨",
                "change": "level",
            }
        )
        for t, o, c, i in named
    ]
    alike, alone = by_measure(told)
    assert [t.id for t in alike] == ["1-C1", "2-C1", "1-C3", "2-C2"]
    assert [t.id for t in alone] == ["1-C2"]


def test_sentences_with_the_same_words_are_told_together():
    mentions = [Mention(evidence=f"1#S{n}", words=(w,)) for n, w in enumerate("甲乙甲")]
    assert mentions_by_words(mentions) == {("甲",): ("1#S0", "1#S2"), ("乙",): ("1#S1",)}


def test_a_soft_goal_alone_is_counted_and_not_listed():
    text = CITIES[0].texts[0]
    soft, hard = (
        text.speech.commitments[0].model_copy(
            update={"id": number, "target": "新高地", "deadline": None, "strength": strength}
        )
        for number, strength in (("C1", "soft"), ("C2", "hard"))
    )
    speech = text.speech.model_copy(update={"commitments": (soft, hard)})
    city = City("甲", (Text(1, speech),))
    assert [row.commitment.id for row in targets([city], ())] == ["C2"]
    assert soft_goals([city], ()) == 1
    assert soft_goals([city], {"1-C1"}) == 0


def test_profile_counts_what_commitments_state():
    first, second = profile(CITIES, {"2-C1"})[:2]
    commitments = [c for text in CITIES[0].texts for c in text.speech.commitments]
    assert (first.city, first.committed) == ("云岭", len(commitments))
    assert first.hard_ones == sum(c.strength == "hard" for c in commitments)
    assert (first.named_number, second.named_number) == (1, 0)
    assert first.counts[:2] == (first.deployed, first.committed)


def test_targets_stand_in_the_order_of_their_last_days():
    def speech(*deadlines):
        commitments = tuple(
            commitment.model_copy(update={"deadline": deadline})
            for commitment, deadline in zip(
                [CITIES[0].texts[0].speech.commitments[0]] * 4, deadlines, strict=True
            )
        )
        return (
            CITIES[0]
            .texts[0]
            .speech.model_copy(update={"date": "2023年3月19日", "commitments": commitments})
        )

    city = City("甲", (Text(1, speech("2025年", "尽快", "今年底前", "三季度")),))
    assert [row.commitment.deadline for row in targets([city], ())] == [
        "三季度",
        "今年底前",
        "2025年",
        "尽快",
    ]


def test_repairs_are_counted_by_kind_the_most_frequent_first():
    kinds = repair_kinds(briefing().speeches[1].repairs)
    assert [(row.kind, row.count, len(row.examples)) for row in kinds] == [
        ("pinyin", 2, 2),
        ("script", 1, 1),
    ]


def test_of_an_english_page_what_nobody_translated_stands_apart():
    commitment = CITIES[0].texts[0].speech.commitments[0]
    said, quoted, failed = (
        commitment.model_copy(update={"action": action, "status": status})
        for action, status in (
            ("Build parks", "verified"),
            ("“建园区”", "verified"),
            ("“建园区”", "extractive"),
        )
    )
    assert left_in_chinese([said, quoted, failed], "en") == (quoted,)
    assert left_in_chinese([quoted], "zh") == ()
