"""Small words that turn a plan into a deed, or a deputy into the mayor."""

import re

_DONE = re.compile("已(?!知|故)")
_AHEAD = re.compile("要|将|力争|争取|计划|拟|确保|下一步|抓紧|尽快|(?:建|办|抓|做|用|管|守|组织)好")
_WAS = re.compile(
    "已|了|过|完成|实现|达到?|获|累计|截至|目前|去年|上年|以来|多年|建成|同比|成功|共|现有|有"
)
"""Anything by which a sentence may tell of what is there."""

_TITLE = re.compile(
    "(?P<deputy>副)?(?P<title>市长|书记|主任|局长|县长|区长|省长|厅长|秘书长|董事长|总经理)"
)


def claim_problems(text: str, evidence: str) -> list[str]:
    """What the line says is done already or who holds a rank, where the evidence says otherwise.

    >>> claim_problems("名录已建立", "建好企业家名录。")
    ['“已”不在所引句中：那里是要做的事']
    >>> claim_problems("市长曹砚秋讲话", "副市长曹砚秋讲话。")
    ['“市长”不在所引句中，那里是“副市长”']
    """
    problems = []
    if _DONE.search(text) and _AHEAD.search(evidence) and not _WAS.search(evidence):
        problems.append("“已”不在所引句中：那里是要做的事")
    ranks = {match[0] for match in _TITLE.finditer(evidence)}
    for match in _TITLE.finditer(text):
        other = match["title"] if match["deputy"] else f"副{match['title']}"
        if match[0] not in ranks and other in ranks:
            problems.append(f"“{match[0]}”不在所引句中，那里是“{other}”")
    return problems
