"""Negation and direction: whether a line says the opposite of its evidence.

Rule. A negation (不, 未, 杜绝, …; lexicon polarity.json) has as its scope the words that follow it
in its clause. A negation of the line needs a negation in the evidence over some of the same words;
a negation of the evidence must not be missing where the line repeats the words that it negates.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from llmsum.verify import messages
from llmsum.verify.fold import fold, narrow
from llmsum.verify.growth import same_growth
from llmsum.verify.language import is_english
from llmsum.verify.lexicon import polarity
from llmsum.verify.messages import Problem
from llmsum.verify.quantities import Quantity, find_quantities

_SCOPE = 40
_HELD = 3
_NEAR = 8
_HEAD = 6
_CLAUSE_END = re.compile(r"[,.;:!?…()\n]")
_SAID_BEFORE = 12
_SAID_BEFORE_IN_ENGLISH = 30
_SHORTEST_TURNED = 4
_OBJECT = 5
_OF_WHICH = re.compile("的(?=一律|均|都|应|要|须|必须|由|可|将)")
"""未整改的一律停产 denies nothing behind 的."""

_KIND = re.compile("[^,]{1,6}?的(?P<of>[^\\W\\d]{2})")
_LACKING = re.compile("[低缺欠难差慢弱停尚仍待短少负减降防禁治]|不足")
_ATTAINED = re.compile("已|达|完成|实现|恢复|超|满足|符合|具备|建成|有")
_COMPLEMENTS = ("了", "到", "成", "下", "上")


@dataclass(frozen=True)
class _Negation:
    start: int
    word: str
    before: str
    scope: str


@cache
def _chinese() -> re.Pattern[str]:
    harmless = sorted(polarity().not_negations, key=len, reverse=True)
    negations = sorted(polarity().negations, key=len, reverse=True)
    return re.compile(f"(?P<harmless>{'|'.join(harmless)})|(?P<negation>{'|'.join(negations)})")


@cache
def _any_negation() -> re.Pattern[str]:
    return re.compile("|".join(sorted(polarity().negations, key=len, reverse=True)))


@cache
def _english() -> re.Pattern[str]:
    return re.compile(rf"\b(?<!one-)(?:{'|'.join(polarity().english_negations)})\b")


@lru_cache(maxsize=1024)
def _negations(folded: str) -> tuple[_Negation, ...]:
    found = []
    for match in _chinese().finditer(folded):
        if match["negation"]:
            rest = _CLAUSE_END.split(folded[match.end() : match.end() + _SCOPE])[0]
            before = _CLAUSE_END.split(folded[: match.start()])[-1][-2:]
            found.append(_Negation(match.start(), match[0], before, rest))
    return tuple(found)


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())


def is_negated(text: str) -> bool:
    """Whether anything in a Chinese or English text is negated.

    >>> is_negated("不断提高"), is_negated("严禁入园"), is_negated("keep polluters out, no exceptions")
    (False, True, True)
    """
    folded = fold(text)
    return bool(_negations(folded) or _english().search(folded))


def polarity_problems(text: str, evidence: str) -> list[Problem]:
    """What the line negates and its evidence does not, or the reverse, or turns the other way."""
    line, source = fold(text), fold(evidence)
    problems = []
    ours, theirs = _negations(line), _negations(source)
    for cut in _cut_out(source, line):
        problems.append(messages.NEGATION_LOST(cut))
    for cut in _cut_out(line, source):
        problems.append(messages.NEGATION(cut))
    for negation in ours:
        matched = any(_same_scope(negation, other) for other in theirs) or _cannot(negation, source)
        same = len(negation.scope) >= 2 and negation.word + negation.scope[:_HEAD] in source
        if not matched or (not same and _denied(_held(negation)[:1], source, line)):
            problems.append(messages.NEGATION(f"{negation.word}{negation.scope[:6]}"))
    for negation in theirs:
        if _denied(_held(negation), line, source) or _told_as_so(negation, line, source):
            problems.append(messages.NEGATION_LOST(f"{negation.word}{negation.scope[:6]}"))
        if _told_of_others(negation, line, source):
            problems.append(messages.NEGATION_LOST(f"{negation.word}{negation.scope[:6]}"))
    problems += _turned_clauses(line, source) + _widened(ours, theirs)
    for match in _english().finditer(line):
        if not theirs and not _english().search(source):
            problems.append(messages.NEGATION(match[0]))
    return problems + _turned(text, evidence)


def _cannot(negation: _Negation, source: str) -> bool:
    """协调不了 where the evidence has 协调未果."""
    if not negation.scope.startswith(_COMPLEMENTS) or len(negation.before) < len("协调"):
        return False
    clauses = [
        _CLAUSE_END.split(source[m.end() :])[0] for m in re.finditer(negation.before, source)
    ]
    return any(_negations(clause) for clause in clauses)


def _told_as_so(negation: _Negation, line: str, source: str) -> bool:
    """已达到去年水平 where the evidence has 未恢复至去年水平: its object without any denial."""
    held = negation.scope
    windows = [held[at : at + _OBJECT] for at in range(1, len(held) - _OBJECT + 1)]
    said = [w for w in windows if w in line]
    for clause in _CLAUSE_END.split(line) if said else ():
        if _negations(clause) or _LACKING.search(clause):
            continue
        said = [w for w in windows if w in clause]
        if (
            said
            and all(source.count(w) == held.count(w) for w in said)
            and _ATTAINED.search(clause)
        ):
            return True
    return False


def _told_of_others(negation: _Negation, line: str, source: str) -> bool:
    """治理达标的企业 where the evidence has 治理不到位的企业."""
    kind = _KIND.match(negation.scope)
    if not kind or len(negation.before) < len("治理"):
        return False
    told = re.search(f"{negation.before}(?P<how>[^,的]{{1,6}})的{kind['of']}", line)
    if not told or told[0] in source:
        return False
    return not (_negations(told["how"]) or _LACKING.search(told["how"]))


def _turned_clauses(line: str, source: str) -> list[Problem]:
    """The line's clauses that the source has word for word but for the number of their negations.

    Exact, and whatever the grammar: 等 is not 等不得, 对不推进不力的 is not 对推进不力的.
    """
    bare_source, places = _bare(source)
    found = []
    for clause in _CLAUSE_END.split(line):
        bare, kept = _bare(clause)
        if len(bare) < _SHORTEST_TURNED or clause in source:
            continue
        negations = _negations(clause)
        # 杜绝 at its head may govern a list of which the clause has the last items alone.
        if negations and negations[0].start == 0 and len(negations[0].word) > 1:
            continue
        negated = len(negations)
        # A negation at an end of the clause is looked for beyond that end of the stretch.
        ahead, behind = int(kept[0] > 0), int(kept[-1] < len(clause) - 1)
        ends = [-1, *places, len(source)]
        stretches = [
            source[ends[m.start() + 1 - ahead] + ahead : ends[m.end() + behind] + 1 - behind]
            for m in re.finditer(re.escape(bare), bare_source)
        ]
        if stretches and all(len(_negations(stretch)) != negated for stretch in stretches):
            found.append(messages.NEGATED_OTHERWISE(clause))
    return found


def _widened(ours: Sequence[_Negation], theirs: Sequence[_Negation]) -> list[Problem]:
    """没有线索 where the evidence has 没有一个像样的线索: a denial of some kind became one of all."""
    found = []
    for negation in ours:
        head = negation.scope[:2]
        same = [other.scope for other in theirs if other.word == negation.word]
        qualified = [s for s in same if f"的{head}" in s[: _NEAR + 2]]
        if len(head) == 2 and qualified and not any(s.startswith(head) for s in same):
            said = negation.word + qualified[0][: _NEAR + 2]
            found.append(messages.OTHER_AMOUNT(f"{negation.word}{head}", said))
    return found


def _bare(folded: str) -> tuple[str, list[int]]:
    """The text without its negations, and the offset in the text of each character that is left."""
    gone = {i for n in _negations(folded) for i in range(n.start, n.start + len(n.word))}
    kept = [i for i in range(len(folded)) if i not in gone]
    return "".join(folded[i] for i in kept), kept


def _cut_out(full: str, cut: str) -> list[str]:
    """The negations of `full` that `cut` leaves out between the same four characters.

    Exact, so it holds for idioms too: 极不平凡 is not 极平凡.
    """
    found = []
    for match in _any_negation().finditer(full):
        after = full[match.end() :][:2]
        if not after[1:].isalpha():
            after = after[:1]
        glued = full[: match.start()][len(after) - 4 :] + after
        if len(glued) == 4 and glued in cut and glued not in full:
            found.append(match[0] + after)
    return found


def _same_scope(ours: _Negation, theirs: _Negation) -> bool:
    if len(ours.scope) < 2 or len(theirs.scope) < 2:
        # 标准不一 is 标准不统一, 产能不足 is 产能无法满足需求.
        shorter = len(ours.before) > 1 and len(ours.scope) < len(theirs.scope)
        nested = bool(theirs.scope) and theirs.scope in ours.scope
        return ours.before == theirs.before and (shorter or nested or ours.scope == theirs.scope)
    # 杜绝, 防止 govern the whole list after them; 不 only the words beside it.
    reach = _SCOPE if len(theirs.word) >= 2 else _NEAR
    return bool(_bigrams(ours.scope[:_HEAD]) & _bigrams(theirs.scope[:reach]))


def _held(negation: _Negation) -> list[str]:
    """The words that a negation governs: 杜绝 all items of the list after it, 不 the next words."""
    # A short scope (不大) is found by the words before it (规模不大 as 规模大).
    if len(negation.scope) < 2:
        return [negation.before + negation.scope]
    items = negation.scope.split("、") if len(negation.word) >= 2 else [negation.scope]
    return [item[:_HELD] for item in items]


def _denied(held: list[str], affirming: str, negating: str) -> bool:
    """Whether one text affirms words that the other only negates."""
    return any(
        len(words) >= 2 and _affirmed(words, affirming) and not _affirmed(words, negating)
        for words in held
    )


def _affirmed(words: str, folded: str) -> bool:
    """Whether `words` stand somewhere in the text with no negation before them in their clause."""
    return any(
        not _negations(_OF_WHICH.split(_CLAUSE_END.split(folded[: match.start()])[-1])[-1] + words)
        for match in re.finditer(re.escape(words), folded)
    )


def _turned(text: str, evidence: str) -> list[Problem]:
    problems = []
    sources = [(q, _direction(evidence, q)) for q in find_quantities(evidence)]
    for quantity in find_quantities(text):
        said = _direction(text, quantity)
        directions = {way for other, way in sources if way and quantity.same_amount(other)}
        if any(same_growth(text, quantity, evidence, other) for other, _ in sources):
            continue
        # Four times as much (是去年的4倍) has not grown by four times.
        if said and said not in directions and (directions or quantity.kind == "times"):
            problems.append(messages.TURNED(quantity.text))
    return problems


@cache
def _ways() -> re.Pattern[str]:
    def words(way: tuple[str, ...]) -> str:
        return "|".join(word for word in way if word.isascii())

    return re.compile(rf"\b(?:(?P<up>{words(polarity().up)})|(?P<down>{words(polarity().down)}))\b")


def _english_direction(text: str, quantity: Quantity) -> str:
    """Up or down, by the nearest word before an amount or right after it: up 8%, an 8% decrease."""
    flat = narrow(text)
    before = flat[max(0, quantity.start - _SAID_BEFORE_IN_ENGLISH) : quantity.start]
    told = list(_ways().finditer(_CLAUSE_END.split(before)[-1]))
    if not told:
        after = " ".join(flat[quantity.end :].split()[:2])
        told = list(_ways().finditer(after))[:1]
    return (told[-1].lastgroup or "") if told else ""


def _direction(text: str, quantity: Quantity) -> str:
    if is_english(text):
        return _english_direction(text, quantity)
    before = narrow(text)[max(0, quantity.start - _SAID_BEFORE) : quantity.start]
    before = _CLAUSE_END.split(before.replace("，", ","))[-1]
    last = ""
    position = -1
    for name, words in (("up", polarity().up), ("down", polarity().down)):
        for word in words:
            if before.rfind(word) > position:
                last, position = name, before.rfind(word)
    return last
