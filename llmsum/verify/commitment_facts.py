"""What code reads from the words of a commitment: deadline, target, strength, firmness.

Deadline and target are verbatim words of the quote. Strength follows DESIGN.md: `hard` when the
words state a number, a date, a named project, park or list, or a named responsible body.
"""

import re
from functools import cache

from llmsum.records import Firmness, Strength
from llmsum.verify.clauses import clauses
from llmsum.verify.dates import find_dates
from llmsum.verify.lexicon import bodies, goals, modals
from llmsum.verify.names import places
from llmsum.verify.periods import DateMention
from llmsum.verify.quantities import Quantity, find_quantities

_PAST_BEFORE = re.compile("自|从|截至|始于|早在|较|比|对照")
_FRAME_AFTER = re.compile(r"是|为|以来|工作报告|同期|基础上|的?规划|发展规划|时期的")
_NUMBERED_NAME = re.compile(r"[一二两三四五六七八九十]|\d+\+")
_OF_A_NAME = re.compile(
    r"[^，,。；;]{0,6}?(?:行动|计划|工程|活动|改革|措施|政策|机制|战略|规划|名单|清单|专项|条例|方案|项目|集群|园区)"
)
_NO_MEASURE = re.compile("方面|环节|层面|关系|问题|原则|特点|维度")
_QUOTED = re.compile(r"《[^》]+》|[“\"]([^”\"]+)[”\"]")
_NAMED_LIST = re.compile(
    r"[^，,。；;、]{2,}、[^，,。；;]{2,}等[^，,。；;、]{0,8}(?:企业|项目|工程|园区)(?!的)"
)
# 产量突破120万辆 is a level of something: what it is a level of belongs to the target.
_REACHING = ("突破", "达到", "达", "超过", "超", "增长到", "提高到")
_BATCH = re.compile("一批.{2,}")
_GENERIC_BODY = re.compile(r"^(?:各|全市|全区|我们|我市|全体|广大|有关方面|大家)|^(?:各级)?政府$")
_BODY_LEADS = re.compile(
    r"(?:由|以)[^，,。；;]{2,24}?(?:牵头|负责|主导)|(?:牵头|责任)(?:单位|部门)[:：]?[^，,。]{2,}"
)
_NOBODY = frozenset({"会议", "大会", "座谈会", "政府", "企业", "项目", "园区"})
"""Subjects that hold nobody in particular responsible."""

_TOPIC = re.compile(
    r"^(?:要|着力|重点)*在[^，,]{1,16}(?:上|中|下|方面|过程中|同时|基础上)(?:(?:狠|再)?下功夫|发力|见实效|求突破)?$"
)
_QUOTE_MARKS = "“”\"'‘’"


def deadline(text: str) -> str | None:
    """The words that say by when, such as 2023年前, or None. Dates of the past are not deadlines.

    >>> deadline("力争2023年前成功创建国家级经开区"), deadline("2021年增长6%")
    ('2023年前', None)
    """
    dates = [date for date in find_dates(text) if _is_ahead(text, date)]
    dates.sort(key=lambda date: (date.bound != "by", not date.part, date.start))
    return dates[0].text if dates else None


def _is_ahead(text: str, date: DateMention) -> bool:
    start, end = _clause_of(text, date.start)
    before, after, clause = text[start : date.start], text[date.end : end], text[start:end]
    if date.bound == "after" or date.year == "last" or date.value.startswith("past:"):
        return False
    if _PAST_BEFORE.search(before[-3:]) or _FRAME_AFTER.match(after):
        return False
    if any(word in clause for word in goals().past):
        return False
    # 今年 and a bare plan period date almost every sentence; they bind only as a bound.
    if date.bound == "by" or date.part or date.value.startswith(("next:", "within:")):
        return True
    return date.year.isdigit() and bool(_firmest(clause, ("ensure", "strive", "will")))


def _clause_of(text: str, position: int) -> tuple[int, int]:
    return next((span for span in clauses(text) if span[0] <= position < span[1]), (0, len(text)))


def target(text: str) -> str | None:
    """The quantified target, else the named goal of the commitment, verbatim; None without either.

    >>> target("该园区计划引进100余家数字经济关联企业")
    '100余家数字经济关联企业'
    >>> target("力争2023年前成功创建国家级经济技术开发区")
    '国家级经济技术开发区'
    """
    spoken = [text[start:end] for start, end in clauses(text)]
    amounts = [
        found
        for clause in spoken
        if not clause.startswith(goals().frames) and (found := _quantified(clause))
    ]
    plain = [words for words in amounts if words[0] not in _QUOTE_MARKS]
    batches = [match[0] for clause in spoken if (match := _BATCH.search(clause))]
    reached = [found for clause in spoken if (found := _goal(clause))]
    result = [_result(spoken[-1])] if len(spoken) > 1 else []
    ranked = [*plain[:1], *batches[:1], *reached[-1:], *result, *amounts]
    return next(filter(None, ranked), None)


def _quantified(clause: str) -> str | None:
    if any(word in clause for word in goals().past):
        return None
    for quantity in find_quantities(clause):
        if quantity.kind == "duration" or _NO_MEASURE.match(clause, quantity.end):
            continue
        reached = clause[: quantity.start].endswith(_REACHING)
        if quantity.kind == "count" and not reached:
            quoted = clause[: quantity.start].endswith(tuple(_QUOTE_MARKS))
            return clause[quantity.start - quoted :].strip()
        return _without_opening(clause[: _with_suffix(clause, quantity)])
    return None


def _result(clause: str) -> str | None:
    verb = next((verb for verb in goals().result_verbs if verb in clause[:4]), None)
    return clause.partition(verb)[2] or None if verb else None


def _with_suffix(clause: str, quantity: Quantity) -> int:
    suffix = quantity.approx if clause.startswith(quantity.approx, quantity.end) else ""
    return quantity.end + len(suffix)


def _goal(clause: str) -> str | None:
    """What stands after the last goal verb of the clause."""
    ends = [match.end() for match in _goal_verbs().finditer(clause)]
    ends = [end for end in ends if not clause.startswith(("的", "了的"), end)]
    if not ends:
        return None
    words = _without_opening(clause[ends[-1] :].lstrip("了"))
    if "”" in words and "“" not in words.partition("”")[0]:
        words = words.partition("”")[0]
    return words if len(words) >= 2 else None


def _without_opening(clause: str) -> str:
    """A clause without the modals and the deadline that open it."""
    while True:
        date = next((date for date in find_dates(clause) if date.start == 0), None)
        opener = next((word for word in _openers() if clause.startswith(word)), "")
        if not (date or opener):
            return clause
        clause = clause[date.end if date else len(opener) :].lstrip("，,、 ")


@cache
def _openers() -> tuple[str, ...]:
    return tuple(sorted(goals().openers, key=len, reverse=True))


@cache
def _goal_verbs() -> re.Pattern[str]:
    verbs = sorted(goals().goal_verbs, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(verbs)})")


def strength(
    text: str, deadline: str | None = None, target: str | None = None, actor: str | None = None
) -> Strength:
    """`hard` when something in the commitment can be checked later, else `soft`.

    >>> strength("推动传统产业转型升级"), strength("建好“六大园区”")
    ('soft', 'hard')
    """
    words = " ".join(filter(None, (text, target)))
    checkable = (
        deadline
        or any(_is_ahead(text, date) for date in find_dates(text))
        or any(_measures(words, quantity) for quantity in find_quantities(words))
        or _names_something(words)
        or _BODY_LEADS.search(text)
        or (actor and _is_named_body(actor))
    )
    return "hard" if checkable else "soft"


def _measures(text: str, quantity: Quantity) -> bool:
    return quantity.kind != "duration" and not _NO_MEASURE.match(text, quantity.end)


def _names_something(text: str) -> bool:
    for match in _QUOTED.finditer(text):
        inner = match[1]
        if inner is None or _OF_A_NAME.match(text, match.end()):
            return True
        if _NUMBERED_NAME.search(inner) and not find_dates(match[0]):
            return True
    return bool(_proper_name().search(text) or _NAMED_LIST.search(text))


@cache
def _proper_name() -> re.Pattern[str]:
    word = r"[^，,。；;、“”\"\s的]"
    parks, campaigns, sites = (
        "|".join(endings)
        for endings in (goals().park_endings, goals().campaign_endings, goals().site_endings)
    )
    return re.compile(
        rf"{word}{{2}}(?:{parks})(?!区|化)|{word}{{4}}(?:{campaigns})(?!化|性|力)"
        rf"|(?:{places().pattern}){word}{{1,14}}(?:{sites})(?!域|间|块|市|县)"
    )


def is_frame(clause: str) -> bool:
    """Whether the clause only says around what, by what or on what ground something is done.

    >>> is_frame("围绕产业链"), is_frame("在人才引进上"), is_frame("建设产业园")
    (True, True, False)
    """
    return clause.startswith(goals().frames) or bool(_TOPIC.match(clause))


def is_body(actor: str) -> bool:
    """Whether these words name somebody who can be held responsible, also in general (各部门).

    >>> is_body("市商务局"), is_body("各区、各部门"), is_body("会议"), is_body("科技研发")
    (True, True, False, False)
    """
    if actor in _NOBODY or len(actor) < 2:
        return False
    return _is_named_body(actor) or bool(_GENERIC_BODY.search(actor))


def _is_named_body(actor: str) -> bool:
    if any(name in actor for group in bodies().groups for name in group):
        return True
    return not _GENERIC_BODY.search(actor) and actor.endswith(goals().body_endings)


def firmness(text: str) -> Firmness:
    """The firmest modal of the words (lexicon firmness.json); `will` where there is none.

    >>> firmness("力争2023年前创建"), firmness("探索成立运营公司")
    ('strive', 'explore')
    """
    return _firmest(text) or "will"


def _firmest(text: str, steps: tuple[Firmness, ...] | None = None) -> Firmness | None:
    for step, words in modals().scale:
        if (steps is None or step in steps) and any(re.search(word, text) for word in words):
            return step
    return None
