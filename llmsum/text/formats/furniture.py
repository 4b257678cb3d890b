"""Which lines of a web page are its furniture: navigation, tools, links to other pages, the footer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from llmsum.text.formats.html_lines import Line
from llmsum.text.pattern import later

_MENU = r"设为首页|加入收藏|无障碍(?:浏览|阅读)?|长者(?:模式|专区|版)|关怀版|简体|繁體|繁体|English|手机版|登录|注册|退出|返回顶部|网站地图|联系我们|关于我们"
_TOOLS = (
    r"打印(?:本页|本文|文章|页面|此页)?|关闭(?:窗口|本页|页面|此页)?|收藏(?:本文|本页)?|复制链接|下载(?:文字版|图片版|全文)?|纠错|我要纠错|分享|举报|点赞|评论"
    r"|扫一扫[^。]{0,30}|微信(?:扫一扫)?|微博|新浪微博|腾讯微博|QQ空间|QQ好友|朋友圈|字号|字体|大|中|小|默认|超大|语音播报|朗读|返回|上一页|下一页|首页|尾页|责任编辑"
)
_WHOLE = later(
    rf"(?:[\s\[\]【】（）()|｜·>＞:：,，/、-]*(?:{_MENU}|{_TOOLS}))+[\s\[\]【】（）()|｜·>＞:：,，/、-]*"
)
_BEGINS = later(
    r"(?:您?(?:现在)?的?(?:当前)?(?:所在)?位置|当前(?:所在)?(?:位置|栏目)|所在位置)\s*(?:是|为)?\s*[:：>＞]"
    r"|(?:上|下)一[篇条页]\s*[:：]|分享(?:到|至)\s*[:：]?|扫一扫|(?:相关|推荐|延伸|更多)(?:链接|阅读|新闻|文章|信息|稿件|资讯|附件|文件|解读)[:：]?$"
    r"|(?:Copyright|©|版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|技术支持[:：]|网站标识码|建议使用|浏览量|访问量|点击数|阅读次数)"
    r"|(?:-\s*)?(?:END|完)(?:\s*-)?$|(?:点击|长按|识别|扫描|轻触|戳)[^。，]{0,20}(?:关注|二维码|阅读原文|原文)|阅读原文$|关注该公众号|预览时标签不可点|(?:继续|向上)滑动看下一个|喜欢此内容的人还|收录于(?:合集|话题)"
    r"|(?:【?字体|字号)[:：]|网友评论|发表评论|热门(?:文章|推荐|新闻)|点击排行|友情链接",
    re.IGNORECASE,
)
_HOLDS = later(
    r"ICP备\s*\d|公网安备|网站标识码|(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]|【(?:字体|字号|打印|收藏|关闭)"
    r"|(?:(?:发布|更新|成文)?(?:时间|日期)|来源|信息来源)\s*[:：].{0,40}(?:来源|作者|编辑|浏览|点击|阅读|字体|字号|打印)",
    re.IGNORECASE,
)
_PUBLISHED = later(
    r"(?:发布|发表|更新|录入|上传)(?:时间|日期)?\s*[:：]?\s*\d{4}[-年/.]\s*\d{1,2}[-月/.]\s*\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:[\s|]*(?:文章|信息)?来源\s*[:：].{0,30})?|(?:文章|信息|稿件)?来源\s*[:：]\s*\S{1,20}"
    r"|[^。，；]{0,40}\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?\s*\S{0,4}"
)
_ELSEWHERE = later(
    r"[【\[]?(?:相关|推荐|延伸|更多|热门|精彩)(?:链接|阅读|新闻|文章|信息|稿件|资讯|图集|推荐|专题)[】\]]?[:：]?"
)
"""A heading above what leads to other pages."""
_LATE = 0.6
"""Of the article's characters; after so many such a heading ends it, before it may be a box of its own."""
_MOST_LENGTH = 160
"""Characters of a line of furniture; a paragraph is never taken for one."""
_ENDS_SENTENCE = ("。", "！", "？", "；", "”", "：", "!", "?", ";", ":")
_TITLE_NEAR = 15
"""Lines above the article within which its heading stands."""


def drop_furniture(lines: Sequence[Line], article: range, title: str) -> frozenset[int]:
    """The numbers of the lines that are kept: the article with its heading, without furniture.

    `title` is that of the page, by which the heading is known. When nothing would be left, all
    lines that are no furniture by their words are kept.
    """
    lines = _shown(lines, article)
    start = _heading(lines, article, title)
    stop = _end(lines, article)
    kept = [n for n in range(start, stop) if not is_furniture(lines[n])]
    while kept and _is_menu(lines[kept[-1]]):
        kept.pop()
    while kept and _is_menu(lines[kept[0]]):
        kept.pop(0)
    return frozenset(kept or (n for n, line in enumerate(lines) if not is_furniture(line)))


def _shown(lines: Sequence[Line], article: range) -> Sequence[Line]:
    """The lines; none of them as hidden where most of the article is: scripts of some sites show it
    only when it is loaded."""
    hidden = sum(len(lines[n].text) for n in article if lines[n].is_hidden)
    if 2 * hidden <= sum(len(lines[n].text) for n in article):
        return lines
    return [replace(line, is_hidden=False) for line in lines]


def is_furniture(line: Line) -> bool:
    """Whether a line is furniture by its words, wherever it stands.

    >>> is_furniture(Line("【打印】 【关闭】")), is_furniture(Line("当前位置：首页 > 新闻中心"))
    (True, True)
    >>> is_furniture(Line("要打造“一站式”服务，分享发展成果。"))
    False
    """
    text = line.text.strip("\u3000\u00a0 \t|")
    if line.is_hidden:
        return True
    if len(text) > _MOST_LENGTH or text.endswith(("。", "；", "！")):
        return False
    return bool(
        _WHOLE.fullmatch(text)
        or _BEGINS.match(text)
        or _HOLDS.search(text)
        or _PUBLISHED.fullmatch(text)
    )


def _is_menu(line: Line) -> bool:
    """Whether a line at the edge of the article is mostly links, and no sentence."""
    text = line.text.strip()
    return line.linked * 2 >= len(text) and not text.endswith(_ENDS_SENTENCE)


def _end(lines: Sequence[Line], article: range) -> int:
    """The line after the article's last: where links to other pages begin, if they do."""
    characters = sum(len(lines[n].text) for n in article)
    so_far = 0
    for n in article:
        if so_far > _LATE * characters and _ELSEWHERE.fullmatch(lines[n].text.strip()):
            return n
        so_far += len(lines[n].text)
    return article.stop


def _heading(lines: Sequence[Line], article: range, title: str) -> int:
    """The line of the article's heading above it, known by the page's title; else the article's first."""
    page_title = "".join(title.split())
    for n in range(article.start, max(-1, article.start - _TITLE_NEAR), -1):
        text = "".join(lines[n].text.split()) if n < len(lines) else ""
        is_heading = len(text) >= 6 and (page_title.startswith(text) or text in page_title)
        if is_heading and not lines[n].linked:
            return n
    return article.start
