"""What a line puts side by side: words that its evidence has in different places make a new statement.

Rule. Each clause of the line is laid over the evidence in the longest stretches that stand there word
for word. Two neighbouring stretches have to be in one clause of the evidence, in that order; what is
between them may be left out; or in one clause and the next. Besides that a line may open with the subject of another clause, go on
with words that open a clause, exchange neighbours (专利46项 as 46项专利), move a date, and make a list.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from llmsum.verify import messages
from llmsum.verify.checks.stretches import (
    BREAK,
    LIGHT,
    Stretch,
    clause_before,
    in_one_sentence,
    laid_over,
    places,
    plain,
)
from llmsum.verify.lexicon import goals
from llmsum.verify.messages import Problem
from llmsum.verify.names.places import cities

_BETWEEN = frozenset(
    "的地得了着过于在对把被为是以从由向并且而将要应已也都均还就中上内后前里各使让令仅有该其"
)
"""Characters that may stand between two stretches without a word of their own."""

_OPENING = re.compile(
    r"^(?:(?:该|这|本|其|此)[\u3400-\u9fff]{0,3}|[他她它]们?|公司|双方|并|还|也|要|将|应|须|必须|就是|即|以|在|从|对|把|由|为|已|可|仅|正|又|再|更|各"
    r"|[一二三四五六]是|其中|同时|目前|现有?|计划|预计|主要|重点|同比|通过|进一步|加快|继续|积极|全面|加大|大大|不断|持续|大力|切实|有效|着力|努力|逐步|稳步|扎实|深入|总|共|[的地得了、]|\d[\d年月日至-]*)*$"
)
"""What may stand before words that still open their clause."""

_DENYING = LIGHT | frozenset("还尚不未没有较够")
"""发挥还不充分 is 尚未充分发挥; whether something is denied is looked at by itself."""

_WHERE = ("在", "于", "向", "对", "给")
_GONE_TO = ("来到", "前往", "走进", "抵达", "赶赴", "走访", "看望", "会见")
_DATED = re.compile(
    r"(?:(?:19|20)\d\d年|\d[月日])$|^(?:到?(?:(?:19|20)\d\d年|\d+[月日])|[今去明当]年|上半年|下半年|年底|年内)"
)
_COUNTED = re.compile(r"(?:\d[\d.]*|[两三四五六七八九十])[\u3400-\u9fff%]{0,3}$")
_SAYING = re.compile("(?:强调|指出|要求|提出|表示|宣布|显示|透露|认为|介绍|说)$")
_TREATED = re.compile("(?<![应面针相反])[对向把将按给](?![外内应接予])[^，,]*$")
"""What stands behind is the object of a verb after it: 对客人表示欢迎 says 欢迎客人."""

_DONE = re.compile("[了过]")
_TELLING = 3
"""Last characters of a stretch by which it is found again in another clause."""

_ORDINAL = re.compile(r"第(?=\d)")
_MORE = re.compile(r"(?<=[\d百千万亿])[余多](?=[^\W\d])")
"""Whether a number is exact is looked at by itself: 200多家 is 200家 here."""

_MODAL = re.compile("预期(?!目标)|预计|力争|争取|有望")
"""They only weaken what stands behind them, and are told of it wherever the evidence has them."""

_TIME = re.compile(r"\d[年月日]$|^(?:[今去明]年|上半年|下半年)$")
_WHOLE = re.compile("(?:[全我本该][省市区县州]|当地)$")
"""What stands for a place that another sentence names."""

_ANAPHORS = ("公司", "企业", "集团", "项目", "园区", "产业园", "基地", "平台", "学校", "医院")
"""A later sentence has them for what an earlier one names."""

_FROM_TO = re.compile(
    "[由从](?P<one>[^由从]{2,12}?)(?:[改降升变转调提增减压扩跃][^,为成到至]{0,3}?)[为成到至](?P<other>[^,]{2,12})"
)
_OVER = re.compile(
    r"(?P<one>[^,]{2,12}?)(?:已经?|将)?(?:超过|超越|取代|收购|并购|控股)(?P<other>[^,\d]{2,12})"
)
_TOWARDS = re.compile(
    r"(?P<one>[^,]{2,14}?)(?:赴|前往|来到|走进|迁[至往到]|搬迁?[至到]|转移[至到])(?P<other>[^,]{2,12})"
)
_STATES = ("明确", "提出", "计划")
_PLACES = ("省", "市", "县", "区", "州")
_NEXT = 6
"""Characters between two numbers that are told in a row."""

_WORD = 2
"""Characters of a word."""

_ASIDE = 3
"""Characters that a number may be away from what it counts."""


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
    source = _MORE.sub("", _ORDINAL.sub("", plain(evidence)))
    found = []
    for said in BREAK.split(_MORE.sub("", _ORDINAL.sub("", plain(text)))):
        clause = said if said in source else _MODAL.sub("", said)
        found += _turned_round(clause, source)
        stretches = list(laid_over(clause, source))
        if stretches and _only_a_place(stretches[0], source):
            found.append(messages.NOT_THE_DOER(stretches[0].words))
        for number, (one, other) in enumerate(pairwise(stretches)):
            between = clause[one.end : other.start]
            cut = (one.words[-1:] + other.words[:1]).isdigit()
            if (
                set(between) <= _BETWEEN
                and not cut
                and not _together(one, other, source, first=_opened(stretches[:number]))
                and not _but_for_verbs(stretches, number, source)
            ):
                found.append(messages.APART(one.words, other.words))
    return found


def _but_for_verbs(stretches: Sequence[Stretch], number: int, source: str) -> bool:
    """Whether what stands on both sides of a verb that may be any is together, as without that verb.

    A synonym that the evidence does not have is no stretch; one that it has elsewhere is no more than that.
    """
    before = [bare for s in stretches[: number + 1] if (bare := _verbless(s)).words]
    after = [bare for s in stretches[number + 1 :] if (bare := _verbless(s)).words]
    if stretches[number] in before and stretches[number + 1] in after:
        return False
    if not after:
        # A verb at the end may be what the subject does.
        return number > 0
    if not before:
        return True
    return _together(before[-1], after[0], source, first=_opened(before[:-1]))


def _verbless(stretch: Stretch) -> Stretch:
    """The stretch without verbs that may be any at its ends; no words where nothing of substance is left."""
    words, start, verbs = stretch.words, stretch.start, goals().any_verbs
    while words.startswith(verbs) or words.endswith(verbs):
        opened = next((verb for verb in verbs if words.startswith(verb)), "")
        closed = "" if opened else next(verb for verb in verbs if words.endswith(verb))
        words, start = words.removeprefix(opened).removesuffix(closed), start + len(opened)
    if words == stretch.words:
        return stretch
    return Stretch(
        start, start + len(words), "" if set(words) <= _BETWEEN or len(words) < _WORD else words
    )


def _only_a_place(first: Stretch, source: str) -> bool:
    """Whether the line opens with what the evidence has only as where another one does it: 公司在科技城扩建."""
    if first.start:
        return False
    before = [clause_before(source, start) for start, _ in places(first.words, source)]
    return all(
        words.endswith(_GONE_TO)
        or (words.endswith(_WHERE) and words[:-1].endswith(goals().body_endings))
        for words in before
    )


def _turned_round(clause: str, source: str) -> list[Problem]:
    """由周报改为月报, 火电超过新能源 where the evidence tells the other way round."""
    match = _FROM_TO.search(clause) or _OVER.search(clause) or _TOWARDS.search(clause)
    if not match:
        return []
    first, second = (list(laid_over(match[side], source)) for side in ("one", "other"))
    if not first or not second:
        return []
    one, other = first[-1].words, second[0].words
    pairs = [(a, b) for a, _ in places(one, source) for b, _ in places(other, source)]
    orders = {a < b for a, b in pairs if not BREAK.search(source, min(a, b), max(a, b))}
    return [messages.DISORDERED(f"{one}、{other}")] if orders == {False} else []


def _opened(before: Sequence[Stretch]) -> bool:
    """Whether what comes next may still be who the clause is about: 经开区 before 智慧园区."""
    names = (*goals().body_endings, *_PLACES)
    return all(_TIME.search(s.words) or s.words.endswith(names) for s in before)


def _together(one: Stretch, other: Stretch, source: str, *, first: bool) -> bool:
    if _DATED.search(one.words) or _DATED.search(other.words):
        return True
    befores, afters = places(one.words[-_TELLING:], source), places(other.words, source)
    ahead = [(a, b) for _, a in befores for b, _ in afters if a <= b]
    if any(not BREAK.search(source, a, b) for a, b in ahead):
        return True
    # Neighbouring clauses may be told as one: 设立专项，每年投入9000万元 as 专项每年投入9000万元.
    if any(
        in_one_sentence(source, a, b)
        and _breaks_between(source, a, b) == 1
        and not one.words.endswith(_doing())
        and not (first and clause_before(source, b).endswith(_doers()))
        for a, b in ahead
    ):
        return True
    # What is said may be told without how it begins: 宣布，中央决定支持海南 as 宣布支持海南.
    if _SAYING.search(one.words) and any(in_one_sentence(source, a, b) for a, b in ahead):
        return True
    wholes = places(one.words, source)
    pairs = [(a, b) for a, _ in wholes for b, _ in afters if in_one_sentence(source, a, b)]
    is_subject = first and not (_DONE.search(one.words) or one.words.endswith(_doing()))
    return (
        any(_opens(source, b) or (is_subject and a < b and _opens(source, a)) for a, b in pairs)
        or _exchanged(one, other, source)
        or _counted(one, other, source)
        or (is_subject and _told_of(one, other, source))
    )


def _breaks_between(source: str, end: int, start: int) -> int:
    return sum(1 for _ in BREAK.finditer(source, end, start))


def _counted(one: Stretch, other: Stretch, source: str) -> bool:
    """12个重点产业项目 of 重点项目共12个, 6大洲39个国家 of 6大洲，在39个国家, 建成投用 of 完工投用."""
    ends = goals().completions
    if one.words.endswith(ends) and other.words.startswith(ends):
        return True
    if not _COUNTED.search(one.words):
        return False
    head = other.words[-_WORD:]
    wholes, nexts = places(one.words, source), places(other.words, source)
    if other.words[0].isdigit():
        return any(0 <= b - a <= _NEXT for _, a in wholes for b, _ in nexts)
    return any(in_one_sentence(source, a, b) for a, _ in wholes for b, _ in nexts) and any(
        head in clause_before(source, a) + BREAK.split(source[a:])[0] for a, _ in wholes
    )


def _told_of(one: Stretch, other: Stretch, source: str) -> bool:
    """公司扩大产能 of the one named before as such a 公司, and 项目占地25亩 wherever the sentence has the 项目."""
    pairs = [
        (a, b)
        for _, a in places(one.words, source)
        for b, _ in places(other.words, source)
        if a <= b and _opens(source, b)
    ]
    if one.words in _ANAPHORS:
        return any(in_one_sentence(source, a, b) for a, b in pairs)
    if one.words.endswith(_PLACES) and other.words in _STATES:
        starts = places(other.words, source)
        return any(
            in_one_sentence(source, a, b) for _, a in places(one.words, source) for b, _ in starts
        )
    if one.words.removesuffix("省").removesuffix("市") in cities() and any(
        _WHOLE.search(clause_before(source, b)) or _WHOLE.search(clause_before(source, b)[:2])
        for b, _ in places(other.words, source)
    ):
        return True
    named = next((noun for noun in _ANAPHORS if other.words.startswith(noun)), "")
    return bool(named) and any(named in BREAK.split(source[a:])[0] for a, _ in pairs)


def _exchanged(one: Stretch, other: Stretch, source: str) -> bool:
    """Whether the evidence has them the other way round, as neighbours or as the object of a verb."""
    turned = [
        (b, e, a)
        for a, _ in places(one.words, source)
        for b, e in places(other.words, source)
        if e <= a
    ]
    if any(
        not BREAK.search(source, e, a) and _TREATED.search(clause_before(source, b))
        for b, e, a in turned
    ):
        return True
    counted = _COUNTED.search(one.words) or _COUNTED.search(other.words)
    between = [source[e:a] for _, e, a in turned]
    return any(
        set(words) <= _DENYING or (counted and len(words) <= _ASIDE and not BREAK.search(words))
        for words in between
    )


@cache
def _doers() -> tuple[str, ...]:
    """How who does something ends."""
    return ("们", *goals().body_endings, *_PLACES)


@cache
def _doing() -> tuple[str, ...]:
    """Verbs, which are no subject."""
    words = goals()
    return (*words.goal_verbs, *words.result_verbs, *words.doing_verbs, *words.completions)


def _opens(source: str, position: int) -> bool:
    """Whether the words at the position open their clause."""
    return bool(_OPENING.match(clause_before(source, position)))
