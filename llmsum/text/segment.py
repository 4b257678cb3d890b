"""Text to sentences: nothing lost but the white space between them."""

import re
from collections.abc import Iterator

from llmsum.records import Sentence

_NEWLINES = "\n\r\u2028\u2029"
_MARK = re.compile(
    r"(?P<address>https?://[!-~]+|www\.[!-~]+|&#?\w{1,8};)"
    rf"|(?P<newline>[{_NEWLINES}])"
    r"|(?P<opener>[“‘「『《〈（(【\[〔\"])"
    r"|(?P<stop>[。！？；;!?][。！？；;!?…]*)"
)
_CLOSERS = '”’』」》〉）)】]〕"'
_PAIRS = {
    "“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉",
    "（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", '"': '"',
}  # fmt: skip
_NEAR = 60
"""A quote or bracket that closes within so many characters, on its line, is kept whole."""


def segment(text: str) -> tuple[Sentence, ...]:
    """The sentences S1…Sn, in order; between their spans stands only white space.

    A sentence ends with a line, or at 。！？；or their ASCII forms, closers attached. What stands in a
    short quote or bracket is not split, except that a quoted sentence ends the sentence when it ends
    the quote (“……。”). Paragraphs are the lines that are not blank, numbered from 1.

    >>> [s.text for s in segment("要“抓项目;促投资”。他说:“好!”会后调研;再部署.")]
    ['要“抓项目;促投资”。', '他说:“好!”', '会后调研;', '再部署.']
    """
    sentences: list[Sentence] = []
    paragraph, last_end = 0, -1
    for start, end in _spans(text):
        if last_end < 0 or any(mark in text[last_end:start] for mark in _NEWLINES):
            paragraph += 1
        sentences.append(
            Sentence(
                id=f"S{len(sentences) + 1}",
                start=start,
                end=end,
                text=text[start:end],
                paragraph=paragraph,
            )
        )
        last_end = end
    return tuple(sentences)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, stripped of white space."""
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        if left < end:
            yield left, left + len(piece.strip())
        start = end


def _ends(text: str) -> Iterator[int]:
    """The offsets at which the text is cut, in one pass."""
    start = at = 0
    while match := _MARK.search(text, at):
        at = match.end()
        if match["newline"]:
            is_end = True
        elif match["opener"]:
            at = _after_pair(text, at, _PAIRS[match[0]])
            is_end = at > match.end() and text[at - 2] in "。！？!?" and text[at - 1] in '”’」』"'
            is_end = is_end and not _goes_on(text, at)
        elif match["stop"]:
            at = _after_closers(text, at)
            is_end = start < match.start() and _is_stop(text, match.start(), match.end(), at)
        else:
            continue
        if is_end:
            yield at
            start = at


def _is_stop(text: str, mark: int, mark_end: int, at: int) -> bool:
    """Whether the marks at [mark, mark_end), with closers up to `at`, end a sentence."""
    before, after = text[mark - 1], text[at : at + 1]
    if before in "，,、：:" or before.isspace():
        return False  # rubbish left by a broken character, not a stop
    if at > mark_end and _goes_on(text, at):
        return False
    if after.isascii() and after.islower():
        return False  # no sentence starts so; a broken gloss does, 水平?jīng)Q定
    return not (before.isascii() and before.isalnum() and after.isascii() and after.isalnum())


def _goes_on(text: str, at: int) -> bool:
    """Whether the sentence continues after a quote that ends in a stop: “有人招商？”、“怎么招商？”等问题."""
    return text[at : at + 1] in tuple("，,、；;：:。！？!?的等和与及或之")


def _after_pair(text: str, at: int, closer: str) -> int:
    """The offset after the closer, if it is near and on this line; else `at`."""
    found = text.find(closer, at, at + _NEAR)
    if found < 0 or any(newline in text[at:found] for newline in _NEWLINES):
        return at
    return found + 1


def _after_closers(text: str, at: int) -> int:
    while at < len(text) and text[at] in _CLOSERS:
        at += 1
    return at
