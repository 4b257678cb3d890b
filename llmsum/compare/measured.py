"""What a number in a clause measures, whether it is a level or what is added, and whether it is a goal at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from llmsum.compare.measure_words import ADVERBS, LEVEL, NOUNS, VERBS
from llmsum.compare.respectively import things_of
from llmsum.records import TargetChange
from llmsum.verify import Quantity, find_dates, find_quantities, fold
from llmsum.verify.commitments.targets import NO_MEASURE
from llmsum.verify.lexicon import goals, polarity

_BASE = re.compile(
    r"(?:(?<![占同环])比(?![重例率值])|较|与(?=[^，,。；;]{1,12}相比))(?P<than>[^，,。；;]{1,12}?)(?:相比)?(?=增长|增加|提高|提升|下降|减少|降低|翻|净增|高|低|多|少)"
    r"|(?:以|在)(?P<on>[^，,。；;]{1,16}?)(?:为基数|(?:的)?基础上)"
)
_NOUN = re.compile(
    r"(?:套|以上|左右|的)*(?P<noun>(?:“[^”]{1,12}”)?[^，,。；;、！!“”\"（）()\d]{2,16})"
)
_NOUN_END = re.compile(
    "(?:[和与及或并]|以及)$|(?<=.)(?:进入|纳入|入选|跻身|开展|率先|取得|[年月季]内|[全今明]年|到位).*"
)
_MEASURED = re.compile(
    r"(?:\d[GA]|[\d.]*[十百千万亿]+[美欧]?元?(?:以上|级)?)?(?:[^，,。；;、：:！!（）()\d]|\d+(?:强|万元)){2,40}$"
)
_ABOUT = re.compile(
    r"(?:围绕|针对|依托|聚焦|紧盯|瞄准|结合|立足|按照|根据|依据|对照)"
    rf"(?:(?!(?:{'|'.join(VERBS)}|打造|实现|达到|完成|突破)(?!的))[^，,：:])*$|(?:全[省市县区]|[现原已]有|这)$"
)
"""Before a count: what the work is about or starts from (围绕三类产业, 全市12个园区), and not its goal."""

_PROGRESS = re.compile("(?:新开工|续建|开工|竣工|投产|复工|达产|建成|在建)$")
"""项目新开工240个、续建330个: of the same things."""

_DONE_TO = re.compile(
    "(?<=..)(?:(?:同步|落地)?开工(?:建设)?|竣工投产|(?:初步)?验收|建设|攻坚|(?:综合)?整治|(?<!化)改造|(?:综合)?治理|前期工作)$"
)
"""What is done to the things that are counted: 8个项目建设."""

_EASED = re.compile("(?:加大|加强|强化).*力度$")
"""加大3个县支持力度: they are there already."""

_OTHERS = ("已建成的", "其他", "其余", "现有", "全部")
_OF_A_LIST = re.compile(r"(?:[、和或与](?:过|超过?)?[\d.]*[十百千万亿]+元?以上)+[\u4e00-\u9fff]")
"""亿元以上、50亿元以上项目: each a class."""

_OF_IT = re.compile(r"的(?P<noun>(?:“[^”]{2,12}”)?[\u4e00-\u9fff]{2,14})$")
_SIZE = ("规模", "总规模", "投资", "总投资")
_SPEED = re.compile("加[快大强速]|强化|更加|升级")

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

NAME = 8
"""Characters: what is shorter and quoted is a name, wherever it stands (“大气十条”)."""

LONGEST_OBJECT = 30
"""Characters of the things of a list that one number is of."""

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
    told = _in_progress(_each(clause, _on_top(clause, found)))
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
    """Of amounts told with 分别 each has its own thing of the list before, where that is as long; else
    only the last has the words that stand right before it, and what the others are of, nothing tells."""
    each = clause.find("分别")
    listed = [m for m in found if m.quantity.start > each >= 0]
    if len(listed) < 2:
        return list(found)
    opening = each - len(_without_opening(clause[:each]))
    first = clause[each : listed[0].quantity.start]
    grows = any(word in first for word in (*polarity().up, *polarity().down))
    things: Sequence[str | None] = things_of(clause, len(listed), opening) or [
        m.object if m.quantity.kind == "count" and m.object != listed[0].object else None
        for m in listed[:-1]
    ] + [listed[0].object]
    told = iter(things)
    return [
        m
        if m not in listed
        else replace(m, object=next(told), change="growth" if grows else m.change)
        for m in found
    ]


def _in_progress(found: Sequence[Measured]) -> list[Measured]:
    """项目新开工240个、续建330个: what is going on or done is of the thing named first."""
    told: list[Measured] = []
    for one in found:
        before = told[-1].object if told else None
        named = _PROGRESS.sub("", before or "")
        same = before and named != before and one.object and _PROGRESS.fullmatch(one.object)
        told.append(replace(one, object=f"{named}{one.object}") if same else one)
    return told


def _is_no_goal(clause: str, quantity: Quantity) -> bool:
    """Whether the number is part of a name (“六大园区”), of a way of speaking (三个方面), of a class
    (亿元以上项目, 千亿园区) or of what the work is about (围绕三类产业)."""
    before = clause[: quantity.start]
    if quantity.kind == "count" and (
        _ABOUT.search(before) or _EASED.match(clause) or before.endswith(_OTHERS)
    ):
        return True
    after = clause[quantity.start + len(_amount(clause, quantity)) :]
    named = any(
        m.start() < quantity.start < m.end() and (m.end() < len(clause) or len(m[0]) <= NAME)
        for m in _QUOTED.finditer(clause)
    )
    opened = before.endswith(("“", '"', "‘", "「"))
    a_class = quantity.kind == "money" and (
        (quantity.limit == "lower" and after[:1].isalpha())
        or after.startswith("级")
        or (quantity.text[:1] in "十百千万亿" and after[:1].isalpha())
        or after[:1].isdigit()
        or bool(_CLASS.match(after) or _OF_A_LIST.match(after))
    )
    sized = (quantity.kind in _SIZES or before.endswith("年产")) and _OF_A_PROJECT.match(after)
    bare = quantity.kind == "number" and bool(_CLASS_AFTER.match(after))
    a_rate = before.endswith("每")
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
    before = _SPEED.sub("", clause[max(0, quantity.start - 6) : quantity.start])
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
            return _DONE_TO.sub("", noun)
    words, is_next = _before(clause, quantity)
    if words in _SIZE and (whole := _OF_IT.match(clause, quantity.end)):
        return f"{whole['noun']}{words}"
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
    before = _without_ending(re.sub("[（(][^（）()]*[）)]$", "", before.strip()))
    match = _MEASURED.search(before)
    words = _without_opening(match[0]) if match else ""
    if match and quantity.kind not in _SHARES:
        words = _with_list(before[: match.start()], words, match[0])
    if words.count("”") > words.count("“"):
        words = before[before.rfind("“") :]
    if match and before[: match.start()][-1:].isdigit():
        words = words.removeprefix("个")
    return (fold(words) if len(words) >= 2 else None), is_next


def _with_list(before: str, words: str, last: str) -> str:
    """The words with the things before them in a list that has one number: 公园、游园15个."""
    alone = words
    while before.endswith("、") and words == last:
        last = before[:-1].rpartition("、")[2]
        before = before[: -len(last) - 1]
        if not last or re.search(r"\d", last):
            break
        words, last = f"{_without_opening(last)}、{words}", f"{last}、{words}"
    return words if len(words) <= LONGEST_OBJECT else alone


def _noun(clause: str, start: int) -> str | None:
    """The noun that begins there: 储能产能 of 新增30吉瓦时以上储能产能.

    >>> _noun("100强企业和20个园区", 4), _noun("8个项目年内并网", 2), _noun("5%、6%", 2)
    ('企业', '项目', None)
    """
    match = _NOUN.match(clause, start)
    noun = _NOUN_END.sub("", match["noun"]) if match else ""
    return fold(noun).removesuffix("以上") if len(noun) >= 2 else None


def _without_ending(words: str) -> str:
    endings = (*LEVEL, *ADVERBS, *polarity().up, *polarity().down, "降", "升", "增", "要", "将")
    while ending := next((e for e in endings if words.endswith(e)), None):
        words = words.removesuffix(ending).rstrip()
    return words


def _without_opening(words: str) -> str:
    words = words.rsplit(" ", maxsplit=1)[-1]
    words = words.removeprefix("每年")
    openings = sorted((*goals().openers, *goals().doing_verbs, *VERBS), key=len, reverse=True)
    while not words.startswith(NOUNS) and (
        opening := next((o for o in openings if words.startswith(o)), None)
    ):
        words = words.removeprefix(opening)
    return words
