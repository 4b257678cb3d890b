"""What is so only under a condition: 如果 may not be lost from before what depends on it.

Rule. What stands behind a word of condition, to the end of its sentence, depends on it. A line that tells
it in other words than the evidence's needs such a word too; a clause as it stands is the source's own.
在…前提下 may not be dropped in the midst of a clause.
"""

import re
from collections.abc import Iterator

from llmsum.verify import messages
from llmsum.verify.checks.stretches import plain
from llmsum.verify.fold import fold
from llmsum.verify.lexicon import CLAUSE_BREAK
from llmsum.verify.messages import Problem
from llmsum.verify.overlap import bigrams, tells_it

_IF = re.compile(
    "(?P<word>如果|假如|假设|假使|倘若|倘|一旦|除非|如能|如若|如遇|若(?![干隐即非])|(?:条件|时机)(?:成熟|具备)|确有必要|确有需要|确需)"
    "(?P<what>[^。！？\\n]+)"
)
_ALSO_IF = re.compile(
    "[如若倘假]|一旦|要是|只[要有]|除非|的话|前提|条件|成熟|必要|需要|确需|情况下|情形|时(?=[,，可应要即就])|才|可能|或将|有望|预计"
)
"""Anything by which a line may tell that something depends on another."""

_HAN = "\u3400-\u9fff"
_PROVIDED = re.compile(
    rf"在[{_HAN}]*(?P<what>[{_HAN}](?!的)[{_HAN}])的?(?P<which>前提|条件)下(?P<then>[{_HAN}]{{4}})"
)


def condition_problems(text: str, evidence: str) -> list[Problem]:
    """The conditions of the evidence that the line leaves out.

    >>> condition_problems("电解铝产能超过3000万吨", "如果拟建项目投产，电解铝产能将超过3000万吨。")
    ['所引句中的“如果”被丢掉了']
    >>> condition_problems("若项目投产，电解铝产能超3000万吨", "如果拟建项目投产，电解铝产能将超过3000万吨。")
    []
    >>> condition_problems("加快应用", "在确保安全的前提下加快应用")
    ['所引句中的“前提”被丢掉了']
    """
    lost = [*_provided(plain(text), plain(evidence)), *_if(text, evidence)]
    return [messages.LIMIT_LOST(word) for word in lost[:1]]


def _provided(line: str, source: str) -> Iterator[str]:
    for match in _PROVIDED.finditer(source):
        if match["then"] in line and match["what"] not in line:
            yield match["which"]


def _if(text: str, evidence: str) -> Iterator[str]:
    if _ALSO_IF.search(text) or fold(text) in fold(evidence):
        return
    clauses = [set(bigrams(clause)) for clause in CLAUSE_BREAK.split(text)]
    for match in _IF.finditer(evidence):
        depends = set(bigrams(match["what"]))
        if any(tells_it(clause, depends) for clause in clauses):
            yield match["word"]
