"""What 分别 tells of several things, each of its own."""

import re

from llmsum.verify import messages
from llmsum.verify.messages import Problem

_IN_A_ROW = re.compile("各|分别")
_APIECE = re.compile(r"(?:、|和|与)[^，,。；;：:]*分别")
_SHARED_OUT = re.compile(
    r"分别[^，,。；;：:]*?(?P<row>[^，,。；;：:、]{2,5}[和、与][^，,。；;：:、]{2,5})(?=[，,。；;：:]|$)"
)


def distributed_problems(line: str, source: str) -> list[Problem]:
    """甲和乙 where the evidence tells them of two things: 企业数和收入分别占三分之一和四分之一.

    Nor may 分别 stand without the things that it is told of.
    """
    if "分别" in line and _APIECE.search(source) and not _APIECE.search(line):
        return [messages.MEASURES_ANOTHER("分别")]
    return [
        messages.MEASURED_SO(match["row"], "分别")
        for match in _SHARED_OUT.finditer(source)
        if match["row"] in line and not _IN_A_ROW.search(line)
    ]
