"""Chinese names in English lines: Zhoukou is spelt out of 周口, and of nothing else in the evidence.

A capitalised word that can be read as two or more Chinese syllables has to be the spelling of
characters that stand side by side in the evidence; names with a spelling of their own are listed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from llmsum.text.readings import syllables, syllables_of
from llmsum.verify import messages
from llmsum.verify.messages import Problem
from llmsum.verify.names.places import cities

OWN_SPELLING = {
    "shaanxi": "陕西",
    "shanxi": "山西",
    "inner mongolia": "内蒙古",
    "tibet": "西藏",
    "hong kong": "香港",
    "macao": "澳门",
    "macau": "澳门",
    "taiwan": "台湾",
    "harbin": "哈尔滨",
    "urumqi": "乌鲁木齐",
    "lhasa": "拉萨",
    "hohhot": "呼和浩特",
    "ordos": "鄂尔多斯",
    "yangtze": "长江",
    "yangtze river delta": "长三角",
    "pearl river delta": "珠三角",
    "greater bay area": "大湾区",
    "huawei": "华为",
    "byd": "比亚迪",
    "foxconn": "富士康",
    "tencent": "腾讯",
    "catl": "宁德时代",
}
"""English names that are no plain spelling of the Chinese one, in lower case."""

_ALSO_WRITTEN = {
    "长三角": ("长江三角洲",),
    "珠三角": ("珠江三角洲",),
    "大湾区": (),
    "长江": ("长三角",),
}
_SHORT_FOR = {"京津冀": "\n北京\n天津\n河北"}
"""Names that English spells out."""

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:'[a-z]+)?\b")
_TWO_WORDS = re.compile(r"\b([A-Z][a-z]{1,5}) ([A-Z][a-z]{1,11})\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s*|[\n“\"]\s*)$")


def spelling_problems(text: str, evidence: str, known: Sequence[str] = ()) -> list[Problem]:
    """The Chinese names of an English line that neither its evidence nor the `known` names have.

    >>> spelling_problems("Learn from Shangqiu", "学习周口经验"), spelling_problems("Learn from Zhoukou", "学习周口经验")
    (['名称“Shangqiu”不在所引句中'], [])
    """
    source = evidence + "\n" + "\n".join(known)
    source += "".join(names for short, names in _SHORT_FOR.items() if short in evidence)
    own = source.lower()
    missing = []
    for name, chinese in OWN_SPELLING.items():
        written = (chinese, *_ALSO_WRITTEN.get(chinese, ()))
        if re.search(rf"\b{name}\b", text.lower()) and not any(
            w in source for w in (*written, name)
        ):
            missing.append(name)
    for word in dict.fromkeys(_names(unicodedata.normalize("NFKC", text))):
        spelt = word.lower().replace("'", "")
        if spelt not in OWN_SPELLING and spelt not in own and not is_spelt(spelt, source):
            missing.append(word)
    missing += [name for name in _persons(text) if not is_spelt(_joined(name), source)]
    return [messages.NAME(name) for name in missing]


def _persons(text: str) -> Iterator[str]:
    """Two capitalised words that read as a family name and a given one: Xu Wenlin."""
    for match in _TWO_WORDS.finditer(text):
        family, given = match[1].lower(), match[2].lower()
        if family in syllables() and given not in _english_words() and _name().fullmatch(given):
            yield match[0]


def _joined(name: str) -> str:
    return name.lower().replace(" ", "")


def _names(text: str) -> Iterator[str]:
    """The capitalised words that read as Chinese, those at the start of a sentence only if a city is spelt so."""
    for match in _CAPITALISED.finditer(text.replace("’", "'")):
        word = match[0].removesuffix("'s")
        spelt = word.lower().replace("'", "")
        if spelt in _city_spellings() or (
            spelt not in _english_words()
            and _syllables().fullmatch(spelt)
            and not _SENTENCE_START.search(text[: match.start()])
        ):
            yield word


@cache
def _english_words() -> frozenset[str]:
    text = files(__package__).joinpath("english_words.txt").read_text(encoding="utf-8")
    return frozenset(text.partition("\n")[2].split())


@cache
def _syllables() -> re.Pattern[str]:
    every = sorted(syllables(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(every)}){{2,}}")


@cache
def _name() -> re.Pattern[str]:
    every = sorted(syllables(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(every)}){{1,2}}")


@cache
def _city_spellings() -> frozenset[str]:
    spellings: set[str] = set()
    for name in cities():
        ways = [""]
        for character in name:
            ways = [way + syllable for way in ways for syllable in syllables_of(character)]
        spellings.update(ways)
    return frozenset(spellings - _english_words())


@lru_cache(maxsize=4096)
def is_spelt(word: str, source: str) -> bool:
    """Whether characters side by side in the source are read as the word."""
    return any(_reads(word, source, start) for start in range(len(source)))


def _reads(word: str, source: str, at: int) -> bool:
    if not word:
        return True
    if at >= len(source):
        return False
    return any(
        word.startswith(syllable) and _reads(word[len(syllable) :], source, at + 1)
        for syllable in syllables_of(source[at])
    )
