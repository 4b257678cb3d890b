"""Whether an English line leaves out what the Chinese line says that it translates.

The gate asks whether a line says more than its evidence; a translation may not say less either.
"""

import re
from collections.abc import Iterator

from llmsum.verify import messages
from llmsum.verify.checks.bare_numbers import find_bare_numbers
from llmsum.verify.checks.polarity import is_negated
from llmsum.verify.dates import find_dates
from llmsum.verify.dates.periods import DateMention
from llmsum.verify.gate import check_line
from llmsum.verify.messages import Problem
from llmsum.verify.quantities import find_quantities

SHORTEST = 1.6
"""Letters for a Chinese character: a line with fewer was cut off or tells half. (Of translations
made by hand few have under 2.)"""

_UNFINISHED = re.compile(r"\b(?:of|the|a|an|and|or|to|in|on|for|with|by|from|as|at|into|that)$")
_QUOTED = re.compile("[“‘《「'][^”’》」']*[”’》」']")
_HAN = re.compile("[\u3400-\u9fff]+")

_LATIN = re.compile("[A-Za-z]{2,}")
_OPENED = re.compile(r"(?<![A-Za-z])'(?=\w)")
_CLOSED = re.compile(r"(?<=\w)'(?![A-Za-z])")
_CLOSED_SURELY = re.compile(r"(?<=[A-Za-rt-z\d])'(?![A-Za-z])")
"""Single quotation marks; after an s one may be a genitive."""

_RUN = 4
"""Words in a row that are said twice only by mistake …"""

_HAN_RUN = 3
"""… unless the Chinese says as many characters twice."""

_REACH = (
    (re.compile(r"\bforeign\w*", re.IGNORECASE), re.compile("外(?!来)|洋|侨")),
    (re.compile(r"\b(?:international\w*|global\w*|worldwide|world)\b", re.IGNORECASE), re.compile("国际|世界|全球|[中海境国内]外|万国")),
    (re.compile(r"(?<![\d.] )(?<!hundred )(?<!several )(?<!-)\bmillions?\b"), re.compile("百万|千万|亿")),
    (re.compile(r"(?<![\d.] )\bbillions?\b"), re.compile("亿")),
)  # fmt: skip
"""English words, and what the Chinese has where they are right."""

_FEW = 2
"""Up to here English says it without a numeral: both, a second."""

_NO_DENIAL = re.compile(
    "不(?:低于|少于|超过|高于|多于|足|够|同|一|等|平衡|合理|适应|强|高|大|快|优)"
)
"""Chinese negations that English says without one: at least, different, weak."""

_DENIED_OTHERWISE = re.compile(
    r"\b(?:un[a-z]{4,}|lack\w*|fail\w*|absen\w+|zero|forbid\w*|against|curb\w*|refrain\w*|free of|fewer"
    r"|less|end|ends|ending|reject\w*|exclu\w+|insufficien\w+|inadequa\w+|incomplete|illegal|prevent\w*"
    r"|avoid\w*|prohibit\w*|ban\w*|stop\w*|eliminat\w*|suspend\w*|cancel\w*|curtail\w*|nothing|none"
    r"|seamless\w*|uphold|defend|irreversible|regardless|overc[ao]m\w*|oppos\w*|resist\w*|discard\w*"
    r"|hard to|difficult\w*|few|rarely|postpon\w*|clear\w* (?:out|away))\b",
    re.IGNORECASE,
)


_LOOSENED = re.compile(
    r"\b(?:over|above|more|nearly|almost|about|around|some|roughly|approximate\w*|at (?:least|most)|up to|exceed\w*"
    r"|surpass\w*|top\w*|beyond|within|under|below|less|fewer|no (?:lower|higher)|upwards?|well|close|near|odd|plus"
    r"|maximum|minimum|hundreds|thousands|tens|dozens|not)\b|\d\+",
    re.IGNORECASE,
)
"""What says that a number is not exact: 20余家 is not 20 firms."""


def translation_problems(text: str, chinese: str) -> tuple[Problem, ...]:
    """The gate's problems of an English line with the Chinese one, and what it leaves out.

    >>> translation_problems("Build standard factory buildings", "到2025年建成标准厂房50万平方米")
    ('漏了“50万平方米”', '漏了“到2025年”')
    >>> translation_problems("Build 500,000 square metres by 2025", "到2025年建成标准厂房50万平方米")
    ()
    >>> translation_problems("Bring in 20 digital economy firms", "引进数字经济企业20余家")
    ('所引句中的“余”被丢掉了',)
    """
    problems = [*check_line(text, [chinese]), *_unfinished(text, chinese)]
    said = {quantity.value for quantity in find_quantities(text)}
    said |= {number.value for number in find_bare_numbers(text) if number.value is not None}
    for quantity in find_quantities(chinese):
        small = quantity.kind == "count" and quantity.value <= _FEW
        if quantity.value not in said and not small:
            problems.append(messages.LEFT_OUT(quantity.text))
        elif quantity.approx and not _LOOSENED.search(text):
            problems.append(messages.LIMIT_LOST(quantity.approx))
    dates = find_dates(text)
    for date in find_dates(chinese):
        if _is_exact(date) and not any(_agree(date, other) for other in dates):
            problems.append(messages.LEFT_OUT(date.text))
    denies = is_negated(_NO_DENIAL.sub("", chinese))
    if denies and not (is_negated(text) or _DENIED_OTHERWISE.search(text)):
        problems.append(messages.NEGATION_LEFT_OUT())
    problems += [*_garbled(text, chinese), *_beyond(text, chinese)]
    return tuple(dict.fromkeys(problems))


def _garbled(text: str, chinese: str) -> Iterator[Problem]:
    """Half translated quotes, quotation marks without their pair, and words said twice."""
    for quote in _QUOTED.findall(text):
        if _HAN.search(quote) and _LATIN.search(quote):
            yield messages.NOT_TRANSLATED("".join(_HAN.findall(quote)))
    opened = len(_OPENED.findall(text))
    if not len(_CLOSED_SURELY.findall(text)) <= opened <= len(_CLOSED.findall(text)):
        yield messages.UNPAIRED()
    words = re.findall(r"[a-z]+", text.lower())
    runs = [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
    twice = next((run for i, run in enumerate(runs) if run in runs[i + _RUN :]), None)
    if twice and not _repeats(chinese):
        yield messages.REPEATED(twice)


def _repeats(chinese: str) -> bool:
    runs = [chinese[i : i + _HAN_RUN] for i in range(len(chinese) - _HAN_RUN + 1)]
    return len(set(runs)) < len(runs)


def _beyond(text: str, chinese: str) -> Iterator[Problem]:
    """Words that make it larger than it is: outside investors are not foreign ones."""
    for english, source in _REACH:
        said = english.search(text)
        if said and not source.search(chinese):
            yield messages.WORDS(said[0])


def _unfinished(text: str, chinese: str) -> Iterator[Problem]:
    """Chinese words outside of quotation marks, and an end in the middle."""
    for words in dict.fromkeys(_HAN.findall(_QUOTED.sub("", text))):
        yield messages.NOT_TRANSLATED(words)
    if _UNFINISHED.search(text) or len(text) < SHORTEST * sum(map(len, _HAN.findall(chinese))):
        yield messages.UNFINISHED()


def _is_exact(date: DateMention) -> bool:
    return any(character.isdigit() for character in date.value)


def _agree(one: DateMention, other: DateMention) -> bool:
    """Whether they have a year or a part of one in common."""
    return bool(one.year and one.year == other.year) or bool(one.part and one.part == other.part)
