"""The numbers that Word makes, counted from its rules."""

import io

import docx
from docx.oxml import parse_xml
from word import W, saved, text_of

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
