"""Names that a line may use only where its evidence does: quoted ones, places, public bodies."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from llmsum.verify.fold import letters, narrow
from llmsum.verify.lexicon import bodies

_QUOTED = re.compile(
    r"《([^》]{1,60})》|“([^”]{1,60})”|‘([^’]{1,60})’|「([^」]{1,60})」|\"([^\"]{1,60})\""
)
_HAN = re.compile("[\u3400-\u9fff]")
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
_ALSO_WORDS = {
    "东方",
    "朝阳",
    "白银",
    "大同",
    "安康",
    "长治",
    "海东",
    "海西",
    "海北",
    "文山",
    "通化",
    "阿里",
}
_LATIN = re.compile(r"[a-z][a-z0-9]*")


def has_han(text: str) -> bool:
    """Whether any character of the text is Chinese."""
    return bool(_HAN.search(text))


def find_quoted(text: str) -> list[str]:
    """What stands inside 《》, “” and their kin, inner quotes included, in order."""
    return [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]


def name_problems(text: str, evidence: str, known: Sequence[str] = ()) -> list[str]:
    """Quoted names, places, public bodies and Latin words of the line that its evidence does not have.

    `known` places need no evidence. An English name cannot be looked up in Chinese evidence, and passes.
    """
    source = letters(evidence)
    problems = []
    for name in find_quoted(text):
        comparable = has_han(name) or not has_han(evidence)
        if comparable and letters(name) not in source:
            problems.append(f"名称“{name}”不在所引句中")
    for group in bodies().groups:
        said = next((name for name in group if name in text), None)
        if said and not any(name in source for name in group):
            problems.append(f"机构“{said}”不在所引句中")
    if has_han(text):
        for word in dict.fromkeys(_LATIN.findall(narrow(text))):
            if word not in source:
                problems.append(f"“{word}”不在所引句中")
    return problems + _place_problems(text, evidence, known)


def _place_problems(text: str, evidence: str, known: Sequence[str]) -> list[str]:
    allowed = evidence + "\n" + "\n".join(known)
    said = {match[0] for match in places().finditer(text)}
    return [f"地名“{place}”不在所引句中" for place in sorted(said) if place not in allowed]


@cache
def places() -> re.Pattern[str]:
    """Short names of provinces and cities, except those that are ordinary words too."""
    lines = files("llmsum.text").joinpath("cities.txt").read_text(encoding="utf-8").splitlines()
    names = {
        line.split()[-1].removesuffix("市") for line in lines if line and not line.startswith("#")
    }
    names = {name for name in names if len(name) > 1} - _ALSO_WORDS | set(_PROVINCES)
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(longest_first))
