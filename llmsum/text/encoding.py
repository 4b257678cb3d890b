"""Which encoding the bytes are in: found by strict decoding and by how Chinese the result reads."""

import codecs
import math
import re
from dataclasses import dataclass

from llmsum.errors import BinarySource, UnknownEncoding
from llmsum.text.broken_bytes import STATELESS, TooBroken, decode_around
from llmsum.text.likelihood import log_likelihood, reads_like_chinese

_CANDIDATES = ("utf-8", "gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be")
"""GB18030 holds GB2312 and GBK. Never Latin-1, which makes rubbish of any bytes without an error."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
"""Byte order mark, codec of what follows it, and the name under which both are known."""

_LABELS = {
    "utf-8": "utf-8", "utf8": "utf-8",
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "gb18030": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cn-big5": "big5hkscs", "x-x-big5": "big5hkscs",
}  # fmt: skip
"""What pages call the candidates: the labels of the WHATWG Encoding Standard, and two older ones."""

_DECLARATION = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]{0,200}?encoding=["']([\w-]+)""",
    re.IGNORECASE,
)
_HEAD = 4096
"""Bytes of a page among which its encoding is declared; the standard asks for the first 1,024."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURER = 10.0
"""Natural logarithm of the odds for valid UTF-8 and for a declared encoding, before the characters
are counted: a single character decides nothing, a few do."""

_ENOUGH = 100_000
"""Characters of valid UTF-8 after which the rest need not be counted."""


@dataclass(frozen=True)
class Decoded:
    """Text as it stands in the file, line ends untouched, and the encoding that gave it.

    `broken_at` has the byte offset of each run of bytes that fit no character; every run stands in
    the text as one U+FFFD.
    """

    text: str
    encoding: str
    broken_at: tuple[int, ...] = ()


def decode(
    data: bytes, where: str, encoding: str | None = None, declared: str | None = None
) -> Decoded:
    """The bytes as text. `where` names the file in errors.

    `encoding`, if given, is the only one tried; `declared` is what the file says of itself, and is
    believed only if the bytes decode strictly and read like Chinese. Bytes that fit no encoding
    strictly are decoded around the broken ones where these are few (`decode_around`): a page with
    one bad byte is worth reading, and the place is marked and told.
    Raises UnknownEncoding, with the byte offset at which each attempt failed, or BinarySource.
    """
    if encoding is not None:
        return _decode_as_told(data, where, encoding)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decode_after_mark(data, where, mark, codec, name)
    failures: dict[str, str] = {}
    found = _read_strictly(data, declared, failures) or _read_around(data, failures)
    if found:
        return found
    if b"\0" in data:
        raise BinarySource(
            f"{where} has a NUL byte at offset {data.index(0)}, and does not read as UTF-16, so it is no "
            "text file: save its text as UTF-8, or name its encoding."
        )
    tried = "; ".join(f"{codec}, {why}" for codec, why in failures.items())
    raise UnknownEncoding(
        f"No encoding makes Chinese of {where}. Tried {tried}. Name the encoding, or save the file as UTF-8."
    )


def decode_page(data: bytes, where: str, encoding: str | None = None) -> Decoded:
    """An HTML or XML page as text, the encoding that it declares being one more hint.

    >>> decode_page('<meta charset="utf-8">产业园区'.encode("gbk"), "page.html").encoding
    'gb18030'
    """
    return decode(data, where, encoding, declared_encoding(data))


def declared_encoding(data: bytes) -> str | None:
    """The codec that a page names near its beginning, if it is one in which Chinese is written."""
    match = _DECLARATION.search(data, 0, _HEAD)
    label = (match[1] or match[2]).decode("ascii", "ignore").lower() if match else ""
    return _LABELS.get(label)


def _read_strictly(data: bytes, declared: str | None, failures: dict[str, str]) -> Decoded | None:
    """The likeliest of the readings without an error, if any reads like Chinese or is UTF-8."""
    best: Decoded | None = None
    most = 0.0
    for codec in _CANDIDATES:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError as error:
            failures[codec] = _failure(data, error.start)
            continue
        if "\0" in text:
            failures[codec] = f"NUL at offset {data.index(0)}"
            continue
        beginning = text[:_ENOUGH]
        if codec == "utf-8" and (reads_like_chinese(beginning) or not log_likelihood(beginning)):
            return Decoded(text, codec)
        chinese = reads_like_chinese(text)
        if not chinese and codec != "utf-8":
            failures[codec] = "decodes, but not to Chinese"
            continue
        likelihood = log_likelihood(text) + _SURER * ((codec == "utf-8") + (codec == declared))
        if _CONTROL.search(text):
            likelihood = (
                -math.inf
            )  # what UTF-16 looks like as UTF-8; read so only if it is nothing else
        if best is None or likelihood > most:
            best, most = Decoded(text, codec), likelihood
    return best


def _read_around(data: bytes, failures: dict[str, str]) -> Decoded | None:
    """The likeliest of the readings with a few broken bytes that read like Chinese, if any."""
    readings: list[Decoded] = []
    for codec in _CANDIDATES:
        try:
            mended = decode_around(data, codec)
        except TooBroken:
            continue
        if reads_like_chinese(mended.text):
            readings.append(Decoded(mended.text, codec, mended.broken_at))
        else:
            failures[codec] = "decodes, but not to Chinese"
    return max(readings, key=lambda reading: log_likelihood(reading.text), default=None)


def _decode_after_mark(data: bytes, where: str, mark: bytes, codec: str, name: str) -> Decoded:
    try:
        mended = decode_around(data[len(mark) :], codec)
    except TooBroken as error:
        offset = error.offset + len(mark)
        raise UnknownEncoding(
            f"{where} begins with the mark of {name}, but is not {name}: {_failure(data, offset)} and "
            "more. Check the download, or name the encoding."
        ) from None
    return Decoded(mended.text, name, tuple(len(mark) + offset for offset in mended.broken_at))


def _decode_as_told(data: bytes, where: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except LookupError:
        raise UnknownEncoding(
            f"There is no encoding called {encoding!r}: try one of {', '.join(_CANDIDATES)}."
        ) from None
    except UnicodeDecodeError as error:
        offset = error.start
    if codec in STATELESS:
        try:
            mended = decode_around(data, codec)
            return Decoded(mended.text.removeprefix("\ufeff"), encoding, mended.broken_at)
        except TooBroken as error:
            offset = error.offset
    raise UnknownEncoding(
        f"{where} is not {encoding}: {_failure(data, offset)} does not fit. "
        "Leave the encoding out to have it found."
    )


def _failure(data: bytes, offset: int) -> str:
    return f"byte 0x{data[offset]:02x} at offset {offset}"
