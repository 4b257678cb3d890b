"""What is there afterwards, in the words of a commitment: what is built or opened, a goal, a result."""

import re
from functools import cache
from itertools import pairwise

from llmsum.verify.commitments.frames import is_frame, opening_of
from llmsum.verify.lexicon import goals

_DULL = re.compile("^(?:并|也|还|将|要|均|都|全部|陆续|正式|预计|可|可以|同步|尽快|早日|基本)+")

_GENERIC = re.compile(
    r"^以下|主要目标$|^.{0,4}(?:行动|工程|计划)$|^(?:这些|上述|以上)目标$|^(?:建设|任务|机制|规模|目标|工作|对接|要求|过程中?|情况|方向|投产|通车|投运|并?投入(?:使用|运营|生产)|运营|投用|使用|运行|投产达效|(?:互利|合作)?共赢|共同发展)$|^新发展格局|精神$|后$|时$|为(?:抓手|重点|目标|契机|引领|突破口|载体)$"
)
"""Objects that say nothing, and clauses that a goal verb stands inside of."""

_ON_WHAT = re.compile("上|方面|中(?!心|部|国|小)|过程")
_ALSO = re.compile("^(?:及|和|并|与|、)?(?:健全|完善|用好|管好)(?!的)|^及(?!时|早)")
_AFTER_VERB = re.compile("^(?:了|起(?!重|点|步|来))")
"""What belongs to the verb before it: 构建起新格局."""

_TURNS = re.compile(
    r"(?:推动|促进|带动(?!力))(?:和(?:推动|促进|带动))?(?P<what>[^，,。；;]{2,}(?:转型|升级|融合|集聚|集中|转化|对接|衔接|提升|发展"
    r"|(?:转化|转变|转型|升级|提升|延伸|拓展)(?:为|成为|成|到|至)[^，,。；;]{2,}))$"
    r"|(?P<turn>由[^，,。；;]{2,}(?:向|变)[^，,。；;]{2,}(?:转变|转型|转化|升级|跨越))$"
)

_GROWS = re.compile("(?<!化)(?:发展|壮大|增长|提速|向好)$|是[^，,]*(?:任务|要求|使命|关键|重点)$")
"""助推企业发展壮大, 推动发展是首要任务: nobody can say when that is reached."""

_HELPED = re.compile(
    r"^(?:[^，,。；;]{0,4})(?:支持|鼓励|引导|推动|帮助|指导)[^，,。；;]{2,}?(?:企业|园区|机构|高校|院所|单位|集团|公司)"
    r"(?:发展|建设|组建|创建|建立|申报|打造|对标|新建)(?P<what>[^，,。；;]{3,})$"
)
"""What somebody is helped to set up."""

GOES_ON = re.compile("了?的|和(?!谐)|[、与]|及(?!完善|健全)")
"""What begins with them is cut out of something: 新开工和复工项目, 项目申报、融资."""

VAGUE = re.compile(
    r"(?:高地|阵地|战场|引擎|标杆|样板|典范|格局|局面|环境|体系|优势|合力|机制|模式|名片|增长极|氛围|品牌|生态圈?|支撑|态势|强市|强区)$"
)
"""Goals that nobody can say whether they are reached: named only where there is no other."""

_NO_OBJECT = re.compile(
    r"创成(?=果)|完成(?=情况|时限|率|进度|度|质量)|突破(?=口|[^，,。；;]*(?:束缚|瓶颈|制约|难题|障碍|壁垒))|形成(?=时)|达到(?=预期)|建立(?=在)"
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


_AGAINST_BEFORE = ("同比", "较上年", "比上年", "年均增长了")
_SAID_AHEAD = re.compile("力争|确保|争取|预期|预计|目标|计划|将|达到(?!了)")


def is_past(clause: str) -> bool:
    """Whether the clause tells of what was; 同比 does not where more is to come (力争同比增长18%).

    >>> is_past("产值同比增长18%"), is_past("产值力争同比增长18%"), is_past("去年产值将增长")
    (True, False, True)
    """
    found = [word for word in goals().past if word in clause]
    return not all(word in _AGAINST_BEFORE for word in found) or (
        bool(found) and not _SAID_AHEAD.search(clause)
    )


def is_quoted(head: str) -> bool:
    return head.count("“") > head.count("”") or head.count('"') % 2 == 1


def finished(spoken: list[str]) -> str | None:
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


def reached(spoken: list[str]) -> list[str]:
    """The goals of the clauses in their order, the one to be named last: rather not a vague one."""
    found = [_goal(clause) or _made(before, clause) for before, clause in pairwise(["", *spoken])]
    return sorted(filter(None, found), key=lambda words: not VAGUE.search(words))


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
        if not GOES_ON.match(clause, match.end())
        and not _NO_OBJECT.match(clause, match.start())
        and not (is_quoted(clause[: match.start()]) and clause.startswith(goals().frames))
    ]
    if not ends:
        helped = _HELPED.match(clause)
        return helped["what"] if helped else None
    words = _AFTER_VERB.sub("", clause[ends[-1] :])
    words = _BY_WHOM.sub("", words[opening_of(words, goals().openers) :])
    if "”" in words and "“" not in words.partition("”")[0]:
        words = words.partition("”")[0]
    words = _ALSO.sub("", words)
    if len(words) < 2 or _GENERIC.search(words) or clause.startswith(("为", "除")):
        return None
    # 在构建新格局上争做示范 and 把构建新体系作为首要任务 name on what, not what.
    inside = clause.startswith(("在", "要在")) and _ON_WHAT.search(words)
    return None if inside or ("把" in clause and "作为" in words) else words


def result(spoken: list[str]) -> str | None:
    """What the last clause is to bring about."""
    last = spoken[-1] if spoken else ""
    if len(spoken) > 1:
        verb = next((verb for verb in goals().result_verbs if verb in last[:4]), None)
        words = last.partition(verb)[2] if verb else ""
        if words and not (GOES_ON.match(words) or _GROWS.search(words) or last.startswith("以")):
            return words
    turns = [match for clause in spoken if (match := _TURNS.search(clause) or _MADE.search(clause))]
    return next(filter(None, turns[-1].groups())) if turns else None


@cache
def _goal_verbs() -> re.Pattern[str]:
    return re.compile("|".join(sorted(goals().goal_verbs, key=len, reverse=True)))
