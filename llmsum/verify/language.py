"""Which of the two languages a line is written in."""

import re
from functools import lru_cache

_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"(?<![A-Za-z])[A-Z]?[a-z]{2,}(?![A-Za-z])")


def has_han(text: str) -> bool:
    """Whether any character of the text is Chinese."""
    return bool(_HAN.search(text))


@lru_cache(maxsize=1024)
def is_english(text: str) -> bool:
    """Whether the text is English: a Chinese name may stand in it.

    >>> is_english("Build the 云澜 park"), is_english("推进5G和AI")
    (True, False)
    """
    return sum(map(len, _WORD.findall(text))) > 2 * len(_HAN.findall(text))
