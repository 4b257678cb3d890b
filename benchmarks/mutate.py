"""The kinds of mutations: a supported line changed in one place so that it is wrong."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.mutate_who import anothers_deed, demand_as_deed, thought_as_fact
from llmsum.verify import find_dates, find_quantities
from llmsum.verify.lexicon import bodies, organisations, polarity, subjects
from llmsum.verify.names.places import places

_HAN = "二三四五六七八九"
_VERBS = re.compile(
    "推动|推进|加快|建设|支持|引进|培育|实施|完善|提升|打造|落实|开展|深化|强化|加强|优化|建立|形成|实现|完成"
)


@dataclass(frozen=True)
class Line:
    """A supported line and the sentences that it cites."""

    text: str
    evidence: tuple[str, ...]


Mutate = Callable[[Line, random.Random], Iterator[str]]


def _other_numeral(numeral: str, rng: random.Random) -> str:
    if numeral.isdigit():
        return rng.choice([d for d in "123456789" if d != numeral])
    same = "二" if numeral == "两" else numeral
    return rng.choice([h for h in _HAN if h != same])


def _renumbered(text: str, start: int, end: int, rng: random.Random) -> str | None:
    """The first numeral of [start, end) changed."""
    match = re.search(rf"\d|[{_HAN}两]", text[start:end])
    if not match:
        return None
    at = start + match.start()
    return text[:at] + _other_numeral(text[at], rng) + text[at + 1 :]


def number(line: Line, rng: random.Random) -> Iterator[str]:
    for q in find_quantities(line.text):
        if changed := _renumbered(line.text, q.start, q.end, rng):
            yield changed


def scale(line: Line, rng: random.Random) -> Iterator[str]:
    for q in find_quantities(line.text):
        words = line.text[q.start : q.end]
        for one, other in (("万", "亿"), ("亿", "万")):
            if one in words:
                swapped = words.replace(one, other, 1)
                yield line.text[: q.start] + swapped + line.text[q.end :]
                break


def percent(line: Line, rng: random.Random) -> Iterator[str]:
    for one, other in (("个百分点", "%"), ("百分点", "%"), ("%", "个百分点"), ("％", "个百分点")):
        if one in line.text:
            yield line.text.replace(one, other, 1)
            return


def year(line: Line, rng: random.Random) -> Iterator[str]:
    for match in re.finditer(r"(?:19|20)\d\d(?=年)", line.text):
        moved = str(int(match[0]) + rng.choice([-3, -2, -1, 1, 2, 3]))
        yield line.text[: match.start()] + moved + line.text[match.end() :]


def deadline(line: Line, rng: random.Random) -> Iterator[str]:
    for date in find_dates(line.text):
        words = line.text[date.start : date.end]
        if date.part or date.value.startswith(("next:", "within:", "FYP")):
            numerals = [m.start() for m in re.finditer(rf"\d|[一{_HAN}]", words)]
            if numerals:
                at = date.start + numerals[-1]
                changed = _other_numeral(line.text[at], rng)
                yield line.text[:at] + changed + line.text[at + 1 :]
        for one, other in (
            ("年底", "年初"),
            ("上半年", "下半年"),
            ("下半年", "上半年"),
            ("今年", "明年"),
        ):
            if one in words:
                yield line.text[: date.start] + words.replace(one, other) + line.text[date.end :]


def negation_added(line: Line, rng: random.Random) -> Iterator[str]:
    verbs = list(_VERBS.finditer(line.text))
    if verbs:
        at = rng.choice(verbs).start()
        yield line.text[:at] + rng.choice(["不", "不再", "停止", "未"]) + line.text[at:]


def negation_removed(line: Line, rng: random.Random) -> Iterator[str]:
    harmless = "|".join(sorted(polarity().not_negations, key=len, reverse=True))
    negations = "|".join(sorted(polarity().negations, key=len, reverse=True))
    for match in re.finditer(f"(?:{harmless})|(?P<negation>{negations})", line.text):
        if match["negation"]:
            yield line.text[: match.start()] + line.text[match.end() :]


def city(line: Line, rng: random.Random) -> Iterator[str]:
    others = ["洛阳", "无锡", "赣州", "柳州", "芜湖", "宜昌", "湖南", "浙江"]
    for match in places().finditer(line.text):
        other = rng.choice([o for o in others if not any(o in e for e in line.evidence)])
        yield line.text[: match.start()] + other + line.text[match.end() :]


def body(line: Line, rng: random.Random) -> Iterator[str]:
    groups = bodies().groups
    for group in groups:
        name = next((n for n in group if n in line.text), None)
        if name:
            other = rng.choice(
                [g for g in groups if not any(n in e for n in g for e in line.evidence)]
            )
            yield line.text.replace(name, other[0], 1)


_STRANGE = ("天岳", "海桥", "金穗", "瑞川", "远航")
_FIRM = re.compile(
    "(?<=[\u4e00-\u9fff])(?:科技|电子|集团|实业|控股|股份|有限|责任)*(?:公司|集团|银行|大学|学院|研究院)"
)
_PARK = re.compile(
    "(?<=[\u4e00-\u9fff])(?:科技|电子|高新|经济|技术|高新技术|经济技术)*(?:产业园区?|工业园区?|科技园|开发区|集聚区|高新区|经开区|新区)"
)
_PERSON = re.compile(
    f"(?:(?:{'|'.join(subjects().titles)})(?P<name>[{subjects().surnames}][\u4e00-\u9fff]{{1,2}}?)(?=[，,。、在于到对就主出参带为指强要表说介深调一作]|$))"
    f"|(?:(?<![\u4e00-\u9fff])(?P<saying>[{subjects().surnames}][\u4e00-\u9fff]{{1,2}})(?=强调|指出|要求|表示|说|介绍|认为|直言|坦言))"
)


def _stranger(line: Line, rng: random.Random) -> str:
    return rng.choice([name for name in _STRANGE if not any(name in e for e in line.evidence)])


def _renamed(ending: re.Pattern[str], line: Line, rng: random.Random) -> Iterator[str]:
    """The two characters before such an ending changed, where they are part of a name."""
    for match in ending.finditer(line.text):
        at = match.start()
        if _is_name(line.text[:at]):
            other = _stranger(line, rng)
            yield line.text[: at - 2] + other + line.text[at:]


def _is_name(before: str) -> bool:
    """Whether what stands before the ending tells one park or firm from another."""
    words = organisations()
    stem = re.split(r"[^\u4e00-\u9fff]", before)[-1][-2:]
    return (
        len(stem) == 2
        and not before.endswith(words.generic)
        and not set(stem) & set(words.particles)
    )


def firm(line: Line, rng: random.Random) -> Iterator[str]:
    yield from _renamed(_FIRM, line, rng)


def park(line: Line, rng: random.Random) -> Iterator[str]:
    yield from _renamed(_PARK, line, rng)


def quoted(line: Line, rng: random.Random) -> Iterator[str]:
    for match in re.finditer("[《“‘]([^》”’]{2,20})[》”’]", line.text):
        other = _stranger(line, rng)
        yield line.text[: match.start(1)] + other + line.text[match.start(1) + 2 :]


def person(line: Line, rng: random.Random) -> Iterator[str]:
    for match in _PERSON.finditer(line.text):
        group = "name" if match["name"] else "saying"
        other = rng.choice(["李长河", "王建业", "赵一鸣"])
        yield line.text[: match.start(group)] + other + line.text[match.end(group) :]


def _without(words: str, line: Line) -> Iterator[str]:
    for match in re.finditer(words, line.text):
        yield line.text[: match.start()] + line.text[match.end() :]


def measure_dropped(line: Line, rng: random.Random) -> Iterator[str]:
    yield from _without("户均|人均|亩均|年均|增幅|增速|规上|规模以上|环比|净增", line)


def hedge_dropped(line: Line, rng: random.Random) -> Iterator[str]:
    yield from _without(
        "主体(?=完工)|基本(?=建成|形成|完成|实现|解决)|初步(?=建成|形成|完成)|大部分|大多数|多数",
        line,
    )


def aim_dropped(line: Line, rng: random.Random) -> Iterator[str]:
    yield from _without(r"(?:力争|争取)(?=[^，,。；;]{0,20}[\d%])", line)


def limit_dropped(line: Line, rng: random.Random) -> Iterator[str]:
    yield from _without(
        r"(?<=[\d%％家个项元亩万亿])(?:及?以上|以内|以下|左右)|余(?=[家个项万亿亩名人])"
        r"|(?:不低于|不少于|不超过|超过|突破|近|约)(?=\d)",
        line,
    )


def thing_swapped(line: Line, rng: random.Random) -> Iterator[str]:
    numbers = find_quantities(line.text)
    for one, other in combinations(numbers, 2):
        if (one.kind, one.unit) == (other.kind, other.unit) and one.value != other.value:
            ours, theirs = line.text[one.start : one.end], line.text[other.start : other.end]
            between = line.text[one.end : other.start]
            yield line.text[: one.start] + theirs + between + ours + line.text[other.end :]


def plan_as_deed(line: Line, rng: random.Random) -> Iterator[str]:
    for match in re.finditer(f"(?<![需重主必首只])(?:要|将)(?={_VERBS.pattern})", line.text):
        yield line.text[: match.start()] + "已" + line.text[match.end() :]


def deed_as_plan(line: Line, rng: random.Random) -> Iterator[str]:
    for match in re.finditer(f"已经?(?={_VERBS.pattern})|(?P<verb>{_VERBS.pattern})了", line.text):
        planned = "将" + (match["verb"] or "")
        yield line.text[: match.start()] + planned + line.text[match.end() :]


KINDS: dict[str, Mutate] = {
    "number changed": number,
    "万↔亿": scale,
    "百分点↔%": percent,
    "year moved": year,
    "deadline moved": deadline,
    "negation added": negation_added,
    "negation removed": negation_removed,
    "city swapped": city,
    "body swapped": body,
    "firm swapped": firm,
    "park swapped": park,
    "《》“” changed": quoted,
    "person swapped": person,
    "plan told as deed": plan_as_deed,
    "deed told as plan": deed_as_plan,
    "numbers exchanged": thing_swapped,
    "户均, 增幅, 规上 … dropped": measure_dropped,
    "主体, 基本, 大部分 … dropped": hedge_dropped,
    "以上, 超过, 约 … dropped": limit_dropped,
    "力争, 争取 dropped": aim_dropped,
    "another one's deed": anothers_deed,
    "demand told as deed": demand_as_deed,
    "可能, 准备 … dropped": thought_as_fact,
}


def mutations(lines: Sequence[Line], rng: random.Random) -> Iterator[tuple[str, Line]]:
    """Kind and line, of each line in each way; a change that stands verbatim in the evidence is left out."""
    for line in lines:
        for kind, mutate in KINDS.items():
            for text in mutate(line, rng):
                if text != line.text and not any(text in e for e in line.evidence):
                    yield kind, Line(text, line.evidence)
