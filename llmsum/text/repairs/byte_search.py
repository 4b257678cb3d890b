"""The likeliest readings of a stretch of GBK text whose bytes may be out of step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import inf
from operator import attrgetter

from llmsum.text.repairs.byte_lattice import CLEAN, DROPPED, SHIFTED, Lattice, Node, Step
from llmsum.text.repairs.lexicon import Lexicon

_CLASH = -8.0
"""The logarithm of how likely one mark follows another, quotes and brackets aside."""
_STOPS = frozenset("，。、；：！？,;:!?")
_KEPT = 16
"""The readings kept at each point of the search."""
_BEAM = 12.0
"""What is so much less likely (as a logarithm) than the best reading up to the same offset is given up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a stretch, and the logarithm of its likelihood.

    `plain` is the text in Simplified characters. `reached[i]` is the offset in the stretch up to
    which its first i + 1 characters account for what is there.
    """

    score: float
    text: str
    plain: str
    reached: tuple[int, ...]


def read(lattice: Lattice, words: Lexicon) -> list[Reading]:
    """The likeliest readings, best first: Viterbi's search, each reading grown by whole words."""
    best: dict[Node, dict[str, _Path]] = {(0, CLEAN): {"": _Path(0.0, "")}}
    tops = {(0, CLEAN): 0.0}  # the best score at each node
    leads = [-inf] * (len(lattice.stretch) + 1)
    end = len(lattice.stretch), CLEAN
    ways = _Ways(lattice)
    for node in lattice.nodes():
        if node not in best:
            continue
        so_far = sorted(best.pop(node).values(), key=_SCORE, reverse=True)[:_KEPT]
        if node == end:
            return [path.reading() for path in so_far]
        leads[node[0]] = max(leads[node[0]], so_far[0].score)
        so_far = [path for path in so_far if path.score > leads[node[0]] - _BEAM]
        floors: dict[Node, float] = {}
        for word in _words_from(ways, node, words) if so_far else ():
            target, _, plain, _, cost = word
            floor = floors.get(target)
            if floor is None:
                rivals = _rivals(target) if target != end else (end,)
                floor = floors[target] = max(tops.get(rival, -inf) for rival in rivals) - _BEAM
            for path in so_far:
                score = path.score + cost
                if score <= floor:
                    break
                if plain in _STOPS and (not path.plain or path.plain[-1] in _STOPS):
                    score += _CLASH
                    if score <= floor:
                        continue
                there = best.setdefault(target, {})
                whole = path.plain + plain
                if whole not in there or there[whole].score < score:
                    there[whole] = _Path(score, whole, word, path)
                    if score - _BEAM > floor:
                        tops[target] = score
                        floor = floors[target] = score - _BEAM
    return []


def _rivals(node: Node) -> Sequence[Node]:
    """The usual nodes at its offset whose readings are weighed before its own, and itself."""
    at, how = node
    return (at, SHIFTED), (at, min(how, CLEAN)), node


_Word = tuple[Node, str, str, tuple[int, ...], float]
"""A word, perhaps unfinished, on a way through the lattice: where it leads, as it is written and in Simplified
characters, the offset that each of them reaches, and the logarithm of its likelihood."""


@dataclass(slots=True)
class _Path:
    """A reading up to a node: that of another path, and one word more."""

    score: float
    plain: str
    word: _Word | None = None
    before: "_Path | None" = None

    def reading(self) -> Reading:
        words: list[_Word] = []
        path: _Path | None = self
        while path is not None and path.word is not None:
            words.append(path.word)
            path = path.before
        words.reverse()
        text = "".join(written for _, written, *_ in words)
        reached = tuple(chain.from_iterable(reached for *_, reached, _ in words))
        return Reading(self.score, text, self.plain, reached)


_SCORE = attrgetter("score")


def _words_from(ways: "_Ways", node: Node, words: Lexicon) -> Iterator[_Word]:
    known, after = words.words, words.after
    open_ends: list[_Word] = [(node, "", "", (), 0.0)]
    while open_ends:
        begun, text, beginning, reached, so_far = open_ends.pop()
        for _, simple, (target, c, cost) in (
            ways.on(begun, after[beginning]) if beginning else ways.first(node)
        ):
            plain, score = beginning + simple, so_far + cost
            share = known.get(plain)
            if share is None and not beginning:
                share = words.single(plain)
            now = (*reached, target[0])
            if after[plain]:
                open_ends.append((target, text + c, plain, now, score))
            if share is not None:
                yield target, text + c, plain, now, score + share


_Way = tuple[int, str, tuple[Node, str, float]]
"""The number of a node's step, the Simplified form of a character that it can be, and where it leads
with which character at what cost."""


class _Ways:
    """The steps of a lattice, each node's found once. Those with one character are kept by it: of a
    broken place there are dozens, and few of them go on with any one word."""

    def __init__(self, lattice: Lattice) -> None:
        self._lattice = lattice
        self._found: dict[Node, tuple[dict[str, list[_Way]], list[tuple[int, Step]]]] = {}

    def first(self, node: Node) -> Iterator[_Way]:
        """Those with which a word can begin, step by step."""
        for number, (target, characters, cost) in enumerate(self._lattice.steps(node)):
            if node[1] in DROPPED and target[1] == CLEAN:
                continue  # nothing but a word can tell a character of which nothing is left
            for simple, c in characters.items():
                yield number, simple, (target, c, cost)

    def on(self, node: Node, after: frozenset[str]) -> list[_Way]:
        """Those with one of the characters `after`, step by step."""
        if node not in self._found:
            self._found[node] = self._split(node)
        by_character, others = self._found[node]
        ways = [way for simple in after & by_character.keys() for way in by_character[simple]]
        for number, (target, characters, cost) in others:
            ways += (
                (number, simple, (target, characters[simple], cost))
                for simple in after & characters.keys()
            )
        return sorted(ways)

    def _split(self, node: Node) -> tuple[dict[str, list[_Way]], list[tuple[int, Step]]]:
        by_character: dict[str, list[_Way]] = {}
        others: list[tuple[int, Step]] = []
        for number, step in enumerate(self._lattice.steps(node)):
            target, characters, cost = step
            if len(characters) == 1:
                ((simple, c),) = characters.items()
                by_character.setdefault(simple, []).append((number, simple, (target, c, cost)))
            else:
                others.append((number, step))
        return by_character, others
