"""Who is to do it: the body that the sentence itself names before the action, or nobody."""

import re

from llmsum.verify.commitment_facts import is_body

_BEFORE = r"(?:^|(?<=[，,。；;：:])|(?<=[。！？]”)|(?<=要求)|(?<=号召))\s*"
_SPEAKER = re.compile(
    _BEFORE + r"(?P<who>[^，,。；;：:“”]{2,24}?)"
    r"(?:(?:(?:相关|有关|主要)?负责(?:人|同志)|(?:主任|局长|厅长|部长|行长|董事长|总经理)[^，,。；;：:]{0,4}?)"
    r"(?:直言|表示|介绍|说|指出|强调|透露|告诉记者)|(?:表示|介绍|透露|告诉记者))"
)
"""A body that tells what it will do, by itself or through its head."""

_SUBJECT = re.compile(
    _BEFORE + r"(?:由|请|对此)?"
    r"(?P<who>(?:(?!表示|强调|指出|要求|提出|介绍|认为)[^，,。；;：:“”（）()]){2,30}?)"
    r"[，,]?(?:也|都|均|还|就)?"
    r"(?:一定要|必须|要(?!求|素|件|点)|将|应当?|须|负责(?!人|同志)|牵头(?!作用)|尽快|抓紧|会同)"
)
_IN_CHARGE = re.compile(
    r"(?:责任|牵头)(?:单位|部门)[:：]\s*(?P<who>[^，,。；;：:（）()]{2,30})"
    r"|[（(](?:由)?(?P<noted>[^，,。；;（）()]{2,30}?)(?:负责|牵头)[）)]"
)
_LEAD = re.compile(r"^(?:特别是|尤其是|同时|为此|下一步|今年|由|请)+")
_DOING = re.compile(r"^(?:发展|推动|推进|建设|加快|建好|打造|支持|促进|加强|提升)")
_OURSELVES = re.compile(r"^我[们市区县省局委]")
_NEXT_ITEM = re.compile("[；;]|。(?=.)")
_PERSON = re.compile(r"(?:书记|[省市县区]长|常委|主席|同志)$")


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
    subjects = sorted([*speakers, *_bodies(_SUBJECT, before), *_bodies(_IN_CHARGE, before)])
    if not subjects:
        return None
    who = subjects[-1][1]
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
