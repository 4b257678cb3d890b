"""Whose it is in an English line: the province's is not the city's, nor a secretary the president."""

import re

from llmsum.verify import messages
from llmsum.verify.messages import Problem
from llmsum.verify.names.places import cities

_RANKS = (
    (re.compile(r"\bpresident\b"), re.compile("主席|总统|总裁|校长|院长|会长|行长")),
    (re.compile(r"\bmayor\b"), re.compile("市长")),
    (re.compile(r"\bgovernor\b"), re.compile("省长|州长|行长")),
    (re.compile(r"\bsecretary\b"), re.compile("书记|秘书")),
)

_LEVELS = (
    (re.compile(r"\b(?:provinces?|provincial|province-wide|provincewide)\b"), re.compile("省|自治区")),
    (re.compile(r"\b(?:count(?:y|ies)|county-level)\b"), re.compile("[县旗]")),
    (re.compile(r"\b(?:nation|national|nationwide|nation-wide|countrywide)\b"), re.compile("[国央]")),
    (re.compile(r"\b(?:city|cities|city-wide|citywide|municipal|municipality)\b"), re.compile("[市城都港]")),
    (re.compile(r"\b(?:townships?|towns?)\b"), re.compile("[镇乡城]")),
    (re.compile(r"\bvillages?\b"), re.compile("[村庄寨]")),
)  # fmt: skip
"""English words and what a Chinese sentence has to have of which they tell."""


def level_problems(text: str, evidence: str) -> list[Problem]:
    """The levels of government and the ranks in an English line that its Chinese evidence does not speak of.

    >>> level_problems("64.1% of the province's total", "占全市的64.1%")
    ['“province”不在所引句中']
    """
    line = text.lower()
    found = []
    for english, chinese in _LEVELS:
        said = english.search(line)
        if said and not chinese.search(evidence) and not _names_one(evidence):
            found.append(messages.WORDS(said[0]))
    for english, chinese in _RANKS:
        said = english.search(line)
        if said and not chinese.search(evidence):
            found.append(messages.WORDS(said[0]))
    return found


def _names_one(evidence: str) -> bool:
    """Whether a province or city is named, which English may call one where Chinese does not."""
    return any(name in evidence for name in cities())
