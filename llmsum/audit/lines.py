"""Whether a line of a finished briefing is borne out by the sentences that it cites."""

import re
from collections.abc import Mapping, Sequence

from llmsum.audit.marks import mark_problems
from llmsum.records import LineStatus
from llmsum.report.escape import one_line
from llmsum.verify import check_line, clauses
from llmsum.verify.commitments.frames import as_action
from llmsum.verify.language import is_english
from llmsum.verify.lexicon import polarity

_PAIRED = str.maketrans("", "", "“”‘’（）()《》")
"""Marks that an extract may lose where the cut parts a pair."""

_QUOTE = re.compile("“([^“”]*)”")
_OUTER_QUOTES = str.maketrans("‘’", "“”")
"""A line that nobody translated stands in quotation marks on an English page, and its own inside of them."""

UNVERIFIED = "It is unverified: it failed its check, and was kept as the model wrote it."

CUT = "It begins or ends inside a clause of its sentence."

_JOIN = re.compile(r"；|; ")
_COMMA = re.compile("[，,]")


def line_problems(text: str, sentences: Sequence[str], status: LineStatus) -> tuple[str, ...]:
    """The problems of a line by its status: the gate for `verified`, verbatim for `extractive`.

    An English line that is a quote in parts only goes through the gate too.
    One that says of itself that it is unverified is never borne out (`--keep-unverified`).
    """
    if not sentences:
        return ("It cites no sentence.",)
    if status == "unverified":
        return (UNVERIFIED,)
    if status == "extractive" and not is_english(text):
        if not is_extract(text, sentences):
            return ("It is not in the words of its sentences.",)
        return (CUT,) if is_cut(text, sentences) else mark_problems(text, sentences)
    own = unquoted(text)
    problems = check_line(own, sentences)
    if problems and not check_line(own, [_own_clauses(own, s) for s in sentences]):
        problems = ()  # it was written, and checked, over these clauses alone
    return problems or mark_problems(text, sentences)


def unquoted(text: str) -> str:
    """A line that is one quote without its marks, as a Chinese page has it; any other as it is.

    >>> unquoted("“完善‘管委会+公司’模式”"), unquoted("打造“双创”基地")
    ('完善“管委会+公司”模式', '打造“双创”基地')
    """
    quote = _QUOTE.fullmatch(text)
    return quote[1].translate(_OUTER_QUOTES) if quote else text


def _own_clauses(words: str, sentence: str) -> str:
    """The clauses of the sentence in which the words stand, else the whole sentence."""
    start = sentence.find(words)
    runs = [(a, b) for a, b in clauses(sentence) if start <= b and a <= start + len(words)]
    return sentence[runs[0][0] : runs[-1][1]] if start >= 0 and runs else sentence


def part_problems(
    text: str, sentences: Sequence[str], status: LineStatus, known_names: Sequence[str]
) -> tuple[str, ...]:
    """The problems of a line put together from several; each part may rest on one sentence alone.

    Of an English line some parts may be quotes and others translations, whatever its status.
    """
    problems = [*mark_problems(text, sentences)]
    for part in filter(str.strip, _JOIN.split(text)):
        if status == "unverified":
            return (UNVERIFIED,)
        if is_extract(part, sentences):
            problems += [CUT] if is_cut(part, sentences) else []
            continue
        alone = [check_line(part, [s], known_names=known_names) for s in sentences]
        found = check_line(part, sentences, known_names=known_names)
        if found and all(alone):
            fewest = min((found, *alone), key=len)
            problems += fewest
    return tuple(dict.fromkeys(problems))


def is_cut(text: str, sentences: Sequence[str]) -> bool:
    """Whether the text stands verbatim in a sentence, and everywhere begins or ends inside a clause.

    Code takes whole clauses, and leaves out only what opens them (要, 会议强调).

    >>> is_cut("收费", ["杜绝收费。"]), is_cut("优化服务", ["会议强调，要优化服务。"])
    (True, False)
    """
    found = False
    for sentence in map(one_line, sentences):
        start = sentence.find(text)
        while start >= 0:
            end = start + len(text)
            if not sentence[end : end + 1].isalnum() and _opens(text, sentence, start):
                return False
            found = True
            start = sentence.find(text, start + 1)
    return found


def _opens(text: str, sentence: str, start: int) -> bool:
    """Whether nothing stands before the text in its clause but what an action leaves out."""
    if not sentence[:start][-1:].isalnum():
        return True
    end = start + len(text)
    openings = (first for first, _ in clauses(sentence[:end]) if first < start)
    return any(as_action(sentence[first:end]) == text for first in openings)


def idle_evidence(text: str, cited: Mapping[str, str]) -> tuple[str, ...]:
    """The ids whose sentences bear no part of a line that is put together of verbatim parts.

    `cited`: evidence id → sentence. Nothing where a part is verbatim in none of them.

    >>> idle_evidence("严格考核", {"S1": "要严格考核。", "S2": "要压实责任。"})
    ('S2',)
    """
    parts = [part for part in _JOIN.split(text) if part.strip()]
    bearing = [{i for i, s in cited.items() if _clauses_in(part, s)} for part in parts]
    if not all(bearing):
        return ()
    return tuple(i for i in cited if not any(i in ids for ids in bearing))


def _clauses_in(part: str, sentence: str) -> bool:
    return all(is_extract(clause, [sentence]) for clause in _COMMA.split(part) if clause.strip())


def is_extract(text: str, sentences: Sequence[str]) -> bool:
    """Whether the text stands verbatim in one sentence, not cut off behind a negation.

    >>> is_extract("发生重大事故", ["坚决守住不发生重大事故底线。"]), is_extract("守住", ["坚决守住。"])
    (False, True)
    """
    wanted = one_line(text).translate(_PAIRED)
    for sentence in sentences:
        before, found, _ = one_line(sentence).translate(_PAIRED).partition(wanted)
        if wanted and found and not before.endswith(polarity().negations):
            return True
    return False
