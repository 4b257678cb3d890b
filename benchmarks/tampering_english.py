"""Random tampering with the translated words of an English page; for benchmarks.tampering."""

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

Lines = list[str]
Tamper = Callable[[Lines, random.Random], int | None]
Words = list[re.Match[str]]

_CELL = re.compile(r"\| (?:C\d+|[^|]+ \| \d+-C\d+) \| ([^|]*[a-z]{3}[^|]*) \|")
_COUNTED = re.compile(r"- (?:Named by|Only |Themes |Commitments |Quantified|No stance)")
_LEAD = re.compile(r"- (?:\*\*[^*]+\*\*: |[A-Z][a-z]+(?: city)?: )?|\*\*Headline\*\*: ")
_QUOTE = re.compile("“[^”]*”")
_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)*")

_OTHERS = ("close", "foreign", "rural", "medical", "former", "delay", "chemical", "private", "sell")
"""Words of other sense than most."""


def _translated(lines: Lines, rng: random.Random) -> Iterator[tuple[int, Words]]:
    """Lines and rows that a model put into English, at random, with their English words."""
    numbers = list(range(len(lines)))
    rng.shuffle(numbers)
    for number in numbers:
        line = lines[number]
        if cell := _CELL.match(line):
            start, end = cell.span(1)
        elif line.startswith(("- ", "**Headline")) and "[^" in line and not _COUNTED.match(line):
            start, end = _LEAD.match(line).end(), line.index("[^")  # type: ignore[union-attr]
        else:
            continue
        hidden = _QUOTE.sub(lambda match: "”" * len(match[0]), line)
        words = list(_WORD.finditer(hidden, start, end))
        if len(words) > 2 and not line.startswith("- Source "):
            yield number, words


def _at(
    change: Callable[[str, Words, random.Random], str],
) -> Tamper:
    def tamper(lines: Lines, rng: random.Random) -> int | None:
        for number, words in _translated(lines, rng):
            line = change(lines[number], words, rng)
            if line != lines[number]:
                lines[number] = line
                return number
        return None

    return tamper


def _put(line: str, word: re.Match[str], text: str) -> str:
    return line[: word.start()] + text + line[word.end() :]


def _another_word(line: str, words: Words, rng: random.Random) -> str:
    """A word of five letters or more becomes another."""
    long = [word for word in words if len(word[0]) > 4]
    return _put(line, rng.choice(long), rng.choice(_OTHERS)) if long else line


def _word_more(line: str, words: Words, rng: random.Random) -> str:
    word = rng.choice(words)
    return _put(line, word, f"{rng.choice(('only', 'not', 'former', 'three', 'hardly'))} {word[0]}")


def _word_less(line: str, words: Words, rng: random.Random) -> str:
    """A word of five letters or more is gone."""
    long = [word for word in words if len(word[0]) > 4]
    return _put(line, rng.choice(long), "").replace("  ", " ") if long else line


def _quoted_word(line: str, words: Words, rng: random.Random) -> str:
    word = rng.choice(words)
    return _put(line, word, f"‘{word[0]}’")


def _in_the_past(line: str, words: Words, rng: random.Random) -> str:
    verb = words[0]
    if not re.fullmatch(
        "(?:Build|Creat|Develop|Encourag|Establish|Promot|Explor|Form|Handl)e?", verb[0]
    ):
        return line
    return _put(line, verb, verb[0].removesuffix("e") + ("ed" if verb[0] != "Build" else "t"))


def _exchanged(line: str, words: Words, rng: random.Random) -> str:
    """Two neighbouring words of five letters or more change places."""
    long = [word for word in words if len(word[0]) > 4]
    if len(long) < 2:
        return line
    at = rng.randrange(len(long) - 1)
    first, second = long[at : at + 2]
    return _put(_put(line, second, first[0]), first, second[0])


def _of_another_line(lines: Lines, rng: random.Random) -> int | None:
    """A line has the English of another one, with its own footnotes."""
    found = list(_translated(lines, rng))
    for (number, words), (other, others) in pairwise(found):
        old = lines[number][words[0].start() : words[-1].end()]
        new = lines[other][others[0].start() : others[-1].end()]
        if old != new:
            lines[number] = lines[number].replace(old, new)
            return number
    return None


ENGLISH: dict[str, Tamper] = {
    "another English word": _at(_another_word),
    "an English word more": _at(_word_more),
    "an English word less": _at(_word_less),
    "an English word in quotation marks": _at(_quoted_word),
    "an English plan told as done": _at(_in_the_past),
    "two English words exchanged": _at(_exchanged),
    "the English of another line": _of_another_line,
}
