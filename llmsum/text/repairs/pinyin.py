"""Pinyin glosses, `產(chǎn)業(yè)`: written by scraped sites after Traditional characters to foil copying."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from llmsum.text.edits import Change, Edit
from llmsum.text.readings import readings_of, toneless
from llmsum.text.repairs.script import script_of, traditional_parts

_GLOSS = re.compile(r"[(（](?<=([\u4e00-\u9fff]).)[ \u00a0]?([^\W\d_]{1,6})[ \u00a0]?[)）]")
"""Letters in parentheses behind a Chinese character."""
_INSIDE = re.compile(r"[ \u00a0]?([^\W\d_]{1,6})[ \u00a0]?")
_LOOKALIKES = str.maketrans("ɡɑăĕĭŏŭ", "gaǎěǐǒǔ")


def find_pinyin_glosses(text: str) -> list[Edit]:
    """The parenthesised readings that a site inserted, each to be deleted.

    What stands in the parentheses must be a reading of the character before them, and the line must
    be Traditional, as these sites write. So a Simplified text that explains a reading, 重(chóng), keeps it.

    >>> [(e.start, e.end) for e in find_pinyin_glosses("產(chǎn)業(yè)")]
    [(1, 7), (8, 12)]
    >>> find_pinyin_glosses("國內生產總值(gdp)"), find_pinyin_glosses("这里读重(chóng)")
    ([], [])
    """
    return [
        Edit("pinyin", *match.span(), "")
        for start, end in _parts(text)
        for match in _GLOSS.finditer(text, start, end)
        if is_reading(*match.groups())
    ]


def remove_pinyin_glosses(text: str) -> Change:
    """The text without the readings that a site inserted; see `find_pinyin_glosses`."""
    kept, at = [], 0
    for start, end in _parts(text):
        kept += [text[at:start], _without_glosses(text[start:end])]
        at = end
    return Change(text, "".join([*kept, text[at:]]) if kept else text, find_pinyin_glosses)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the parts that may have glosses."""
    if _GLOSS.search(text):
        yield from traditional_parts(text)


def _without_glosses(text: str) -> str:
    """Traditional text without its glosses: each ends what stands up to a closing parenthesis, much of which
    recurs."""
    *closed, rest = text.split(")")
    has_wide = "（" in text or "）" in text
    without = {}
    for piece in set(closed):
        before, _, inside = piece.rpartition("(")
        if has_wide and ("（" in piece or "）" in piece):
            without[piece] = _without_wide(piece + ")")
        else:
            without[piece] = before if _is_gloss(before[-1:], inside) else piece + ")"
    return "".join([*map(without.__getitem__, closed), _without_wide(rest) if has_wide else rest])


def _without_wide(text: str) -> str:
    """A text without glosses, in parentheses of whatever width."""
    return _GLOSS.sub(lambda match: "" if is_reading(*match.groups()) else match[0], text)


@lru_cache(maxsize=4096)
def _is_gloss(before: str, inside: str) -> bool:
    letters = _INSIDE.fullmatch(inside)
    return bool(letters and "\u4e00" <= before <= "\u9fff" and is_reading(before, letters[1]))


@lru_cache(maxsize=4096)
def is_reading(character: str, letters: str) -> bool:
    """Whether the character is read so; only after a Traditional one may the tone be missing or wrong."""
    syllable = _fold(letters)
    readings = readings_of(character)
    if script_of(character) > 0:
        return toneless(syllable) in map(toneless, readings)
    return syllable in readings and syllable != toneless(syllable)


def _fold(syllable: str) -> str:
    """The syllable in one spelling: composed, lower-case, with ü and carons.

    >>> _fold("lv"), _fold("ɡuǎnɡ"), _fold("Ｌu")
    ('lü', 'guǎng', 'lu')
    """
    folded = unicodedata.normalize("NFKC", syllable).translate(_LOOKALIKES)
    return folded.lower().replace("v", "ü")
