import csv
import io

from fictional import briefing
from hostile import hostile_texts
from hypothesis import given
from test_page import with_text

from llmsum.report import render_commitments


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_one_row_for_each_commitment_under_headings_in_the_language():
    table = rows(render_commitments(briefing(), "csv"))
    assert table[0][:3] == ["城市", "城市来源", "来源"]
    assert [row[6] for row in table[1:]] == [
        "探索建立人才公寓",
        "新建标准化厂房",
        "引进亿元以上项目",
        "加快建设**大道",
    ]
    assert rows(render_commitments(briefing("en"), "csv"))[0][:2] == ["City", "City known from"]


def test_excel_is_told_that_it_is_utf8():
    assert render_commitments(briefing(), "csv").startswith("\ufeff")


def test_a_masked_city_has_no_name_in_the_table():
    row = rows(render_commitments(briefing(), "csv"))[3]
    assert row[:3] == ["", "原文隐去", "讲话/隐名.txt"]


@given(hostile_texts)
def test_no_text_breaks_the_table_or_starts_a_formula(text):
    table = rows(render_commitments(with_text(text), "csv"))
    assert {len(row) for row in table} == {16}
    assert len(table) == 5
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)
