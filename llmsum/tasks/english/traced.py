"""Whether the English of a small model can be traced back to the sentences that its line cites.

What `words.py` asks of a clause and its Chinese is asked here of a finished line, whose Chinese is not
at hand: the program before it writes the line, `llmsum verify` when it reads it. Quotes in Chinese are
left out; they are compared with the source.
"""

import re
from collections.abc import Iterator, Sequence

from llmsum.tasks.english.words import added, left_out
from llmsum.verify import clauses, messages
from llmsum.verify.commitments.frames import as_action
from llmsum.verify.messages import Problem

_QUOTED = re.compile("(?:^|(?<=[;,] ))“[^“”]*[\u3400-\u9fff][^“”]*”(?=[;,] |$)")
_PARTS = re.compile("; |【[^】]*】")
"""Between the commitments of a stance, and before the words of one of a city's texts."""

_ENGLISH = re.compile("[A-Za-z]{2}")

_DONE = re.compile(
    r"(?:(?!(?:Ne|Spe|Proce|Exce|Succe|Fe|Se|Bre|Emb)ed)[A-Z]?[a-z]+ed|[Bb]uilt|[Mm]ade|[Hh]eld|[Bb]egan|[Ww]on)\b"
    r"(?! (?:by|on|upon|with|at|to|as|from|in)\b)",
    re.IGNORECASE,
)
"""A verb in the past that opens a commitment, which nobody has kept yet."""


def untraced(text: str, sentences: Sequence[str], *, whole: bool = False) -> tuple[Problem, ...]:
    """The English words, quotation marks and brackets of a line that no cited sentence has.

    With `whole` the line is of commitments, as stances are: each English stretch is of whole clauses,
    leaves none of their words out, and tells nothing as done. A point may be told in fewer words.

    >>> untraced("Close industrial parks", ["加快产业园区建设。"])
    ('“close”不在所引句中',)
    >>> untraced("Build industrial parks", ["加快产业园区建设。"], whole=True)
    ('漏了“加快”',)
    """
    problems: list[Problem] = []
    for stretch in _stretches(text):
        strange = tuple(map(messages.WORDS, added(stretch, "。".join(sentences))))
        if whole and not strange:
            done = _DONE.match(stretch)
            strange = (messages.PLAN_AS_DONE(done[0]),) if done else _lost(stretch, sentences)
        problems += strange
    return tuple(dict.fromkeys(problems))


def _stretches(text: str) -> Iterator[str]:
    """The English of the line between quotes."""
    for part in _PARTS.split(text):
        for stretch in _QUOTED.split(part):
            if _ENGLISH.search(stretch):
                yield stretch.strip(" ,")


def _lost(stretch: str, sentences: Sequence[str]) -> tuple[Problem, ...]:
    """What the run of clauses that has all English words has besides; of several runs the least."""
    found = [lost for sentence in sentences for lost in _of_runs(stretch, sentence)]
    return min(found, key=len) if found else (messages.WORDS(stretch),)


def _of_runs(stretch: str, sentence: str) -> Iterator[tuple[Problem, ...]]:
    """What the stretch leaves out of each run of clauses that has all of its words."""
    said = [sentence[a:b] for a, b in clauses(sentence)]
    strange = [frozenset(added(stretch, clause)) for clause in said]
    lost = [left_out(stretch, clause) for clause in said]
    for first, clause in enumerate(said):
        missing, left = strange[first], left_out(stretch, as_action(clause))
        for last in range(first, len(said)):
            if last > first:
                missing, left = missing & strange[last], left + lost[last]
            if not missing:
                yield left
