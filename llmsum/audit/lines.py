"""Whether a line of a finished briefing is borne out by the sentences that it cites."""

import re
from collections.abc import Sequence

from llmsum.records import LineStatus
from llmsum.report.escape import one_line
from llmsum.verify import check_line
from llmsum.verify.language import is_english
from llmsum.verify.lexicon import polarity

_PAIRED = str.maketrans("", "", "“”‘’（）()《》")
"""Marks that an extract may lose where the cut parts a pair."""

UNVERIFIED = "It is unverified: it failed its check, and was kept as the model wrote it."

_JOIN = re.compile(r"；|; ")


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
        return () if is_extract(text, sentences) else ("It is not in the words of its sentences.",)
    return check_line(text, sentences)


def part_problems(
    text: str, sentences: Sequence[str], status: LineStatus, known_names: Sequence[str]
) -> tuple[str, ...]:
    """The problems of a line put together from several; each part may rest on one sentence alone.

    Of an English line some parts may be quotes and others translations, whatever its status.
    """
    problems: list[str] = []
    for part in filter(str.strip, _JOIN.split(text)):
        if status == "unverified":
            return (UNVERIFIED,)
        if is_extract(part, sentences):
            continue
        alone = [check_line(part, [s], known_names=known_names) for s in sentences]
        found = check_line(part, sentences, known_names=known_names)
        if found and all(alone):
            fewest = min((found, *alone), key=len)
            problems += fewest
    return tuple(dict.fromkeys(problems))


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
