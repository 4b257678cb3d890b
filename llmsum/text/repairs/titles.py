"""The standing titles of Chinese politics, as words: 市委副书记, 管委会主任, 市委常委、常务副市长.

A dictionary of the language has their parts alone (市委, 书记), and so weighs the most usual phrase of a
local report as little as any three words in a row.
"""

from collections.abc import Iterator

_LEVELS = "省市州盟县区旗镇乡"
_AREAS = ("", "开发区", "高新区", "经开区", "保税区", "综保区", "集聚区", "园区", "新区", "街道")
_COMMITTEE = ("书记", "副书记", "常委", "秘书长", "副秘书长", "办公室主任", "办公室副主任")
_DEPARTMENTS = ("组织部", "宣传部", "统战部")
_DEPUTIES = ("副", "代", "常务副")
_BOARD = ("管委会主任", "管委会副主任", "管委会常务副主任")
_GROUP = ("党组书记", "党组副书记", "党组成员")


def titles() -> Iterator[str]:
    """Every title once: an office, or two that one person usually holds.

    >>> {"市委副书记", "副县长", "市委副书记、市长", "高新区党工委书记"} <= {*titles()}
    True
    """
    for level in _LEVELS:
        yield from _of_level(level)
    for area in _AREAS:
        yield from (
            f"{area}{body}{office}" for body in ("党工委", "工委") for office in _COMMITTEE[:2]
        )
        yield from (f"{area}{office}" for office in _BOARD)
    yield from _GROUP
    yield from (f"党组书记、{head}" for head in ("局长", "主任", "厅长", "行长", "董事长"))
    yield from (f"党工委{rank}、{head}" for rank in _COMMITTEE[:2] for head in _BOARD)
    yield from ("党委书记、董事长", "党委副书记、总经理", "党委书记、局长", "省委常委、市委书记")


def _of_level(level: str) -> Iterator[str]:
    committee, head = f"{level}委", f"{level}长"
    offices = [committee + office for office in _COMMITTEE]
    offices += [
        f"{committee}{department}{chief}" for department in _DEPARTMENTS for chief in ("长", "部长")
    ]
    yield from offices
    deputies = [rank + head for rank in _DEPUTIES]
    yield from deputies
    yield from (f"{level}政府{office}" for office in ("秘书长", "副秘书长", "办公室主任", *_GROUP))
    for body, chief in (("人大常委会", "主任"), ("政协", "主席")):
        yield from (f"{level}{body}{rank}{chief}" for rank in ("", "副"))
    yield from (f"{committee}{rank}、{head}" for rank in ("书记", "副书记"))
    yield from (f"{committee}副书记、{rank}" for rank in (deputies[1], "政法委书记"))
    further = (
        deputies[0],
        deputies[2],
        "秘书长",
        "组织部部长",
        "宣传部部长",
        "统战部部长",
        "政法委书记",
    )
    yield from (f"{committee}常委、{office}" for office in further)
    yield f"{committee}书记、{level}人大常委会主任"
    yield f"{committee}、{level}政府"
