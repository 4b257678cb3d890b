"""Things and amounts told in two lists of one length: 甲、乙分别增长8%、10%. No model."""

import re

_APART = re.compile("分别")
_NEXT = re.compile("[、和与及]|以及")
_MEASURE = re.compile(".*(?:额|投资|收入|值|量|数|率|面积|规模|出口|进口|利润|税收|存款)$")
_CLASS = re.compile(r"(?P<from>(?:过|超过?)?[\d.]*[十百千万亿]+元?(?:以上)?)(?P<thing>.*)$")


def things_of(clause: str, amounts: int, opening: int) -> list[str] | None:
    """What each of the amounts behind 分别 is of, by their order; None where that cannot be told.

    `opening`: where the first thing begins. A thing has to end as a measure does, or be a class of
    the thing that the last one names.

    >>> things_of("进出口总额、外商投资分别增长15%、20%", 2, 0)
    ['进出口总额', '外商投资']
    >>> things_of("引进亿元以上、50亿元以上项目分别不少于200个、7个", 2, 2)
    ['亿元以上项目', '50亿元以上项目']
    >>> things_of("城镇、农村居民收入分别增长8%、10%左右", 2, 0) is None
    True
    """
    each = _APART.search(clause)
    if each is None:
        return None
    things = _NEXT.split(clause[opening : each.start()])
    if len(things) != amounts:
        return None
    classes = [_CLASS.fullmatch(thing) for thing in things]
    last = classes[-1]
    if last and last["thing"] and all(found and not found["thing"] for found in classes[:-1]):
        return [f"{found['from']}{last['thing']}" for found in classes if found]
    return things if all(map(_MEASURE.fullmatch, things)) else None
