"""What a commitment is about, by code: its object, its amounts, the names in it, its date."""

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from llmsum.records import Commitment, Record
from llmsum.verify import Quantity, clauses, find_dates, find_quantities, strip_lead_in
from llmsum.verify.commitments.frames import is_frame
from llmsum.verify.fold import letters
from llmsum.verify.lexicon import goals
from llmsum.verify.names import find_quoted

SHORTEST_OBJECT = 2

_MARK = re.compile(r"[，,。；;：:、（(）)！!？?\s]")
_AFTER_NUMBER = re.compile(r"^(?:以上|以下|以内|左右|余|多|的)+")


_DRIVEN = re.compile(r"^(?:“\d{1,2}”[—-]+|[^，,“《\d]{0,14}(?:必须|务必)(?=\w))")
"""“3”——主攻…, 这些都倒逼着我们必须加快…: what stands before the undertaking itself."""


class _Words(Record):
    verbs: tuple[str, ...]
    trailing: tuple[str, ...]
    capping: tuple[str, ...]
    paces: tuple[str, ...]
    neutral: tuple[str, ...]
    neutral_tails: tuple[str, ...]
    generic: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Amount:
    """How much of what. `is_cap`: the number is an upper bound, so that less is more ambitious.
    `pace`: 每年, 累计 … which make another target of the same object. `stages`: how far things have
    come that are counted (储备, 签约, 开工, 投产), by the places of these words in the list."""

    object: str
    pace: str
    quantity: Quantity
    is_cap: bool
    stages: frozenset[int] = frozenset()

    @property
    def value(self) -> Fraction:
        return self.quantity.value

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two amounts must share to be compared."""
        unit = self.quantity.unit if self.quantity.kind != "count" else "count"
        return normal(self.object), self.pace, self.quantity.kind, unit

    def matches(self, other: "Amount") -> bool:
        """Whether both bound from the same side what has come equally far, as far as they say."""
        elsewhere = self.stages and other.stages and not self.stages & other.stages
        return self.is_cap == other.is_cap and not elsewhere


@dataclass(frozen=True)
class Thing:
    """A commitment as the ledger compares it. `object`: of its main clause; `objects`: of each
    clause, as they are compared. `names`: what stands in 《》 or “”, letters only. `by`: (year,
    month) of an absolute deadline, None where it is relative or none."""

    commitment: Commitment
    object: str
    objects: frozenset[str]
    amounts: tuple[Amount, ...]
    names: frozenset[str]
    by: tuple[int, int] | None

    @property
    def key(self) -> str:
        """The object as it is compared: its first amount's, else that of the main clause."""
        return normal(self.amounts[0].object if self.amounts else self.object)


def thing(commitment: Commitment) -> Thing:
    """Read the commitment's quote."""
    spoken = [commitment.quote[start:end] for start, end in clauses(commitment.quote)]
    amounts = tuple(a for clause in spoken for a in _amounts(clause))
    plain = [clause for clause in spoken if not is_frame(clause)] or spoken or [commitment.quote]
    objects = [_bare(_without_dates(strip_lead_in(clause))) for clause in plain]
    quoted = [name for name in find_quoted(commitment.quote) if not find_dates(name)]
    names = frozenset(filter(None, map(letters, quoted)))
    return Thing(
        commitment=commitment,
        object=objects[0],
        objects=frozenset(normal(object_) for object_ in objects),
        amounts=amounts,
        names=names,
        by=_by(commitment.deadline),
    )


def normal(object_: str) -> str:
    """The object's letters without what makes no difference: 标准化厂房 and 厂房 are one.

    >>> normal("标准化厂房"), normal("“一网通办”改革")
    ('厂房', '一网通办改革')
    """
    text = letters(object_)
    for word in _words().neutral:
        if len(text) - len(word) >= SHORTEST_OBJECT:
            text = text.removeprefix(word)
    for word in _words().neutral_tails:
        if len(text) - len(word) > SHORTEST_OBJECT:
            text = text.removesuffix(word)
    return text


def is_generic(key: str) -> bool:
    """Whether the object alone says too little to tell two undertakings apart."""
    return len(key) < SHORTEST_OBJECT or key in _words().generic


def _amounts(clause: str) -> list[Amount]:
    found: list[Amount] = []
    for quantity in find_quantities(clause):
        if quantity.kind == "duration":
            continue
        before, after = clause[: quantity.start], clause[quantity.end :]
        if before.count("“") > before.count("”") or before.count("《") > before.count("》"):
            continue  # “六大园区” is a name
        object_ = _noun_after(after) or _noun_before(before)
        if len(object_) < SHORTEST_OBJECT:
            continue
        pace = next((word for word in _words().paces if word in before), "")
        capped = quantity.limit == "upper" or before.endswith(_words().capping)
        stages = frozenset(
            n for n, words in enumerate(_words().stages) if any(w in clause for w in words)
        )
        found.append(Amount(object_, pace, quantity, capped, stages))
    return found


def _noun_after(text: str) -> str:
    """标准厂房 of 50万平方米标准厂房；nothing where the clause ends or goes on with a verb."""
    noun = _MARK.split(_AFTER_NUMBER.sub("", text), maxsplit=1)[0]
    if noun.startswith(_words().verbs + _words().trailing + ("和", "及", "与", "并")):
        return ""
    return noun.strip("“”《》\"'")


def _noun_before(text: str) -> str:
    """标准化厂房 of 新建标准化厂房50万平方米."""
    noun = _bare(_without_dates(_MARK.split(text)[-1]))
    for word in _words().paces:
        noun = noun.removeprefix(word)
    while True:
        tail = next((t for t in _longest(_words().trailing) if noun.endswith(t)), "")
        if not tail or len(noun) - len(tail) < SHORTEST_OBJECT:
            return noun
        noun = noun[: -len(tail)]


def _bare(clause: str) -> str:
    """A clause without the modals, adverbs and verbs that open it, and without marks around it.

    >>> _bare("要加快建设产业园。")
    '产业园'
    """
    text = _DRIVEN.sub("", clause.strip("，,。；;：:、 "))
    openers = _longest((*goals().openers, *_words().verbs))
    while True:
        opener = next((w for w in openers if text.startswith(w)), "")
        if not opener or len(text) - len(opener) < SHORTEST_OBJECT:
            return text
        text = text[len(opener) :].lstrip("了，,、 ")


def _without_dates(text: str) -> str:
    for date in reversed(find_dates(text)):
        text = text[: date.start] + text[date.end :]
    return text


def _by(deadline: str | None) -> tuple[int, int] | None:
    """The last month of an absolute deadline. 年底前 says another year in every speech: None.

    The 14th five-year plan ends in 2025, the others every five years.

    >>> _by("2023年前"), _by("到2025年"), _by("“十四五”末"), _by("年底前"), _by("2023年6月底前")
    ((2023, 12), (2025, 12), (2025, 12), None, (2023, 6))
    """
    for date in find_dates(deadline or ""):
        if date.value.startswith("FYP"):
            if date.part == "end":
                return 2025 + 5 * (int(date.year.removeprefix("FYP")) - 14), 12
        elif date.year.isdigit() and (date.bound == "by" or date.part == "end"):
            return int(date.year), _last_month(date.part)
    return None


def _last_month(part: str) -> int:
    if match := re.match(r"(?:M\d\d/M)?(\d\d)", part):
        return int(match[1])
    end = part.rpartition("/")[2].removesuffix("-end")
    return {"Q1": 3, "Q2": 6, "H1": 6, "mid": 6, "Q3": 9}.get(end, 12)


@cache
def _longest(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _words() -> _Words:
    return _Words.model_validate(
        json.loads(files("llmsum.ledger").joinpath("words.json").read_text(encoding="utf-8"))
    )
