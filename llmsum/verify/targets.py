"""What a commitment is to reach, in its own words: an amount, a thing that is there afterwards, a goal."""

import re
from functools import cache
from itertools import pairwise

from llmsum.verify.clauses import clauses
from llmsum.verify.dates import find_dates
from llmsum.verify.lexicon import goals
from llmsum.verify.quantities import Quantity, find_quantities

NO_MEASURE = re.compile("方面|环节|层面|关系|问题|原则|特点|维度")
"""三个方面 counts what is said, not what is done."""

_QUOTE_MARKS = "“”\"'‘’"
_BATCH = re.compile("一批.{2,}")
_RANK = re.compile(
    r"(?:进入|进|跻身|挺进|迈进|迈入|位居|位列|保持|稳居|排名)[^，,。；;]{0,10}"
    r"(?:前[一二三四五六七八九十\d]+[名位强]?|第[一二三四五六七八九十\d]+[名位]?|前列)$"
)
_STATED_BEFORE = re.compile(r"已|现有|原有|目前|既有")
_OF_WHAT = re.compile(r"[^，,。；;、]{0,8}?(?:资金|基金|债券|贷款|项目|企业|厂房|用地|台阶|大关)")
_DUTY = re.compile(r"(?:落实|坚持|贯彻|执行|遵循|践行|按照)[^，,。；;]{0,4}$")
_AROUND = re.compile("围绕|聚焦|按照|根据|立足|对")
_TURNS = re.compile(
    r"(?:推动|促进|带动)(?P<what>[^，,。；;]{2,}(?:转型|升级|融合|集聚|集中|转化|对接|衔接|提升|发展))$"
)
_BY_WHOM = re.compile(r"^(?:由|与)[^，,。；;]{2,}(?:打造|建设|投资|牵头|共建|开发|实施)的(?=.)")
_MADE = re.compile(r"^(?:使|让)(?P<what>.{4,})$")
_BUILDING = re.compile(r"(?:项目)?建设$")

Span = tuple[int, int]


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
    own = [clause for clause in spoken if not _is_frame(clause, _opening(clause))]
    batches = [match[0] for clause in spoken if (match := _BATCH.search(clause))]
    reached = [found for clause in spoken if (found := _goal(clause))]
    ranked = [
        _amounts(text, spans),
        *batches[:1],
        _finished(spoken),
        *reached[-1:],
        _result(spoken),
        *(found for clause in own if (found := _quoted_amount(clause))),
    ]
    return next(filter(None, ranked), None)


def measures(text: str, quantity: Quantity) -> bool:
    """Whether an amount of the text says how much is to be reached, not for how long or in what respects."""
    if NO_MEASURE.match(text, quantity.end):
        return False
    return quantity.kind != "duration" or _is_level(text[: quantity.start])


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
    return bool(_level().search(head))


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
    return text[spans[first][0] + start[0] : spans[last][0] + end[1]].strip()


def _amount(clause: str) -> Span | None:
    """The span of the clause that says how much of what."""
    opening = _opening(clause)
    if any(word in clause for word in goals().past):
        return None
    amounts = [
        (quantity.start, quantity.end, quantity.kind, quantity.approx)
        for quantity in find_quantities(clause)
        if measures(clause, quantity)
        and not _is_quoted(clause[: quantity.start])
        and not _STATED_BEFORE.search(clause[: quantity.start])
        and not _is_frame_of(clause[: quantity.start], opening)
    ]
    limits = [date for date in find_dates(clause) if is_limit_of_time(clause, date.start)]
    amounts += [(date.start, date.end, "percent", "") for date in limits]
    if not amounts:
        ranked = _RANK.search(clause) and not _is_frame(clause, opening)
        return (opening, len(clause)) if ranked else None
    begin, end, kind, approx = amounts[0][0], *amounts[-1][1:]
    head = clause[:begin]
    if not _is_level(head) and not _RANK.search(clause):
        verbs = [match.end() for match in _doing_verbs().finditer(head) if match.end() > opening]
        opening = max([opening, *verbs])
    if approx and clause.startswith(approx, end):
        end += len(approx)
    rest = clause[end:]
    if rest.startswith("的") or (kind == "count" and rest and not rest.startswith(("，", ","))):
        return opening, len(clause)
    if kind in ("money", "number") and (noun := _OF_WHAT.match(rest)):
        end += noun.end()
    return opening, end


def _is_frame(clause: str, opening: int) -> bool:
    return clause.startswith(goals().frames) or clause.startswith(goals().frames, opening)


def _is_frame_of(head: str, opening: int) -> bool:
    """围绕六大产业 is a frame, 围绕新能源引进40家 is one with a target after it, 通过实施十大工程 is one."""
    if not _is_frame(head, opening):
        return False
    return not (_AROUND.match(head, opening) and _doing_verbs().search(head, opening))


def _is_quoted(head: str) -> bool:
    return head.count("“") > head.count("”") or head.count('"') % 2 == 1


def _quoted_amount(clause: str) -> str | None:
    """A name that counts its parts: “四大产业集群”."""
    for quantity in find_quantities(clause):
        head = clause[: quantity.start]
        if measures(clause, quantity) and _is_quoted(head) and not _DUTY.search(head[:-1]):
            return clause[quantity.start - head.endswith(tuple(_QUOTE_MARKS)) :]
    return None


def _finished(spoken: list[str]) -> str | None:
    """What is built or opened: the subject of 建成投产, else the object of the clause before."""
    for before, clause in pairwise(["", *spoken]):
        opening = _opening(clause)
        if _is_frame(clause, opening) or not _completion().search(clause):
            continue
        words = clause[opening:]
        if _completion().sub("", words):
            return words
        if thing := _BUILDING.sub("", before[_opening(before) :]):
            return thing
    return None


@cache
def _completion() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(goals().completions)})+(?:建设)?$")


def _goal(clause: str) -> str | None:
    """What stands after the last goal verb of the clause."""
    ends = [match.end() for match in _goal_verbs().finditer(clause)]
    ends = [end for end in ends if not clause.startswith(("的", "了的"), end)]
    if not ends:
        return None
    words = clause[ends[-1] :].lstrip("了")
    words = _BY_WHOM.sub("", words[_opening(words, goals().openers) :])
    if "”" in words and "“" not in words.partition("”")[0]:
        words = words.partition("”")[0]
    return words if len(words) >= 2 else None


def _result(spoken: list[str]) -> str | None:
    """What the last clause is to bring about."""
    last = spoken[-1] if spoken else ""
    if len(spoken) > 1:
        verb = next((verb for verb in goals().result_verbs if verb in last[:4]), None)
        if verb:
            return last.partition(verb)[2] or None
    turns = [match for clause in spoken if (match := _TURNS.search(clause) or _MADE.search(clause))]
    return turns[-1]["what"] if turns else None


def _opening(clause: str, words: tuple[str, ...] = ()) -> int:
    """Where the words of a target begin: after modals, deadlines and verbs of doing, or after `words`."""
    words = words or (*goals().openers, *goals().doing_verbs)
    position = 0
    while position < len(clause):
        rest = clause[position:]
        word = max((word for word in words if rest.startswith(word)), key=len, default="")
        date = next((date for date in find_dates(rest) if date.start == 0), None)
        if date and not date.text.endswith("规划"):
            position += date.end
        elif word and len(word) < len(rest):
            position += len(word)
        else:
            break
        position += len(clause[position:]) - len(clause[position:].lstrip("，,、 "))
    return position


@cache
def _doing_verbs() -> re.Pattern[str]:
    verbs = sorted(goals().doing_verbs, key=len, reverse=True)
    return re.compile("|".join(verbs))


@cache
def _goal_verbs() -> re.Pattern[str]:
    verbs = sorted(goals().goal_verbs, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(verbs)})")
