import pytest
from hostile import hostile_texts
from hypothesis import example, given
from hypothesis import strategies as st
from rendered import see_markdown

from llmsum.report.escape import csv_cell, escape_markdown, one_line, unescape_markdown

FRAMES = {
    "cell": ("| a | b |\n|---|---|\n| ", " | c |\n"),
    "item": ("- ", "\n- c\n"),
    "heading": ("## ", "\n\nc\n"),
    "bold": ("- **文", "**：c\n"),
    "footnote": ("a[^1-S1]\n\n[^1-S1]: **文1** ", "\n"),
}


@given(text=hostile_texts, frame=st.sampled_from(sorted(FRAMES)))
@example(text="!", frame="cell")
@example(text="a\\", frame="cell")
@example(text="---", frame="item")
def test_escaped_text_is_shown_as_it_is_and_leaves_its_surroundings_alone(text, frame):
    before, after = FRAMES[frame]
    seen = see_markdown(before + escape_markdown(text) + after)
    plain = see_markdown(before + "厂房" + after)
    assert (seen.tags, seen.links, seen.columns) == (plain.tags, plain.links, plain.columns)
    assert one_line(text) in seen.text


@given(hostile_texts)
def test_a_footnote_still_follows_escaped_text(text):
    seen = see_markdown(f"- {escape_markdown(text)}[^1-S1]\n\n[^1-S1]: x\n")
    assert seen.links == ["#fn-1-S1", "#fnref-1-S1"]


@given(hostile_texts)
def test_unescaping_gives_the_text_back(text):
    assert unescape_markdown(escape_markdown(text)) == one_line(text)


@given(hostile_texts)
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize("start", list("=+-@＝＋－＠"))
def test_no_cell_starts_a_formula(start):
    assert csv_cell(f"\t{start}cmd|' /C calc'!A0").startswith("'" + start)


def test_policy_prose_needs_no_escapes():
    text = "2023年要新建“标准化厂房”50万平方米（含A区），增长12.5%，投资1,200万元；1.加快建设。"
    assert escape_markdown(text) == text
