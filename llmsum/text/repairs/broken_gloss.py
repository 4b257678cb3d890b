"""Pinyin glosses that a script wrote after two bytes that were not one character, `水平?jīng)Q定`.

水平決 is CB AE C6 BD 9B 51 in GBK. The script looks for BD 9B (經), finds these bytes across 平 and 決,
and writes its gloss between them: 9B `(` is then no character and reads `?`, and 51 is a lone `Q`.
"""

import re
from collections.abc import Sequence

from llmsum.text.edits import Edit
from llmsum.text.pattern import later
from llmsum.text.repairs.gbk import character, code
from llmsum.text.repairs.lexicon import lexicon
from llmsum.text.repairs.pinyin import is_reading
from llmsum.text.repairs.script import simplified

_MAYBE_BROKEN = [re.compile(rf"{lost}[^\W\d_]{{1,6}}[)）]") for lost in (r"\?", "\ufffd")]
"""One for each, because what begins with one certain character is found many times as fast."""
_BROKEN = later(
    r"(?P<before>[\u4e00-\u9fff])(?P<place>[?\ufffd](?P<gloss>[^\W\d_]{1,6})[)）](?P<rest>[@-~]))"
    r"(?P<after>[\u4e00-\u9fff]?)"
)


def find_broken_glosses(text: str) -> list[Edit]:
    """The gloss and what it split, each to be replaced by the one character that the bytes allow.

    Its first byte must make a character that is read as the gloss says with the second byte of the
    character before, and it alone of all such characters makes a word with a neighbour.

    >>> find_broken_glosses("規劃水平?jīng)Q定著")
    [Edit(kind='pinyin', start=4, end=11, after='決')]
    >>> find_broken_glosses("他问?jīng)Q是什么")
    []
    """
    if not any(maybe.search(text) for maybe in _MAYBE_BROKEN):
        return []
    edits = []
    for match in _BROKEN.finditer(text):
        found = [
            c
            for c in _characters(match["before"], match["gloss"], match["rest"])
            if _makes_word(match["before"], c, match["after"])
        ]
        if len(found) == 1:
            edits.append(Edit("pinyin", *match.span("place"), found[0]))
    return edits


def _characters(before: str, gloss: str, rest: str) -> Sequence[str]:
    """Every character that starts with the lost byte and ends with `rest`."""
    first = code(before)[-1:]
    return [
        c
        for lost in range(0x81, 0xFF)
        if first
        and (across := character(first[0], lost))
        and is_reading(across, gloss)
        and (c := character(lost, ord(rest)))
    ]


def _makes_word(before: str, c: str, after: str) -> bool:
    words = lexicon().words
    pairs = (before + c, c + after) if after else (before + c,)
    return any("".join(map(simplified, pair)) in words for pair in pairs)
