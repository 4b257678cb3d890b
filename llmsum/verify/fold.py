"""Folding: what two writings of the same words are reduced to before they are compared exactly."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Protocol

_QUOTES = dict.fromkeys(map(ord, "“”„‟「」『』﹁﹂﹃﹄〝〞«»"), '"') | dict.fromkeys(
    map(ord, "‘’‚‛`´"), "'"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣～~〜"), "-")
_DOTS = dict.fromkeys(map(ord, "•‧・∙⋅"), "·")
_PUNCTUATION = _QUOTES | _DASHES | _DOTS
# A wide comma parts clauses, a narrow one groups thousands: narrowing it would read 5，100家 as 5100.
_NARROW = (
    {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F) if code != ord("，")}
    | {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    | {0x3000: " ", 0xA0: " "}
    | _PUNCTUATION
)
_FOLDED_MARKS = {
    **_PUNCTUATION,
    ord("，"): ",",
    ord("。"): ".",
    ord("；"): ";",
    ord("："): ":",
    ord("〇"): "零",
    ord("【"): "[",
    ord("】"): "]",
    ord("〔"): "[",
    ord("〕"): "]",
}
_SPACE_BESIDE_HAN = re.compile(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])")
_NOT_WORD = re.compile(r"[\W_]+")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _simplifier() -> _Converter:
    # Loaded on demand: its dictionaries cost more than the rest of the gate.
    import opencc  # noqa: PLC0415

    converter: _Converter = opencc.OpenCC("tw2s")
    return converter


def simplify_script(text: str) -> str:
    """A Traditional text in Simplified characters (OpenCC `tw2s`); a Simplified one as it is.

    A text is Traditional when more of its characters are in Big5 alone than in GB 2312 alone:
    converting a Simplified text would turn 显著 into 显着.

    >>> simplify_script("著力推動產業"), simplify_script("取得显著成效")
    ('着力推动产业', '取得显著成效')
    """
    # Both take two bytes for each character that they have, and one for ASCII.
    traditional, simplified = (len(text.encode(s, "ignore")) for s in ("big5", "gb2312"))
    return _simplifier().convert(text) if traditional > simplified else text


@lru_cache(maxsize=1024)
def narrow(text: str) -> str:
    """Full-width letters, digits and marks as narrow lower-case ones; the length does not change.

    Offsets into the result are offsets into `text`.

    >>> narrow("占４７％，“ＡＩ”")
    '占47%，"ai"'
    """
    return text.translate(_NARROW)


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """NFKC, lower case, one form of each punctuation mark, no space beside Chinese.

    >>> fold("《关于 ５Ｇ 的意见》") == fold("《关于5G的意见》")
    True
    """
    folded = unicodedata.normalize("NFKC", text).lower().translate(_FOLDED_MARKS)
    return _SPACE_BESIDE_HAN.sub("", folded).strip()


def letters(text: str) -> str:
    """The folded letters and digits of `text` alone, for names that quotes or spaces may interrupt.

    >>> letters("“1＋1＋N” 政策")
    '11n政策'
    """
    return _NOT_WORD.sub("", fold(text))
