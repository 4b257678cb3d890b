"""How much of one text's words stands in another: a measure, by pairs of characters."""

import re
from collections.abc import Set
from functools import lru_cache

from llmsum.verify.fold import fold

# Words that any line may add without saying anything: particles, and the verbs and modals of the genre.
_FUNCTION = re.compile(
    "会议|强调|指出|要求|提出|表示|认为|必须|应当|应该|需要|将要|将|要|应|的|地|得|了|着|和|与|及|以及|或|等|在|对|把|被|为|是|以|从|由|向|并|且|而|其|该|这|那|通过|进行|方面|工作"
)
_NOT_HAN = re.compile("[^\u3400-\u9fff]+")

_TELLS_IT = 4
"""Content pairs in common by which a clause tells the same, or half of what there is to tell."""


def bigrams(text: str) -> list[str]:
    """The Chinese character pairs of the text's content words, function words and marks removed.

    >>> bigrams("要建好园区，")
    ['建好', '好园', '园区']
    """
    return [run[i : i + 2] for run in content(text).split() for i in range(len(run) - 1)]


@lru_cache(maxsize=2048)
def content(text: str) -> str:
    """The Chinese characters of the text's content words, folded, with a space where others stood.

    >>> content("要建好5个园区，")
    ' 建好 个园区 '
    """
    return _NOT_HAN.sub(" ", _FUNCTION.sub(" ", fold(text)))


def overlap(text: str, evidence: str) -> float:
    """The share of the line's content pairs that its evidence has; 1.0 for a line without any."""
    ours = bigrams(text)
    if not ours:
        return 1.0
    theirs = set(bigrams(evidence))
    return sum(pair in theirs for pair in ours) / len(ours)


def tells_it(ours: Set[str], meant: Set[str]) -> bool:
    """Whether a clause tells what is meant, by the content pairs of both.

    >>> tells_it({"建好", "园区"}, {"建好", "园区", "区内"}), tells_it({"园区"}, {"建好", "园区"})
    (True, False)
    """
    return len(ours & meant) >= max(2, min(_TELLS_IT, (len(meant) + 1) // 2))
