from fictional import briefing

from llmsum.report.cities import group_by_city
from llmsum.report.tables import Cell, matrix, repair_kinds, targets

CITIES = group_by_city(briefing().speeches, "zh")


def test_matrix_counts_sentences_and_commitments_of_all_speeches_of_a_city():
    cells = {row.theme: row.cells for row in matrix(CITIES)}
    assert cells["infrastructure"][0] == Cell(deployments=2, commitments=1, hard=1, unread=True)
    assert cells["attraction"][1] == Cell(deployments=1, commitments=1, hard=1, unread=False)
    assert "other" not in cells


def test_targets_are_commitments_with_a_number_or_a_deadline():
    assert [(row.city, row.number, row.commitment.id) for row in targets(CITIES)] == [
        ("云岭", 2, "C1"),
        ("隐名城市", 3, "C2"),
    ]


def test_repairs_are_counted_by_kind_the_most_frequent_first():
    kinds = repair_kinds(briefing().speeches[1].repairs)
    assert [(row.kind, row.count, len(row.examples)) for row in kinds] == [
        ("pinyin", 2, 2),
        ("script", 1, 1),
    ]
