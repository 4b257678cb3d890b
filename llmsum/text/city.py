"""Which city a text speaks for: where it says so outright, by rules; never by a guess.

Every mention of a city is weighed by what stands around it. A city that the text only compares
itself with, visits or lists weighs nothing. The heaviest city is taken if it is heavy enough and
at least twice as heavy as the next.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from llmsum.records import CityStatus
from llmsum.text.header import header_lines

_PROVINCES = (
    "河北|山西|辽宁|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|四川|贵州|云南"
    "|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|吉林省|海南省"
)
_ALSO_PROVINCES = frozenset({"吉林", "海南"})

_WEIGHT_DATELINE, _WEIGHT_OFFICE, _WEIGHT_PARK_OFFICE, _WEIGHT_MEETING = 20, 6, 5, 4
_WEIGHT_OPENING, _WEIGHT_NAMED, _WEIGHT_BARE = 5, 3, 1
_MOST_BARE = 4
_ENOUGH = 5
"""Bare mentions alone are never enough."""

_PARK = (
    r"(?:国家级?)?(?:高新(?:技术产业开发)?区|经开区|经济(?:技术)?开发区|开发区|综合保税区|综保区|保税(?:港)?区"
    r"|产业集聚区|工业园区?|产业园区|产业新城|自贸片区|新区)"
)
_DATELINE = re.compile(
    r"(?:网|日报|晚报|晨报|时报|报业|新闻|发布|广电|融媒|电视台|广播电视|全媒体|政府网)[^。！？,，\n]{0,16}?(?:讯|消息|记者|报道|客户端)"
)
_OFFICE = re.compile(
    r"(?:委(?!托|员|派)|政府|人民政府|人大|政协|纪委|(?:代|常务|副)*市长|长(?=[\u4e00-\u9fff、])|两会|直机关|直各部门"
    r"|发改|发展(?:和)?改革|工信|经信|商务局|财政局|招商局|科技局|统计局|自然资源)"
)
_PARK_OFFICE = re.compile(_PARK + r"(?:党工委|工委|党委|管委会|党政)")
_MEETING = re.compile(
    r"[^，。,；;！？!?\n“”的举召赴、]{0,16}?(?:工作会议|座谈会|推进会|动员会|动员大会|发展大会|招商大会|全会|现场会)"
)
_WEIGHTS = (
    (_PARK_OFFICE, _WEIGHT_PARK_OFFICE),
    (_MEETING, _WEIGHT_MEETING),
    (re.compile(_PARK), _WEIGHT_NAMED),
)
_NO_CITY = re.compile(r"区|县|路|街|镇|乡|大道|省|大学|学院|银行|机场|高铁|高速|铁路|商会|籍")
_RIVAL_BEFORE = re.compile(r"(?:学习|借鉴|对标|赶超|追赶|比肩|看齐|我[市州盟][与和同])$")
"""What the text measures itself against is another city, whatever else it says of it."""
_COMPARED_BEFORE = re.compile(
    r"(?:赴|前往|到|去|来自|抵达|走访|考察|相比|不如|不及|落后于|高于|低于|少于|多于|承接|毗邻|邻近|对接|融入|连接|与|和|同|而|跟|比|像"
    r"|例如|如|除|参观|推广|复制|引进|从)(?:[\u4e00-\u9fff]{2,3}省?)?[(（“]?$|[(（]$"
)
_COMPARED_AFTER = re.compile(
    r"(?:等地|等市|等城市|等先进|等[一二三四五六七八九十\d]+[个市地]|的?(?:先进)?(?:经验|做法|模式)|相比|企业|客商|考察团|党政代表团"
    r"|[\u4e00-\u9fff]{0,6}书记[\u4e00-\u9fff]{0,6}率|(?:仅|只|已|就)?有[\s\d一二三四五六七八九十两百]+|[\u4e00-\u9fff]{0,8}(?:率团|一行))"
)
_MASKED = re.compile(
    r"(?:\*{2,}|[×✕○〇Xx＊]{2,}|某)(?:市(?!场)|县|州|区|省|市长|主任|书记)|我(?:\*{2,}|[×✕Xx＊]{2,})"
    r"|(?<=[\u4e00-\u9fff、，。])[*×✕＊](?:市(?!场)|高新区|经开区|开发区)(?!\*)"
)
_PROVINCIAL = re.compile(
    r"(?<!副)省长|自治区(?:人民政府)?主席|[省区]第[一二三四五六七八九十]+届人民代表大会"
)
_PROVINCE_WIDE, _CITY_WIDE = (
    re.compile(r"全省|我省|全区(?=各[地市])"),
    re.compile(r"全市|我市|本市"),
)
_FEWEST_PROVINCE_WIDE, _LONGEST_BYLINE = 5, 40


@dataclass(frozen=True)
class _Mention:
    """One mention of a city. `is_self`: it names the city as the text's own (its press, its offices)."""

    name: str
    weight: int
    is_self: bool = False


def find_city(text: str) -> tuple[str | None, CityStatus]:
    """The short name of the city that the text speaks for, and how it is known.

    >>> find_city("周口网讯 3月19日,市长主持召开座谈会。学习深圳、重庆等地先进经验。")
    ('周口', 'stated')
    >>> find_city("我和**市长各带一组。我市仅有1家,而郑州有3家。")
    (None, 'masked')
    >>> find_city("要学习借鉴苏州工业园区经验。")
    (None, 'unknown')
    """
    mentions = list(_weigh_mentions(text))
    masked = bool(_MASKED.search(text))
    if masked:
        mentions = [mention for mention in mentions if mention.is_self]
    if _is_of_a_province(text):
        mentions = [mention for mention in mentions if mention.weight == _WEIGHT_DATELINE]
    weights: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for mention in mentions:
        (bare if mention.weight == _WEIGHT_BARE else weights)[mention.name] += mention.weight
    for name, weight in bare.items():
        weights[name] += min(weight, _MOST_BARE)
    (first, weight), (_, second) = [*weights.most_common(2), ("", 0), ("", 0)][:2]
    if weight >= _ENOUGH and weight >= 2 * second:
        return first, "stated"
    return None, "masked" if masked else "unknown"


def _is_of_a_province(text: str) -> bool:
    """Whether it is a province that the text speaks for, by its header or by what it calls its own."""
    byline = [line for line in header_lines(text) if len(line) <= _LONGEST_BYLINE]
    if any(_PROVINCIAL.search(line) for line in byline):
        return True
    wide = len(_PROVINCE_WIDE.findall(text))
    return wide >= _FEWEST_PROVINCE_WIDE and wide > 2 * len(_CITY_WIDE.findall(text))


def given_city(name: str) -> tuple[str | None, CityStatus]:
    """A city as the user names it, under the short name that texts give it; a mask stays masked.

    >>> given_city("周口市"), given_city("延边朝鲜族自治州"), given_city("沙市"), given_city("××市")
    (('周口', 'given'), ('延边', 'given'), ('沙市', 'given'), (None, 'masked'))
    """
    if _MASKED.search(name) or not name.strip("*×✕○〇＊ "):
        return None, "masked"
    names = _short_names()
    short = name.removesuffix("市")
    return names.get(name) or names.get(short) or (short if len(short) > 1 else name), "given"


def known_city(text: str) -> str | None:
    """The short name of the first city that a text names; None where it names none.

    >>> known_city("周口市召开会议"), known_city("云南昌宁")
    ('周口', None)
    """
    names = (match["name"] for match in _name_pattern().finditer(text))
    return next((_short_names()[name] for name in names if name), None)


def _weigh_mentions(text: str) -> Iterator[_Mention]:
    matches = [match for match in _name_pattern().finditer(text) if match["name"]]
    rivals = {
        _short_names()[match["name"]]
        for match in matches
        if _RIVAL_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
    }
    ends = {match.end(): i for i, match in enumerate(matches)}
    listed: set[int] = set()  # cities side by side, 深圳、重庆, are examples
    for i, match in enumerate(matches):
        for gap in (1, 2):
            joint = text[match.start() - gap : match.start()]
            before = ends.get(match.start() - gap)
            if before is not None and not joint.strip("、和与及以 "):
                listed |= {before, i}
    for i, match in enumerate(matches):
        mention = _weigh(text, match, i in listed)
        if mention and (mention.weight == _WEIGHT_DATELINE or mention.name not in rivals):
            yield mention


def _weigh(text: str, match: re.Match[str], is_listed: bool) -> _Mention | None:
    """What one mention is worth as evidence; None when it is worth nothing."""
    name = _short_names()[match["name"]]
    is_unit = bool(match["unit"]) or match["name"] != name
    before = text[max(0, match.start() - 10) : match.start()]
    after = text[match.end() : match.end() + 40]
    if not is_unit and _DATELINE.match(after):
        return _Mention(name, _WEIGHT_DATELINE, is_self=True)
    is_other_place = not is_unit and (name in _ALSO_PROVINCES or _NO_CITY.match(after))
    is_compared = is_listed or _COMPARED_BEFORE.search(before) or _COMPARED_AFTER.match(after)
    if is_other_place or is_compared:
        return None
    if is_unit and _OFFICE.match(after):
        return _Mention(name, _WEIGHT_OFFICE, is_self=True)
    weights = [weight for pattern, weight in _WEIGHTS if pattern.match(after)]
    weights.append(_WEIGHT_NAMED if is_unit else _WEIGHT_BARE)
    if is_unit and match.start() < 10 and not before.strip(" \n\u3000《“【#"):
        weights.append(_WEIGHT_OPENING)
    return _Mention(name, max(weights))


@cache
def _short_names() -> dict[str, str]:
    """Each way in which the gazetteer lets a city be named → its short name."""
    names = {}
    for line in (
        files("llmsum.text").joinpath("cities.txt").read_text(encoding="utf-8").splitlines()
    ):
        if not line.startswith("#"):
            full, _, short = line.partition(" ")
            short = short or full.removesuffix("市")
            names[short] = short
            if not full.endswith("市"):
                names[full] = short
    return names


@cache
def _name_pattern() -> re.Pattern[str]:
    """A city with its unit, or a province, which is passed over so that 云南昌宁 does not give 南昌."""
    cities = "|".join(sorted(_short_names(), key=len, reverse=True))
    return re.compile(
        rf"(?:{_PROVINCES})(?:省|(?:壮族|回族|维吾尔)?自治区)?|(?P<name>{cities})(?P<unit>市(?!场|值|面|况)|州(?!市)|盟|地区)?"
    )
