import io
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from llmsum.errors import BinarySource, DamagedSource, EmptySource, OversizedSource, ParserMissing
from llmsum.text import read_speech
from llmsum.text.formats import Raw, parse

W = nsdecls("w")


def saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def text_of(data: bytes) -> str:
    return parse(Raw(data, "speech.docx"), "docx").documents[0].text


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


_LEVEL = '<w:lvl w:ilvl="{0}"><w:start w:val="{3}"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'


def numbered(levels: list[tuple[str, str]], paragraphs: list[tuple[int, int, str]]) -> bytes:
    """A document with lists 1 and 2 of one definition, 3 that begins anew; (list, level, text) each."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for element in list(root):
        root.remove(element)
    inner = "".join(_LEVEL.format(i, kind, text, 1) for i, (kind, text) in enumerate(levels))
    root.append(parse_xml(f'<w:abstractNum {W} w:abstractNumId="0">{inner}</w:abstractNum>'))
    for number in (1, 2, 3):
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        root.append(
            parse_xml(
                f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="0"/>'
                f"{again if number == 3 else ''}</w:num>"
            )
        )
    for number, level, text in paragraphs:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            )
        )
    return saved(document)


OFFICIAL = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]


def test_numbers_that_word_makes_are_read() -> None:
    paragraphs = [(1, 0, "抓项目"), (1, 1, "建园区"), (1, 1, "引企业"), (1, 2, "签约")]
    paragraphs += [
        (1, 0, "优环境"),
        (1, 1, "办事"),
        (0, 0, "以上"),
        (2, 0, "抓落实"),
        (3, 0, "附则"),
    ]
    data = numbered(OFFICIAL, paragraphs)
    assert text_of(data).splitlines() == [
        "一、抓项目",
        "（一）建园区",
        "（二）引企业",
        "1. 签约",
        "二、优环境",
        "（一）办事",
        "以上",
        "三、抓落实",
        "一、附则",
    ]


def test_numbers_of_several_levels_and_bullets() -> None:
    data = numbered(
        [("decimal", "%1"), ("decimal", "%1.%2"), ("bullet", "\uf0b7")],
        [
            (1, 0, "总则"),
            (1, 1, "目标"),
            (1, 1, "范围"),
            (1, 2, "企业"),
            (1, 0, "任务"),
            (1, 1, "产业"),
        ],
    )
    assert text_of(data).splitlines() == [
        "1 总则",
        "1.1 目标",
        "1.2 范围",
        "●企业",
        "2 任务",
        "2.1 产业",
    ]


def test_an_empty_paragraph_counts_and_one_that_was_struck_out_does_not() -> None:
    paragraphs = [(1, 0, "抓项目"), (1, 0, ""), (1, 0, "删去"), (1, 0, "优环境")]
    document = docx.Document(io.BytesIO(numbered(OFFICIAL, paragraphs)))
    struck = next(p for p in document.paragraphs if p.text == "删去")
    run = struck.runs[0]._r
    deleted = parse_xml(f"<w:del {W}/>")
    run.addprevious(deleted)
    deleted.append(run)
    lines = text_of(saved(document)).splitlines()
    assert [line for line in lines if line] == ["一、抓项目", "三、优环境"]


def test_a_number_of_a_kind_that_is_not_known_is_left_out() -> None:
    assert text_of(numbered([("hebrew1", "%1.")], [(1, 0, "抓项目")])) == "抓项目"


def test_numbers_of_a_style_and_of_what_it_is_based_on() -> None:
    document = docx.Document(io.BytesIO(numbered(OFFICIAL, [])))
    base = document.styles["Heading 1"]
    base.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="1"/></w:numPr>'))
    derived = document.styles.add_style("章", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = base
    document.add_paragraph("抓项目", style="Heading 1")
    document.add_paragraph("优环境", style="章")
    assert text_of(saved(document)).splitlines() == ["一、抓项目", "二、优环境"]


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
