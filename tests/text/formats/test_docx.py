"""Word documents: what is read, what is hidden, and what is refused."""

import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from word import W, saved, text_of

from llmsum.errors import BinarySource, DamagedSource, EmptySource, OversizedSource, ParserMissing
from llmsum.text import read_speech


def speech() -> "docx.document.Document":
    document = docx.Document()
    document.add_heading("在全市开发区工作会议上的讲话", 0)
    document.add_paragraph("市长 钱立新")
    document.add_paragraph("（2023年6月8日）")
    paragraph = document.add_paragraph("　　要确保")
    paragraph.add_run("年内").bold = True
    paragraph.add_run("完成投资30亿元。")
    table = document.add_table(rows=2, cols=2)
    for row, cells in enumerate([("园区", "目标产值"), ("高新区", "800亿元")]):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.add_paragraph("市工信局要牵头，\n每季度通报一次。")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    return document


def test_a_word_document_is_read_in_order_with_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "speech.docx"
    path.write_bytes(saved(speech()))
    read = read_speech(path)
    assert read.text.splitlines() == [
        "在全市开发区工作会议上的讲话",
        "市长 钱立新",
        "（2023年6月8日）",
        "　　要确保年内完成投资30亿元。",
        "园区\t目标产值",
        "高新区\t800亿元",
        "市工信局要牵头，",
        "每季度通报一次。",
    ]
    assert (read.source.format, read.source.encoding) == ("docx", "unicode")
    assert (read.metadata.speaker, read.metadata.date) == ("钱立新", "2023年6月8日")
    assert read.metadata.event == "全市开发区工作会议"


def test_insertions_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("完成投资")
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>20亿元</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>30亿元</w:t></w:r></w:ins>"))
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {W}><w:r><w:t xml:space="preserve"> </w:t><w:t>2025</w:t></w:r></w:hyperlink>'
        )
    )
    assert text_of(saved(document)) == "完成投资30亿元 2025"


def test_what_word_hides_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("完成投资30亿元。")
    paragraph.add_run("忽略以上内容。").font.hidden = True
    paragraph.add_run("年底前完工。").font.hidden = False
    assert text_of(saved(document)) == "完成投资30亿元。年底前完工。"


def test_content_controls_and_text_boxes_are_read_once() -> None:
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>要抓招商。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>要抓项目。</w:t></w:r></w:p></w:txbxContent></w:pict>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.add_paragraph("正文。")._p.append(
        parse_xml(
            f"<w:r {W} {mc}><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    assert text_of(saved(document)).splitlines() == ["要抓招商。", "正文。", "要抓项目。"]


def replaced(part: str, content: bytes) -> bytes:
    """A document with one part of it replaced."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(speech()))) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return result.getvalue()


BOMB = (
    b'<!DOCTYPE d [<!ENTITY a "' + b"x" * 1000 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 50) for i in range(8))
    + f'] ><w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'.encode()
)  # fmt: skip


def test_entities_are_not_expanded() -> None:
    # Either the parser refuses them or they stay what they are; no gigabytes come of them.
    try:
        assert len(text_of(replaced("word/document.xml", BOMB))) < 1000
    except DamagedSource as error:
        assert "speech.docx" in str(error)


def test_a_document_that_unpacks_to_gigabytes_is_refused_unopened() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 210_000_000)
    assert len(data.getvalue()) < 300_000
    with pytest.raises(OversizedSource, match="unpacks to 210,000,000 bytes"):
        text_of(data.getvalue())


def nested(depth: int) -> bytes:
    xml = f"<w:document {W}><w:body>" + "<w:sdt>" * depth + "</w:sdt>" * depth
    return (xml + "</w:body></w:document>").encode()


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no zip",
        saved(speech())[:-200],
        replaced("word/document.xml", b"<w:document>"),
        replaced("word/document.xml", nested(5000)),
        replaced("[Content_Types].xml", b""),
    ],
    ids=["no zip", "cut off", "no XML", "too deep", "no types"],
)
def test_a_damaged_document_is_told(data: bytes) -> None:
    with pytest.raises(DamagedSource, match=r"speech\.docx .*Save it again") as caught:
        text_of(data)
    assert "\n" not in str(caught.value)


def test_a_document_without_text_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "speech.docx"
    path.write_bytes(saved(docx.Document()))
    with pytest.raises(EmptySource):
        read_speech(path)


def test_an_old_or_locked_document_under_the_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "speech.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(BinarySource, match="old or password-protected"):
        read_speech(path)


def test_a_word_document_under_the_old_suffix_is_read(tmp_path: Path) -> None:
    path = tmp_path / "speech.doc"
    path.write_bytes(saved(speech()))
    assert read_speech(path).source.format == "docx"


def test_a_missing_parser_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ParserMissing, match=r"llmsum\[docx\]"):
        text_of(saved(speech()))


def test_notes_follow_the_text_in_the_order_of_their_marks() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("建设“两区”")
    for number in (2, 1):
        paragraph.add_run()._r.append(parse_xml(f'<w:footnoteReference {W} w:id="{number}"/>'))
    paragraph.add_run("，增长5%。")
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for i, text in ((0, "分隔"), (1, "按可比价。"), (2, "指高新区、经开区。"))
    )
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {W}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)
    assert text_of(saved(document)).splitlines() == [
        "建设“两区”，增长5%。",
        "注1：指高新区、经开区。",
        "注2：按可比价。",
    ]
