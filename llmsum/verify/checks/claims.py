"""Small words that turn a plan into a deed, a deed into a plan, or a deputy into the mayor."""

import re

from llmsum.verify import messages
from llmsum.verify.lexicon import CLAUSE_BREAK, MUST
from llmsum.verify.messages import Problem
from llmsum.verify.overlap import bigrams, tells_it

_DONE = re.compile("已(?!知|故)|(?<![为除罢明])了(?!解|不|然|得)")
_AHEAD = re.compile("要|将|力争|争取|计划|拟|确保|下一步|抓紧|尽快|(?:建|办|抓|做|用|管|守|组织)好")
_WAS = re.compile(
    "已|了|过|完成|实现|达到?|获|累计|截至|目前|去年|上年|以来|多年|建成|成形|收悉|相继|同比|成功|(?<!公)共(?![同建享商])|现有|有(?!关|效|序|力|利|望|机|意)"
)
"""Anything by which a sentence may tell of what is there."""

_PLANNED = re.compile(f"将(?!近|军)|{MUST}|计划(?!单列)|拟|力争|争取(?!到)")
_MEANS_TO = re.compile("将(?!近|军)|计划(?=于|在|到|明|下|今|年底)|拟|力争|争取(?!到)")
_OPEN = re.compile(
    "将|要|拟|力争|争取|计划|规划|目标|预计|准备|打算|有意|确保|努力|应|须|希望|下一步|今后|未来|明年|尽快|推动|推进|加快|支持|[年月日底]前"
)
"""Anything by which a sentence may tell of what is to come."""
_MEANT = re.compile("提出[，,]|旨在|设想")
_PAST = re.compile("已|了(?!解)|去年|上年|以来|近年|过去|累计|同比")
_OVER = re.compile("已|(?<![为除罢明])了(?!解|不|然|得)|过|累计|截至|目前|去年|上年|以来|多年|现有")

_COMPLETE = re.compile(
    "(?P<verb>编制|建设|改造|制定|修订|整治|规划|设计|施工|安装|搬迁|征收|签约|审批|研发|开发|清理|调试|验收)(?:完成|完毕|到位)"
)
_WAS_COMPLETE = re.compile("完成|完毕|到位|竣工|完工|建成|已经?|了(?!解)|结束")
_BUILT = re.compile("建成|落成|竣工|完工|投产|投用|投运|启用|通车|封顶")
_ANY_BUILT = re.compile(
    f"{_BUILT.pattern}|完成|投入|交付|运营|开园|开业|形成|达产|建有|建了|设有|拥有|[现已]有|已|创建|建起|盖起|[打构]造|落地|成形|成型|入驻"
)
_UNDERWAY = re.compile("正在?|在建|建设|加快|推进|将|要|拟|计划|力争|规划")
_SAID_DONE = re.compile(r"已经?(?P<done>[^\W\d]{2})|(?P<made>[^\W\d]{2})了(?!解)")
_SAID_AHEAD = re.compile(rf"(?:{MUST}|将|拟|计划|力争)(?P<verb>[^\W\d]{{2}})")

_INTENDING = re.compile(
    r"(?P<word>准备|打算|有意(?!义)|拟|酝酿|筹划|觉得|以为|估计|(?<![不尽])可能|或许|也许)(?!金|工作|好|定|性)"
    r"(?P<what>[^，,。；;：:！!？?\n]{4,})"
)
"""They keep what stands behind them from being so."""

_DIGITS = re.compile(r"\d[\d.]*")

_TITLE = re.compile(
    "(?P<deputy>副)?(?P<title>市长|书记|主任|局长|县长|区长|省长|厅长|秘书长|董事长|总经理)"
)


def claim_problems(text: str, evidence: str) -> list[Problem]:
    """What the line says is done already or who holds a rank, where the evidence says otherwise.

    >>> claim_problems("名录已建立", "建好企业家名录。")
    ['“已”不在所引句中：那里是要做的事']
    >>> claim_problems("市长曹砚秋讲话", "副市长曹砚秋讲话。")
    ['“市长”不在所引句中，那里是“副市长”']
    >>> claim_problems("将建成5座公园", "去年建成了5座公园。")
    ['“将建成”不在所引句中：那里是已经做了的事']
    """
    problems = []
    done = _DONE.search(text)
    if (
        done
        and (done[0] == "已" or not _AHEAD.search(text))
        and _AHEAD.search(evidence)
        and not _WAS.search(evidence)
    ):
        problems.append(messages.PLAN_AS_DONE(done[0]))
    elif any(not _told_as_past(_home(c, evidence)) for c in CLAUSE_BREAK.split(text) if "已" in c):
        problems.append(messages.WORDS("已"))
    elif any(_only_planned(c, evidence) for c in CLAUSE_BREAK.split(text) if "已" in c):
        problems.append(messages.PLAN_AS_DONE("已"))
    elif finished := _finished(text, evidence):
        problems.append(messages.PLAN_AS_DONE(finished))
    elif turned := _turned(text, evidence):
        problems.append(turned)
    elif _PLANNED.search(text) and _PAST.search(evidence) and not _OPEN.search(evidence):
        problems.append(messages.DONE())
    if not (_OPEN.search(text) or _INTENDING.search(text)) and (
        intended := _intended(text, evidence)
    ):
        problems.append(messages.LIMIT_LOST(intended))
    ranks = {match[0] for match in _TITLE.finditer(evidence)}
    for match in _TITLE.finditer(text):
        other = match["title"] if match["deputy"] else f"副{match['title']}"
        if match[0] not in ranks and other in ranks:
            problems.append(messages.OTHER_WORDS(match[0], other))
    return problems


def _finished(text: str, evidence: str) -> str:
    """编制完成 where the evidence has 编制 alone, and nothing that it calls complete."""
    for match in _COMPLETE.finditer(text):
        verb = match["verb"]
        if verb in evidence and not _WAS_COMPLETE.search(evidence):
            return match[0]
    return ""


def _intended(text: str, evidence: str) -> str:
    """准备 or 可能 where a clause of the line tells as it stands what the evidence only means or thinks."""
    for match in _INTENDING.finditer(evidence):
        meant = set(bigrams(match["what"]))
        counted = set(_DIGITS.findall(match["what"]))
        told = (
            c for c in CLAUSE_BREAK.split(text) if not counted or counted & set(_DIGITS.findall(c))
        )
        if any(tells_it(set(bigrams(c)), meant) for c in told):
            return match["word"]
    return ""


def _home(clause: str, evidence: str) -> str:
    """The sentences of the evidence that have most of the clause's words."""
    ours = set(bigrams(clause))
    shared = [(len(ours & set(bigrams(s))), s) for s in evidence.split("\n")]
    most = max(count for count, _ in shared)
    return "\n".join(sentence for count, sentence in shared if count == most)


def _only_planned(clause: str, evidence: str) -> bool:
    """Whether the clause of the evidence that tells the same is of a plan: 市场计划于9月开业."""
    ours = set(bigrams(clause))
    shared = [(len(ours & set(bigrams(c))), c) for c in CLAUSE_BREAK.split(evidence)]
    most = max(count for count, _ in shared)
    same = [c for count, c in shared if count == most]
    return 2 * most >= len(ours) and all(_MEANS_TO.search(c) and not _OVER.search(c) for c in same)


def _told_as_past(evidence: str) -> bool:
    """Whether it tells of what was; beside a plan 建成 alone does not."""
    past = _OVER if _PLANNED.search(evidence) or _MEANT.search(evidence) else _WAS
    return bool(past.search(evidence))


def _turned(text: str, evidence: str) -> Problem | None:
    """The same verb as a deed in the one and as a plan in the other, word for word: 已加强 and 要加强."""
    for match in _SAID_DONE.finditer(text):
        verb = match["done"] or match["made"]
        if _planned(verb, evidence) and not _was_done(verb, evidence):
            return messages.PLAN_AS_DONE(match[0])
    for match in _SAID_AHEAD.finditer(text):
        if _was_done(match["verb"], evidence) and not _planned(match["verb"], evidence):
            return messages.DONE_AS_PLAN(match[0])
    if "将达" in text and "将达" not in evidence and "已达" in evidence:
        return messages.DONE_AS_PLAN("将达")
    built = _BUILT.search(text)
    underway = _UNDERWAY.search(evidence) and not _ANY_BUILT.search(evidence)
    if built and underway and not _OPEN.search(text):
        return messages.PLAN_AS_DONE(built[0])
    return None


def _planned(verb: str, text: str) -> bool:
    return any(match["verb"] == verb for match in _SAID_AHEAD.finditer(text))


def _was_done(verb: str, text: str) -> bool:
    return any(verb in (match["done"], match["made"]) for match in _SAID_DONE.finditer(text))
