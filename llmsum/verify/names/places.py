"""Places of China: which stand in a text, by their full names and by short ones that are no words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from llmsum.verify import messages
from llmsum.verify.messages import Problem

_PROVINCES = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "内蒙古",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
    "香港",
    "澳门",
    "台湾",
]
_REGIONS = [
    "长三角",
    "珠三角",
    "京津冀",
    "粤港澳",
    "长江经济带",
    "成渝",
    "东北",
    "西北",
    "西南",
    "华东",
    "华北",
    "华南",
    "华中",
]
_ABROAD = [
    "亚洲",
    "欧洲",
    "非洲",
    "北美",
    "南美",
    "拉美",
    "大洋洲",
    "欧盟",
    "东盟",
    "中东",
    "中亚",
    "东南亚",
    "美国",
    "日本",
    "韩国",
    "德国",
    "法国",
    "英国",
    "俄罗斯",
    "意大利",
    "西班牙",
    "加拿大",
    "澳大利亚",
    "新加坡",
    "马来西亚",
    "印度尼西亚",
    "泰国",
    "越南",
    "巴西",
    "阿根廷",
    "墨西哥",
    "沙特",
    "阿联酋",
]
"""Countries and parts of the world that city's leaders speak of."""

_THERE = re.compile(
    "(?:落户|位于|来到|走进|抵达|前往|赴|在|到)(?P<place>[\u3400-\u9fff]{2})(?!建设|发展)"
)
_ABROAD_IN_SHORT = {
    "拉美": "拉丁美洲",
    "东盟": "东南亚",
    "东南亚": "东盟",
    "印度尼西亚": "印尼",
    "俄罗斯": "对俄|中俄|俄方",
}
_SITED = re.compile("(?:选址于?|位于|地处|坐落[于在]?|落户)(?P<place>[\u3400-\u9fff]{3})")
_BESIDE = re.compile("(?:紧邻|毗邻|邻近|临近|相邻|接壤|靠近|距离?)[^，,。；;]*$")
_SAME = 3
"""Characters behind a place by which it is known to stand for another one."""

_IN_A_PAIR = re.compile("[日韩美德法英泰]")
"""日韩, 中美, 对德: of a country often its first character alone."""
_ALSO_WORDS = frozenset(
    ["东方", "朝阳", "白银", "大同", "安康", "长治", "海东", "海西", "海北", "文山", "通化", "阿里"]
)
"""Short names of cities that are words too, or stand inside of others."""

_COUNTY_LEVEL = [
    "昆山",
    "江阴",
    "义乌",
    "常熟",
    "太仓",
    "晋江",
    "慈溪",
    "余姚",
    "诸暨",
    "温岭",
    "石狮",
    "福清",
    "宜兴",
    "丹阳",
    "如皋",
    "泰兴",
    "靖江",
    "邳州",
    "荣成",
    "寿光",
    "诸城",
    "滕州",
    "胶州",
    "巩义",
    "新郑",
    "荥阳",
    "登封",
    "禹州",
    "永城",
    "项城",
    "浏阳",
    "仁怀",
    "神木",
    "府谷",
    "鹿邑",
    "沈丘",
    "郸城",
    "浦东",
    "滨海新区",
    "雄安",
    "两江新区",
]
"""Short names below cities that speeches compare themselves with, and that are no words."""


def _read(package: str, name: str) -> list[str]:
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def cities() -> frozenset[str]:
    """Short names of provinces and cities, those that are ordinary words too among them."""
    names = {
        line.split()[-1].removesuffix("市") for line in _read("llmsum.text.metadata", "cities.txt")
    }
    return frozenset({name for name in names if len(name) > 1}.union(_PROVINCES))


@cache
def places() -> re.Pattern[str]:
    """Short names of provinces and cities, except those that are ordinary words too."""
    return re.compile("|".join(_longest_first(cities() - _ALSO_WORDS)))


@cache
def _all_places() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """First two characters → the names that begin so, in the order in which they are tried, each
    with the characters before which it is none.

    A regular expression of these three thousand names takes longer to compile than most pages to read.
    """
    counties = [line.split()[0] for line in _read("llmsum.text.metadata", "counties.txt")]
    short = {name[:-1] for name in counties if len(name) > 3 and name[-1] in "县市"}
    with_unit = {f"{name}市" for name in _ALSO_WORDS}
    names = (cities() - _ALSO_WORDS).union(_REGIONS, _COUNTY_LEVEL, short, with_unit)
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    endings = tuple("域级间块位")
    for group, not_before in ((names, ()), (_ABROAD, ("部", "铁")), (counties, endings)):
        for name in _longest_first(group):
            found.setdefault(name[:2], []).append((name, not_before))
    return found


def _find_places(text: str) -> Iterator[str]:
    """Every place of the text, from left to right, the longest name that stands at its place."""
    known, at = _all_places(), 0
    while at < len(text):
        for name, not_before in known.get(text[at : at + 2], ()):
            end = at + len(name)
            if text.startswith(name, at) and not text.startswith(not_before, end):
                yield name
                at = end
                break
        else:
            at += 1


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)


@cache
def _short_counties() -> frozenset[str]:
    """Counties of one character and their kind, without it: 东兴 of 东兴市."""
    names = [line.split()[0] for line in _read("llmsum.text.metadata", "counties.txt")]
    return frozenset(name[:-1] for name in names if len(name) == len("东兴市"))


def _counties_there(text: str) -> Iterator[str]:
    """Short names of counties where they can only be a place: 落户东兴."""
    for match in _THERE.finditer(text):
        if match["place"] in _short_counties():
            yield match["place"]


def _exchanged(text: str, allowed: str) -> Iterator[str]:
    """Short names of counties before the same words as another place there: 图们汽配基地 for 珲春汽配基地."""
    short = _short_counties()
    for at in range(len(text) - _SAME):
        place, after = text[at : at + 2], text[at + 2 : at + 2 + _SAME]
        if place in short and place not in allowed and len(after) == _SAME:
            before = allowed[max(0, allowed.find(after) - 2) :][:2] if after in allowed else ""
            if before in short or before in cities():
                yield place


def place_problems(text: str, evidence: str, known: Sequence[str] = ()) -> list[Problem]:
    """The places of the line that neither its evidence nor the `known` names have.

    >>> place_problems("学习义乌市经验", "学习昆山市经验"), place_problems("周口要抓项目", "要抓项目", ["周口"])
    (['地名“义乌”不在所引句中'], [])
    """
    allowed = evidence + "\n" + "\n".join(known)
    said = sorted({*_find_places(text), *_counties_there(text), *_exchanged(text, allowed)})
    beside = [m["place"] for m in _SITED.finditer(text) if _only_beside(m["place"], allowed)]
    return [
        messages.PLACE(place)
        for place in said
        if place not in allowed and not _short(place, allowed)
    ] + [messages.PLACE(place) for place in beside]


def _only_beside(place: str, allowed: str) -> bool:
    """Whether it is there only what something is near to: 紧邻花都区."""
    found = [match.start() for match in re.finditer(place, allowed)]
    return bool(found) and all(_BESIDE.search(allowed[:at]) for at in found)


def _short(place: str, allowed: str) -> bool:
    """Whether a country or part of the world stands there in another way: 日韩 for 日本, 拉丁美洲 for 拉美."""
    if place not in _ABROAD:
        return False
    first = _IN_A_PAIR.match(place)
    other = _ABROAD_IN_SHORT.get(place)
    return bool(first and first[0] in allowed) or bool(other and re.search(other, allowed))
