"""How Chinese characters are read, in pinyin: Xiamen is 厦门, and chǎn is 产."""

from functools import cache, lru_cache
from importlib.resources import files

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuüüüünnnm")


def toneless(syllable: str) -> str:
    """The syllable without its tone mark."""
    return syllable.translate(_TONES)


def readings_of(character: str) -> tuple[str, ...]:
    """The readings of a Chinese character with tone marks; none of other characters."""
    return _readings().get(character, ())


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character → its readings with tone marks."""
    lines = files("llmsum.text").joinpath("readings.txt").read_text(encoding="utf-8").splitlines()
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
    plain = {toneless(reading) for reading in readings_of(character)}
    spelt = {reading.replace("ü", to) for reading in plain for to in ("u", "v", "yu")}
    return frozenset(s for s in spelt if s.isascii() and any(vowel in s for vowel in "aeiouv"))
