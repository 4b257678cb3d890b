"""Parks, firms and public bodies of a Chinese line: each has to be one of its evidence.

Rule. What tells one park from another are the words right before its ending: 青网 in 青网产业园. They
have to stand in the evidence, unless they are words that any line may use (全市, 推动). A public body
may be named in any of the ways of its group in bodies.json, at the level (省, 市, 县) of the evidence.
"""

import re
from collections.abc import Iterator
from functools import cache

from llmsum.verify import messages
from llmsum.verify.fold import letters, narrow
from llmsum.verify.lexicon import bodies, organisations
from llmsum.verify.messages import Problem

_LEVELS = "省市县区州"
_NO_BODY_AFTER = "托派员任门"
"""市委 is no body in 城市委托, nor 财政部 in 财政部门."""

_LISTED = re.compile(
    r"(?P<items>[^，,。；;：:（）()“”]{2,}?)等(?:[^，,。；;“”]{0,20}?)(?:企业|公司|集团|商会|高校|院校|品牌|[省市县]份?|城市)(?!化|级)"
)
_HAN_RUN = "[\u3400-\u9fffa-z0-9]"


def organisation_problems(text: str, evidence: str) -> list[Problem]:
    """Public bodies, parks, firms and listed names of the line that its evidence does not have.

    >>> organisation_problems("建好蓝天科技产业园", "建好青网科技产业园")
    ['名称“蓝天科技产业园”不在所引句中']
    >>> organisation_problems("市发展改革委要牵头", "市发改委要牵头"), organisation_problems("省发改委", "市发改委")
    ([], ['机构“省发改委”不在所引句中'])
    """
    source = letters(evidence)
    firms = [firm for firm in organisations().firms if firm in text and firm not in source]
    names = dict.fromkeys([*_names_missing(text, source), *_listed_missing(text, source), *firms])
    return body_problems(text, evidence) + [messages.NAME(name) for name in names]


def body_problems(text: str, evidence: str) -> list[Problem]:
    """Public bodies of a Chinese or English line that its evidence names in none of their ways."""
    return [messages.BODY(body) for body in _bodies_missing(text, evidence)]


def _bodies_missing(text: str, evidence: str) -> Iterator[str]:
    flat, source = narrow(text), narrow(evidence)
    for group in (*bodies().groups, *bodies().zones):
        # Most lines name none: plain search rules that out before a pattern is even compiled.
        if not any(map(flat.__contains__, group)):
            continue
        pattern = _body_pattern(group)
        said = pattern.search(flat)
        if not said:
            continue
        levels = {match["level"] for match in pattern.finditer(source)}
        if not levels or (said["level"] and not {said["level"], None} & levels):
            yield said[0]


@cache
def _body_pattern(group: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(group, key=len, reverse=True)))
    return re.compile(rf"(?P<level>[{_LEVELS}])?(?:{names})(?![{_NO_BODY_AFTER}])")


def _names_missing(text: str, source: str) -> Iterator[str]:
    flat = narrow(text)
    for match in _endings().finditer(flat):
        head = flat[max(0, match.start() - 12) : match.start()]
        run = re.split(f"(?!{_HAN_RUN}).", head)[-1]
        stem = _stem(run)
        if stem and (stem not in source or _mixed(run, stem, match[0], source)):
            tail = run[run.rindex(stem) :] if stem in run else run
            yield tail + match[0]


def _mixed(run: str, stem: str, ending: str, source: str) -> bool:
    """天府生物科技园 where the evidence has 天府生命科技园, and 生物 elsewhere."""
    name = run[: run.rindex(stem) + len(stem)]
    head = name[-2 * len(stem) : -len(stem)]
    return (
        len(head) == len(stem)
        and head + stem not in source
        and bool(
            re.search(
                f"{head}(?!{_HAN_RUN}{{0,6}}{stem}{_HAN_RUN}{{0,4}}{ending}){_HAN_RUN}{{1,6}}{ending}",
                source,
            )
        )
    )


def _stem(run: str) -> str:
    """The two characters that tell a name from others of its kind; empty where there are none."""
    words = organisations()
    while trade := next((word for word in words.trades if run.endswith(word)), ""):
        run = run.removesuffix(trade)
    stem = run[-2:]
    tells = (
        len(stem) == 2 and not run.endswith(words.generic) and not set(stem) & set(words.particles)
    )
    return stem if tells else ""


@cache
def _endings() -> re.Pattern[str]:
    return re.compile("|".join(sorted(organisations().endings, key=len, reverse=True)))


def _listed_missing(text: str, source: str) -> Iterator[str]:
    """Of 甲、乙、丙等企业, what the evidence does not have; the first item may follow a verb."""
    for match in _LISTED.finditer(text):
        first, *others = match["items"].split("、")
        if not others:
            continue
        for item in others:
            name = letters(item)
            if len(name) >= 2 and (name[:2] not in source or name[-2:] not in source):
                yield item
        if letters(first) and _strange(letters(first), source):
            yield first[-4:]


def _strange(first: str, source: str) -> bool:
    """Whether the first item of a list is more than a verb and words of the evidence."""
    known = next((at for at in range(len(first) - 1) if first[at:] in source), len(first))
    before = first[:known]
    words = organisations()
    return known > len(first) - 2 or not (
        not before or before.endswith(words.generic) or before[-1] in words.particles
    )
