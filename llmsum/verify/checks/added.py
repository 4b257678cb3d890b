"""What is added, and what there is in all: 新增260家 is not 达到260家."""

import re
from collections.abc import Sequence

_ADDED = re.compile("(?P<word>新增|净增|增加)(?![值到至])[^到至达为]*$")
_ALSO_ADDED = re.compile(
    "新(?=[增建引培认登设入开招签落投获添上布])|增加|净?增|添|再(?!生)|[扩新]建|形成|建成|组建|培育|培养|引进|招引|引育|认定|落户|入库|吸纳|纳入"
)
_TOTAL = re.compile("(?P<word>累计|总数|总量|总计|合计)[^到至达为]*[到至达为]?$")
_NEW = re.compile("新增|净增|新(?=引进|签|开工|建|设|认定|入驻|落户|投产)|增加(?!值|[到至])")
_ALSO_TOTAL = re.compile("累计|总|共|合计|现有|已有|达到?|拥有")
_SENTENCE_BREAK = re.compile("[。；;！!？?\n]")


def added_word(before: str, source: str, stands: Sequence[tuple[str, int]]) -> str:
    """The word by which a line tells as added, or as what there is in all, what the evidence does not.

    `before`: the words of the line before the number; `stands`: where the evidence has the number, each
    as its clause and its offset into `source`.

    >>> added_word("新增孵化器", "孵化器达到260个", [("孵化器达到260个", 6)])
    '新增'
    >>> added_word("企业总数", "新引进企业200家", [("新引进企业200家", 5)])
    '总数'
    """
    total = _TOTAL.search(before)
    if total and stands and all(_NEW.search(c) and not _ALSO_TOTAL.search(c) for c, _ in stands):
        return total["word"]
    said = _ADDED.search(before)
    if not said:
        return ""
    for clause, start in stands:
        sentence = _SENTENCE_BREAK.split(source[:start])[-1]
        if _ALSO_ADDED.search(clause) or said["word"] in sentence:
            return ""
    return said["word"]
