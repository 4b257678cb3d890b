"""Mutations of who does something, or whether it is so: a line gets the deed of another, or what is only said."""

import random
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.mutate import Line

_HAN = "\u4e00-\u9fff"
_DOES = "将|要|已|计划|正在|牵头|负责|新增|完成|实现|建成|引进|组建|成立|启动|推进|推动|举办|投资|开展|出台|签约"
_DOER = re.compile(
    rf"^(?P<who>[{_HAN}]{{1,14}}?(?:局|委|厅|部|政府|管委会|公司|集团|开发区|高新区|经开区|园区|新区|省|市|县|区|镇|企业|大学|学院|协会|银行|中心))"
    rf"(?P<does>(?:{_DOES})[^，,。；;]{{4,}})"
)
_CLAUSE = re.compile(r"[，,。；;：:\n]")
_DEMAND = re.compile(
    rf"(?:^|[，,。])(?P<who>[{_HAN}]{{2,8}}?)(?:强调|要求|指出)[，,：:]?“?(?:要|必须|务必)(?P<what>[^，,。；;”]{{5,}})"
)


def anothers_deed(line: "Line", rng: random.Random) -> Iterator[str]:
    """What another one does in the cited sentences, behind a clause of somebody, without its doer."""
    ours = _DOER.match(line.text)
    if not ours:
        return
    for clause in _CLAUSE.split("。".join(line.evidence)):
        theirs = _DOER.match(clause.strip())
        if theirs and theirs["who"][-2:] not in line.text:
            yield f"{line.text}，{theirs['does']}"
            return


def demand_as_deed(line: "Line", rng: random.Random) -> Iterator[str]:
    """A demand as what the one does who demands it."""
    for match in _DEMAND.finditer(line.text):
        yield match["who"] + match["what"]


def thought_as_fact(line: "Line", rng: random.Random) -> Iterator[str]:
    """What may be, or is meant to be, as what is."""
    for match in re.finditer(
        "(?<![不尽])可能(?!性)|或许|也许|酝酿|准备(?!金|工作|好)|打算|有意(?!义)|估计", line.text
    ):
        yield line.text[: match.start()] + line.text[match.end() :]
