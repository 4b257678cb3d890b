"""Clauses of a line that have nothing of its evidence."""

from llmsum.verify.lexicon import CLAUSE_BREAK
from llmsum.verify.overlap import bigrams

_SUBSTANCE = 5
"""Content pairs with which a clause is more than a phrase."""


def invented(text: str, evidence: str) -> list[str]:
    """The clauses of a Chinese line that say something of substance and share no pair with its evidence.

    >>> invented("矛盾突出，煤炭行业仍需改革", "矛盾还很突出。")
    ['煤炭行业仍需改革']
    """
    theirs = set(bigrams(evidence))
    clauses = (clause.strip() for clause in CLAUSE_BREAK.split(text))
    said = {clause: bigrams(clause) for clause in clauses}
    return [c for c, ours in said.items() if len(ours) >= _SUBSTANCE and not theirs & set(ours)]
