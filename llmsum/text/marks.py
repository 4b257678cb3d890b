"""What repair leaves as it stands and a reader has to know: hidden names, garbled places, words of the page."""

import re
from collections.abc import Iterable, Iterator

from llmsum.offsets import Span
from llmsum.records import Mark
from llmsum.text.bulk import build
from llmsum.text.formats.furniture import is_furniture
from llmsum.text.formats.html_lines import Line
from llmsum.text.pattern import later

"""Start and end, character offsets."""

_UNIT = (
    r"(?:[省市州盟县区旗镇乡村街路](?![场值面况域别间内块段])长?|书记|主任|局长?|公司|集团|同志|等)"
)
_HAN = "[\u4e00-\u9fff]"
_MASK = later(
    rf"(?<![一二三四五六七八九十○〇●□■△])[○〇●□■△]{{2,}}{_UNIT}"
    rf"|(?<![\w＿])[_＿]{{2,}}{_UNIT}"
    rf"|(?<![\d０-９])[×✕╳＊]{_UNIT}"
    rf"|(?:(?<={_HAN})[×✕╳＊]{{2,}}|[×✕╳＊]{{2,}}(?={_HAN})){_UNIT}?"
    rf"|(?:(?<={_HAN})[XxＸｘ]{{2,}}(?![\w])|(?<![A-Za-z0-9])[XxＸｘ]{{2,}}(?={_HAN})){_UNIT}?"
    r"|(?<![A-Za-z0-9])[A-Z](?:市(?![场值面况])长?|县长?)"
    rf"|(?P<stars>(?:(?<={_HAN})\*{{2,}}|\*{{2,}}(?={_HAN})){_UNIT}?)"
    rf"|某{{2,}}{_UNIT}?|某[省市州盟县镇乡](?![场值面况])长?"
)
_MASK_STARTS = later(r"[○〇●□■△_＿×✕╳＊XxＸｘA-Z*某]")
_BOLD = later(rf"\*\*(?=[^\s*、，,；;])[^*\n]{{0,200}}[^\s*、，,；;]\*\*(?!\*|{_UNIT})")
"""Markdown's bold type, whose stars hide nothing."""
_GARBLED = later("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+|(?:锟斤拷)+")
"""What stands for no character; and U+FFFD itself, written in UTF-8 and read as GBK."""

_CREDIT = r"(?:责任编辑|责编|编辑|作者|(?:本网|本报)?记者|通讯员|(?:文章|信息|稿件)?来源|稿源|供稿|摄影|审核|审签|校对|[初复终]审|监制)"
_TOOL = r"(?:打印|关闭|收藏|字体|字号|返回|纠错|分享|举报|推荐|我要评论|发表评论|复制链接|加入收藏)"
_BOILERPLATE = later(
    rf"[(（【\[]\s*{_CREDIT}(?:[:：/\s]|[)）】\]])[^()（）【】\[\]\n]{{0,40}}[)）】\]]?"
    rf"|[【\[]\s*{_TOOL}[^】\]\n]{{0,20}}[】\]]"
    rf"|(?<![^\s。！？”)）])(?:责任编辑|责编)\s*[:：][ \t\u3000]*\S{{1,12}}"
    r"|请阅读下面的提示[^\n]{0,40}|打印本页|关闭窗口|[加点]入收藏夹?|设为首页"
)
_BOILERPLATE_STARTS = later(r"[(（【\[责请打关加点设]")
_CREDIT_LINE = later(
    rf"[\s　]*(?:{_CREDIT}\s*[:：/丨|][^。！？\n]{{0,30}})+[\s　]*|[\s　]*(?:相关链接|相关阅读|延伸阅读|分享到)[:：]?[\s　]*"
)
_SENTENCE_END = later("[。！？；]")
_MOST_LENGTH = 160
"""Characters of a line of the page's own; a paragraph is never taken for one."""


def find_marks(text: str, garbled: Iterable[Span] = ()) -> tuple[Mark, ...]:
    """The marks of a repaired text, in its order; `garbled` are places that repair found and could not read.

    >>> [(m.kind, m.text) for m in find_marks("**市长到XX县调研。\\n（责编：王一）")]
    [('mask', '**市长'), ('mask', 'XX县'), ('boilerplate', '（责编：王一）')]
    >>> find_marks("二○○二年，**重点**抓市场。2×3区")
    ()
    """
    spans = [("mask", *span) for span in _masks(text)]
    found = (*garbled, *(match.span() for match in _GARBLED.finditer(text)))
    spans += [("garbled", *span) for span in _joined(found)]
    spans += [("boilerplate", *span) for span in _joined(_boilerplate(text))]
    fields = (
        {"kind": kind, "start": start, "end": end, "text": text[start:end]}
        for kind, start, end in sorted(spans, key=lambda span: span[1:])
    )
    return build(Mark, fields)


def _masks(text: str) -> Iterator[Span]:
    bold: set[int] | None = None
    for match in _matches(_MASK_STARTS, _MASK, text):
        if match["stars"]:
            if bold is None:
                bold = {at for m in _BOLD.finditer(text) for at in (m.start(), m.end() - 2)}
            if match.start() in bold:
                continue
        yield match.span()


def _matches(
    starts: re.Pattern[str], pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, faster: `starts` is every character that it can begin with."""
    at = 0
    while found := starts.search(text, at):
        match = pattern.match(text, found.start())
        if match:
            yield match
        at = match.end() if match else found.end()


def _boilerplate(text: str) -> Iterator[Span]:
    for match in _matches(_BOILERPLATE_STARTS, _BOILERPLATE, text):
        yield match.span()
    at = 0
    for line in text.split("\n"):
        bare = line.strip()
        if 0 < len(bare) <= _MOST_LENGTH and (
            _CREDIT_LINE.fullmatch(bare)
            or (not _SENTENCE_END.search(bare) and is_furniture(Line(bare)))
        ):
            start = at + line.index(bare)
            yield start, start + len(bare)
        at += len(line) + 1


def _joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
