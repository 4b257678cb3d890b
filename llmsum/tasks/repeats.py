"""The same undertaking told twice in a text: one row, citing both sentences.

A heading says in short what its body says in full, and a leader what the report around him says. The
row that says more stays, where the other states nothing besides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from llmsum.records import Commitment
from llmsum.verify import find_quantities
from llmsum.verify.fold import letters
from llmsum.verify.names import find_quoted
from llmsum.verify.overlap import bigrams

FEWEST_PAIRS = 6
"""Character pairs: what has fewer (给予一次性奖励) and no name or amount may be said twice of two things."""


@dataclass(frozen=True)
class _Row:
    """A row with what it is compared by, each of which is found once."""

    commitment: Commitment

    @cached_property
    def pairs(self) -> list[str]:
        return bigrams(self.commitment.action)

    @cached_property
    def keys(self) -> list[str]:
        """What it is found by: its pairs, or all of it where it has none."""
        return self.pairs or [self.said]

    @cached_property
    def named(self) -> list[str]:
        """The letters of its names in quotation marks and of its amounts."""
        action = self.commitment.action
        said = (*find_quoted(action), *(quantity.text for quantity in find_quantities(action)))
        return [letters(words) for words in said]

    @cached_property
    def said(self) -> str:
        return letters(self.commitment.action)

    @cached_property
    def target(self) -> str:
        return letters(self.commitment.target or "")

    @cached_property
    def counts(self) -> bool:
        """Whether its target is an amount of something."""
        return len(self.target) > 5 and bool(find_quantities(self.commitment.target or ""))


def joined(commitments: Sequence[Commitment]) -> tuple[Commitment, ...]:
    """The commitments in their order, numbered anew, each undertaking once."""
    kept = _Kept()
    for one in map(_Row, commitments):
        near = kept.near(one)
        same = next(((at, row) for at, row in near if _says(one, row) or _says(row, one)), None)
        if same is None:
            kept.put(len(kept.rows), one)
            continue
        at, other = same
        fuller, less = (one, other) if _says(one, other) else (other, one)
        evidence = dict.fromkeys(fuller.commitment.evidence + less.commitment.evidence)
        both = fuller.commitment.model_copy(update={"evidence": tuple(evidence)})
        kept.put(at, _Row(both))
    rows = (row.commitment for row in kept.rows)
    return tuple(c.model_copy(update={"id": f"C{n}"}) for n, c in enumerate(rows, start=1))


class _Kept:
    """The rows so far, found by the character pairs of their words: a report has a thousand."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        """Character pair → the places of the rows that have or had it, once for each time."""

    def put(self, at: int, row: _Row) -> None:
        self.rows[at : at + 1] = [row]
        for pair in row.keys:
            self._places[pair].append(at)

    def near(self, one: _Row) -> Iterator[tuple[int, _Row]]:
        """The rows that can say the same, in their order, with their places: those that share more
        than half of the pairs of one of the two."""
        shared = Counter(at for pair in one.keys for at in self._places[pair])
        for at in sorted(shared):
            row = self.rows[at]
            if 2 * shared[at] > min(len(row.keys), len(one.keys)):
                yield at, row


def _says(fuller: _Row, other: _Row) -> bool:
    """Whether one row states all that the other states, in another sentence."""
    if fuller.commitment.evidence[0] == other.commitment.evidence[0]:
        return False
    return _same_words(fuller, other) and _same_facts(fuller, other)


def _same_words(fuller: _Row, other: _Row) -> bool:
    """Whether the words of the other row, or its amount of the same thing, stand in the fuller one."""
    theirs = set(fuller.pairs)
    shared = sum(pair in theirs for pair in other.pairs)
    if shared == len(other.pairs) and (other.named or shared >= FEWEST_PAIRS):
        return True
    return other.counts and fuller.target.endswith(other.target) and 2 * shared > len(other.pairs)


def _same_facts(fuller: _Row, other: _Row) -> bool:
    """Whether no deadline, doer, name or amount of the other row is lost."""
    more, less = fuller.commitment, other.commitment
    if less.deadline and less.deadline != more.deadline:
        return False
    if less.actor and more.actor and letters(less.actor) != letters(more.actor):
        return False
    return all(map(fuller.said.__contains__, other.named))
