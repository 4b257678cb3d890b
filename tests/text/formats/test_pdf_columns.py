"""Pages in columns are read column by column, tables row by row."""

from itertools import zip_longest

import pytest
from pdf_pages import HEADING, drawn, kept
from reportlab.pdfgen.canvas import Canvas

LEFT = "今年以来，全市开发区坚持一区多园，聚焦主导产业，完成规模以上工业总产值九百亿元，新签约亿元以上项目六十个。"


RIGHT = "要确保年内完成投资三十亿元，力争到二〇二五年总产值突破两千亿元，六月底前实现重点项目全部开工，逐项考核销号。"


@pytest.mark.parametrize("row_by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    """Whatever the order in which the page was set; what stands across both comes where it stands."""

    def column(text: str, left: float) -> list[tuple[float, float, str]]:
        pieces = [text[i : i + 18] for i in range(0, len(text), 18)]
        return [(left, 740 - 18 * n, piece) for n, piece in enumerate(pieces)]

    left, right = column(LEFT * 3, 72), column(RIGHT * 3, 312)
    body = [piece for row in zip(left, right, strict=True) for piece in row]

    def draw(sheet: Canvas) -> None:
        sheet.drawCentredString(297, 780, HEADING)
        for x, y, piece in body if row_by_row else left + right:
            sheet.drawString(x, y, piece)
        sheet.drawString(
            72,
            400,
            "以上意见，请各开发区、各部门认真抓好落实，重要情况及时向市委、市政府报告，确保件件有着落。",
        )

    assert "".join(kept(drawn(draw))) == (
        HEADING
        + LEFT * 3
        + RIGHT * 3
        + "以上意见，请各开发区、各部门认真抓好落实，重要情况及时向市委、市政府报告，确保件件有着落。"
    )
    assert len(kept(drawn(draw))) <= 4


@pytest.mark.parametrize("row_by_row", [False, True])
@pytest.mark.parametrize("heading", [HEADING, "工作简报"])
def test_three_columns_are_read_one_after_the_other(heading: str, row_by_row: bool) -> None:
    """A heading over all of them, or so short that it stands over the middle one alone, comes first."""

    def column(text: str, left: float) -> list[tuple[float, float, str]]:
        pieces = [text[i : i + 12] for i in range(0, len(text), 12)]
        return [(left, 740 - 18 * n, piece) for n, piece in enumerate(pieces)]

    texts = [LEFT * 2, RIGHT * 2, LEFT + RIGHT]
    columns = [column(text, left) for text, left in zip(texts, (45, 223, 401), strict=True)]
    body = [piece for row in zip_longest(*columns) for piece in row if piece]

    def draw(sheet: Canvas) -> None:
        sheet.drawCentredString(297, 780, heading)
        for x, y, piece in body if row_by_row else [line for each in columns for line in each]:
            sheet.drawString(x, y, piece)

    assert "".join(kept(drawn(draw))) == heading + "".join(texts)
    assert len(kept(drawn(draw))) <= 4


@pytest.mark.parametrize("row_by_row", [True, False])
def test_four_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    texts = [LEFT * 2, RIGHT * 2, LEFT + RIGHT, RIGHT + LEFT]
    columns = [
        [(left, 740 - 16 * n, text[i : i + 11]) for n, i in enumerate(range(0, len(text), 11))]
        for text, left in zip(texts, (30, 168, 306, 444), strict=True)
    ]
    body = [piece for row in zip_longest(*columns) for piece in row if piece]

    def draw(sheet: Canvas) -> None:
        sheet.setFont("STSong-Light", 10)
        for x, y, piece in body if row_by_row else [line for each in columns for line in each]:
            sheet.drawString(x, y, piece)

    assert "".join(kept(drawn(draw))) == "".join(texts)


def test_a_headline_over_two_of_three_columns_does_not_part_the_third() -> None:
    def column(text: str, left: float, top: float) -> list[tuple[float, float, str]]:
        pieces = [text[i : i + 12] for i in range(0, len(text), 12)]
        return [(left, top - 18 * n, piece) for n, piece in enumerate(pieces)]

    alone = column(LEFT * 4, 45, 740)
    above = [column(text, left, 740) for text, left in ((RIGHT, 223), (LEFT, 401))]
    edge = min(y for piece in above for _, y, _ in piece) - 30
    below = [column(text, left, edge - 30) for text, left in ((LEFT * 2, 223), (RIGHT * 2, 401))]
    headline = "横跨两栏的另一篇报道的大标题很长很长"

    def draw(sheet: Canvas) -> None:
        lines = [line for lines in (alone, *above, *below) for line in lines]
        for x, y, piece in sorted(lines, key=lambda line: -line[1]):
            sheet.drawString(x, y, piece)
        sheet.drawString(240, edge, headline)

    read = "".join(kept(drawn(draw)))
    assert read == LEFT * 4 + RIGHT + LEFT + headline + LEFT * 2 + RIGHT * 2


def test_a_table_of_three_columns_is_read_row_by_row() -> None:
    def draw(sheet: Canvas) -> None:
        for n in range(8):
            sheet.drawString(45, 700 - 20 * n, f"项目{n}")
            sheet.drawString(223, 700 - 20 * n, "开发区管委会")
            sheet.drawString(401, 700 - 20 * n, f"投资{n}0亿元" + "，年底前开工" * (n % 2))

    assert kept(drawn(draw))[0] == "项目0\t开发区管委会\t投资00亿元"


def test_a_table_of_two_columns_is_read_row_by_row() -> None:
    def draw(sheet: Canvas) -> None:
        for n in range(8):
            sheet.drawString(72, 700 - 20 * n, f"项目{n}")
            sheet.drawString(320, 700 - 20 * n, f"总投资{n}0亿元，年底前开工")

    assert kept(drawn(draw))[0] == "项目0\t总投资00亿元，年底前开工"
