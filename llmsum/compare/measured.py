"""What a number in a clause measures, whether it is a level or what is added, and whether it is a goal at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from llmsum.records import TargetChange
from llmsum.verify import Quantity, find_dates, find_quantities, fold
from llmsum.verify.commitments.targets import NO_MEASURE
from llmsum.verify.lexicon import goals, polarity

_BASE = re.compile(
    r"(?:(?<![占同环])比(?![重例率值])|较|与)(?P<than>[^，,。；;]{1,12}?)(?:相比)?(?=增长|增加|提高|提升|下降|减少|降低|翻|净增|高|低|多|少)"
    r"|(?:以|在)(?P<on>[^，,。；;]{1,16}?)(?:为基数|(?:的)?基础上)"
)
_NOUN = re.compile(r"(?:套|以上|左右|的)*(?P<noun>[^，,。；;、！!“”\"（）()\d]{2,16})")
_NOUN_END = re.compile(
    "(?:[和与及或并]|以及)$|(?<=.)(?:进入|纳入|入选|跻身|开展|率先|取得|[年月季]内|[全今明]年|到位).*"
)
_MEASURED = re.compile(
    r"(?:\dG|[\d.]*[十百千万亿]+[美欧]?元?(?:以上|级)?)?(?:[^，,。；;、：:！!（）()\d]|\d+(?:强|万元)){2,30}$"
)
_LEVEL = (
    "达到",
    "达",
    "突破",
    "超过",
    "超",
    "完成",
    "实现",
    "保持在",
    "稳定在",
    "控制在",
    "到",
    "至",
    "在",
    "约",
    "近",
    "过",
    "前",
    "不少于",
    "不低于",
    "不超过",
)
_ADVERBS = (
    "分别",
    "年均",
    "平均",
    "同比",
    "力争",
    "确保",
    "争取",
    "共",
    "总计",
    "累计",
    "再",
    "的",
    "均",
    "都",
    "各",
    "保持",
)
_VERBS = (
    "新建", "建设", "建成", "引进", "招引", "培育", "创建", "实施", "新增", "签约", "谋划", "储备", "认定", "组建",
    "举办", "开展", "落地", "盘活", "发展", "完成", "实现", "转化", "新培育", "创成", "争创", "开工", "共建", "其中", "恢复",
    "全市", "全县", "全区", "和", "推广", "打造", "形成", "支持", "推动", "拉动", "带动", "给予", "力争", "进入",
    "扶持", "改造", "完善", "抓好", "实施好", "压减", "预留", "新实施", "组织", "更新", "筹集", "优化提升", "新开工", "新筹集",
)  # fmt: skip
_ABOUT = re.compile(
    r"(?:围绕|针对|依托|聚焦|紧盯|瞄准|结合|立足|按照|根据|依据|对照)"
    rf"(?:(?!(?:{'|'.join(_VERBS)}|打造|实现|达到|完成|突破)(?!的))[^，,：:])*$|(?:全[省市县区]|[现原已]有|这)$"
)
"""Before a count: what the work is about or starts from (围绕三类产业, 全市12个园区), and not its goal."""


_CLASS_UNITS = frozenset(("大", "强", "位", "千伏"))
"""六大园区, 企业50强, 六位一体, 500千伏变电站: no amounts."""

_SHARES = ("percent", "percentage_points", "times")
_SIZES = ("mass", "power", "energy", "volume", "length", "area")
_OF_A_PROJECT = re.compile(
    "(?=[\u4e00-\u9fff])(?![以左和及与或])[^，,。；;]*(?:项目|工程|生产线|基地|电站)"
)
"""华云年产42万吨轻合金项目: what is built is named by its size."""

_CLASS = re.compile(
    r"(?:或[\d.万亿美欧元]+)?(?:以上)?的?[\u4e00-\u9fff]{0,12}(?:项目|企业|园区|集群|产业)(?:达到?|不少于|新增)?[\d一二三四五六七八九十]"
)
"""总投资100亿元或10亿美元项目4个: what kind of project is counted."""

_TO_WHOM = re.compile("对[^，,。；;]*的(?:项目|企业|单位|个人|团队)?")
"""对投资在50万元以上的项目: to whom something applies."""

_QUOTED = re.compile(r"“[^”]{1,20}”|‘[^’]{1,20}’|「[^」]{1,20}」|\"[^\"]{1,20}\"")
_CLASS_AFTER = re.compile("级?(?!以上|以下|以内|左右|余|元|级)[\u4e00-\u9fff]")
_NO_GOAL_AFTER = re.compile("全会|会议|(?:及以上)?人口")
_ADDED = re.compile("(?:力争|确保|争取|预计|计划|全年|年内|全市|要|将)*(?:新增|净增|新培育|新认定)")
_REACHED = ("达到", "达", "突破", "超过", "超", "总数", "总量", "至", "到")

_ON_TOP = re.compile(
    r"[以上左右、，,]*(?:同比|年均|分别)?(?:增长|提高|提升|增加|下降|减少|降低)(?:达到?|约|超过?)?"
)
"""产值355亿元、增长25%: of the same thing."""


@dataclass(frozen=True)
class Measured:
    """A quantity of a clause with what it is of. `amount` is verbatim; `base`: compared with what."""

    quantity: Quantity
    amount: str
    change: TargetChange
    object: str | None
    base: str | None


def measured(clause: str) -> list[Measured]:
    """The quantities of a clause that are goals, in its order.

    >>> [(m.object, m.amount) for m in measured("产业产值达355亿元、增长25%以上")]
    [('产业产值', '355亿元'), ('产业产值', '25%以上')]
    >>> [(m.object, m.amount) for m in measured("城镇、农村居民收入分别增长8%、10%左右")]
    [(None, '8%'), ('农村居民收入', '10%左右')]
    """
    base = _BASE.search(clause)
    found = [
        Measured(
            quantity,
            _amount(clause, quantity),
            _change(clause, quantity),
            _object(clause, quantity),
            (base["than"] or base["on"]) if base else None,
        )
        for quantity in find_quantities(clause)
        if quantity.kind != "duration"
    ]
    told = _each(clause, _on_top(clause, found))
    return [m for m in told if not _is_no_goal(clause, m.quantity)]


def _on_top(clause: str, found: Sequence[Measured]) -> list[Measured]:
    """Growth told right behind a level is of the same thing."""
    told: list[Measured] = []
    for one in found:
        between = clause[told[-1].quantity.end : one.quantity.start] if told else ""
        same = one.object is None and one.change == "growth" and _ON_TOP.fullmatch(between)
        told.append(replace(one, object=told[-1].object) if same else one)
    return told


def _each(clause: str, found: Sequence[Measured]) -> list[Measured]:
    """Of amounts told with 分别 only the last has the words that stand right before it as its thing;
    what the others are of, no words but a list's tell."""
    each = clause.find("分别")
    listed = [m for m in found if m.quantity.start > each >= 0 and m.quantity.kind != "count"]
    if len(listed) < 2:
        return list(found)
    own = listed[0].object
    return [
        m if m not in listed else replace(m, object=own if m is listed[-1] else None) for m in found
    ]


def _is_no_goal(clause: str, quantity: Quantity) -> bool:
    """Whether the number is part of a name (“六大园区”), of a way of speaking (三个方面), of a class
    (亿元以上项目, 千亿园区) or of what the work is about (围绕三类产业)."""
    if quantity.kind == "count" and _ABOUT.search(clause, 0, quantity.start):
        return True
    after = clause[quantity.start + len(_amount(clause, quantity)) :]
    named = any(
        m.start() < quantity.start < m.end() < len(clause) for m in _QUOTED.finditer(clause)
    )
    opened = clause[: quantity.start].endswith(("“", '"', "‘", "「"))
    a_class = quantity.kind == "money" and (
        (quantity.limit == "lower" and after[:1].isalpha())
        or after.startswith("级")
        or (quantity.text[:1] in "十百千万亿" and after[:1].isalpha())
        or after[:1].isdigit()
        or bool(_CLASS.match(after))
    )
    sized = quantity.kind in _SIZES and _OF_A_PROJECT.match(after)
    bare = quantity.kind == "number" and bool(_CLASS_AFTER.match(after))
    a_rate = clause[: quantity.start].endswith("每")
    return (
        named
        or opened
        or a_class
        or bare
        or a_rate
        or bool(sized and _before(clause, quantity)[0])
        or _TO_WHOM.fullmatch(clause) is not None
        or quantity.unit in _CLASS_UNITS
        or bool(NO_MEASURE.match(after) or _NO_GOAL_AFTER.match(after))
    )


def _amount(clause: str, quantity: Quantity) -> str:
    """The quantity's words, with the word behind it that loosens it."""
    end = quantity.end
    if quantity.approx and clause.startswith(quantity.approx, end):
        end += len(quantity.approx)
    return clause[quantity.start : end]


def _change(clause: str, quantity: Quantity) -> TargetChange:
    """Whether it is added: by the words right before it, or by the 新增 that opens its list."""
    before = clause[max(0, quantity.start - 6) : quantity.start]
    words = (*polarity().up, *polarity().down, "翻")
    grows = any(word in before for word in words) or clause.startswith("翻", quantity.start)
    if quantity.kind == "count" and _ADDED.match(clause):
        grows = not before.endswith(_REACHED)
    return "growth" if grows and not before.endswith(("到", "至")) else "level"


def _object(clause: str, quantity: Quantity) -> str | None:
    """What is measured: the noun behind a count (12个园区), else the words before the number.

    >>> _object("引进100余家数字经济企业", find_quantities("引进100余家数字经济企业")[0])
    '数字经济企业'
    >>> _object("力争税收收入达到5亿元", find_quantities("力争税收收入达到5亿元")[0])
    '税收收入'
    """
    if quantity.kind == "count":
        end = quantity.start + len(_amount(clause, quantity))
        if noun := _noun(clause, end):
            return noun
    words, is_next = _before(clause, quantity)
    if words and not is_next:
        return words
    ended = quantity.start + len(_amount(clause, quantity))
    return None if quantity.kind in _SHARES else _noun(clause, ended)


def _before(clause: str, quantity: Quantity) -> tuple[str | None, bool]:
    """The noun before the number, and whether the number opens the next thing of a list (甲和20个乙)."""
    base = _BASE.search(clause, 2)
    before = clause[: min(base.start(), quantity.start) if base else quantity.start]
    for date in reversed(find_dates(before)):
        before = before[: date.start] + " " * (date.end - date.start) + before[date.end :]
    is_next = before.rstrip().endswith(("和", "与", "及"))
    before = _without_ending(before.strip())
    match = _MEASURED.search(before)
    words = _without_opening(match[0]) if match else ""
    if match and before[: match.start()][-1:].isdigit():
        words = words.removeprefix("个")
    return (fold(words) if len(words) >= 2 else None), is_next


def _noun(clause: str, start: int) -> str | None:
    """The noun that begins there: 储能产能 of 新增30吉瓦时以上储能产能.

    >>> _noun("100强企业和20个园区", 4), _noun("8个项目年内并网", 2), _noun("5%、6%", 2)
    ('企业', '项目', None)
    """
    match = _NOUN.match(clause, start)
    noun = _NOUN_END.sub("", match["noun"]) if match else ""
    return fold(noun).removesuffix("以上") if len(noun) >= 2 else None


def _without_ending(words: str) -> str:
    endings = (*_LEVEL, *_ADVERBS, *polarity().up, *polarity().down, "降", "升")
    while ending := next((e for e in endings if words.endswith(e)), None):
        words = words.removesuffix(ending).rstrip()
    return words


def _without_opening(words: str) -> str:
    words = words.rsplit(" ", maxsplit=1)[-1]
    openings = sorted((*goals().openers, *_VERBS), key=len, reverse=True)
    while opening := next((o for o in openings if words.startswith(o)), None):
        words = words.removeprefix(opening)
    return words
