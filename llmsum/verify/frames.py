"""What stands before the words of an action: modals and dates, and clauses that only frame it."""

import re

from llmsum.verify.dates import find_dates
from llmsum.verify.lexicon import goals

_TOPIC = re.compile(
    r"^(?:[^，,在]{2,12}(?=[要将]))?(?:要|将|着力|重点)*在[^，,]{1,16}(?:领导下|支持下|上|中|下|方面|过程中|同时|基础上)(?:(?:狠|再)?下功夫|发力|见实效|求突破)?$"
)


def is_frame(clause: str) -> bool:
    """Whether the clause only says when, around what, by what or on what ground something is done.

    >>> is_frame("要围绕产业链"), is_frame("在人才引进上"), is_frame("建设产业园")
    (True, True, False)
    >>> is_frame("到2025年")
    True
    """
    start = opening_of(clause, goals().openers)
    if start == len(clause) or _TOPIC.match(clause):
        return True
    return any(clause.startswith(goals().frames, at) for at in (0, start))


def opening_of(clause: str, words: tuple[str, ...] = ()) -> int:
    """Where the words of a target begin: after modals, deadlines and verbs of doing, or after `words`."""
    words = words or (*goals().openers, *goals().doing_verbs)
    position = 0
    while position < len(clause):
        rest = clause[position:]
        word = max((word for word in words if rest.startswith(word)), key=len, default="")
        date = next((date for date in find_dates(rest) if date.start == 0), None)
        if date and not date.text.endswith("规划"):
            position += date.end
        elif word and len(word) < len(rest):
            position += len(word)
        else:
            break
        position += len(clause[position:]) - len(clause[position:].lstrip("，,、 "))
    return position
