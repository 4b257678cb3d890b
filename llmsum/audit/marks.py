"""Signs that turn what a line says and that no check of words sees: a ✓, a question mark, scare quotes."""

import re
import unicodedata
from collections.abc import Sequence

from llmsum.report.escape import one_line
from llmsum.verify.language import has_han

_USUAL = frozenset("，、；：。,.;:·()（）“”‘’\"'《》〈〉-–—/+&%％…$ ")
"""What any wording may put between its words."""

_AREA = re.compile("(?<=m)[²³]")

_KINDS = {"“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "『": '"', "』": '"'}
_KINDS |= {'"': '"', "（": "(", "）": "(", "(": "(", ")": "(", "《": "<", "》": "<"}
_KINDS |= {"？": "?", "?": "?", "！": "!", "!": "!"}

_QUOTES = re.compile("(?:^|(?<=[;,] ))“([^“”]*)”(?=[;,] |$)")
"""What nobody translated stands in quotation marks on an English page, as a line or a part of one."""

_PIECE = re.compile("[，,；;。：:、]+")
_SHORTEST = 2

_Gaps = list[set[str]]


def mark_problems(text: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """The signs of a line that its sentences do not have.

    >>> mark_problems("优化服务✓", ["优化服务。"]), mark_problems("优化“服务”", ["优化服务。"])
    (('It has “✓”, which its sentences do not have.',), ('Its sentences have “优化“服务”” without these marks.',))
    >>> mark_problems("优化服务", ["优化“服务”。"])
    ()
    """
    if one_line(text) != text:
        return ("It holds what cannot be printed, or breaks its line.",)
    if not any(map(str.isalnum, text)) and text not in map(one_line, sentences):
        return ("It says nothing.",)
    known = {c for sentence in sentences for c in sentence}
    strange = [c for c in _AREA.sub("", text) if not _is_plain(c) and c not in known]
    if strange:
        name = strange[0] if strange[0].isprintable() else f"U+{ord(strange[0]):04X}"
        return (f"It has “{name}”, which its sentences do not have.",)
    added = _added(_QUOTES.sub(r"\1", text), sentences)
    return tuple(f"Its sentences have “{piece}” without these marks." for piece in added)


def _is_plain(character: str) -> bool:
    """A letter that Chinese or English is written in, a digit, or a usual mark; no ², ① or 2 of elsewhere."""
    if character in _USUAL or has_han(character):
        return True
    if character.isascii() or "\uff00" < character < "\uff5f":
        return character.isalnum()
    return unicodedata.name(character, "").startswith("LATIN ")


def _added(text: str, sentences: Sequence[str]) -> tuple[str, ...]:
    """The clauses that stand word for word in a sentence, and there without marks that they have."""
    found = []
    sources = [_spread(sentence) for sentence in sentences]
    for piece in _PIECE.split(text):
        letters, gaps = _spread(piece)
        if len(letters) < _SHORTEST or not any(gaps):
            continue
        places = [
            all(ours <= theirs for ours, theirs in zip(gaps, marks[at:], strict=False))
            for said, marks in sources
            for at in range(len(said) - len(letters) + 1)
            if said.startswith(letters, at)
        ]
        if places and not any(places):
            found.append(piece)
    return tuple(found)


def _spread(text: str) -> tuple[str, _Gaps]:
    """The letters and digits of a text, and the marks before each of them and behind the last."""
    letters, gaps = "", [set[str]()]
    for character in text:
        if character in _KINDS:
            gaps[-1].add(_KINDS[character])
        elif character.isalnum():
            letters += unicodedata.normalize("NFKC", character)[0]
            gaps.append(set())
    return letters, gaps
