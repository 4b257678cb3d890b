"""Pinyin glosses, `產(chǎn)業(yè)`: written by scraped sites after Traditional characters to foil copying."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, compress
from operator import ne

from llmsum.text.edits import Change, Edit
from llmsum.text.repairs.script import script_of, traditional_parts

_GLOSS = re.compile(r"([\u4e00-\u9fff][(（][ \u00a0]?[^\W\d_]{1,6}[ \u00a0]?[)）])")
"""A Chinese character and the letters in parentheses after it."""
_LOOKALIKES = str.maketrans("ɡɑăĕĭŏŭ", "gaǎěǐǒǔ")
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm")


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
    readings = _readings().get(character, ())
    if script_of(character) > 0:
        return _toneless(syllable) in map(_toneless, readings)
    return syllable in readings and syllable != _toneless(syllable)


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
def _readings() -> dict[str, tuple[str, ...]]:
    """Character → its readings with tone marks."""
    lines = (
        files("llmsum.text.repairs")
        .joinpath("readings.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    readings: dict[str, tuple[str, ...]] = {}
    for line in lines[1:]:
        syllable, characters = line.split(" ")
        for character in characters:
            readings[character] = (*readings.get(character, ()), syllable)
    return readings


@cache
def syllables() -> frozenset[str]:
    """Every syllable as it is spelt in a name, without tones: ü as u, and as v or yu beside it."""
    return frozenset(s for character in _readings() for s in syllables_of(character))


@lru_cache(maxsize=8192)
def syllables_of(character: str) -> frozenset[str]:
    """The syllables that a Chinese character is read as, without tones; empty for other characters.

    >>> sorted(syllables_of("重")), sorted(syllables_of("吕")), syllables_of("a")
    (['chong', 'tong', 'zhong'], ['lu', 'lv', 'lyu'], frozenset())
    """
    plain = {_toneless(reading) for reading in _readings().get(character, ())}
    spelt = {reading.replace("ü", to) for reading in plain for to in ("u", "v", "yu")}
    return frozenset(s for s in spelt if s.isascii() and any(vowel in s for vowel in "aeiouv"))
