"""What a number of the line measures: in the way, and of the thing, that its evidence says.

Rule. The words on how a number measures (户均, 增幅, 规上, 力争) may be neither dropped nor added. The
thing beside it may not be that of another number of the same kind, and numbers told in a row (各有3家和
2家) or from one to the other (由7个整合为4个) keep their order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from llmsum.verify import messages
from llmsum.verify.checks.added import added_word
from llmsum.verify.checks.distributed import distributed_problems
from llmsum.verify.fold import narrow
from llmsum.verify.lexicon import CLAUSE_BREAK, qualifiers
from llmsum.verify.messages import Problem
from llmsum.verify.overlap import bigrams
from llmsum.verify.quantities import Quantity, find_quantities

_ITEM_BREAK = re.compile(r"[，,。；;：:！!？?\n、（）()]")
_RANK = re.compile(
    r"(?:(?:居|列|排)(?:名|在|位)?|(?=[全世][国省市区县球界]))(?P<scope>[^，。；：、\d]{0,8}?)"
    r"(?P<rank>第[一二三四五六七八九十\d]+|首位|榜首|前列|前[一二三四五六七八九十\d]+)"
)
_HAN_DIGITS = str.maketrans("123456789", "一二三四五六七八九")
_FIRST = ("首位", "榜首")
_BARE = re.compile(
    r"(?:同比|环比|增|降|升|比上年|较上年|比去年|实际|名义|增长|增加|提高|上升|下降|降低|减少|了)*"
)
_IN_A_ROW = re.compile("各|分别")
_COMPARED = re.compile("[较比]")
_AGAINST = re.compile(
    r"(?P<base>(?<![同环占])[较比](?!重)(?!(?:上一?|去|同|往)[年期])[^，、。；]{1,8}?)(?:增|提|升|上升|降|下降|减|高|低|回落|多|少)"
)
_RISEN = "(?:提高|提升|增加|增长|增|上升|升|扩大|下降|降低|降|减少|减|压减|压缩|缩短|回落)"
_BY = re.compile(f"{_RISEN}了?$")
_TO = re.compile(f"{_RISEN}了?[到至为]$")
_ONWARD = re.compile(r"[为到至成]$|(?<=[亿万元%\d])-$")
_SIZE = re.compile("[十百千万亿]+(?:美?元)?$")
_ASIDE = re.compile(r"\([^()]*\)|（[^（）]*）")
_LIGHT = re.compile("[的了]")


@dataclass(frozen=True)
class _Number:
    """A quantity or rank. `before`: the words of its clause since the last one; `inherited`: those of
    the last one, where a bare 同比增长 goes on about it; `clause`: all of its clause; `beside`: the
    pairs of characters that touch it; `onward`: it is where the number before it leads to."""

    text: str
    quantity: Quantity | None
    before: str
    inherited: str
    clause: str
    beside: frozenset[str]
    onward: bool

    def same(self, other: "_Number") -> bool:
        if self.quantity and other.quantity:
            return self.quantity.same_amount(other.quantity)
        return not self.quantity and self.text == other.text

    def alike(self, other: "_Number") -> bool:
        """Whether one could be taken for the other: 218名 and 1960名."""
        ours, theirs = self.quantity, other.quantity
        return bool(ours and theirs and (ours.kind, ours.unit) == (theirs.kind, theirs.unit))


def measured_problems(text: str, evidence: str) -> list[Problem]:
    """What the line says of its numbers that the evidence does not say of them.

    >>> measured_problems("1.8万户农民增收4300元", "1.8万户农民户均增收4300元")
    ['“4300元”在所引句中是“户均”的']
    >>> measured_problems("硕士218名", "引进博士218名、硕士1960名")
    ['“218名”在所引句中说的是别的']
    >>> measured_problems("引进100家企业", "引进100余家企业")
    ['“100家”在所引句中是“100余家”']
    """
    line, source = narrow(text), narrow(evidence)
    ours, theirs = _numbers(text), _numbers(evidence)
    problems = []
    for number in ours:
        same = [other for other in theirs if number.same(other)]
        if same:
            problems += _manner(number, same, source) or _thing(number, same, theirs)
            problems += _unlimited(number, same) + _level(number, same) + _base(number, same)
            problems += _told_as_added(number, same, source) + _nameless(number, same, ours)
    problems += distributed_problems(line, source) + _disordered(ours, theirs)
    return [*problems, *_ranks(line, source), *_unranked(ours, theirs)]


@lru_cache(maxsize=1024)
def _numbers(text: str) -> tuple[_Number, ...]:
    flat = narrow(text)
    found: list[tuple[int, int, Quantity | None, str]] = [
        (q.start, q.end, q, q.text) for q in find_quantities(text)
    ]
    for match in _RANK.finditer(flat):
        name = "第一" if match["rank"] in _FIRST else match["rank"].translate(_HAN_DIGITS)
        found.append((match.start(), match.end(), None, name))
    found.sort(key=lambda one: one[:2])
    numbers: list[_Number] = []
    last = 0
    for index, (start, end, quantity, name) in enumerate(found):
        # 亿元 in 86个亿元以上项目 is of what kind they are, and no number of its own.
        counted = (begin for begin, _, _, told in found[index + 1 :] if not _SIZE.match(told))
        following = next(counted, len(flat))
        since = _ASIDE.sub("", flat[min(last, start) : start])
        before = CLAUSE_BREAK.split(since)[-1]
        touching = _ITEM_BREAK.split(since)[-1] + " " + _ITEM_BREAK.split(flat[end:following])[0]
        onward = (
            not _ITEM_BREAK.search(since) and bool(numbers) and bool(_ONWARD.search(flat[:start]))
        )
        # 的 and 了 part nothing: 占了一半 is 占一半.
        pairs = frozenset(bigrams(_LIGHT.sub("", touching)))
        numbers.append(
            _Number(
                text=name,
                quantity=quantity,
                before=before,
                inherited=numbers[-1].before if numbers and _BARE.fullmatch(before) else "",
                clause=CLAUSE_BREAK.split(flat[:start])[-1] + CLAUSE_BREAK.split(flat[start:])[0],
                # 由21%提高到34% tells both numbers of what stands before the first.
                beside=pairs | numbers[-1].beside if onward else pairs,
                onward=onward,
            )
        )
        last = end
    return tuple(numbers)


@cache
def _manners() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """How numbers measure: the words, and the words with all that says the same."""
    return tuple(
        (re.compile("|".join(m.words)), re.compile("|".join((*m.words, *m.also))))
        for m in qualifiers().measures
    )


def _manner(number: _Number, same: Sequence[_Number], source: str) -> list[Problem]:
    """The first word on how the number measures that the line drops or adds."""
    goes_on = bool(_BARE.fullmatch(number.before))
    for words, any_way in _manners():
        said = [
            words.search(other.before if goes_on else other.inherited + other.before)
            for other in same
        ]
        if all(said) and said[0] and not any_way.search(number.clause):
            return [messages.MEASURED_SO(number.text, said[0][0])]
        ours = words.search(number.before)
        if ours and not any_way.search(source):
            return [messages.WORDS(f"{ours[0]}{number.text}")]
    return []


def _thing(number: _Number, same: Sequence[_Number], theirs: Sequence[_Number]) -> list[Problem]:
    if _IN_A_ROW.search(number.clause):
        return []
    if apiece := [other for other in same if "分别" in other.clause]:
        rows = [_row_of(other, theirs) for other in apiece]
        kept = any(_in_order(number, *row) for row in rows)
        return [] if kept else [messages.MEASURES_ANOTHER(number.text)]
    own = max(len(number.beside & other.beside) for other in same)
    others = [other for other in theirs if number.alike(other) and other not in same]
    if any(len(number.beside & other.beside) > own for other in others):
        return [messages.MEASURES_ANOTHER(number.text)]
    return []


def _row_of(other: _Number, theirs: Sequence[_Number]) -> tuple[int, list[str]]:
    """Which number of its row it is, and the things that are told 分别; none where they do not pair."""
    row = [n for n in theirs if n.clause == other.clause and n.alike(other)]
    things = re.split("[、和与及]", other.clause.partition("分别")[0])
    return row.index(other), things if len(things) == len(row) else []


def _in_order(number: _Number, index: int, things: Sequence[str]) -> bool:
    """Whether what stands beside the number is as much of its thing as of any other in the row."""
    # What follows the last thing is said of all: 增加值 in 制造业、数字经济增加值.
    longest = max(map(len, things[:-1]), default=0) + 1
    shared = [len(number.beside & set(bigrams(thing[:longest]))) for thing in things]
    return not shared or shared[index] == max(shared)


def _unlimited(number: _Number, same: Sequence[_Number]) -> list[Problem]:
    """An exact number where the evidence has it only with 超过, 以上 or 约."""
    # 千亿级 is no 1000亿元 that would be exact.
    kin = [other for other in same if number.alike(other)] or same
    limited = [other.quantity for other in kin if other.quantity and other.quantity.approx]
    if number.quantity and not number.quantity.approx and len(limited) == len(kin):
        return [messages.OTHER_AMOUNT(number.text, _whole(limited[0]))]
    return []


def _level(number: _Number, same: Sequence[_Number]) -> list[Problem]:
    """提高45% where the evidence has 提高到45%, and the reverse."""
    for ours, theirs in ((_BY, _TO), (_TO, _BY)):
        said = [theirs.search(other.before) for other in same]
        if ours.search(number.before) and all(said) and said[0]:
            return [messages.OTHER_AMOUNT(number.text, f"{said[0][0]}{number.text}")]
    return []


def _told_as_added(number: _Number, same: Sequence[_Number], source: str) -> list[Problem]:
    """新增260家 where the evidence has 达到260家: what there is in all told as what is added."""
    if not number.quantity or number.quantity.kind == "percent":
        return []
    stands = [(other.clause, other.quantity.start) for other in same if other.quantity]
    word = added_word(number.before, source, stands)
    return [messages.WORDS(f"{word}{number.text}")] if word else []


def _nameless(number: _Number, same: Sequence[_Number], ours: Sequence[_Number]) -> list[Problem]:
    """7个、9个 where the evidence says of what there are nine; 7个、9亿元 are of one thing."""
    bare = number.before and not number.before.strip("、和与及") and not number.beside
    row = sum(number.alike(other) and number.clause == other.clause for other in ours) > 1
    if (
        bare
        and row
        and not _IN_A_ROW.search(number.clause)
        and all(bigrams(o.before) for o in same)
    ):
        return [messages.MEASURES_ANOTHER(number.text)]
    return []


def _base(number: _Number, same: Sequence[_Number]) -> list[Problem]:
    """增长8% where the evidence has 较一季度增长8%; against the year before is what any growth is."""
    if _COMPARED.search(number.clause):
        return []
    bases = [_AGAINST.search(other.before) for other in same]
    if all(bases) and bases[0]:
        return [messages.MEASURED_SO(number.text, bases[0]["base"])]
    return []


def _whole(quantity: Quantity) -> str:
    return quantity.text if quantity.approx in quantity.text else quantity.approx + quantity.text


def _disordered(ours: Sequence[_Number], theirs: Sequence[_Number]) -> list[Problem]:
    """Numbers of one clause that the evidence tells in another order, where the order says whose they are."""
    problems = []
    for clause in dict.fromkeys(n.clause for n in ours):
        row = [n for n in ours if n.clause == clause and n.alike(n)]
        if len(row) < 2 or not all(n.alike(row[0]) for n in row):
            continue
        kin = [n for n in theirs if n.alike(row[0])]
        # 由7个整合为7个: once the 7 is that of another number.
        twice = next((n for n in row if _times(n, row) > _times(n, kin) > 0), None)
        if twice:
            problems.append(messages.MEASURES_ANOTHER(twice.text))
            continue
        stretches = [kin[at : at + len(row)] for at in range(len(kin))]
        kept = any(_same_row(row, stretch) for stretch in stretches)
        turned = any(_same_row(row[::-1], s) and any(n.onward for n in s[1:]) for s in stretches)
        if not kept and (turned or _IN_A_ROW.search(clause)):
            problems.append(messages.DISORDERED("、".join(n.text for n in row)))
    return problems


def _unranked(ours: Sequence[_Number], theirs: Sequence[_Number]) -> list[Problem]:
    """第一 where the evidence has other ranks alone."""
    ranks = {number.text for number in theirs if not number.quantity}
    said = [n.text for n in ours if not n.quantity and len(n.text) == len("第一") and ranks]
    return [messages.WORDS(rank) for rank in said if rank not in ranks]


def _times(number: _Number, numbers: Sequence[_Number]) -> int:
    return sum(number.same(other) for other in numbers)


def _same_row(row: Sequence[_Number], stretch: Sequence[_Number]) -> bool:
    return len(row) == len(stretch) and all(a.same(b) for a, b in zip(row, stretch, strict=True))


def _ranks(line: str, source: str) -> list[Problem]:
    """The ranks of the line that are among more than those of the evidence: 全省第一."""
    return [
        messages.WORDS(f"{scope}{match['rank']}")
        for match in _RANK.finditer(line)
        for scope, needed in qualifiers().scopes
        if scope in match["scope"] and not re.search(needed, source)
    ]
