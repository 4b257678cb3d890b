"""Bytes that are almost all sound: decoded around the few that are broken."""

from dataclasses import dataclass

from llmsum.text.likelihood import log_likelihood

REPLACEMENT = "\ufffd"

_STEP = 4096
"""Bytes decoded at a time, so that a broken one costs no more than this again."""

_TOLERATED = 100
"""One broken byte in so many (a character in 35 to 50): beyond that the file is damaged as a whole, or
the encoding is the wrong one, in which every third byte or more would be broken."""

_PATIENCE = 100_000
"""Bytes read after which a wrong encoding of a long file is given up, not at its end."""

_DOUBLE_BYTE = frozenset({"gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950"})
STATELESS = _DOUBLE_BYTE | {"utf-8", "utf-16-le", "utf-16-be"}
"""Codecs, by Python's names, that can go on after a broken byte."""


@dataclass(frozen=True)
class Mended:
    """The text, with one U+FFFD for each run of broken bytes, and the byte offset of each run."""

    text: str
    broken_at: tuple[int, ...]


class TooBroken(Exception):
    """More bytes are broken than can be put down to an accident; `offset` is that of the first."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def decode_around(data: bytes, encoding: str) -> Mended:
    """The bytes as text in one of `STATELESS`; NUL, which no text contains, counts as broken.

    Takes linear time. Raises TooBroken when over one byte in 100 is broken,
    over the whole or, beyond 1,000 of them, over what has been read.

    >>> decode_around("产业".encode() * 50 + bytes([255]), "utf-8").broken_at
    (300,)
    """
    pieces: list[str] = []
    broken_at: list[int] = []
    at = broken = run_end = 0
    while at < len(data):
        window = data[at : at + _STEP]
        sound, size = _sound_beginning(window, encoding)
        if size:
            pieces.append(sound)
            at += size
            continue
        if not broken_at or at > run_end:
            broken_at.append(at)
            pieces.append(REPLACEMENT)
        length = _broken_length(window, encoding)
        broken += length
        at = run_end = at + length
        if broken * _TOLERATED > min(len(data), at + _PATIENCE):
            raise TooBroken(broken_at[0])
    return Mended("".join(pieces), tuple(broken_at))


def _sound_beginning(window: bytes, encoding: str) -> tuple[str, int]:
    """The text before the first broken character or NUL, and its length in bytes."""
    size = len(window)
    try:
        text = window.decode(encoding)
    except UnicodeDecodeError as error:
        size = error.start
        text = window[:size].decode(encoding)
    nul = text.find("\0")
    return (text, size) if nul < 0 else (text[:nul], len(text[:nul].encode(encoding)))


def _broken_length(window: bytes, encoding: str) -> int:
    """How many bytes to give up at the beginning of the window, where a character is broken."""
    if encoding.startswith("utf-16"):
        return min(2, len(window))
    if encoding in _DOUBLE_BYTE and len(window) > 1 and window[0]:
        # A stray byte is one, a character that lost its first byte's value is two: the wrong choice
        # shifts all that follows by a byte.
        after_one, after_two = (
            log_likelihood(window[skip:34].decode(encoding, "replace")) for skip in (1, 2)
        )
        return 2 if after_two > after_one else 1
    try:
        window.decode(encoding)
    except UnicodeDecodeError as error:
        return error.end - error.start
    return 1
