"""Words that govern others: what is only supported or got rid of; whose office it is.

Rule. A clause may not begin behind the 支持, 鼓励 … of its sentence, which tells who does it (支持企业建设实验室
as 企业建设实验室). What is got rid of keeps its head (破除束缚创新的障碍 as 破除创新). And an office keeps its
body (省委常委、州委书记 as 省委书记).
"""

import re
from collections.abc import Iterator

from llmsum.verify import messages
from llmsum.verify.checks.stretches import BREAK, places, plain
from llmsum.verify.messages import Problem

_HAN = "\u3400-\u9fff"
_SUPPORTS = re.compile("(?:支持|鼓励|引导|号召|动员|督促|允许|欢迎|帮助)$")
_LEAST, _TOLD = 5, 9
"""Characters at the beginning of a clause by which it is found in the evidence: its doer and deed."""

_RID = re.compile(
    rf"(?P<rid>破除|消除|清除|打破|扫除|化解|克服|杜绝|遏制)[{_HAN}、]{{2,30}}?的[{_HAN}]{{0,6}}?"
    "(?P<head>障碍|壁垒|瓶颈|问题|隐患|困难|难题|现象|做法|行为|顽疾|束缚|弊端|梗阻|短板|制约|误区|倾向)"
)
_OFFICE = re.compile("(?P<body>[省市县区州盟旗]委)(?P<office>副?书记|常委)")


def governed_problems(text: str, evidence: str) -> list[Problem]:
    """What the line tells without the word of its evidence that governs it.

    >>> governed_problems("破除创新和成果转化", "破除束缚创新和成果转化的制度障碍")
    ['所引句中的“障碍”被丢掉了']
    >>> governed_problems("企业建设实验室", "鼓励企业建设实验室")
    ['所引句中的“鼓励”被丢掉了']
    >>> governed_problems("省委书记胡家福出席", "省委常委、州委书记胡家福出席")
    ['职务“省委书记”不在所引句中']
    """
    line, source = plain(text), plain(evidence)
    lost = [*_supported(line, source), *_rid(line, source)]
    return [
        *map(messages.LIMIT_LOST, dict.fromkeys(lost)),
        *map(messages.OFFICE, dict.fromkeys(_offices(line, source))),
    ]


def _supported(line: str, source: str) -> Iterator[str]:
    """支持 and its kin, behind which every clause of the evidence has what a clause of the line begins with."""
    for clause in BREAK.split(line):
        opening = clause[:_TOLD]
        if len(opening) < _LEAST:
            continue
        before = [_SUPPORTS.search(source[:start]) for start, _ in places(opening, source)]
        if before and all(before) and before[0]:
            yield before[0][0]


def _rid(line: str, source: str) -> Iterator[str]:
    for match in _RID.finditer(source):
        told = line.partition(match["rid"])[2]
        if told and match["head"] not in BREAK.split(told)[0] and match[0][2:6] not in told[:4]:
            yield match["head"]


def _offices(line: str, source: str) -> Iterator[str]:
    """Offices of a body that the evidence gives to another body alone."""
    for match in _OFFICE.finditer(line):
        body, office = match["body"], match["office"]
        listed = f"、{office}" in source  # 州委常委、副书记
        others = {m["body"] for m in _OFFICE.finditer(source) if m["office"] == office} - {body}
        if match[0] not in source and others and not listed:
            yield match[0]
