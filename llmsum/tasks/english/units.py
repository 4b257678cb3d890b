"""A line cut into the clauses that are translated one by one, and put together again in English.

A small model translates a short clause well and loses half of a long line; and headline, points,
stances and commitments share most of their clauses, which are then asked about once.
"""

import re
from collections.abc import Sequence, Set

from llmsum.text.readings import syllables

SHORTEST = 8
"""Characters of a clause that is translated by itself; a shorter one stays with the next."""

SHORTEST_LAST = 6
"""Characters of the last clause, which otherwise stays with the one before."""

_WORD = re.compile("[A-Za-z]+")
_CUTS = "，,；;"
_PAIRS = dict(zip("“‘（(《「", "”’）)》」", strict=True))


def units(line: str) -> tuple[str, ...]:
    """The clauses of a Chinese line, in order, without the marks between them.

    What stands inside quotation marks or brackets is never cut.

    >>> units("在科技研发上,鼓励企业建设技术中心,培育“专精特新,隐形冠军”企业")
    ('在科技研发上,鼓励企业建设技术中心', '培育“专精特新,隐形冠军”企业')
    """
    cuts, start, closing = [], 0, ""
    for at, character in enumerate(line):
        if character in _PAIRS:
            closing = _PAIRS[character] + closing
        elif closing.startswith(character):
            closing = closing[1:]
        elif _cuts(line, at) and not closing and at - start >= SHORTEST:
            cuts.append(at)
            start = at + 1
    if cuts and len(line) - start < SHORTEST_LAST:
        cuts.pop()
    starts, ends = [0, *(cut + 1 for cut in cuts)], [*cuts, len(line)]
    found = (line[a:b].strip() for a, b in zip(starts, ends, strict=True))
    return tuple(unit for unit in found if unit)


def _cuts(line: str, at: int) -> bool:
    return line[at] in _CUTS and not line[at + 1 : at + 4].isdigit()


def joined(said: Sequence[str], names: str) -> str:
    """English clauses as one line: later ones begin small, unless with a name.

    `names`: words that keep their capital.

    >>> joined(["Build parks", "In Zhoukou", "Zhoukou opens", "Ding Fuhao spoke"], "Zhoukou市港口")
    'Build parks, in Zhoukou, Zhoukou opens, Ding Fuhao spoke'
    """
    first, *others = said
    known = set(_WORD.findall(names))
    return ", ".join([first, *(_small(clause, known) for clause in others)])


def _small(clause: str, names: Set[str]) -> str:
    word, _, rest = clause.partition(" ")
    is_person = word.lower() in syllables() and rest[:1].isupper()
    is_name = word in names or is_person or not word[1:].islower()
    return clause if is_name and word not in ("A", "I") else clause[:1].lower() + clause[1:]
