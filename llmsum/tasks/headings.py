"""Headings among the deployments: （一）优化布局。 names what the section under it commits to, and nobody."""

import re
from collections.abc import Sequence

from llmsum.records import Sentence
from llmsum.verify.commitments.facts import read_facts

LONGEST = 40
"""Characters."""

_MARKS = (
    re.compile("[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile("[一二三四五六七八九十]{1,3}、"),
    re.compile(r"第[一二三四五六七八九十百\d]{1,4}[编章节篇]"),
    re.compile("[●◆■►]"),
    re.compile("——|—"),
    re.compile(r"“[^”]{1,4}”——"),
)
"""By rank: what is marked in the same way stands beside a heading, not under it. 1. is an item."""


def is_heading(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether the sentence heads a section of plans and says nothing that could be checked later.

    It is short, numbered or marked, states no amount, date or name, and deployments follow. An item of a list has its like before or behind it.
    """
    sentence = sentences[index]
    rank = _rank(sentence.text)
    if rank is None or len(sentence.text) > LONGEST or sentence.text.endswith(("；", ";")):
        return False
    under = sentences[index + 1 : index + 3]
    if not any(other.role == "deployment" for other in under):
        return False
    beside = (*sentences[max(0, index - 1) : index], under[0])
    if any(_rank(other.text) == rank for other in beside):
        return False
    return read_facts(sentence.text, (0, len(sentence.text)), None).strength == "soft"


def _rank(text: str) -> int | None:
    """Which kind of mark the text opens with; None where it has none."""
    return next((rank for rank, mark in enumerate(_MARKS) if mark.match(text)), None)
