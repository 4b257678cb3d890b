"""Who does it and who is spoken to: a speaker does not do what he asks for, nor a listener the speaking.

Rule. Where the evidence has somebody demand something (李强强调，要完善机制), a line that opens with him needs
a word of saying. Whom something is told or given, behind 向, 对 or 给, may not stand as the one who does it.
"""

import re

from llmsum.verify import messages
from llmsum.verify.fold import narrow
from llmsum.verify.lexicon import CLAUSE_BREAK, MUST
from llmsum.verify.messages import Problem

_HAN = "\u3400-\u9fff"
_DEMANDING = "强调|要求|指出|叮嘱|嘱咐|勉励|号召"
_DEMANDS = re.compile(rf"(?:^|[\n，,。；;：:“])(?P<who>[{_HAN}]{{2,12}}?)(?:{_DEMANDING})")
_SAYS = re.compile(f"{_DEMANDING}|提出|希望|表示|说|认为|鼓励|部署|主张|呼吁|推动|支持")
_ORDER = re.compile(f"{MUST}|必须|应当|务必")
_SENTENCE_BREAK = re.compile("[。；;！!？?\n]")
_TELLING = 4
"""Characters in a row by which a clause is known to tell what is demanded."""

_GIVES = "表示|汇报|通报|报告|介绍|反映|移交|交付|赠送|颁发|授予|提供|开放|发放|推送|推介"
_GIVEN = re.compile(rf"(?P<who>[{_HAN}]{{2}})，?(?P<gives>{_GIVES})")
_TO = re.compile("[向对给把将由]|为(?!了)")


def role_problems(text: str, evidence: str) -> list[Problem]:
    """Those of whom the line says what they only demand, are told or are given.

    >>> role_problems("李强到园区调研，完善体制机制", "李强到园区调研。李强强调，要完善体制机制。")
    ['“李强”在所引句中不是做这件事的']
    >>> role_problems("市委汇报工作", "他向市委汇报工作。")
    ['“市委”在所引句中不是做这件事的']
    """
    line, source = narrow(text), narrow(evidence)
    found = dict.fromkeys(_demanding(line, source) + _spoken_to(line, source))
    return [messages.NOT_THE_DOER(who) for who in found]


def _demanding(line: str, source: str) -> list[str]:
    """Who opens the line, where it tells without a word of saying what he only demands."""
    speakers = [m["who"] for m in _DEMANDS.finditer(source) if line.startswith(m["who"])]
    if not speakers or _SAYS.search(line):
        return []
    ordered = any(_only_ordered(clause, source) for clause in CLAUSE_BREAK.split(line))
    return speakers if ordered else []


def _only_ordered(clause: str, source: str) -> bool:
    """Whether what the clause has of the source stands there behind a 要 of its sentence alone."""
    places = [
        match.start()
        for at in range(len(clause) - _TELLING + 1)
        for match in re.finditer(re.escape(clause[at : at + _TELLING]), source)
    ]
    before = (_SENTENCE_BREAK.split(source[:place])[-1] for place in places)
    return bool(places) and all(map(_ORDER.search, before))


def _spoken_to(line: str, source: str) -> list[str]:
    """Who stands in the line as the one who tells or gives, and in the source only as whom it is told."""
    return [
        match["who"]
        for match in _GIVEN.finditer(line)
        if not _TO.search(_SENTENCE_BREAK.split(line[: match.start()])[-1])
        and _always_told(match["who"], match["gives"], source)
    ]


def _always_told(who: str, gives: str, source: str) -> bool:
    places = [match.start() for match in re.finditer(f"{who}，?{gives}", source)]
    return bool(places) and all(
        re.search("[向给]", _SENTENCE_BREAK.split(source[:place])[-1]) for place in places
    )
