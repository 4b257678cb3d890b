"""Whether a text speaks for a county-level place, such as 昆山, 平江县 or 涪陵区, and not for the city above it.

Texts of cities name their counties in passing all the time. So a county-level place counts only where
the text opens with it or has its press in the dateline, nothing shows that the text speaks from higher
up (全市 for a county, 各县区 for all), and neither another place nor its own city weighs as much.
"""

import re
from collections.abc import Iterator, Mapping

from llmsum.text.metadata.gazetteer import (
    PROVINCE_UNIT,
    PROVINCES,
    County,
    city_names,
    county_before,
    county_stems,
)
from llmsum.text.metadata.mention import (
    ENOUGH,
    WEIGHT_DATELINE,
    Mention,
    datelines,
    is_at_opening,
    is_compared,
    total_weights,
    weigh_mention,
)
from llmsum.text.pattern import later

_UNIT = later(r"市(?!场|值|面|况|级)|县(?!级|域)|区(?!域|级|间|块|位)|旗(?!下|舰|帜)")
_MEETING_PLACE = later(r"在$")
_AFTER_PROVINCE = later(rf"(?:{PROVINCES}){PROVINCE_UNIT}(?=(?P<stem>[\u4e00-\u9fff]{{2,4}}))")
_ABOUT_PLACE = later(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}?(?=概况|地处|位于|经济(?:技术)?开发区|工业园区)"
)
"""A short name that a line opens with, of what the line tells about."""
_OPENING = 150
"""Characters; where a report names the place that it is about."""
_FEWEST = 2
"""Mentions: one alone can be that of a guest, unless the text says 我县 or the like."""

_OVER_COUNTIES = later(r"各[区旗]?县|县[（(]?市?[、,，]?[区旗]")
_OVER_ALL = later(r"[全我本](?:市|州(?!县))|(?<![\u4e00-\u9fff])市(?:委|政府|政协|人大|长|直)")
_OWN = {
    unit: later(rf"[全我本]{unit}|{unit}(?:委|政府|人大|政协|长|直|领导)|{unit}内")
    for unit in "县区旗"
}


def find_county(text: str, cities: Mapping[str, int]) -> tuple[str | None, int]:
    """The county-level place that a text speaks for, None where it does not clearly do so; and what
    the heaviest one weighs.

    `cities` are the weights of the cities that the text names.

    >>> find_county("江阴市召开招商大会。江阴市委书记要求抓项目。", {})
    ('江阴', 11)
    >>> find_county("我市召开现场会。项城市委书记发言。", {})
    (None, 6)
    """
    mentions = list(_mentions(text))
    weights = total_weights(mention for _, _, mention in mentions)
    (name, weight), (_, second) = [*weights.most_common(2), ("", 0), ("", 0)][:2]
    own = [(start, mention.weight) for _, start, mention in mentions if mention.name == name]
    has_dateline = any(weight == WEIGHT_DATELINE for _, weight in own)
    is_frequent = len(own) >= _FEWEST or re.search(r"[全我本][县区旗]", text)
    is_named = has_dateline or (is_frequent and any(start < _OPENING for start, _ in own))
    if not is_named or weight < ENOUGH or weight < 2 * second:
        return None, weight
    county = next(county for county, _, mention in mentions if mention.name == name)
    is_own = all(
        weight >= (other if city in county.cities else 2 * other) for city, other in cities.items()
    )
    is_own = is_own and not _speaks_from_above(text, county)
    return county.name if is_own else None, weight


def _speaks_from_above(text: str, county: County) -> bool:
    """Whether the text calls its own what a county-level place has not: counties, or a whole city."""
    above = len(_OVER_COUNTIES.findall(text))
    if county.unit == "市":
        return above > 0
    above += len(_OVER_ALL.findall(text))
    return above > len(_OWN[county.unit].findall(text))


def _mentions(text: str) -> Iterator[tuple[County, int, Mention]]:
    """Each mention with its place and its start; those that are visited or compared are left out."""
    named = [
        (county, unit.end() - len(county.full), unit.end())
        for unit in _UNIT.finditer(text)
        if (county := county_before(text, unit.end())) and len(county.cities) < 2
    ]
    found = [*named, *_short_mentions(text, {county for county, _, _ in named})]
    for county, start, end in sorted(found, key=lambda mention: mention[1]):
        before, after = text[max(0, start - 10) : start], text[end : end + 40]
        if is_compared(before, after) or _MEETING_PLACE.search(before):
            continue
        is_unit = text[start:end] == county.full
        is_opening = is_at_opening(text, start)
        yield (
            county,
            start,
            weigh_mention(county.name, after, is_unit=is_unit, is_opening=is_opening),
        )
    for start in datelines(text):
        for length in (2, 3, 4):
            for county in county_stems().get(text[max(0, start - length) : start], ()):
                yield county, start, Mention(county.name, WEIGHT_DATELINE, is_self=True)


def _short_mentions(text: str, named: set[County]) -> Iterator[tuple[County, int, int]]:
    """Places without their unit: those that the text names in full elsewhere, or after their province."""
    places = {county.stem: county for county in named if len(county.stem) > 1}
    for match in _AFTER_PROVINCE.finditer(text):
        for length in (2, 3, 4):
            for county in county_stems().get(match["stem"][:length], ()):
                places.setdefault(county.stem, county)
    for match in _ABOUT_PLACE.finditer(text[:_OPENING]):
        if len(known := county_stems().get(match[0], ())) == 1 and len(known[0].cities) < 2:
            places.setdefault(match[0], known[0])
    for stem, county in places.items():
        if stem in city_names():
            continue
        for match in re.finditer(rf"{stem}(?!{county.unit})", text):
            yield county, match.start(), match.end()
