"""What a line puts side by side: words that its evidence has in different places make a new statement.

Rule. Each clause of the line is laid over the evidence in the longest stretches that stand there word
for word. Two neighbouring stretches have to be in one clause of the evidence, in that order; what is
between them may be left out. Besides that a line may open with the subject of another clause, go on
with words that open a clause, exchange neighbours (专利46项 as 46项专利), move a date, and make a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from llmsum.verify import messages
from llmsum.verify.fold import fold
from llmsum.verify.lexicon import goals
from llmsum.verify.messages import Problem

_MARKS = str.maketrans("", "", "\"'《》<>()[]▲●■◆")
_BREAK = re.compile(r"[,;:!?\n…]|\.(?!\d)")
_BETWEEN = frozenset(
    "的地得了着过于在对把被为是以从由向并且而将要应已也都均还就中上内后前里各使让令仅有该其"
)
"""Characters that may stand between two stretches without a word of their own."""

_LIGHT = frozenset("的了")
"""Characters between two neighbours that the line exchanges: 加大了力度 as 力度加大."""

_OPENING = re.compile(
    r"^(?:(?:该|这|本|其|此)[\u3400-\u9fff]{0,3}|[他她它]们?|公司|双方|并|还|也|要|将|应|须|必须|就是|即|以|在|从|对|把|由|为|已|可|仅|正|又|再|更|各"
    r"|[一二三四五六]是|其中|同时|目前|现有?|计划|预计|主要|重点|同比|通过|进一步|加快|继续|积极|全面|加大|大大|不断|持续|大力|切实|有效|着力|努力|逐步|稳步|扎实|深入|[的地得了、]|\d[\d年月日至-]*)*$"
)
"""What may stand before words that still open their clause."""

_WHERE = ("在", "于", "向", "对", "给")
_GONE_TO = ("来到", "前往", "走进", "抵达", "赶赴", "走访", "看望", "会见")
_DATED = re.compile(r"\d[年月日]$|^(?:到?\d+[年月日]|[今去明当]年|上半年|下半年|年底|年内)")
_COUNTED = re.compile(r"(?:\d[\d.]*|[两三四五六七八九十])[\u3400-\u9fff%]{0,3}$")
_SAYING = re.compile("(?:强调|指出|要求|提出|表示|宣布|显示|透露|认为|介绍|说)$")
_TREATED = re.compile("(?<![应面针相反])[对向把将按给](?![外内应接予])[^，,]*$")
"""What stands behind is the object of a verb after it: 对客人表示欢迎 says 欢迎客人."""

_DONE = re.compile("[了过]")
_TELLING = 3
"""Last characters of a stretch by which it is found again in another clause."""

_ASIDE = 3
"""Characters that a number may be away from what it counts."""


@dataclass(frozen=True)
class _Stretch:
    """Words of the line at [start, end) of its clause that the evidence has as they are."""

    start: int
    end: int
    words: str


def joined_problems(text: str, evidence: str) -> list[Problem]:
    """The words that the line joins and the evidence does not.

    >>> joined_problems("我市牵头制定意见", "审视我市潜力,我们牵头制定意见。")
    ['“我市”与“牵头制定意见”在所引句中不在一处']
    >>> joined_problems("引进发明专利46项", "引进院士,已有发明专利46项。")
    ['“引进”与“发明专利46项”在所引句中不在一处']
    >>> joined_problems("园区已有46项发明专利", "园区引进院士,已有发明专利46项。")
    []
    >>> joined_problems("科技城扩建二期工厂", "公司在科技城扩建二期工厂。")
    ['“科技城扩建二期工厂”在所引句中不是做这件事的']
    """
    source = fold(evidence).translate(_MARKS)
    found = []
    for clause in _BREAK.split(fold(text).translate(_MARKS)):
        stretches = list(_laid_over(clause, source))
        if stretches and _only_a_place(stretches[0], source):
            found.append(messages.NOT_THE_DOER(stretches[0].words))
        for number, (one, other) in enumerate(pairwise(stretches)):
            between = clause[one.end : other.start]
            cut = (one.words[-1:] + other.words[:1]).isdigit()
            if (
                set(between) <= _BETWEEN
                and not cut
                and not _together(one, other, source, first=number == 0)
            ):
                found.append(messages.APART(one.words, other.words))
    return found


def _only_a_place(first: _Stretch, source: str) -> bool:
    """Whether the line opens with what the evidence has only as where another one does it: 公司在科技城扩建."""
    before = [_clause_before(source, start) for start, _ in _places(first.words, source)]
    return first.start == 0 and all(
        words.endswith(_GONE_TO)
        or (words.endswith(_WHERE) and words[:-1].endswith(goals().body_endings))
        for words in before
    )


def _laid_over(clause: str, source: str) -> Iterator[_Stretch]:
    start = 0
    while start < len(clause) - 1:
        end = start + 2
        if clause[start:end] not in source:
            start += 1
            continue
        while end < len(clause) and clause[start : end + 1] in source:
            end += 1
        # The 了 of another word's is no beginning: 编制了规划 tells nothing of 结合了规划.
        begin = start + (start > 0 and clause[start] in _LIGHT and end - start > 2)
        yield _Stretch(begin, end, clause[begin:end])
        start = end


def _together(one: _Stretch, other: _Stretch, source: str, *, first: bool) -> bool:
    if _DATED.search(one.words) or _DATED.search(other.words):
        return True
    befores, afters = _places(one.words[-_TELLING:], source), _places(other.words, source)
    if any(a <= b and not _BREAK.search(source, a, b) for _, a in befores for b, _ in afters):
        return True
    # What is said may be told without how it begins: 宣布，中央决定支持海南 as 宣布支持海南.
    if _SAYING.search(one.words) and any(
        a <= b and _in_one_sentence(source, a, b) for _, a in befores for b, _ in afters
    ):
        return True
    wholes = _places(one.words, source)
    pairs = [(a, b) for a, _ in wholes for b, _ in afters if _in_one_sentence(source, a, b)]
    if any(_opens(source, b) for _, b in pairs):
        return True
    is_subject = first and not (_DONE.search(one.words) or one.words.endswith(_doing()))
    if is_subject and any(a < b and _opens(source, a) for a, b in pairs):
        return True
    counted = _COUNTED.search(one.words) or _COUNTED.search(other.words)
    if any(
        e <= a and not _BREAK.search(source, e, a) and _TREATED.search(_clause_before(source, b))
        for a, _ in wholes
        for b, e in afters
    ):
        return True
    between = [source[e:a] for a, _ in wholes for _, e in afters if e <= a]
    return any(set(words) <= _LIGHT or (counted and len(words) <= _ASIDE) for words in between)


@cache
def _doing() -> tuple[str, ...]:
    """Verbs, which are no subject."""
    words = goals()
    return (*words.goal_verbs, *words.result_verbs, *words.doing_verbs, *words.completions)


def _places(words: str, source: str) -> list[tuple[int, int]]:
    return [
        (m.start(), m.start() + len(words)) for m in re.finditer(f"(?={re.escape(words)})", source)
    ]


def _in_one_sentence(source: str, one: int, other: int) -> bool:
    return "\n" not in source[min(one, other) : max(one, other)]


def _opens(source: str, position: int) -> bool:
    """Whether the words at the position open their clause."""
    return bool(_OPENING.match(_clause_before(source, position)))


def _clause_before(source: str, position: int) -> str:
    """What stands in the same clause before the position."""
    return source[max(_breaks(source), key=lambda at: at if at <= position else -1) : position]


@lru_cache(maxsize=64)
def _breaks(source: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in _BREAK.finditer(source)))
