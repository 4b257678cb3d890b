"""Pinyin glosses, `產(chǎn)業(yè)`: written by scraped sites after Traditional characters to foil copying."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from llmsum.text.edits import Edit
from llmsum.text.script import script_of

_GLOSS = re.compile(r"(?<=([\u4e00-\u9fff]))[(（][ \u00a0]?([^\W\d_]{1,6})[ \u00a0]?[)）]")
_LOOKALIKES = str.maketrans("ɡɑăĕĭŏŭ", "gaǎěǐǒǔ")
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm")
_FEWEST_GLOSSES = 3
"""So many glosses after Traditional characters mark a text as glossed throughout."""


def find_pinyin_glosses(text: str) -> list[Edit]:
    """The parenthesised readings that a site inserted, each to be deleted.

    What stands in the parentheses must be a reading of the character before them, and that
    character must be Traditional; in a text that is glossed throughout, glosses with a tone mark
    go after any character. So a clean Simplified text that explains a reading, 重(chóng), keeps it.

    >>> [(e.start, e.end) for e in find_pinyin_glosses("產(chǎn)業(yè)")]
    [(1, 7), (8, 12)]
    >>> find_pinyin_glosses("数据(data)、國內生產總值(gdp)、重(chóng)庆")
    []
    """
    certain: list[Edit] = []
    likely: list[Edit] = []
    for match in _GLOSS.finditer(text):
        sure = _is_gloss(match[1], match[2])
        if sure is not None:
            (certain if sure else likely).append(Edit("pinyin", match.start(), match.end(), ""))
    if len(certain) < _FEWEST_GLOSSES:
        return certain
    return sorted(certain + likely, key=lambda edit: edit.start)


@lru_cache(maxsize=4096)
def _is_gloss(character: str, letters: str) -> bool | None:
    """True for a sure gloss of the character, False for one that a glossed text would have, else None."""
    syllable = _fold(letters)
    readings = _readings().get(character, frozenset())
    if script_of(character) > 0:
        return True if _toneless(syllable) in map(_toneless, readings) else None
    has_tone = _toneless(syllable) != syllable
    return False if has_tone and syllable in readings else None


def _fold(syllable: str) -> str:
    """The syllable in one spelling: composed, lower-case, with ü and carons.

    >>> _fold("lv"), _fold("ɡuǎnɡ"), _fold("Ｌu")
    ('lü', 'guǎng', 'lu')
    """
    folded = unicodedata.normalize("NFKC", syllable).translate(_LOOKALIKES)
    return folded.lower().replace("v", "ü")


def _toneless(syllable: str) -> str:
    return syllable.translate(_TONES)


@cache
def _readings() -> dict[str, frozenset[str]]:
    """Character → its readings with tone marks."""
    lines = files("llmsum.text").joinpath("readings.txt").read_text(encoding="utf-8").splitlines()
    readings: dict[str, set[str]] = {}
    for line in lines[1:]:
        syllable, characters = line.split(" ")
        for character in characters:
            readings.setdefault(character, set()).add(syllable)
    return {character: frozenset(found) for character, found in readings.items()}
