"""What one mention of a place is worth as evidence that a text speaks for it, by what stands around it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from llmsum.text.metadata.gazetteer import PROVINCE_UNIT, PROVINCES
from llmsum.text.pattern import later

WEIGHT_DATELINE = 20
_WEIGHT_OFFICE, _WEIGHT_PARK_OFFICE, _WEIGHT_MEETING = 6, 5, 4
_WEIGHT_OPENING, _WEIGHT_NAMED = 5, 3
WEIGHT_BARE = 1
MOST_BARE = 4
ENOUGH = 5
"""Bare mentions alone are never enough."""

_PARK = (
    r"(?:国家级?)?(?:高新(?:技术产业开发)?区|经开区|经济(?:技术)?开发区|开发区|综合保税区|综保区|保税(?:港)?区"
    r"|产业集聚区|工业园区?|产业园区|产业新城|自贸片区|新区)"
)
_DATELINE = later(
    r"(?:网|日报|晚报|晨报|时报|商报|早报|快报|报业|新闻|发布|广电|融媒|电视台|广播电视|全媒体|政府网)[^。！？,，\n]{0,16}?(?:讯|消息|记者|报道|客户端)"
)
_OFFICE = later(
    r"(?:委(?!托|员|派)|政府|人民政府|人大|政协|纪委|领导|(?:代|常务|副)*市长|长(?=[\u4e00-\u9fff、])|两会|直机关|直各部门"
    r"|发改|发展(?:和)?改革|工信|经信|商务局|财政局|招商局|科技局|统计局|自然资源)"
)
_PARK_OFFICE = later(_PARK + r"(?:党工委|工委|党委|管委会|党政)")
_MEETING = later(
    r"[^，。,；;！？!?\n“”的举召赴、]{0,16}?(?:工作会议|座谈会|推进会|动员会|动员大会|发展大会|招商大会|全会|现场会)"
)
_WEIGHTS = (
    (_PARK_OFFICE, _WEIGHT_PARK_OFFICE),
    (_MEETING, _WEIGHT_MEETING),
    (later(_PARK), _WEIGHT_NAMED),
)
_RIVAL_BEFORE = later(r"(?:学习|借鉴|对标|赶超|追赶|比肩|看齐|我[市州盟][与和同])$")
"""What the text measures itself against is another place, whatever else it says of it."""
_VISITOR_AFTER = later(
    rf"(?:{_PARK})?[\u4e00-\u9fff]{{0,6}}?(?:考察团|代表团)(?:一行)?(?:莅临|来访|到访|[来到]我)"
)
_COMPARED_BEFORE = later(
    r"(?:赴|前往|到|去|来自|抵达|走访|考察|相比|不如|不及|落后于|高于|低于|少于|多于|承接|毗邻|邻近|对接|融入|连接|与|和|同|而|跟|比|像"
    r"|例如|如|除|参观|推广|复制|引进|从)(?:[\u4e00-\u9fff]{2,3}省?)?[(（“]?$|[(（]$|(?:书记|长|主任|主席|委员|常委)、$"
)
"""The last: an office that a person holds besides another one."""
_COMPARED_AFTER = later(
    r"(?:等地|等市|等城市|等先进|等[一二三四五六七八九十\d]+[个市地]|的?(?:先进)?(?:经验|做法|模式)|相比|企业|客商"
    rf"|(?:{_PARK})?(?:考察团|党政代表团)"
    r"|[\u4e00-\u9fff]{0,6}书记[\u4e00-\u9fff]{0,6}率|(?:仅|只|已|就)?有[\s\d一二三四五六七八九十两百]+|[\u4e00-\u9fff]{0,8}(?:率团|一行))"
)
_PROVINCE_END = later(rf"(?:{PROVINCES}){PROVINCE_UNIT}$")
_RUBRIC = later(r"【[^】]*】")
_LONGEST_RUBRIC = 40
"""Characters; a series that a heading names first, 【一线调研】."""


@dataclass(frozen=True)
class Mention:
    """One mention of a place. `is_self`: it names the place as the text's own (its press, its offices)."""

    name: str
    weight: int
    is_self: bool = False


def is_dateline(after: str) -> bool:
    """Whether what stands after a place makes it part of its press: 日报讯."""
    return bool(_DATELINE.match(after))


def datelines(text: str) -> Iterator[int]:
    """Where the press stands after a place: the ends of the places."""
    return (match.start() for match in _DATELINE.finditer(text))


def is_rival(before: str, after: str) -> bool:
    """Whether the text says that the place is another one than its own."""
    return bool(_RIVAL_BEFORE.search(before) or _VISITOR_AFTER.match(after))


def is_compared(before: str, after: str) -> bool:
    """Whether the text visits the place or compares itself with it."""
    return bool(_COMPARED_BEFORE.search(before) or _COMPARED_AFTER.match(after))


def weigh_mention(
    name: str, after: str, *, is_unit: bool, is_opening: bool, is_scene: bool = False
) -> Mention:
    """The mention with its weight, by the text after it.

    `is_unit`: it stands with its unit (市, 县); `is_opening`: the text begins with it;
    `is_scene`: it is where something takes place.
    """
    if is_unit and _OFFICE.match(after):
        return Mention(name, _WEIGHT_OFFICE, is_self=True)
    if is_scene and not is_unit:
        return Mention(name, WEIGHT_BARE)
    weights = [weight for pattern, weight in _WEIGHTS if pattern.match(after)]
    weights.append(_WEIGHT_NAMED if is_unit else WEIGHT_BARE)
    if is_opening:
        weights.append(_WEIGHT_OPENING if is_unit else _WEIGHT_NAMED)
    return Mention(name, max(weights))


def is_at_opening(text: str, start: int) -> bool:
    """Whether a place that begins there begins the text, with at most its province before it."""
    before = _RUBRIC.sub("", text[: min(start, _LONGEST_RUBRIC)])
    return start < _LONGEST_RUBRIC and not _PROVINCE_END.sub("", before.strip(" \n\u3000《“【#"))


def total_weights(mentions: Iterable[Mention]) -> Counter[str]:
    """Place → what its mentions weigh together, bare ones no more than MOST_BARE."""
    weights: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for mention in mentions:
        (bare if mention.weight == WEIGHT_BARE else weights)[mention.name] += mention.weight
    for name, weight in bare.items():
        weights[name] += min(weight, MOST_BARE)
    return weights
