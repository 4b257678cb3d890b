"""What a page left between and behind the sentences: advertisements, links to more, the bar of its navigation."""

from llmsum.text.edits import Edit
from llmsum.text.pattern import later

_TELLING = ("广告", "查看更多", "更多精彩内容", "点击查看", "通道：应用市场下载")
_RESIDUE = later(
    # An advertisement ends in the cross that closes its box.
    r"(?<![^\s。！？；”）)×])广告[ \u3000][^。×\n]{4,80}(?<!\d)×(?!\d)[ \u3000]?"
    r"|(?<![^\s。！？；”）)])广告声明[:：]文内含有[^\n]{0,100}?(?:仅供参考|$)[^。\n]{0,20}。?"
    r"|返回[\u4e00-\u9fff]{2,6}[，,]查看更多(?=\s|责任编辑|$)(?:\s*责任编辑[:：]?(?=\s*$))?"
    r"|更多精彩内容[，,]?请(?:进入|关注|点击)[\u4e00-\u9fff]{2,8}(?=\s|$)"
    r"|[^\s。！？；”）]{0,14}通道：应用市场下载“[^”\n]{2,12}”[^！。\n]{2,60}[！。]"
    r"|[（(]点击查看(?:图片|详情|更多|原文)?[）)]|(?:点击查看(?:图片|详情|更多|原文)?[>＞»]{1,2}\s*)+"
)
_BAR = later(r"(?<=\n)[ \t]*[|｜][ \t]*(?=\s*\Z)")


def find_residue(text: str) -> list[Edit]:
    """What is to be deleted.

    >>> [t[e.start : e.end] for t in ["要加快。广告 真人直播 >>进入直播间 ×会议要求", "会议结束。\\n|\\n"] for e in find_residue(t)]
    ['广告 真人直播 >>进入直播间 ×', '|']
    >>> find_residue("广告 设计产业园2×3区。打造广告 创意产业。")
    []
    """
    spans = []
    if any(word in text for word in _TELLING):
        spans = [match.span() for match in _RESIDUE.finditer(text)]
    if text.rstrip().endswith(("|", "｜")):
        spans += [match.span() for match in _BAR.finditer(text)]
    return [Edit("residue", start, end, "") for start, end in spans]
