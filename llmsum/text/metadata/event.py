"""Which meeting a text reports, and on what day, in the text's own words."""

import re
from collections.abc import Iterator, Sequence

from llmsum.records import Sentence
from llmsum.text.metadata.header import header_lines
from llmsum.text.pattern import later

_ENDING = (
    r"(?:工作会议|工作会|联席会议|办公会议|常务会议|会议|座谈会|推进会|动员会|现场会|调度会|部署会|汇报会|专题会|例会|交流会|誓师会|启动会"
    r"|表彰会|恳谈会|分析会|通报会|观摩会|讲评会|总结会|办公会|发布会|推介会|大会|全会)"
    r"(?!室|厅|员|场|展|精神|纪要|代表|长|标|常务|战|议|期间的)"
)
_ANY_MEETING = r"(?P<event>[\u4e00-\u9fff\d“”‘’()（）、+—-]{4,30}?会)(?=[，,。])"
"""A meeting of a kind that is not listed, where the sentence says that it was held."""
_NAME = rf"(?P<event>[\u4e00-\u9fff\d“”‘’()（）、+—-]{{2,40}}?{_ENDING})"
_SPOKE = r"(?:指出|强调|要求|讲话|的讲话|表示|提出|说|作|发表|明确)"
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[至到~～—-]\d{1,2}日)?|[二〇○零一九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_EVENTS = (
    later(rf"(?<!现)在{_NAME}上的(?:讲话|报告|发言)"),
    later(rf"^[—(（\-\s]*{_DAY}在{_NAME}上[)）]?$"),
    later(rf"(?:召开|举行|举办)(?:了|的)?{_NAME}"),
    later(rf"{_NAME}(?:[在于][\u4e00-\u9fff]{{2,12}})?(?:召开|举行)(?!后|前|以来)"),
    later(rf"(?<!现)在{_NAME}上(?:[，,]|{_SPOKE})"),
    later(rf"(?:召开|举行)(?:了)?{_ANY_MEETING}"),
    later(rf"(?:出席|参加)(?:了)?{_NAME}(?=[，,。])"),
)
_FURNITURE = later(rf"^(?:我市|本市|[这此本]次|{_DAY}|[今昨当近][日天]|上午|下午|在|的|了)+")
_OTHER_LEVEL = later(
    r"^(?:会议|全国|省|中央|国务院|党的|自治区|[一二三四五六七八九十]+届)|全省|省委|省政府|讲话|召开|举行"
)
_OTHER_TIME = later(
    r"(?:去年|成功|圆满|先后|连续|多次|上次|历次|此前|曾|即将|将于|将|拟|筹备|传达|贯彻|落实|学习|自|继)[^。，,；;\n]{0,24}$"
    r"|\d{4}年(?!\d{1,2}月\d)(?:\d{1,2}月)?[，,]?[^。，,；;\n]{0,24}$"
)

_DAY_LINE = later(rf"[(（〔\[【]?(?P<day>{_DAY}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})[)）〕\]】]?")
_DAY_AT = later(
    rf"^[—(（\-\s]*(?P<day>{_DAY})[\s\u3000]*在(?P<event>[^。，,；\n]{{4,40}}\n?[^。，,；\n]{{0,20}}(?:会议|大会))上[)）]?$",
    re.MULTILINE,
)
"""Under the heading: the day and the meeting, on one line or broken into two."""
_DATELINE = later(
    rf"(?:讯|消息|报道|记者)(?:[\s:：】]|[(（][^)）\n]{{0,30}}[)）]|[\u4e00-\u9fff]{{2,4}}(?=\s)){{0,4}}(?P<day>{_DAY})"
    rf"|(?:社|网|报)[\u4e00-\u9fff]{{2,5}}(?P<wire>{_DAY})(?:电|讯)"
)
_HELD = later(
    rf"(?<!\d)(?=(?P<day>{_DAY})(?:上午|下午|晚)?(?P<between>[^。；;\n]{{0,40}}?)(?:召开|举行|举办)(?P<after>.{{0,5}}))"
)
_LEAD = later(rf"(?P<day>{_DAY})(?:上午|下午|晚)?[，,]")
_ELSEWHERE = later(r"全省|全国|省委|省政府|中央|国务院|将|\d月")
_ABOVE = later(r"(?:了|的)?(?:全省|全国|省委|省政府|中央|国务院)")
_OPENING = 12
"""A report names its meeting and day in its first sentences; later ones tell of other meetings."""
_FOOTER_LINES = 4
_SHORTEST = 3
"""Characters of a name; 大会 alone is none."""


def find_event(text: str, sentences: Sequence[Sentence]) -> str | None:
    """The name of the meeting as the header or the opening sentences give it, without 我市 and the like.

    A fuller name for the same meeting further on counts before a bare one: 市政府常务会议 for 常务会议.

    >>> from llmsum.text.segment import segment
    >>> text = "市长在全市产业园区建设工作座谈会上指出,要抓落实。"
    >>> find_event(text, segment(text))
    '全市产业园区建设工作座谈会'
    """
    if match := _DAY_AT.search("\n".join(header_lines(text))):
        return match["event"].replace("\n", "")
    found = [event for sentence in sentences[:_OPENING] for event in _events(sentence.text)]
    if not found:
        return None
    return max((e for e in found if e.endswith(found[0])), key=len)


def event_in_title(title: str) -> str | None:
    """The meeting that a page's title names.

    >>> event_in_title("市委书记在全市开发区工作会议上的讲话")
    '全市开发区工作会议'
    """
    return next(_events(title), None)


def _events(sentence: str) -> Iterator[str]:
    """The meetings that a sentence names as its own, the surest pattern first."""
    for pattern in _EVENTS:
        for match in pattern.finditer(sentence):
            event = _FURNITURE.sub("", match["event"])
            event = event.rsplit("举行的", 1)[-1].rsplit("召开的", 1)[-1]
            event = _FURNITURE.sub("", event)
            before = sentence[: match.start()]
            is_other = _OTHER_LEVEL.search(event) or _OTHER_TIME.search(before)
            if len(event) >= _SHORTEST and not is_other:
                yield event


def find_date(text: str, sentences: Sequence[Sentence]) -> str | None:
    """The day of the speech as stated: on a line of its own, in the dateline, or as the meeting's day.

    The day on which an agency filed its report counts last.

    >>> from llmsum.text.segment import segment
    >>> text = "周口网讯 3月19日,市长主持召开座谈会。"
    >>> find_date(text, segment(text))
    '3月19日'
    """
    header = header_lines(text)
    if match := _DAY_AT.search("\n".join(header)):
        return match["day"]
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*header, *lines[-_FOOTER_LINES:]]:
        if match := _DAY_LINE.fullmatch(line):
            return match["day"]
    opening = sentences[:_OPENING]
    filed = None
    for sentence in opening:
        if match := _DATELINE.search(sentence.text):
            if match["day"]:
                return match["day"]
            filed = filed or match["wire"]
    return _held(opening) or filed


def _held(opening: Sequence[Sentence]) -> str | None:
    """The day on which the meeting is said to be held, or with which the report opens."""
    for sentence in opening:
        for match in _HELD.finditer(sentence.text):
            before = sentence.text[: match.start()]
            is_other = _ELSEWHERE.search(match["between"]) or _ABOVE.match(match["after"])
            if not is_other and not _OTHER_TIME.search(before):
                return match["day"]
    for sentence in opening[:3]:
        lead = _LEAD.match(sentence.text)
        if lead and not re.search(rf"召开{_ABOVE.pattern}", sentence.text):
            return lead["day"]
    return None
