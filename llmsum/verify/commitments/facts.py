"""What code reads from the words of a commitment: deadline, strength, firmness.

A deadline is verbatim words of the quote. A commitment is `hard` when its words
state a number, a date, a named project, park or list, or a named responsible body.
"""

import re
from dataclasses import dataclass
from functools import cache

from llmsum.records import Firmness, Strength
from llmsum.verify.clauses import clauses
from llmsum.verify.commitments.attained import is_past
from llmsum.verify.commitments.targets import is_limit_of_time, is_rank, measures, target
from llmsum.verify.dates import find_dates
from llmsum.verify.dates.periods import DateMention
from llmsum.verify.lexicon import bodies, goals, modals
from llmsum.verify.names.places import places
from llmsum.verify.quantities import find_quantities

_PAST_BEFORE = re.compile("自|从|截至|始于|早在|较|比|对照")
_FRAME_AFTER = re.compile(r"是|为|以来|工作报告|同期|基础上|的?规划|发展规划|时期的")
_NUMBERED_NAME = re.compile(r"[一二两三四五六七八九十]|\d+\+")
_OF_A_NAME = re.compile(
    r"[^，,。；;]{0,6}?(?:行动|计划|工程|活动|改革|措施|政策|机制|战略|规划|名单|清单|专项|条例|方案|项目|集群|园区)(?!目标|任务)"
)
_QUOTED = re.compile(r"《[^》]+》|[“\"]([^”\"]+)[”\"]")
_NAMED_LIST = re.compile(
    r"[^，,。；;、]{2,}、[^，,。；;]{2,}等[^，,。；;、]{0,8}(?:企业|项目|工程|园区)(?!的)"
)
_GENERIC_BODY = re.compile(
    r"^(?:各|全市|全区|我们|我市|全体|广大|有关方面|大家)|(?:区县|县区)$|^(?:各级)?政府$|^(?:主要|分管|有关|相关|项目)?负责(?:人|同志)$"
)
_AREA = re.compile(
    "^(?![全我本该各每]|城|都|超|夜|股)[\u4e00-\u9fff]{1,4}(?:省|市|县|(?<![园地景片社辖小城校厂老街])区|自治[区州县])$"
)
"""渝中区将改造灯饰: who governs it."""

_NO_BODY = re.compile(r"(?:[全格布大开结僵]局|[承举督查创主协上]办)$")
"""They end as offices do: 全局, 承办."""

_BODY_LEADS = re.compile(
    r"(?:由|以(?!企业|市场|需求|政府))[^，,。；;]{2,24}?(?:牵头|负责|(?<!为)主导)|(?:牵头|责任)(?:单位|部门)[:：]?[^，,。]{2,}"
)
_NOBODY = frozenset({"会议", "大会", "座谈会", "政府", "企业", "项目", "园区"})
"""Subjects that hold nobody in particular responsible."""

_CONDITION = re.compile(r"^凡|未[^，,。；;]*的[^，,。；;]{0,4}$")
"""凡两年内入园的企业, 年底前未完工的项目: to whom something applies, not by when it is done."""

_REPORTED = re.compile("记者|获悉|消息")
"""4月15日，记者获悉，…: the date is the report's."""

_OF_AIMS = re.compile(r"目标(?:任务)?(?:分别)?(?:就?是|为)?$")
"""今年主要预期目标是：增长6%: by when holds for all that follows."""

_LEADS_DATE = re.compile("^(?:我们|[我全][省市区县]|要|将|力争|确保|争取|计划|努力)+")


@dataclass(frozen=True)
class Facts:
    """By when, how much, how surely and how firmly; verbatim words, None where there are none."""

    deadline: str | None
    target: str | None
    strength: Strength
    firmness: Firmness


def read_facts(sentence: str, span: tuple[int, int], actor: str | None) -> Facts:
    """The facts of a commitment whose words are the sentence's at `span`, character offsets."""
    quote = sentence[slice(*span)]
    by_when, how_much = deadline(quote, sentence[: span[0]]), target(quote)
    return Facts(by_when, how_much, strength(quote, by_when, how_much, actor), firmness(quote))


def deadline(text: str, before: str = "") -> str | None:
    """The words that say by when, such as 2023年前, or None. Dates of the past are not deadlines.

    `before`: what stands before the text in its sentence; a date at the head of one of its clauses,
    as in 到2025年，…, holds for what follows too.

    >>> deadline("力争2023年前成功创建国家级经开区"), deadline("2021年增长6%")
    ('2023年前', None)
    >>> deadline("引进企业20家", "到2025年，建成标准厂房；")
    '到2025年'
    """
    dates = [date for date in find_dates(text) if _is_ahead(text, date)]
    dates.sort(key=lambda date: (date.bound != "by", not date.part, date.start))
    if dates:
        return dates[0].text
    if _REPORTED.search(before):
        return None
    heads = [_head_date(before[start:end], text) for start, end in clauses(before)]
    return next(filter(None, reversed(heads)), None)


def _head_date(clause: str, text: str) -> str | None:
    """The deadline that a clause before the text opens with, 到…, or that it is as a whole."""
    words = _LEADS_DATE.sub("", clause)
    dates = find_dates(words)
    date = dates[0] if dates and dates[0].start == 0 else None
    if not date or not _is_ahead(f"{words}，{text}", date):
        return None
    holds = date.text.startswith(("到", "至")) or date.text == words or _OF_AIMS.search(words)
    return date.text if holds else None


def _is_ahead(text: str, date: DateMention) -> bool:
    start, end = _clause_of(text, date.start)
    before, after, clause = text[start : date.start], text[date.end : end], text[start:end]
    if date.bound == "after" or "last" in date.value or date.value.startswith("past:"):
        return False
    if is_limit_of_time(before, len(before)) or _CONDITION.search(clause):
        return False
    if _PAST_BEFORE.search(before[-3:]) or _FRAME_AFTER.match(after):
        return False
    if is_past(clause):
        return False
    # 今年 and a bare plan period date almost every sentence; they bind as a bound, where a modal
    # stands with them, and as the time of aims.
    # 年初 tells when a goal was set far more often than by when it is reached.
    part = date.part if date.part != "start" else ""
    if date.bound == "by" or part or date.value.startswith(("next:", "within:")):
        return True
    alone = not before and not after
    bound = _firmest(text[start:] if alone else clause, ("ensure", "strive", "will"))
    is_year = date.year[-4:].isdigit() or date.year == "this" or _is_period(date)
    return bool((is_year and bound) or (not before and _OF_AIMS.search(after)))


def _is_period(date: DateMention) -> bool:
    """“十五五”时期, not the plan of that name."""
    return date.year.startswith("FYP") and not date.text.endswith("规划")


def _clause_of(text: str, position: int) -> tuple[int, int]:
    return next((span for span in clauses(text) if span[0] <= position < span[1]), (0, len(text)))


def strength(
    text: str, deadline: str | None = None, target: str | None = None, actor: str | None = None
) -> Strength:
    """`hard` when something in the commitment can be checked later, else `soft`.

    >>> strength("推动传统产业转型升级"), strength("建好“六大园区”")
    ('soft', 'hard')
    """
    text, words = map(_without_catchwords, (text, " ".join(filter(None, (text, target)))))
    checkable = (
        deadline
        or any(_is_ahead(text, date) for date in find_dates(text))
        or any(is_limit_of_time(words, date.start) for date in find_dates(words))
        or any(measures(words, quantity) for quantity in find_quantities(words))
        or _names_something(words)
        or is_rank(words)
        or _BODY_LEADS.search(text)
        or (actor and is_named_body(actor))
    )
    return "hard" if checkable else "soft"


def _without_catchwords(text: str) -> str:
    return _QUOTED.sub(lambda match: "" if match[1] in goals().catchwords else match[0], text)


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
        rf"|(?:国家|省)级{word}{{2,12}}(?:开发区|高新区|经开区|示范区|试验区|先导区|新区|基地)"
        rf"|(?:{places().pattern}){word}{{1,14}}(?:{sites})(?!域|间|块|市|县)"
    )


def is_body(actor: str) -> bool:
    """Whether these words name somebody who can be held responsible, also in general (各部门).

    >>> is_body("市商务局"), is_body("各区、各部门"), is_body("会议"), is_body("科技研发")
    (True, True, False, False)
    """
    if actor in _NOBODY or len(actor) < 2:
        return False
    return is_named_body(actor) or bool(_GENERIC_BODY.search(actor) or _AREA.match(actor))


def is_named_body(actor: str) -> bool:
    """Whether these words name one body or several by name, not all of a kind.

    >>> is_named_body("市商务局"), is_named_body("各部门")
    (True, False)
    """
    if any(name in actor for group in bodies().groups for name in group):
        return True
    if _GENERIC_BODY.search(actor) or _NO_BODY.search(actor):
        return False
    return actor.endswith(goals().body_endings)


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
