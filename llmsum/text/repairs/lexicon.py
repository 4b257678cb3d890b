"""How common Chinese words are: the measure by which one reading of broken text is preferred to another."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, inf, log

from llmsum.text.pattern import later
from llmsum.text.repairs.titles import titles

_TOTAL = 60_000_000
"""Words counted for the table."""
_MARKS = {
    "，": 0.06, ",": 0.06, "。": 0.035, "、": 0.03, "“": 0.008, "”": 0.008, "：": 0.005, ":": 0.005,
    "；": 0.005, ";": 0.005, "《": 0.003, "》": 0.003, "（": 0.003, "(": 0.003, "）": 0.003,
    ")": 0.003, "？": 0.001, "?": 0.001, "！": 0.001, "!": 0.001, "—": 0.001, "…": 0.0005,
    "‘": 0.0005, "’": 0.0005, "【": 0.0002, "】": 0.0002, "·": 0.0005, "○": 0.00005, "●": 0.00005,
}  # fmt: skip
"""The share of each mark among the words and marks of government reports, roughly."""
_UNSEEN = log(0.2 / _TOTAL)
_LATIN = log(0.002)

_CHINESE_RUN = later("[\u4e00-\u9fff]{2,}")

_TITLES = 1e-3
"""The share of standing titles among the words of local reports: 1 in 850 of 30,000 words, counted."""

_LONGEST_ON_PAGE = 4
_ON_PAGE = 0.1
"""How much a page's own words weigh against the table: it repeats its names."""


class Beginnings(dict[str, frozenset[str]]):
    """Beginning of a word → the characters that can follow it, none for other strings; found on first need."""

    def __init__(self, find: Callable[[str], frozenset[str]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, beginning: str) -> frozenset[str]:
        self[beginning] = found = self._find(beginning)
        return found


def _beginnings(words: Sequence[str]) -> Beginnings:
    """The beginnings of words that stand in order."""

    def find(beginning: str) -> frozenset[str]:
        start = bisect_left(words, beginning)
        end = bisect_left(words, beginning + "\U0010ffff", start)
        length = len(beginning)
        return frozenset(word[length] for word in words[start:end] if len(word) > length)

    return Beginnings(find)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with the logarithm of their share of all words; `after`: beginning of a word → what can follow it."""

    words: dict[str, float]
    after: Beginnings

    def single(self, character: str) -> float:
        """The logarithm of the share of a character that stands as a word."""
        known = self.words.get(character)
        if known is not None:
            return known
        is_latin = character.isascii() or "\uff01" <= character <= "\uff5e"
        return _LATIN if is_latin else _UNSEEN

    def with_page(self, plain: str) -> "Lexicon":
        """The table with the words of a page, in Simplified characters, added to it.

        What a word of the page is, is not asked: every stretch of two to four characters that
        stands on it twice.
        """
        counts: Counter[str] = Counter()
        for run in _CHINESE_RUN.findall(plain):
            for length in range(2, _LONGEST_ON_PAGE + 1):
                counts.update(run[i : i + length] for i in range(len(run) - length + 1))
        words = dict(self.words)
        new: defaultdict[str, set[str]] = defaultdict(set)
        for word, count in counts.items():
            if count > 1:
                share = _ON_PAGE * (count - 1) / len(plain)
                words[word] = log(exp(words.get(word, -inf)) + share)
                for i in range(1, len(word)):
                    new[word[:i]].add(word[i])
        after = self.after
        return Lexicon(words, Beginnings(lambda known: after[known].union(new.get(known, ()))))


@cache
def lexicon() -> Lexicon:
    """The table, read on first need: some 50 ms that clean text is spared.

    >>> lexicon().words["海口"] > lexicon().single("谑")
    True
    """
    lines = (
        files("llmsum.text.repairs").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    )
    words = {mark: log(share) for mark, share in _MARKS.items()}
    for line in lines[1:]:
        count, *found = line.split(" ")
        words.update(dict.fromkeys(found, log(int(count) / _TOTAL)))
    standing = {*titles()}
    # Which of them it is, no count tells: of a small city's offices none stands in national news.
    words.update(dict.fromkeys(standing, log(_TITLES / len(standing))))
    return Lexicon(words, _beginnings(sorted(words)))
