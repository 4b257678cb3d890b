"""What a commitment is to reach, in its own words: an amount, a thing that is there afterwards, a goal."""

import re
from functools import cache

from llmsum.offsets import Span
from llmsum.verify.clauses import clauses
from llmsum.verify.commitments.attained import (
    GOES_ON,
    VAGUE,
    finished,
    is_past,
    is_quoted,
    reached,
    result,
)
from llmsum.verify.commitments.frames import is_frame, opening_of
from llmsum.verify.dates import find_dates
from llmsum.verify.lexicon import goals
from llmsum.verify.quantities import Quantity, find_quantities

NO_MEASURE = re.compile(
    "规定|方面|环节|层面|关系|问题|原则|特点|维度|能级|(?:现实)?需求|大?文章|[^，,。；;]{0,14}精神"
)
"""三个方面, 四篇文章 count what is said, not what is done."""

_QUOTE_MARKS = "“”\"'‘’"

_BATCH = re.compile("(?<!第)一批.{2,}")

_RANK = re.compile(
    r"(?:进入|进|跻身|挺进|迈进|迈入|位居|位列|保持|稳居|排名)[^，,。；;]{0,10}"
    r"(?:前[一二三四五六七八九十\d]+[名位强]?|第[一二三四五六七八九十\d]+[名位]?|前列)$"
    r"|在[^，,。；;]{2,24}(?:考核|评价|评比|排名|排行)[^，,。；;]{0,6}(?:当先进|争先进|争位次|进位|争先|晋位|前移)[^，,。；;]{0,6}$"
)

_STATED_BEFORE = re.compile(r"已|(?:现有|原有|既有)(?!的?基础)|目前")

_OF_WHAT = re.compile(
    r"(?!扶持|支持|用于|推动|实施|建)[^，,。；;、]{0,8}?(?:资金|基金|债券|贷款|项目|企业|厂房|用地|产业园区?|园区|集群|基地|台阶|大关)"
)

_ATTAINS = re.compile("[^，,。；;]{2,}(?:实现|完成|达成)$")
"""产值要实现150亿元 tells of which thing, 实现产值150亿元 tells it behind the verb."""

_NO_NOUN = ("money", "percent", "percentage_points", "times", "duration")
"""Kinds of amounts that stand by themselves: the others have a noun, 50万平方米标准厂房."""

_OF_SIZE = ("mass", "power", "energy", "volume", "length", "area")

_ATTACHED = re.compile("(?![以左力和并])[\u4e00-\u9fff]")
_IN_A_NOUN = re.compile(f"{GOES_ON.pattern}|运[营行]|管理|等")
"""A verb before them is a part of what the one before it does: 新增停车设施建设运营等场景30个."""

_OF_SUCH = re.compile("级|[\u4e00-\u9fff]{0,6}的")
"""超千亿元产值的产业基地."""

_OF_WHOM = re.compile(
    "(?:农村|城镇|城市|企业|居民|园区|乡镇|行政村|村|规上|工业|人口|群众)[\u4e00-\u9fff]{2,}"
)
"""85%以上农村人口饮用自来水."""

_CLOSING = ("）", ")")

_ONE_OF = re.compile("[^，,。；;、]{0,8}之一")

_WILL = re.compile(
    "(?<![即重主需首必紧摘纲概])(?:将|要(?![素求点件])|计划|拟|力争|确保|预计|争取)(?:还|会|要|将|可|再)?(?=[^，,。；;])"
)
"""Before it stands who is to do it, which is no part of how much."""

_WHERE = re.compile("(?<![制持定放摆稳])在$")
"""在两个园区布局 counts where, 控制在5% how much."""

_OF_A_PROJECT = re.compile(r"等[^，,。；;\d]{0,10}(?:项目|工程|生产线)")
"""钛业3万吨生产线、光伏200兆瓦电池等一批项目: what stands before it is a name, not how much is reached."""

_TO_WHOM = re.compile(
    "(?:排名|连续|低于|高于|超过|不足|不到)[^，,。；;]*的(?:单位|企业|园区|部门|干部|个人|地块)?$"
)
"""连续两个季度垫底的: to whom something applies."""

_ONCE_THERE = re.compile(
    "[^，,]{0,20}(?:建成|投产|达产|投用|完工|竣工|通车|投运)(?:投产|运营|达产|使用)?之?后(?:预计|还|可|能|将)*"
)
"""达产后预计年产值超10亿元: since when, which is no part of how much."""

_POINTS = re.compile("(?:这|那|上述)$")
_CENTRED = re.compile("(?:围绕|聚焦|瞄准|紧扣)[^，,。；;]*$")
_DUTY = re.compile(r"(?:落实|坚持|贯彻|执行|遵循|践行|按照)[^，,。；;]{0,4}$")
_TERMS = re.compile("“[^”]*”、?")
_AROUND = re.compile("围绕|聚焦|按照|根据|立足|对")


def target(text: str) -> str | None:
    """The quantified target, else the named goal of the commitment, verbatim; None without either.

    Targets of neighbouring clauses are given as one stretch of the text.

    >>> target("该园区计划引进100余家数字经济关联企业")
    '100余家数字经济关联企业'
    >>> target("力争2023年前成功创建国家级经济技术开发区")
    '国家级经济技术开发区'
    """
    spans = clauses(text)
    spoken = [text[start:end] for start, end in spans]
    own = [clause for clause in spoken if not is_frame(clause)]
    batches = [match[0] for clause in spoken if (match := _BATCH.search(clause))]
    ends = reached(spoken)
    ranked = [
        _amounts(text, spans),
        *batches[:1],
        finished(spoken),
        *ends[-1:],
        result(spoken),
        *(found for clause in own if (found := _quoted_amount(clause))),
    ]
    return next(filter(None, ranked), None)


def goal(clause: str) -> str | None:
    """The thing that a clause by itself is to bring about and that can be seen, not how much of it.

    >>> goal("壮大“四大产业集群”"), goal("打造中部地区新高地")
    ('“四大产业集群”', None)
    """
    named = [*reached([clause]), _quoted_amount(clause), clause if _RANK.search(clause) else ""]
    return next((words for words in named if words and not VAGUE.search(words)), None)


def measures(text: str, quantity: Quantity) -> bool:
    """Whether an amount of the text says how much is to be reached, not for how long or in what respects."""
    is_measure = quantity.kind != "duration" or _is_level(text[: quantity.start])
    return is_measure and not NO_MEASURE.match(text, quantity.end)


def is_limit_of_time(text: str, start: int) -> bool:
    """Whether the span before `start` makes it a level: 压缩至3个工作日以内 is no deadline.

    >>> is_limit_of_time("审批时限压缩至3个工作日以内", 7), is_limit_of_time("力争3年内", 2)
    (True, False)
    """
    return bool(_shortened().search(text[:start]))


@cache
def _shortened() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(goals().level_verbs)})(?:至|到|在|为)$")


def is_rank(text: str) -> bool:
    """Whether a place in a ranking is to be reached: 进入全省前五."""
    return any(_RANK.search(text[start:end]) for start, end in clauses(text))


def _is_level(head: str) -> bool:
    return bool(_level().search(head) or _ATTAINS.search(head))


@cache
def _level() -> re.Pattern[str]:
    verbs = "|".join(sorted(goals().level_verbs, key=len, reverse=True))
    return re.compile(rf"(?:{verbs})(?:至|到|在|为|了)?(?:约|近)?$|(?:目标|分别)为$")


def _amounts(text: str, spans: list[Span]) -> str | None:
    """The first amount of the text, with those of the clauses right after it."""
    found = [_amount(text[start:end]) for start, end in spans]
    first = next((i for i, span in enumerate(found) if span), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(found) and found[last + 1]:
        last += 1
    start, end = found[first], found[last]
    assert start and end
    begin = spans[first][0] + start[0]
    words = text[begin : spans[last][0] + end[1]]
    if "）" in words.partition("（")[0]:
        # 投资额（不含税，下同）的5%: a bracket that a comma cuts.
        opened = next((span for span in spans if "（" in text[slice(*span)]), spans[first])
        begin = opened[0] + opening_of(text[slice(*opened)])
    return text[begin : spans[last][0] + end[1]].strip()


def _amount(clause: str) -> Span | None:
    """The span of the clause that says how much of what."""
    once = _ONCE_THERE.match(clause)
    opening = max(opening_of(clause), once.end() if once else 0)
    if is_past(clause) or (not opening and _TO_WHOM.search(clause)):
        return None
    amounts = [
        (quantity.start, quantity.end, quantity.kind, quantity.approx)
        for quantity in find_quantities(clause)
        if measures(clause, quantity)
        and not _POINTS.search(clause[: quantity.start])
        and not _WHERE.search(clause[: quantity.start])
        and not (quantity.kind == "money" and clause.startswith("级", quantity.end))
        and not (quantity.kind in _OF_SIZE and _OF_A_PROJECT.search(clause, quantity.end))
        and not _ONE_OF.match(clause, quantity.end)
        and not is_quoted(clause[: quantity.start])
        and not _STATED_BEFORE.search(clause[: quantity.start])
        and not _is_frame_of(clause[: quantity.start], opening)
    ]
    limits = [date for date in find_dates(clause) if is_limit_of_time(clause, date.start)]
    amounts += [(date.start, date.end, "percent", "") for date in limits]
    if not amounts:
        ranked = _RANK.search(clause) and not is_frame(clause)
        return (opening, len(clause)) if ranked else None
    begin, end, kind, approx = amounts[0][0], *amounts[-1][1:]
    if not _is_level(head := clause[:begin]) and not _RANK.search(clause):
        ends = [match.end() for match in _doing_verbs().finditer(head)]
        verbs = [end for end in ends if end > opening and not _IN_A_NOUN.match(clause, end)]
        opening = max([opening, *verbs, *_behind_will(clause, head)])
    if approx and clause.startswith(approx, end):
        end += len(approx)
    if opening == begin and not _ATTACHED.match(clause[end:]):
        wills = [match.end() for match in _WILL.finditer(head)]
        opening = max([opening_of(clause), *wills])
    return opening, _end_of(clause, end, kind)


def _end_of(clause: str, end: int, kind: str) -> int:
    """Where the words of an amount end: behind its bracket, and behind its noun."""
    end += clause[end : end + 1] in _CLOSING and _is_open(clause[:end])
    rest = clause[end:]
    of_whom = kind == "percent" and _OF_WHOM.match(rest)
    if of_whom or _OF_SUCH.match(rest) or (kind not in _NO_NOUN and _ATTACHED.match(rest)):
        return len(clause)
    noun = _OF_WHAT.match(rest) if kind in ("money", "number") else None
    return end + noun.end() if noun else end


def _is_open(head: str) -> bool:
    return head.count("（") + head.count("(") > head.count("）") + head.count(")")


def _behind_will(clause: str, head: str) -> list[int]:
    """Where the words behind the last modal of the head begin: 我们将在10月底前处置500亩."""
    wills = [match.end() for match in _WILL.finditer(head)]
    if not wills:
        return []
    if any(verb in head[wills[-1] :] for verb in goals().level_verbs):
        return []
    rest = clause[wills[-1] :]
    at = rest.startswith("在") and bool(find_dates(rest) and find_dates(rest)[0].start == 1)
    begin = wills[-1] + at
    return [min(begin + opening_of(clause[begin:]), len(head))]


def _is_frame_of(head: str, opening: int) -> bool:
    """围绕六大产业 is a frame, 围绕新能源引进40家 is one with a target after it, 通过实施十大工程 is one."""
    around = _CENTRED.search(head)
    if around and not _doing_verbs().search(head, around.start()):
        return True
    doing = _AROUND.match(head, opening) and _doing_verbs().search(head, opening)
    return is_frame(head) and not doing and not _ONCE_THERE.match(head)


def _quoted_amount(clause: str) -> str | None:
    """A name that counts its parts: “四大产业集群”."""
    for quantity in find_quantities(clause):
        head = clause[: quantity.start]
        is_subject = len(head) == 1 and not clause.endswith(tuple(_QUOTE_MARKS))
        duty = _DUTY.search(_TERMS.sub("", head[:-1]))
        is_object = is_quoted(head) and not is_subject and not duty
        if is_object and measures(clause, quantity):
            return clause[max(head.rfind("“"), head.rfind('"')) :]
    return None


@cache
def _doing_verbs() -> re.Pattern[str]:
    return re.compile("|".join(sorted(goals().doing_verbs, key=len, reverse=True)))
