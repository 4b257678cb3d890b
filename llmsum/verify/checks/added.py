"""What is added, and what there is in all: 新增260家 is not 达到260家."""

import re
from collections.abc import Sequence

_ADDED = re.compile("(?P<word>新增|净增|增加)(?![值到至])[^到至达为]*$")
_ALSO_ADDED = re.compile(
    "新(?=[增建引培认登设入开招签落投获添上布])|增加|净?增|添|再(?!生)|建成|组建|培育|培养|引进|招引|引育|认定|落户|入库|吸纳|纳入"
)
_SENTENCE_BREAK = re.compile("[。；;！!？?\n]")


def added_word(before: str, source: str, stands: Sequence[tuple[str, int]]) -> str:
    """The word by which a line tells as added what the evidence does not; empty where it does.

    `before`: the words of the line before the number; `stands`: where the evidence has the number, each
    as its clause and its offset into `source`.

    >>> added_word("新增孵化器", "孵化器达到260个", [("孵化器达到260个", 6)])
    '新增'
    """
    said = _ADDED.search(before)
    if not said:
        return ""
    for clause, start in stands:
        sentence = _SENTENCE_BREAK.split(source[:start])[-1]
        if _ALSO_ADDED.search(clause) or said["word"] in sentence:
            return ""
    return said["word"]
