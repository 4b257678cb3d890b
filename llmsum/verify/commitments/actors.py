"""Who is to do it: the body that the sentence names before the action, or one that stands near it, or nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmsum.records import Sentence
from llmsum.verify.commitments.facts import is_body, is_named_body
from llmsum.verify.lexicon import MUST, goals

_BEFORE = r"(?:^|(?<=[，,。；;：:])|(?<=[。！？]”)|(?<=要求)|(?<=号召)|(?<=叮嘱)|(?<=希望)|(?<=勉励)|(?<=鼓励)|(?<=督促))\s*"
_SPEAKER = re.compile(
    _BEFORE + r"(?P<who>[^，,。；;：:“”]{2,24}?)"
    r"(?:(?:(?:相关|有关|主要)?负责(?:人|同志)|副?(?:主任|局长|厅长|部长|行长|董事长|总经理)[^，,。；;：:]{0,4}?)"
    r"(?:直言|表示|介绍|说|指出|强调|透露|告诉记者)|(?:表示|介绍|透露|告诉记者))"
)
"""A body that tells what it will do, by itself or through its head."""

_SUBJECT = re.compile(
    _BEFORE + r"(?:由|请|对此)?"
    r"(?P<who>(?:(?!表示|强调|指出|要求|提出|介绍|认为|都是|均是|叮嘱|希望|勉励|鼓励|号召|督促|计划|根据)"
    r"(?:[（(][省市区县乡镇、]{1,8}[）)]|“[^”]{1,12}”|[^，,。；;：:“”（）()])){2,30}?)"
    r"[，,]?(?:也|都|均|还|就)?"
    rf"(?:(?<!特别)(?<!尤其)是(?=[^。；;]*要)|一定要|必须|{MUST}|将|应当?|须|负责(?!人|同志|制)|牵头(?!作用)|尽快|抓紧|会同|不能|不得|计划(?![》单书外内生])|拟(?![人态定])|只[留保])"
)
_DOES = re.compile(
    _BEFORE
    + r"(?P<who>[^，,。；;：:“”把将为以对]{0,16}?(?:局|委|办|厅|部门|政府|管委会|园区?|[高经]新区|经开区|开发区|集团|公司|单位|县区|小组|专班|督查室|国企|央企|负责同志|负责人))"
    r"(?:同步|带头|上门|倒排|把|到(?=[^，,。；;]*(?:说明|检讨|报告))|列(?=[单清])|按[周月季]|每[周月季年]|(?=年内|年底前|[上下]半年|[一二三四]季度|\d{1,2}月|20\d\d年|[一二三四五六七八九十]{1,2}月底?前)|重点(?=发展|抓|建设|引进|推进))"
)
"""A subject without a modal; one that is no body (园区同步建好) ends what was said of the one before."""

_IN_CHARGE = re.compile(
    r"(?:责任|牵头)(?:单位|部门)[:：]\s*(?P<who>[^，,。；;：:（）()]{2,30})"
    r"|[（(](?:由)?(?P<noted>[^，,。；;（）()]{2,30}?)(?:负责|牵头)[）)]"
)
_LEAD = re.compile(r"^(?:据|建议|特别是|尤其是|同时|为此|因此|此外|接下来|下一步|今年|由|请)+")
_DOING = re.compile(r"^(?:发展|推动|推进|建设|加快|建好|打造|支持|促进|加强|提升)")
_OURSELVES = re.compile(r"^我[们市区县省局委]")
_NEXT_ITEM = re.compile("[；;]|。(?=.)")
_MATTER = re.compile("(?:工作|政策|制度|编制|采购|任务|要求|分工)$")
"""What is done, however many bodies stand before it: 各单位及早着手预算编制工作."""

_PERSON = re.compile(r"^(?!各).*(?:书记|[省市县区]长|常委|主席|同志)$")
_OFFICE = re.compile(r"书记|[省市区县局厅]长|主任|常委|主席|记者")
_ANAPHOR = re.compile(r"^(?:该|本)[^，,。；;]{1,6}$")
_HEADING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?[▲●■◆]?(?P<who>[^，,。；;：:“”（）()\s▲●■◆]{3,24})(?:[：:](?P<task>.*)|$)",
    re.DOTALL,
)
"""A body by itself on a line, or before a colon, has the tasks that follow."""

_AREA = re.compile("[省市区县州盟镇乡]$")
"""云澜市：… is an item of a digest, under no heading but its own."""

_NOTE = re.compile(r"^[（(]?(?:责任|牵头)(?:单位|部门)[:：]")
_GOES_ON = re.compile(r"^(?:要|将|还要|还将|也要|并要?|同时|继续|确保|力争|到“?[\d十])(?!求|素|点)")
_SPOKEN = re.compile(r"^“.*[。！…]?”$", re.DOTALL)

GOES_ON = 2
"""How many sentences go on with a subject before they are anybody's."""

REACH = 8
"""How many sentences under a heading are still under it."""


@dataclass(frozen=True)
class Actor:
    """`who` is verbatim; `cited` is the id of the sentence that names it, None for the action's own."""

    who: str
    cited: str | None = None


def actor_of(sentences: Sequence[Sentence], index: int, end: int) -> Actor | None:
    """Who is to do what ends at `end` of the sentence at `index`, a character offset into it.

    Beside that sentence itself: whoever speaks a quotation and is named behind it, a note 责任单位：
    behind it, the subject of the sentence before that this one goes on, the body that 该局 stands for,
    and the body over a list of tasks.
    """
    sentence = sentences[index]
    own = find_actor(sentence.text, end)
    if own and not _ANAPHOR.match(own):
        return Actor(own)
    following = next((s for s in sentences[index + 1 : index + 2] if _near(s, sentence)), None)
    if following and (found := _named_behind(sentence, following)):
        return found
    before = [s for s in sentences[max(0, index - REACH) : index] if _near(s, sentence)][::-1]
    found = _subject_before(sentence.text[:end], before, anaphor=bool(own))
    return found or _heading_before(sentence, sentences[max(0, index - REACH) : index][::-1])


def _near(one: Sentence, other: Sentence) -> bool:
    return abs(one.paragraph - other.paragraph) <= 1


def _named_behind(sentence: Sentence, following: Sentence) -> Actor | None:
    """The speaker of a quotation, or whom a note makes responsible."""
    if _NOTE.match(following.text):
        bodies = _bodies(_IN_CHARGE, following.text.strip("（）()。"))
        return Actor(bodies[0][1], following.id) if bodies else None
    if _SPOKEN.match(sentence.text.strip()):
        speaker = _SPEAKER.match(following.text)
        if speaker and is_named_body(speaker["who"]):
            return Actor(speaker["who"], following.id)
    return None


def _subject_before(text: str, before: Sequence[Sentence], *, anaphor: bool) -> Actor | None:
    """The subject of the nearest sentence before, where the text goes on with it or means it by 该."""
    for n, sentence in enumerate(before if anaphor else before[:GOES_ON]):
        if not (anaphor or _GOES_ON.match(text)):
            return None
        # What 由甲牵头 says of its own item holds for that alone: hence the text behind it.
        who = find_actor(sentence.text + text, len(sentence.text))
        if who and not _ANAPHOR.match(who):
            turns = n + 1 < len(before) and find_actor(before[n + 1].text, len(before[n + 1].text))
            # Where one body after the other is told what to do, who is told next is open.
            if not anaphor and turns and turns != who:
                return None
            return Actor(who, sentence.id) if _ends_as_body(who) else None
        if not anaphor:
            text = sentence.text
    return None


def _heads_a_list(who: str) -> bool:
    """Whether the words are nothing but bodies, and no caption or person (市长甲)."""
    return not _OFFICE.search(who) and all(_ends_as_body(one) for one in who.split("、"))


def _ends_as_body(who: str) -> bool:
    return is_named_body(who) and who.endswith(goals().body_endings)


def _heading_before(sentence: Sentence, before: Sequence[Sentence]) -> Actor | None:
    """The body that heads the list of tasks in which the sentence stands."""
    own = _HEADING.match(sentence.text)
    if own and own["task"] and _heads_a_list(own["who"]):
        return Actor(own["who"])
    if own and own["task"] and _AREA.search(own["who"]):
        return None
    for one in before:
        heading = _HEADING.match(one.text)
        if heading and _heads_a_list(heading["who"]):
            return Actor(heading["who"], one.id)
        if heading and not heading["task"] and one.paragraph != sentence.paragraph:
            return None
    return None


def find_actor(sentence: str, end: int) -> str | None:
    """The last body named as the subject before `end`, a character offset into the sentence.

    A body that speaks is taken where the subject is only 我们.

    >>> find_actor("对在建项目,市有关审批部门要加强沟通,明确责任。", 20)
    '市有关审批部门'
    >>> find_actor("市经信局负责人表示，我们将推动提质", 16), find_actor("要加快建设", 5)
    ('市经信局', None)
    """
    before = sentence[:end]
    speakers = _bodies(_SPEAKER, before)
    named = [*speakers, *_bodies(_SUBJECT, before), *_bodies(_IN_CHARGE, before)]
    subjects = sorted(
        [*named, *((match.start(), match["who"]) for match in _DOES.finditer(before))]
    )
    who = subjects[-1][1] if subjects else ""
    if not is_body(who) or _MATTER.search(who):
        return None
    return speakers[-1][1] if speakers and _OURSELVES.match(who) else who


def _bodies(pattern: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """The bodies that the pattern finds, with where they stand."""
    found = []
    for match in pattern.finditer(text):
        group = next(group for group in match.groups() if group)
        _, led, who = _LEAD.sub("", group.strip()).rpartition("由")
        # 由甲牵头 holds for its own item of a list, 甲要 for all that follow.
        is_over = (led or "由" in match[0]) and _NEXT_ITEM.search(text, match.end())
        if is_body(who) and not is_over and not (_PERSON.search(who) or _DOING.search(who)):
            found.append((match.start(), who))
    return found
