"""Words of a line of which its evidence has nothing."""

import re

from llmsum.verify.fold import fold
from llmsum.verify.lexicon import CLAUSE_BREAK, subjects
from llmsum.verify.overlap import bigrams, content

_SUBSTANCE = 5
"""Content pairs with which a clause is more than a phrase."""

_NEW = 4
"""Characters in a row that say something of their own: a synonym has two or three."""

_NUMERALS = "零〇一二三四五六七八九十百千万亿两几多余成半"
"""They may stand for digits."""


def invented(text: str, evidence: str) -> list[str]:
    """What a Chinese line says of substance without a word of its evidence: whole clauses, else words in a row.

    >>> invented("矛盾突出，煤炭行业仍需改革", "矛盾还很突出。")
    ['煤炭行业仍需改革']
    >>> invented("办公设施提升舒适度", "办公设施：精装，含空调。")
    ['提升舒适度']
    """
    theirs = set(bigrams(evidence))
    clauses = (clause.strip() for clause in CLAUSE_BREAK.split(text))
    said = {clause: bigrams(clause) for clause in clauses}
    whole = [c for c, ours in said.items() if len(ours) >= _SUBSTANCE and not theirs & set(ours)]
    return whole or _new_words(text, evidence)


def _new_words(text: str, evidence: str) -> list[str]:
    known = {*fold(evidence), *_NUMERALS}
    anyone = "|".join(subjects().anyone)
    words = re.sub(anyone, " ", content(text))
    ours = "".join(" " if character in known else character for character in words)
    return [run for run in ours.split() if len(run) >= _NEW]
