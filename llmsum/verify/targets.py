"""What a commitment is to reach, in its own words: an amount, a thing that is there afterwards, a goal."""

import re
from functools import cache
from itertools import pairwise

from llmsum.verify.clauses import clauses
from llmsum.verify.dates import find_dates
from llmsum.verify.frames import is_frame, opening_of
from llmsum.verify.lexicon import goals
from llmsum.verify.quantities import Quantity, find_quantities

NO_MEASURE = re.compile("规定|方面|环节|层面|关系|问题|原则|特点|维度")
"""三个方面 counts what is said, not what is done."""

_QUOTE_MARKS = "“”\"'‘’"
_BATCH = re.compile("(?<!第)一批.{2,}")
_RANK = re.compile(
    r"(?:进入|进|跻身|挺进|迈进|迈入|位居|位列|保持|稳居|排名)[^，,。；;]{0,10}"
    r"(?:前[一二三四五六七八九十\d]+[名位强]?|第[一二三四五六七八九十\d]+[名位]?|前列)$"
    r"|在[^，,。；;]{2,24}(?:考核|评价|评比|排名|排行)[^，,。；;]{0,6}(?:当先进|争先进|争位次|进位|争先|晋位|前移)[^，,。；;]{0,6}$"
)
_STATED_BEFORE = re.compile(r"已|现有|原有|目前|既有")
_OF_WHAT = re.compile(
    r"(?!扶持|支持|用于|推动|实施|建)[^，,。；;、]{0,8}?(?:资金|基金|债券|贷款|项目|企业|厂房|用地|台阶|大关)"
)
_ATTAINS = re.compile("[^，,。；;]{2,}(?:实现|完成|达成)$")
"""产值要实现150亿元 tells of which thing, 实现产值150亿元 tells it behind the verb."""

_NO_NOUN = ("money", "percent", "percentage_points", "times", "duration")
"""Kinds of amounts that stand by themselves: the others have a noun, 50万平方米标准厂房."""

_ATTACHED = re.compile("(?![以左])[\u4e00-\u9fff]")
_ONE_OF = re.compile("[^，,。；;、]{0,8}之一")
_WILL = re.compile(
    "(?<![即重主需首必紧摘纲概])(?:将|要(?![素求点件])|计划|拟|力争|确保|预计|争取)(?:还|会|要|将|可|再)?(?=[^，,。；;])"
)
"""Before it stands who is to do it, which is no part of how much."""

_WHERE = re.compile("(?<![制持定放摆稳])在$")
"""在两个园区布局 counts where, 控制在5% how much."""

_DULL = re.compile("^(?:并|也|还|将|要|均|都|全部|陆续|正式|预计|可|可以|同步|尽快|早日|基本)+")

_POINTS = re.compile("(?:这|那|上述)$")
_GENERIC = re.compile(
    r"^以下|主要目标$|^(?:建设|任务|机制|规模|目标|工作|对接|要求|过程中?|投产达效|(?:互利|合作)?共赢|共同发展)$|^新发展格局|精神$|后$|时$|为(?:抓手|重点|目标|契机|引领|突破口|载体)$"
)
"""Objects that say nothing, and clauses that a goal verb stands inside of."""

_ON_WHAT = re.compile("上|方面|中(?!心|部|国|小)|过程")
_ALSO = re.compile("^(?:及|和|并|与|、)?(?:健全|完善)(?!的)|^及(?!时|早)")
_CENTRED = re.compile("(?:围绕|聚焦|瞄准|紧扣)[^，,。；;]*$")
_DUTY = re.compile(r"(?:落实|坚持|贯彻|执行|遵循|践行|按照)[^，,。；;]{0,4}$")
_AROUND = re.compile("围绕|聚焦|按照|根据|立足|对")
_TURNS = re.compile(
    r"(?:推动|促进|带动)(?:和(?:推动|促进|带动))?(?P<what>[^，,。；;]{2,}(?:转型|升级|融合|集聚|集中|转化|对接|衔接|提升|发展"
    r"|(?:转化|转变|转型|升级|提升|延伸|拓展)(?:为|成为|成|到|至)[^，,。；;]{2,}))$"
    r"|(?P<turn>由[^，,。；;]{2,}(?:向|变)[^，,。；;]{2,}(?:转变|转型|转化|升级|跨越))$"
)
_HELPED = re.compile(
    r"^(?:[^，,。；;]{0,4})(?:支持|鼓励|引导|推动|帮助|指导)[^，,。；;]{2,}?(?:企业|园区|机构|高校|院所|单位|集团|公司)"
    r"(?:发展|建设|组建|创建|建立|申报|打造|对标|新建)(?P<what>[^，,。；;]{3,})$"
)
"""What somebody is helped to set up."""

_GOES_ON = re.compile("了?的|和(?!谐)|[、与]|及(?!完善|健全)")
"""What begins with them is cut out of something: 新开工和复工项目, 项目申报、融资."""

_VAGUE = re.compile(
    r"(?:高地|阵地|战场|引擎|标杆|样板|典范|格局|局面|环境|体系|优势|合力|机制|模式|名片|增长极|氛围|品牌|生态圈?|支撑|态势|强市|强区)$"
)
"""Goals that nobody can say whether they are reached: named only where there is no other."""

_NO_OBJECT = re.compile(
    r"创成(?=果)|完成(?=情况|时限|率|进度|度|质量)|突破(?=口|[^，,。；;]*(?:束缚|瓶颈|制约|难题|障碍|壁垒))|形成(?=时)|达到(?=预期)"
)
_THAT_IS_MADE = re.compile(
    r"(?:打造|建设|投资|共建|开发|实施|建造|兴建)的(?P<what>[^，,。；;的]{4,})$"
)
_OPENS_MAKING = re.compile(
    r"^(?:要|将|加快|高标准|全力|着力)*(?:建好|建成|打造|办好|建设|管好|用好)"
)
_BY_WHOM = re.compile(r"^(?:由|与)[^，,。；;]{2,}(?:打造|建设|投资|牵头|共建|开发|实施)的(?=.)")
_MADE = re.compile(r"^(?:使|让)(?P<what>.{4,})$")
_UNDER_WAY = re.compile("推进|进行|加快|施工|完成|实施")
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
    own = [clause for clause in spoken if not is_frame(clause)]
    batches = [match[0] for clause in spoken if (match := _BATCH.search(clause))]
    reached = _reached(spoken)
    ranked = [
        _amounts(text, spans),
        *batches[:1],
        _finished(spoken),
        *reached[-1:],
        _result(spoken),
        *(found for clause in own if (found := _quoted_amount(clause))),
    ]
    return next(filter(None, ranked), None)


def goal(clause: str) -> str | None:
    """The thing that a clause by itself is to bring about and that can be seen, not how much of it.

    >>> goal("壮大“四大产业集群”"), goal("打造中部地区新高地")
    ('“四大产业集群”', None)
    """
    named = [*_reached([clause]), _quoted_amount(clause), clause if _RANK.search(clause) else ""]
    return next((words for words in named if words and not _VAGUE.search(words)), None)


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
    return text[spans[first][0] + start[0] : spans[last][0] + end[1]].strip()


def _amount(clause: str) -> Span | None:
    """The span of the clause that says how much of what."""
    opening = opening_of(clause)
    if any(word in clause for word in goals().past):
        return None
    amounts = [
        (quantity.start, quantity.end, quantity.kind, quantity.approx)
        for quantity in find_quantities(clause)
        if measures(clause, quantity)
        and not _POINTS.search(clause[: quantity.start])
        and not _WHERE.search(clause[: quantity.start])
        and not _ONE_OF.match(clause, quantity.end)
        and not _is_quoted(clause[: quantity.start])
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
        verbs = [end for end in ends if end > opening and not _GOES_ON.match(clause, end)]
        opening = max([opening, *verbs, *_behind_will(clause, head)])
    if approx and clause.startswith(approx, end):
        end += len(approx)
    rest = clause[end:]
    if rest.startswith(("的", "级")) or (kind not in _NO_NOUN and _ATTACHED.match(rest)):
        return opening, len(clause)
    if kind in ("money", "number") and (noun := _OF_WHAT.match(rest)):
        end += noun.end()
    return opening, end


def _behind_will(clause: str, head: str) -> list[int]:
    """Where the words behind the last modal of the head begin: 我们将在10月底前处置500亩."""
    wills = [match.end() for match in _WILL.finditer(head)]
    if not wills:
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
    return is_frame(head) and not doing


def _is_quoted(head: str) -> bool:
    return head.count("“") > head.count("”") or head.count('"') % 2 == 1


def _quoted_amount(clause: str) -> str | None:
    """A name that counts its parts: “四大产业集群”."""
    for quantity in find_quantities(clause):
        head = clause[: quantity.start]
        is_subject = len(head) == 1 and not clause.endswith(tuple(_QUOTE_MARKS))
        is_object = _is_quoted(head) and not is_subject and not _DUTY.search(head[:-1])
        if is_object and measures(clause, quantity):
            return clause[quantity.start - head.endswith(tuple(_QUOTE_MARKS)) :]
    return None


def _finished(spoken: list[str]) -> str | None:
    """What is built or opened: the subject of 建成投产, else the object of the clause before."""
    for before, clause in pairwise(["", *spoken]):
        opening = opening_of(clause)
        if is_frame(clause) or not _completion().search(clause):
            continue
        words = _DULL.sub("", clause[opening:])
        if _completion().sub("", words):
            return words
        thing = _BUILDING.sub("", before[opening_of(before) :])
        if thing and not _UNDER_WAY.search(thing):
            return thing
    return None


@cache
def _completion() -> re.Pattern[str]:
    return re.compile(f"(?:(?:{'|'.join(goals().completions)})(?:并|、)?)+(?:建设|运行)?$")


def _reached(spoken: list[str]) -> list[str]:
    """The goals of the clauses in their order, the one to be named last: rather not a vague one."""
    found = [_goal(clause) or _made(before, clause) for before, clause in pairwise(["", *spoken])]
    return sorted(filter(None, found), key=lambda words: not _VAGUE.search(words))


def _made(before: str, clause: str) -> str | None:
    """What stands behind a clause of its own: 建好甲集团出资，乙公司建设的数字产业园."""
    thing = _THAT_IS_MADE.search(clause)
    opened = before if _OPENS_MAKING.match(before) and "的" not in before else clause
    return thing["what"] if thing and _OPENS_MAKING.match(opened) else None


def _goal(clause: str) -> str | None:
    """What stands after the last goal verb of the clause."""
    ends = [
        match.end()
        for match in _goal_verbs().finditer(clause)
        if not _GOES_ON.match(clause, match.end())
        and not _NO_OBJECT.match(clause, match.start())
        and not (_is_quoted(clause[: match.start()]) and clause.startswith(goals().frames))
    ]
    if not ends:
        helped = _HELPED.match(clause)
        return helped["what"] if helped else None
    words = clause[ends[-1] :].lstrip("了")
    words = _BY_WHOM.sub("", words[opening_of(words, goals().openers) :])
    if "”" in words and "“" not in words.partition("”")[0]:
        words = words.partition("”")[0]
    words = _ALSO.sub("", words)
    if len(words) < 2 or _GENERIC.search(words) or clause.startswith(("为", "除")):
        return None
    # 在构建新格局上争做示范 and 把构建新体系作为首要任务 name on what, not what.
    inside = clause.startswith(("在", "要在")) and _ON_WHAT.search(words)
    return None if inside or ("把" in clause and "作为" in words) else words


def _result(spoken: list[str]) -> str | None:
    """What the last clause is to bring about."""
    last = spoken[-1] if spoken else ""
    if len(spoken) > 1:
        verb = next((verb for verb in goals().result_verbs if verb in last[:4]), None)
        words = last.partition(verb)[2] if verb else ""
        if words and not _GOES_ON.match(words) and not last.startswith("以"):
            return words
    turns = [match for clause in spoken if (match := _TURNS.search(clause) or _MADE.search(clause))]
    return next(filter(None, turns[-1].groups())) if turns else None


@cache
def _doing_verbs() -> re.Pattern[str]:
    return re.compile("|".join(sorted(goals().doing_verbs, key=len, reverse=True)))


@cache
def _goal_verbs() -> re.Pattern[str]:
    return re.compile("|".join(sorted(goals().goal_verbs, key=len, reverse=True)))
