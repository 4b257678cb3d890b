import io
import sys
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from llmsum.errors import DamagedSource, OversizedSource, ParserMissing, ScannedSource
from llmsum.text import read_speech, read_speeches
from llmsum.text.edits import apply_edits
from llmsum.text.formats import Raw, parse
from llmsum.text.repair import repair

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))

HEADING = "在全市开发区工作会议上的讲话"
PARAGRAPHS = [
    "一、总体要求",
    "今年以来，全市开发区坚持“一区多园”，聚焦主导产业，完成规模以上工业总产值904.6亿元，同比增长12.3%，"
    "新签约亿元以上项目60个，总投资320亿元。",
    "二、重点任务",
    "要确保年内完成投资30亿元，力争到2025年总产值突破2000亿元；要推行“承诺即开工”，6月底前实现32个重点项目"
    "全部开工。市工信局要牵头，市自然资源和规划局、市生态环境局要配合，每季度通报一次，年底逐项考核销号。",
]


def pdf(
    paragraphs: Sequence[str],
    size: float = 16,
    indent: float = 2,
    head: str = "林海市人民政府文件",
    **style: float,
) -> bytes:
    """Pages with a running head and a page number, set like a Chinese official document."""

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(SONG, 9)
        canvas.drawCentredString(297, 812, head)
        canvas.drawCentredString(297, 25, f"— {document.page} —")

    form = ParagraphStyle(
        "body", fontName=SONG, fontSize=size, leading=size * 1.6, firstLineIndent=indent * size, wordWrap="CJK", **style
    )  # fmt: skip
    file = io.BytesIO()
    SimpleDocTemplate(file).build(
        [Paragraph(escape(text), form) for text in paragraphs],
        onFirstPage=furniture,
        onLaterPages=furniture,
    )
    return file.getvalue()


def drawn(draw: Callable[[Canvas], object], **canvas: object) -> bytes:
    file = io.BytesIO()
    sheet = Canvas(file, pagesize=(595, 842), **canvas)
    sheet.setFont(SONG, 12)
    draw(sheet)
    sheet.save()
    return file.getvalue()


def kept(data: bytes) -> list[str]:
    document = parse(Raw(data, "speech.pdf"), "pdf").documents[0]
    return apply_edits(document.text, document.edits).split("\n")


@pytest.mark.parametrize("size", [10.5, 12, 16])
@pytest.mark.parametrize("align", [0, 4])
def test_paragraphs_are_whole_again(size: float, align: int) -> None:
    paragraphs = [HEADING, *PARAGRAPHS * 6]
    assert kept(pdf(paragraphs, size, alignment=align)) == paragraphs


def test_paragraphs_without_indent_are_told_apart_by_their_distance() -> None:
    paragraphs = PARAGRAPHS * 6
    assert kept(pdf(paragraphs, indent=0, spaceAfter=10)) == paragraphs


def test_what_is_dropped_and_joined_is_recorded_and_can_be_undone() -> None:
    document = parse(Raw(pdf(PARAGRAPHS * 6), "speech.pdf"), "pdf").documents[0]
    dropped = [document.text[e.start : e.end] for e in document.edits if e.kind == "page-furniture"]
    assert "".join(dropped).split() == [
        word for page in (1, 2, 3) for word in ("林海市人民政府文件", "—", str(page), "—")
    ]
    repaired = repair(document.text, document.edits)
    assert {r.kind for r in repaired.repairs} >= {"page-furniture", "line-wrap"}
    assert repaired.undo() == document.text


def test_each_sentence_knows_its_page(tmp_path: Path) -> None:
    path = tmp_path / "speech.pdf"
    path.write_bytes(pdf([HEADING, "市长 钱立新", "（2023年6月8日）", *PARAGRAPHS * 6]))
    speech = read_speech(path)
    pages = [sentence.page for sentence in speech.sentences]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == {1, 2, 3}
    assert (speech.source.format, speech.source.encoding) == ("pdf", "unicode")
    assert (speech.metadata.speaker, speech.metadata.date) == ("钱立新", "2023年6月8日")
    assert speech.metadata.event == "全市开发区工作会议"
    dumped = speech.model_dump(mode="json")["sentences"]
    assert dumped[0]["page"] == 1


def test_a_sentence_of_a_text_file_has_no_page_in_its_record(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text("要抓招商。", encoding="utf-8")
    assert "page" not in read_speech(path).model_dump()["sentences"][0]


def test_cells_of_a_table_stay_on_their_line() -> None:
    def draw(sheet: Canvas) -> None:
        for row, (park, goal) in enumerate([("园区", "目标产值"), ("高新区", "800亿元")]):
            sheet.drawString(80, 600 - 20 * row, park)
            sheet.drawString(300, 600 - 20 * row, goal)

    assert kept(drawn(draw)) == ["园区\t目标产值", "高新区\t800亿元"]


def test_a_number_that_stands_in_the_text_is_no_page_number() -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(80, 500, "今年引进企业")
        sheet.drawString(80, 480, "320")
        sheet.drawCentredString(297, 25, "第 1 页 共 1 页")

    assert kept(drawn(draw))[:2] == ["今年引进企业", "320"]
    assert "页" not in "".join(kept(drawn(draw)))


def picture(sheet: Canvas) -> None:
    sheet.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def test_a_scanned_document_is_told() -> None:
    with pytest.raises(ScannedSource, match=r"speech\.pdf holds a picture and no text.*OCR"):
        kept(drawn(picture))


def test_a_scanned_page_among_others_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    def draw(sheet: Canvas) -> None:
        sheet.drawString(80, 700, "要抓招商。")
        sheet.showPage()
        picture(sheet)
        sheet.showPage()
        sheet.showPage()  # a blank page is nothing that is missed
        sheet.setFont(SONG, 12)
        sheet.drawString(80, 700, "要抓项目。")

    path = tmp_path / "speech.pdf"
    path.write_bytes(drawn(draw))
    reading = read_speeches(path)
    assert [s.text for s in reading.speeches[0].sentences] == ["要抓招商。", "要抓项目。"]
    assert [s.page for s in reading.speeches[0].sentences] == [1, 4]
    assert [skipped.path for skipped in reading.skipped] == [f"{path}#page=2"]
    assert "page 2, holds a picture" in reading.skipped[0].reason


def test_a_locked_document_is_told() -> None:
    locked = drawn(
        lambda sheet: sheet.drawString(80, 700, "园区"), encrypt=StandardEncryption("secret")
    )
    with pytest.raises(DamagedSource, match=r"speech\.pdf is locked with a password"):
        kept(locked)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%rubbish", b"no PDF at all"])
def test_a_damaged_document_is_told(data: bytes) -> None:
    with pytest.raises(DamagedSource, match=r"speech\.pdf is no PDF, or a damaged one"):
        kept(data)


def test_a_document_without_text_or_pictures_is_told() -> None:
    with pytest.raises(DamagedSource, match="has no text on any page"):
        kept(drawn(lambda sheet: sheet.showPage()))


def test_a_document_of_endless_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("llmsum.text.formats.pdf._MOST_PAGES", 2)
    with pytest.raises(OversizedSource, match="has 3 pages; at most 2"):
        kept(drawn(lambda sheet: [sheet.showPage() for _ in range(3)]))


def test_a_missing_parser_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ParserMissing, match=r"llmsum\[pdf\]"):
        kept(pdf(["要抓招商。"]))


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
