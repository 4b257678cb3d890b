"""Markdown without its markup, every piece of which can be put back."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmsum.text.edits import apply_edits
from llmsum.text.formats import Raw, parse
from llmsum.text.formats.markdown import find_markup
from llmsum.text.repair import repair


def plain(text: str) -> str:
    return apply_edits(text, find_markup(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 讲话 #\n正文", "讲话\n正文"),
        ("讲话\r\n===\r\n正文", "讲话\r\n\n正文"),
        ("要**加快**推进*重点*项目", "要加快推进重点项目"),
        ("- **市工信局**：牵头", "●市工信局：牵头"),
        ("见[方案](https://a.cn/b?c=1)和![图](a.png)。", "见方案和。"),
        ("见[方案][1]。\n[1]: https://a.cn\n完。", "见方案。\n完。"),
        ("增长5%[^1]。\n\n[^1]: 可比价。", "增长5%。\n\n注1：可比价。"),
        ("> 要求：\n>> 抓落实", "要求：\n抓落实"),
        ("一\n\n---\n二", "一\n\n\n二"),
        ("一<br>二<span style='x'>三</span><!-- 不公开\n的 -->", "一\n二三"),
        ("| 园区 | 目标 |\n|:--|--:|\n| 高新区 | **120** |\n完", "园区\t目标\n高新区\t120\n完"),
        ("园区 | 目标\n--- | ---\n高新区 | 120", "园区\t目标\n高新区\t120"),
        ("| 园区 | 目标 |\r\n|---|---|\r\n| 高新区 | 120 |\r\n", "园区\t目标\n高新区\t120\n"),
        ("```\n# 注 *a*\n```\n完", "# 注 *a*\n\n完"),
        (r"\*\*市长\*\*，R&amp;D", "**市长**，R&D"),
        ("- [x] 签约\n+ 开工", "●签约\n●开工"),
    ],
)
def test_markup_is_taken_out(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "**市长到**县调研。",
        "我和**市长、**县长各带一组，**市委负责。",
        "*市、*县负责同志",
        "面积3*4*5米，C #和A | B",
        "2023年6月-7月，1. 抓项目",
        "一、抓项目\n（一）建园区",
        "（见[附件]）",
    ],
)
def test_what_may_be_no_markup_stays(text: str) -> None:
    assert plain(text) == text


def test_front_matter_comes_before_markup() -> None:
    raw = Raw("---\ncity: 林海\n---\n# 讲话\n**要**抓项目。".encode(), "a.md")
    (document,) = parse(raw, "md").documents
    assert document.given.city == "林海"
    assert apply_edits(document.text, document.edits) == "讲话\n要抓项目。"


@given(st.text(alphabet="市长抓项目、。*#->|[]()!`~\\^:1 \n\r<br&amp;", max_size=60))
def test_every_piece_can_be_put_back(text: str) -> None:
    edits = find_markup(text)
    assert all(a.end <= b.start for a, b in pairwise(edits))
    assert repair(text, edits).undo() == text
