"""The gate: whether a line is supported by the sentences that it cites. No model, no network.

Fold, then exact: nothing here matches approximately except `overlap`, which can only reject.
"""

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import takewhile
from typing import Protocol, TypeVar

from llmsum.verify import messages
from llmsum.verify.abbreviations import spelled_as
from llmsum.verify.checks.bare_numbers import find_bare_numbers
from llmsum.verify.checks.claims import claim_problems
from llmsum.verify.checks.conditional import condition_problems
from llmsum.verify.checks.contrasts import contrast_word_problems
from llmsum.verify.checks.counted import bare_told, quantity_told
from llmsum.verify.checks.dated import dated_problems
from llmsum.verify.checks.governed import governed_problems
from llmsum.verify.checks.invented import invented
from llmsum.verify.checks.joined import joined_problems
from llmsum.verify.checks.limited import limited_problems
from llmsum.verify.checks.listed import listed_problems
from llmsum.verify.checks.measured import measured_problems
from llmsum.verify.checks.polarity import polarity_problems
from llmsum.verify.checks.roles import role_problems
from llmsum.verify.checks.subjects import subject_problems
from llmsum.verify.dates import find_dates
from llmsum.verify.dates.periods import DateMention
from llmsum.verify.fold import fold, letters, narrow, simplify_script
from llmsum.verify.growth import same_growth
from llmsum.verify.language import is_english
from llmsum.verify.messages import Problem
from llmsum.verify.names import name_problems
from llmsum.verify.overlap import overlap
from llmsum.verify.quantities import Quantity, find_quantities
from llmsum.verify.rounding import rounded

MIN_OVERLAP = 0.4
"""Below this share of content in the evidence a line is about something else.

Measured on 115 key facts and stances written by hand: none lies below it with its own sentences,
all but 0.6 % do with a random one.
"""

MIN_OVERLAP_WITH_NUMBERS = 0.2
"""Of a line whose numbers, names and all else are those of the evidence: it is about that, in other words."""

OFF_TOPIC = messages.OFF_TOPIC()
"""The problem of a line whose words are mostly not those of its evidence."""

_STOPS = "。，；,;. "
_ITEM_BREAK = re.compile(r"[，,、；;。：:！!？?\s]")
_TELLING = 5
"""Characters that two numbers have before them in common only where they count the same."""

_YEAR_BEFORE = re.compile("[比较](?:上年|去年|上年同期|去年同期)$")
_NAME = 8
"""Characters of a short name in quotation marks, on each side of a number."""

_NAME_BEFORE = re.compile('[“‘「《"]([^“”‘’「」《》"，。；：、]*)$')
_NAME_AFTER = re.compile('([^“”‘’「」《》"，。；：、]+)[”’」》"]')
_QUOTES = "\"' "
_PLACE = 2
"""The characters on each side of a number that make its place."""


def check_line(
    text: str, evidence: Sequence[str], *, known_names: Sequence[str] = ()
) -> tuple[Problem, ...]:
    """The problems of a line given the sentences it cites; empty when it is supported.

    Each problem is a short Chinese sentence that names the offending words, fit to be shown to
    the model that wrote the line and to the user. `known_names` are names that the line may use
    without evidence, such as the city whose speech it is about.

    >>> check_line("引进30万家企业", ["计划引进100余家企业。"])
    ('数字“30万家”不在所引句中',)
    """
    source = "\n".join(sentence for sentence in evidence if sentence.strip())
    if not source:
        return (messages.NO_EVIDENCE(),)
    if not text.strip():
        return (messages.EMPTY(),)
    text = simplify_script(text)
    if not is_english(text):
        text = spelled_as(text, source)
    names = name_problems(text, source, known_names)
    problems = [
        *_number_problems(text, source),
        *_date_problems(text, source),
        *names,
        *polarity_problems(text, source),
        *claim_problems(text, source),
    ]
    english = is_english(text), is_english(source)
    if not any(english):
        problems += measured_problems(text, source) + limited_problems(text, source)
        problems += joined_problems(text, source) + role_problems(text, source)
        problems += dated_problems(text, source) + governed_problems(text, source)
        problems += condition_problems(text, source)
        problems += contrast_word_problems(text, source) + listed_problems(text, source)
        # A name that the evidence does not have is told once, not again as the one who does something.
        problems += [] if names else subject_problems(text, source, known_names)
    # Nothing tells whether Chinese says what an English sentence says, but for Chinese words in it.
    unheard = english == (False, True) and fold(text) not in fold(source)
    least = MIN_OVERLAP_WITH_NUMBERS if find_quantities(text) and not problems else MIN_OVERLAP
    if unheard or (english[0] == english[1] and overlap(text, source) < least):
        problems.append(OFF_TOPIC)
    elif not any(english):
        known = "\n".join((source, *known_names))
        problems += [messages.WORDS(words) for words in invented(text, known)]
    return tuple(dict.fromkeys(problems))


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Mention = TypeVar("_Mention", bound=_Span)


def _same_place(
    text: str, ours: _Span, source: str, theirs: Sequence[_Mention]
) -> Sequence[_Mention]:
    """The mentions of the evidence that stand between the same words as ours; all where none does.

    Where the evidence says 仅有3家 and later 新乡有7家, 仅有7家 is not supported.
    """
    line, flat = narrow(text).rstrip(_STOPS), narrow(source)
    ahead, behind = line[: ours.start].rstrip(_QUOTES), line[ours.end :].lstrip(_QUOTES)
    # In a list told shorter another item may follow: words enough before it tell alone.
    told = _ITEM_BREAK.split(ahead)[-1][-_TELLING:]
    alike = [other for other in theirs if flat[: other.start].endswith(told)]
    if len(told) == _TELLING and len(alike) == 1:
        return alike
    before, after = ahead[-_PLACE:], behind[:_PLACE]
    # At an end of the line the other side has to tell the place alone.
    if len(after) < _PLACE:
        before = _ITEM_BREAK.split(ahead)[-1][-2 * _PLACE :]
    elif len(before) < _PLACE:
        after = behind[: 2 * _PLACE]
    if len(before) + len(after) <= _PLACE:
        return theirs
    placed = [
        other
        for other in theirs
        if flat[: other.start].rstrip(_QUOTES).endswith(before)
        and flat[other.end :].lstrip(_QUOTES).startswith(after)
    ]
    return _same_words_before(line[: ours.start], flat, placed or theirs)


def _same_words_before(before: str, source: str, theirs: Sequence[_Mention]) -> Sequence[_Mention]:
    """The mentions that share most words before them with ours, within the clause; all where few do.

    人均可支配收入增长2% is not supported by 预算收入增长2%, where 人均可支配收入增长 has another number.
    """
    ours = _ITEM_BREAK.split(before)[-1]
    shared = [
        _length_shared(ours, _ITEM_BREAK.split(source[: other.start])[-1]) for other in theirs
    ]
    longest = max(shared, default=0)
    if longest < _TELLING:
        return theirs
    return [other for other, length in zip(theirs, shared, strict=True) if length == longest]


def _length_shared(one: str, other: str) -> int:
    """How many characters at their ends are the same."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _number_problems(text: str, source: str) -> list[Problem]:
    sources = find_quantities(source)
    bare = find_bare_numbers(source)
    problems = []
    unnamed = [quantity for quantity in sources if not _in_a_name(quantity, source, text)]
    for quantity in find_quantities(text):
        kin = [other for other in unnamed if other.kind in (quantity.kind, "number")]
        same_place = _same_place(text, quantity, source, kin or unnamed)
        if (
            not any(quantity.same_amount(other) for other in same_place)
            and not any(rounded(quantity, other) for other in same_place)
            and not any(same_growth(text, quantity, source, other) for other in same_place)
            and not quantity_told(quantity, text, source, bare)
            and not (
                # An English count may stand for a numeral inside a Chinese name: three for 三主.
                is_english(text) and any(quantity.value == number.value for number in bare)
            )
        ):
            problems.append(messages.NUMBER(quantity.text))
    amounts = {quantity.value for quantity in sources}
    for number in find_bare_numbers(text):
        known = any(number.same(other) for other in bare)
        if is_english(text):
            known = number.value in amounts | {other.value for other in bare}
        if not known and not bare_told(number, text, source, sources):
            problems.append(messages.NUMBER(f"{number.text}{number.noun}"))
    return problems + _one_of_many(text, sources, source)


def _in_a_name(quantity: Quantity, source: str, text: str) -> bool:
    """Whether it is part of a name in quotation marks that the line does not have: “三个一” counts nothing."""
    before, after = source[: quantity.start][-_NAME:], source[quantity.end :][:_NAME]
    opened, closed = _NAME_BEFORE.search(before), _NAME_AFTER.match(after)
    if not opened or not closed:
        return False
    return letters(opened[1] + quantity.text + closed[1]) not in letters(text)


def _one_of_many(text: str, sources: list[Quantity], source: str) -> list[Problem]:
    """一家 where the evidence counts only several 家: 一 is no quantity, and still not 三."""
    counted = {quantity.unit for quantity in sources if quantity.kind == "count" and quantity.unit}
    return [
        messages.NUMBER(f"一{unit}")
        for unit in sorted(counted)
        if f"一{unit}" in text
        and f"一{unit}" not in source
        and Fraction(1) not in {quantity.value for quantity in sources if quantity.unit == unit}
    ]


def _date_problems(text: str, source: str) -> list[Problem]:
    sources = find_dates(source)
    years = {date.year for date in sources}
    parts = {date.part for date in sources}
    problems = []
    for date in find_dates(text):
        same_place = _same_place(text, date, source, sources)
        whole = any(date.supported_by(other) for other in same_place)
        # 2023年6月14日 may be put together from 2023年 and 6月14日 of different sentences.
        pieced = date.year and date.part and date.year in years and date.part in parts
        # 比上年增长 is 同比增长.
        whole |= "同比" in source and bool(_YEAR_BEFORE.search(text[: date.end]))
        if not (whole or (pieced and not date.bound and same_place is sources)):
            problems.append(messages.DATE(date.text))
    return problems + _repeated_years(find_dates(text), sources)


def _repeated_years(ours: Sequence[DateMention], theirs: Sequence[DateMention]) -> list[Problem]:
    """A year that stands for two of the evidence: 2023年总结和2023年计划, where there the plan is of 2024."""
    said, known = (Counter(date.year for date in dates if date.year) for dates in (ours, theirs))
    left_out = known.keys() - said.keys()
    return [
        messages.YEAR_FOR_ANOTHER(year, min(left_out))
        for year, times in said.items()
        if year.isdigit() and left_out and times > known[year] > 0
    ]
