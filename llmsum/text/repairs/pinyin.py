"""Pinyin glosses, `產(chǎn)業(yè)`: written by scraped sites after Traditional characters to foil copying."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from operator import ne

from llmsum.text.edits import Change, Edit
from llmsum.text.readings import readings_of, toneless
from llmsum.text.repairs.script import script_of, traditional_parts

_GLOSS = re.compile(r"([\u4e00-\u9fff][(（][ \u00a0]?[^\W\d_]{1,6}[ \u00a0]?[)）])")
"""A Chinese character and the letters in parentheses after it."""
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
    edits = []
    for start, end in _parts(text):
        pieces = _GLOSS.split(text[start:end])
        bounds = [*accumulate(map(len, pieces), initial=start)]
        left = _without_glosses(pieces[1::2])
        are_glosses = map(ne, pieces[1::2], left)
        spans = compress(zip(bounds[1::2], bounds[2::2], strict=False), are_glosses)
        edits += [Edit("pinyin", at + 1, until, "") for at, until in spans]
    return edits


def remove_pinyin_glosses(text: str) -> Change:
    """The text without the readings that a site inserted; see `find_pinyin_glosses`."""
    kept, at = [], 0
    for start, end in _parts(text):
        pieces = _GLOSS.split(text[start:end])
        pieces[1::2] = _without_glosses(pieces[1::2])
        kept += [text[at:start], *pieces]
        at = end
    return Change(text, "".join([*kept, text[at:]]) if kept else text, find_pinyin_glosses)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the parts that may have glosses."""
    if _GLOSS.search(text):
        yield from traditional_parts(text)


def _without_glosses(found: Sequence[str]) -> list[str]:
    """Characters with letters in parentheses after them, each without these where they are its reading."""
    left = {
        one: one[0] if is_reading(one[0], one[2:-1].strip(" \u00a0")) else one for one in set(found)
    }
    return [left[one] for one in found]


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
