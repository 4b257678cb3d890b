import pytest

from llmsum.text.edits import apply_edits
from llmsum.text.formats.pdf_lines import PageLine, find_running_heads, page_edits

SHEET = (0.0, 0.0, 595.0, 842.0)


def line(text: str, y: float, left: float = 80, right: float = 510, page: int = 1) -> PageLine:
    return PageLine(text, page, left, y, right, y + 12, SHEET)


def made(*lines: PageLine) -> list[str]:
    return apply_edits("\n".join(one.text for one in lines), page_edits(lines)).split("\n")


def test_a_paragraph_goes_on_over_a_page_and_its_running_heads() -> None:
    assert made(
        line("要聚焦主导产业，坚持一园一策，确保年内完成", 100),
        line("- 1 -", 30, 290, 310),
        line("内部资料", 810, 280, 320, page=2),
        line("投资30亿元。", 740, right=150, page=2),
        line("- 2 -", 30, 290, 310, page=2),
        line("内部资料", 810, 280, 320),
    ) == ["要聚焦主导产业，坚持一园一策，确保年内完成投资30亿元。", ""]


@pytest.mark.parametrize(
    ("first", "second", "expect"),
    [
        ("要加快建设 industrial", "park 项目", "要加快建设 industrial park 项目"),
        ("突破2000", "亿元", "突破2000亿元"),
        ("要推进⼯业", "⼤县", "要推进工业大县"),
    ],
)
def test_lines_are_glued_as_their_script_asks(first: str, second: str, expect: str) -> None:
    assert made(line(first, 500), line(second, 480), line("完", 400)) == [expect, "完"]


def test_a_heading_after_a_full_line_stays_a_line_of_its_own() -> None:
    lines = made(
        line("每季度通报一次，年底逐项考核销号。", 500), line("（二）强化要素保障", 480, right=200)
    )
    assert lines == ["每季度通报一次，年底逐项考核销号。", "（二）强化要素保障"]


def test_a_line_in_the_margin_that_stands_once_is_text() -> None:
    lines = [line("关于加快开发区发展的意见", 780), line("正文", 500), line("正文", 500, page=2)]
    assert find_running_heads(lines) == frozenset()


@pytest.mark.parametrize(
    "number", ["1", "— 12 —", "第3页", "第 3 页 共 10 页", "3/10", "- iv -", "第三页"]
)
def test_page_numbers_are_known(number: str) -> None:
    assert find_running_heads([line("正文", 500), line(number, 30)]) == frozenset({1})


@pytest.mark.parametrize("text", ["2023年3月", "12.5亿元", "共青城", "mix"])
def test_what_is_no_page_number_is_kept(text: str) -> None:
    assert find_running_heads([line("正文", 500), line(text, 30)]) == frozenset()
