"""Names that a line may use only where its evidence does: quoted ones, places, bodies, parks, firms."""

import re
from collections.abc import Sequence

from llmsum.verify import messages
from llmsum.verify.checks.levels import level_problems
from llmsum.verify.fold import letters, narrow
from llmsum.verify.language import has_han, is_english
from llmsum.verify.messages import Problem
from llmsum.verify.names.organisations import body_problems, organisation_problems
from llmsum.verify.names.places import place_problems
from llmsum.verify.names.spelling import spelling_problems

_QUOTED = re.compile(
    r"《([^》]{1,60})》|“([^”]{1,60})”|‘([^’]{1,60})’|「([^」]{1,60})」|\"([^\"]{1,60})\""
)
_PLAN = re.compile("十[一二三四五六]五")
"""“十五五” is a date, and is looked up as one."""

_HAN_RUN = re.compile("[\u3400-\u9fff]{2,}")
_LATIN = re.compile(r"[a-z][a-z0-9]*")


def find_quoted(text: str) -> list[str]:
    """What stands inside 《》, “” and their kin, inner quotes included, in order."""
    return [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]


def name_problems(text: str, evidence: str, known: Sequence[str] = ()) -> list[Problem]:
    """Quoted names, places, bodies, parks, firms and Latin words of the line that its evidence does not have.

    `known` places need no evidence. Of an English line with Chinese evidence the names that are
    spelt out of Chinese (Zhoukou), the public bodies and the levels of government are looked up;
    translated names pass.
    """
    problems = _quoted_problems(text, evidence)
    source = letters(evidence)
    if has_han(text) and not is_english(text):
        problems += [
            messages.WORDS(word)
            for word in dict.fromkeys(_LATIN.findall(narrow(text)))
            if word not in source
        ]
        return [
            *problems,
            *organisation_problems(text, evidence),
            *place_problems(text, evidence, known),
        ]
    if has_han(evidence):
        problems += [
            messages.WORDS(run) for run in _HAN_RUN.findall(text) if letters(run) not in source
        ]
        problems += body_problems(text, evidence) + spelling_problems(text, evidence, known)
        problems += level_problems(text, evidence)
    return problems


def _quoted_problems(text: str, evidence: str) -> list[Problem]:
    source = letters(evidence)
    return [
        messages.NAME(name)
        for name in find_quoted(text)
        if not _PLAN.fullmatch(name)
        and (has_han(name) or not has_han(evidence))
        and letters(name) not in source
    ]
