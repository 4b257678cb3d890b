"""Who is to do it: the body that the sentence itself names before the action, or nobody."""

import re

from llmsum.verify.commitment_facts import is_body

_BEFORE = r"(?:^|(?<=[，,。；;：:]))\s*"
_SUBJECT = re.compile(
    _BEFORE + r"(?:由|请|对此)?(?P<who>[^，,。；;：:“”]{2,30}?(?<!表示)(?<!强调))"
    r"[，,]?(?:也|都|均|还|就)?(?:一定要|必须|要(?!求|素|件|点)|将|应当?|须|负责(?!人|同志)|牵头)"
)
_SPEAKER = re.compile(
    _BEFORE + r"(?P<who>[^，,。；;：:“”]{2,24}?)(?:相关|有关|主要)?负责(?:人|同志)"
    r"(?:直言|表示|介绍|说|指出|透露|告诉记者)"
)
_LEAD = re.compile(r"^(?:特别是|尤其是|同时|为此|下一步|今年)+")


def find_actor(sentence: str, end: int) -> str | None:
    """The last body named as the subject before `end`, a character offset into the sentence.

    >>> find_actor("对在建项目,市有关审批部门要加强沟通,明确责任。", 20)
    '市有关审批部门'
    >>> find_actor("由处级领导干部牵头组建招商小分队", 16), find_actor("要加快建设", 5)
    ('处级领导干部', None)
    """
    before = sentence[:end]
    found = [*_SPEAKER.finditer(before), *_SUBJECT.finditer(before)]
    for match in sorted(found, key=lambda match: match.start(), reverse=True):
        who = _LEAD.sub("", match["who"].strip())
        if is_body(who):
            return who
    return None
