"""Whether two commitments are the same undertaking, and what has moved between them.

Conservative: only equal objects make one of two. What is merely alike is a candidate, which is
shown and never counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from llmsum.ledger.records import Change
from llmsum.ledger.things import Amount, Thing, is_generic
from llmsum.records import Decision
from llmsum.report.wording import say
from llmsum.vocabulary import Lang

ALIKE = 0.5
"""Share of common two-character pieces (Dice) from which two objects may be one."""

SHORTEST_PLAIN = 4
"""Letters of an object without a number from which equality is no accident."""

SHORTEST_IN_PASSING = 6
"""The same where it stands in any clause: 延伸产业链条 is said in passing by everybody."""

_ARABIC = re.compile(r"(?P<number>[\d.,]+)[余多]?\s*(?P<unit>\D*)")


@dataclass(frozen=True)
class Moved:
    """What became of a commitment, and the numbers that show it."""

    changes: tuple[Change, ...]
    numbers: str = ""


def same(earlier: Thing, later: Thing) -> bool:
    """Whether code can decide that both are one undertaking."""
    if _shared_amount(earlier, later):
        return True
    if earlier.amounts and later.amounts:
        return False  # numbers of different things, or one thing that code cannot tell
    if earlier.key == later.key and len(later.key) >= SHORTEST_PLAIN and not is_generic(later.key):
        return True
    return any(len(key) >= SHORTEST_IN_PASSING for key in earlier.objects & later.objects)


def alike(earlier: Thing, later: Thing) -> float:
    """How much speaks for a candidate, 0 for nothing: shared names, or common pieces of the objects."""
    if earlier.names & later.names:
        return 1.0
    share = _dice(earlier.key, later.key)
    if earlier.key.endswith(later.key[-2:]) and _within(earlier.key, later.key):
        share = max(share, ALIKE)
    return share if share >= ALIKE and not is_generic(later.key) else 0.0


def nearest(earlier: Sequence[Thing], later: Thing) -> int | None:
    """The index of the thing that `later` may be, None where nothing speaks for one."""
    scores = [alike(thing, later) for thing in earlier]
    best = max(scores, default=0.0)
    return scores.index(best) if best else None


def moved(earlier: Thing, later: Thing, lang: Lang, decided: Decision | None = None) -> Moved:
    """What changed between two mentions of one undertaking; `decided` names the amounts where a
    model found it to be one. The numbers are in the sources' words, what ties them in `lang`."""
    changes: list[Change] = []
    numbers = ""
    if pair := _shared_amount(earlier, later) or _named_amounts(earlier, later, decided):
        before, after = pair
        if before.value != after.value:
            grew = after.value > before.value
            changes.append("raised" if grew != after.is_cap else "lowered")
        numbers = _numbers(before, after, lang)
    elif earlier.amounts or later.amounts:
        numbers = _one_sided(earlier, later)
    elif earlier.key != later.key:  # they meet in a clause that is not the main one of both
        numbers = say("comma", lang).join(sorted(earlier.objects & later.objects))
    if earlier.by and later.by and earlier.by != later.by:
        changes.append("delayed" if later.by > earlier.by else "advanced")
        when = f"{earlier.commitment.deadline}→{later.commitment.deadline}"
        numbers = say("semicolon", lang).join(filter(None, (numbers, when)))
    return Moved(tuple(changes) or ("repeated",), numbers)


def _shared_amount(earlier: Thing, later: Thing) -> tuple[Amount, Amount] | None:
    """The first amounts that are of the same thing, in the same unit, and bound on the same side."""
    for before in earlier.amounts:
        for after in later.amounts:
            if before.key == after.key and before.matches(after) and not is_generic(after.key[0]):
                return before, after
    return None


def _named_amounts(
    earlier: Thing, later: Thing, decided: Decision | None
) -> tuple[Amount, Amount] | None:
    """The amounts that a model put side by side, where code can compare them: in all but the object."""
    if decided is None:
        return None
    for before in earlier.amounts:
        for after in later.amounts:
            named = (before.quantity.text, after.quantity.text)
            if named != (decided.amount_before, decided.amount_after):
                continue
            if before.key[1:] == after.key[1:] and before.matches(after):
                return before, after
    return None


def _numbers(before: Amount, after: Amount, lang: Lang) -> str:
    """厂房 50→30 万㎡ (-40 %); percents differ in points. Numbers are told in the sources' own units."""
    first, second = _ARABIC.fullmatch(before.quantity.text), _ARABIC.fullmatch(after.quantity.text)
    if first and second and first["unit"] == second["unit"]:
        unit = second["unit"].replace("平方米", "㎡")
        told = (
            second["number"]
            if first["number"] == second["number"]
            else f"{first['number']}→{second['number']}"
        )
        told = f"{after.object} {told} {unit}".rstrip()
    else:
        told = f"{after.object} {before.quantity.text}→{after.quantity.text}"
    change = after.value - before.value
    if not change or not before.value:
        return told
    if "percent" in after.quantity.kind:
        return f"{told} ({_signed(change)} {say('percentage_points', lang)})"
    return f"{told} ({_signed(change * 100 / before.value)} %)"


def _one_sided(earlier: Thing, later: Thing) -> str:
    told = [t.amounts[0].quantity.text if t.amounts else "—" for t in (earlier, later)]
    return "→".join(told)


def _signed(value: Fraction) -> str:
    return f"{float(value):+.3g}"


def _dice(one: str, other: str) -> float:
    first = {one[i : i + 2] for i in range(len(one) - 1)}
    second = {other[i : i + 2] for i in range(len(other) - 1)}
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def _within(one: str, other: str) -> bool:
    """Whether the shorter one's letters stand in the longer one in the same order."""
    shorter, longer = sorted((one, other), key=len)
    rest = iter(longer)
    return len(shorter) > 1 and all(letter in rest for letter in shorter)
