"""PDFs: whole paragraphs, pages known, and what is refused."""

import sys
from pathlib import Path

import pytest
from pdf_pages import HEADING, SONG, drawn, kept, pdf
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from llmsum.errors import DamagedSource, OversizedSource, ParserMissing, ScannedSource
from llmsum.text import read_speech, read_speeches
from llmsum.text.formats import Raw, parse
from llmsum.text.repair import repair

PARAGRAPHS = [
    "一、总体要求",
    "今年以来，全市开发区坚持“一区多园”，聚焦主导产业，完成规模以上工业总产值904.6亿元，同比增长12.3%，"
    "新签约亿元以上项目60个，总投资320亿元。",
    "二、重点任务",
    "要确保年内完成投资30亿元，力争到2025年总产值突破2000亿元；要推行“承诺即开工”，6月底前实现32个重点项目"
    "全部开工。市工信局要牵头，市自然资源和规划局、市生态环境局要配合，每季度通报一次，年底逐项考核销号。",
]


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
