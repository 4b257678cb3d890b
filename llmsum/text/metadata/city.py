"""Which city or county a text speaks for: where it says so outright, by rules; never by a guess.

Every mention of a city is weighed by what stands around it. A city that the text only compares
itself with, visits or lists weighs nothing. The heaviest city is taken if it is heavy enough and
at least twice as heavy as the next. A county-level place, such as 昆山 or 平江县, comes before
the city that it belongs to where the text speaks for it (county.py).
"""

import re
from collections.abc import Iterator
from functools import cache

from llmsum.records import CityStatus
from llmsum.text.metadata.county import find_county
from llmsum.text.metadata.gazetteer import (
    PROVINCE_UNIT,
    PROVINCES,
    city_names,
    counties,
    county_after,
    county_level_city,
)
from llmsum.text.metadata.header import header_lines
from llmsum.text.metadata.mention import (
    ENOUGH,
    WEIGHT_DATELINE,
    Mention,
    is_at_opening,
    is_compared,
    is_dateline,
    is_rival,
    total_weights,
    weigh_mention,
)
from llmsum.text.pattern import later

_ALSO_PROVINCES = frozenset({"吉林", "海南"})
_PROVINCE = later(rf"^(?:{PROVINCES}){PROVINCE_UNIT}(?=.)")
_NO_CITY = later(r"区|县|路|街|镇|乡|大道|省|大学|学院|银行|机场|高铁|高速|铁路|商会|籍")
_MASKED = later(
    r"(?:\*{2,}|[×✕○〇Xx＊]{2,}|某)(?:市(?!场)|县|州|区|省|市长|主任|书记)|我(?:\*{2,}|[×✕Xx＊]{2,})"
    r"|(?<=[\u4e00-\u9fff、，。])[*×✕＊](?:市(?!场)|高新区|经开区|开发区)(?!\*)"
)
_PROVINCIAL = later(
    r"(?<!副)省长|自治区(?:人民政府)?主席|[省区]第[一二三四五六七八九十]+届人民代表大会"
)
_PROVINCE_WIDE, _CITY_WIDE = (
    later(r"全省|我省|全区(?=各[地市])"),
    later(r"[全我本](?:[市盟]|州(?!县)|地区)|自治州"),
)
_STATE = later(
    r"(?:中共中央(?:政治局|总书记)|国务院(?:副)?总理|国家(?:副)?主席)[^。\n]{0,60}?(?:调研|考察|视察|主持|出席|致辞)"
)
_STATE_OPENING = 250
_REPORTER_GOES = later(
    rf"记者[^。！？\n]{{0,6}}(?:来到|走进|前往|赶到|赴|探访)(?:了)?(?:{PROVINCES})?{PROVINCE_UNIT}$"
)
_CONGRESS = later(r"第?[一二三四五六七八九十]+届(?:人民代表大会|人大)|(?:人民)?政府工作报告")
_OF_PROVINCE = later(rf"(?:{PROVINCES})(?!省?[\u4e00-\u9fff]{{2,3}}[市州县区])[^。！？\n]*[。！？]")
"""A sentence that tells of a province."""
_FEWEST_PROVINCE_WIDE, _LONGEST_BYLINE = 5, 40


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
    if not masked and (own := _whose_congress(text)):
        return own, "stated"
    if masked:
        mentions = [mention for mention in mentions if mention.is_self]
    is_higher = _is_of_a_province(text) or _is_of_the_state(text)
    if is_higher:
        mentions = [mention for mention in mentions if mention.weight == WEIGHT_DATELINE]
    weights = total_weights(mentions)
    county, of_county = (None, 0) if masked or is_higher else find_county(text, weights)
    if county:
        return county, "stated"
    (first, weight), (_, second) = [*weights.most_common(2), ("", 0), ("", 0)][:2]
    others = weights.total() - weight
    is_heavy = weight >= ENOUGH and weight >= 2 * second and weight > max(others, of_county)
    is_own = any(mention.is_self for mention in mentions if mention.name == first)
    if is_heavy and (is_own or not _is_of_another_place(text, first)):
        return first, "stated"
    return None, "masked" if masked else "unknown"


def _whose_congress(text: str) -> str | None:
    """The city before whose congress the header says that the text was spoken, as mayors do every year.

    >>> _whose_congress("政府工作报告\\n2023年1月3日在德阳市第九届人民代表大会第二次会议上\\n各位代表：")
    '德阳'
    """
    for line in header_lines(text):
        for match in _name_pattern().finditer(line):
            if _has_unit(match) and _CONGRESS.match(line, match.end()):
                return city_names()[match["name"]]
    return None


def _is_of_a_province(text: str) -> bool:
    """Whether it is a province that the text speaks for, by its header or by what it calls its own."""
    byline = [line for line in header_lines(text) if len(line) <= _LONGEST_BYLINE]
    if any(_PROVINCIAL.search(line) for line in byline):
        return True
    wide = len(_PROVINCE_WIDE.findall(text))
    return wide >= _FEWEST_PROVINCE_WIDE and wide > 2 * len(_CITY_WIDE.findall(text))


def _is_of_the_state(text: str) -> bool:
    """Whether a leader of the state speaks, who is only a visitor to cities."""
    return bool(_STATE.search(text[:_STATE_OPENING]))


def _is_of_another_place(text: str, city: str) -> bool:
    """Whether the county of the city's name is meant (长沙县), or the city is where a reporter went for
    an example of what is told of its province."""
    namesake = next((unit for unit in "县区" if f"{city}{unit}" in counties()), None)
    if namesake and f"{city}{namesake}" in text and f"{city}市" not in text:
        return True
    before = text[: text.find(city)]
    return bool(_REPORTER_GOES.search(before)) and bool(_OF_PROVINCE.search(before))


def given_city(name: str) -> tuple[str | None, CityStatus]:
    """A city as the user names it, under the name that texts give it; a mask stays masked.

    >>> given_city("周口市"), given_city("延边朝鲜族自治州"), given_city("沙市"), given_city("××市")
    (('周口', 'given'), ('延边', 'given'), ('沙市', 'given'), (None, 'masked'))
    >>> given_city("广东深圳"), given_city("江苏省江阴市"), given_city("长沙市长沙县")
    (('深圳', 'given'), ('江阴', 'given'), ('长沙县', 'given'))
    """
    if _MASKED.search(name) or not name.strip("*×✕○〇＊ "):
        return None, "masked"
    short = name.removesuffix("市")
    return _listed_name(name) or (short if len(short) > 1 else name), "given"


def _listed_name(name: str) -> str | None:
    """The name by which the gazetteer knows a place, which may have its province or city before it."""
    local = _PROVINCE.sub("", name)
    if known := city_names().get(local) or city_names().get(local.removesuffix("市")):
        return known
    within = _name_pattern().match(local)
    county = counties().get(local) or county_level_city(local)
    if county is None and within and within["name"]:
        county = counties().get(local[within.end() :]) or county_level_city(local[within.end() :])
    return county.name if county and len(county.cities) < 2 else None


def known_city(text: str) -> str | None:
    """The name of the first city that a text names, or of the county-level place that it is; else None.

    >>> known_city("周口市召开会议"), known_city("江苏省昆山市"), known_city("云南昌宁的会议")
    ('周口', '昆山', None)
    """
    if listed := _listed_name(text):
        return listed
    names = (match["name"] for match in _name_pattern().finditer(text))
    return next((city_names()[name] for name in names if name), None)


def _weigh_mentions(text: str) -> Iterator[Mention]:
    matches = [match for match in _name_pattern().finditer(text) if match["name"]]
    rivals = {
        city_names()[match["name"]]
        for match in matches
        if is_rival(text[max(0, match.start() - 4) : match.start()], text[match.end() :][:20])
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
        if mention and (mention.weight == WEIGHT_DATELINE or mention.name not in rivals):
            yield mention


def _weigh(text: str, match: re.Match[str], is_listed: bool) -> Mention | None:
    """What one mention is worth as evidence; None when it is worth nothing."""
    name = city_names()[match["name"]]
    is_unit = _has_unit(match)
    before = text[max(0, match.start() - 10) : match.start()]
    after = text[match.end() : match.end() + 40]
    if not is_unit and is_dateline(after):
        return Mention(name, WEIGHT_DATELINE, is_self=True)
    is_other_place = not is_unit and (name in _ALSO_PROVINCES or _NO_CITY.match(after))
    is_address = county_after(text, match.end(), name) is not None
    if is_other_place or is_address or is_listed or is_compared(before, after):
        return None
    is_opening = is_at_opening(text, match.start())
    is_scene = before.endswith("在")
    return weigh_mention(name, after, is_unit=is_unit, is_opening=is_opening, is_scene=is_scene)


def _has_unit(match: re.Match[str]) -> bool:
    """Whether a city stands with its unit: 德阳市, 凉山州, 凉山彝族自治州."""
    name = match["name"]
    return bool(name) and (bool(match["unit"]) or name != city_names()[name])


@cache
def _name_pattern() -> re.Pattern[str]:
    """A city with its unit, or a province, which is passed over so that 云南昌宁 does not give 南昌."""
    cities = "|".join(sorted(city_names(), key=len, reverse=True))
    return re.compile(
        rf"(?:{PROVINCES}){PROVINCE_UNIT}|(?P<name>{cities})(?P<unit>市(?!场|值|面|况)|州(?!市)|盟|地区)?"
    )
