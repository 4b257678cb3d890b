"""The same undertaking told twice in a text: one row, citing both sentences.

A heading says in short what its body says in full, and a leader what the report around him says. The
row that says more stays, where the other states nothing besides.
"""

from collections.abc import Sequence

from llmsum.records import Commitment
from llmsum.verify import find_quantities
from llmsum.verify.fold import letters
from llmsum.verify.names import find_quoted
from llmsum.verify.overlap import bigrams

FEWEST_PAIRS = 6
"""Character pairs: what has fewer (给予一次性奖励) and no name or amount may be said twice of two things."""


def joined(commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The commitments in their order, numbered anew, each undertaking once."""
    kept: list[Commitment] = []
    for one in commitments:
        at = next(
            (n for n, other in enumerate(kept) if _says(one, other) or _says(other, one)), None
        )
        if at is None:
            kept.append(one)
            continue
        fuller, other = (one, kept[at]) if _says(one, kept[at]) else (kept[at], one)
        evidence = dict.fromkeys(fuller.evidence + other.evidence)
        kept[at] = fuller.model_copy(update={"evidence": tuple(evidence)})
    return tuple(c.model_copy(update={"id": f"C{n}"}) for n, c in enumerate(kept, start=1))


def _says(fuller: Commitment, other: Commitment) -> bool:
    """Whether one row states all that the other states, in another sentence."""
    if fuller.evidence[0] == other.evidence[0]:
        return False
    return _same_words(fuller, other) and _same_facts(fuller, other)


def _same_words(fuller: Commitment, other: Commitment) -> bool:
    """Whether the words of the other row, or its amount of the same thing, stand in the fuller one."""
    pairs, theirs = bigrams(other.action), set(bigrams(fuller.action))
    shared = sum(pair in theirs for pair in pairs)
    telling = find_quoted(other.action) or find_quantities(other.action)
    if shared == len(pairs) and (telling or len(pairs) >= FEWEST_PAIRS):
        return True
    amount = letters(other.target or "")
    counted = bool(other.target) and bool(find_quantities(other.target or "")) and len(amount) > 5
    return counted and letters(fuller.target or "").endswith(amount) and 2 * shared > len(pairs)


def _same_facts(fuller: Commitment, other: Commitment) -> bool:
    """Whether no deadline, doer, name or amount of the other row is lost."""
    if other.deadline and other.deadline != fuller.deadline:
        return False
    if other.actor and fuller.actor and letters(other.actor) != letters(fuller.actor):
        return False
    said = letters(fuller.action)
    amounts = (letters(quantity.text) for quantity in find_quantities(other.action))
    return all(map(said.__contains__, (*map(letters, find_quoted(other.action)), *amounts)))
