"""The two-byte codes of GBK, and which characters a broken one can have been."""

from functools import cache

from llmsum.text.repairs.script import simplified

FULL_WIDTH = 0xA3
"""The lead byte of the full-width marks: ！ is A3 A1, ？ is A3 BF, the ASCII mark plus 80."""

_LEADS, _TRAILS = range(0x81, 0xFF), (*range(0x40, 0x7F), *range(0x80, 0xFF))
_MARK_ROW = 0xA1
_MARKS = frozenset("、。·—…“”‘’《》【】〔〕○●，！？：；（）％")


@cache
def code(character: str) -> bytes:
    """The character's GBK bytes, two for Chinese; none for what GBK has not.

    >>> code("海").hex(), code("?"), code("\\ue000").hex(), code("㐂")
    ('baa3', b'?', 'aaa1', b'')
    """
    encoded = character.encode("gb18030", "ignore")
    return encoded if len(encoded) <= 2 else b""


@cache
def character(lead: int, trail: int) -> str:
    """The Chinese character or mark of a code, or nothing.

    >>> character(0xBF, 0xDA), character(0xA1, 0xA3), character(0xA4, 0xA2), character(0xAC, 0xCA)
    ('口', '。', '', '')
    """
    decoded = bytes((lead, trail)).decode("gbk", "ignore")
    return decoded if decoded in _MARKS or "\u4e00" <= decoded <= "\u9fff" else ""


@cache
def with_trail(trail: int) -> tuple[str, ...]:
    """What a character can have been of which only the second byte is left."""
    return tuple(c for lead in _LEADS if (c := character(lead, trail)))


@cache
def with_lead(lead: int) -> tuple[str, ...]:
    """What a character can have been of which only the first byte is left."""
    return tuple(c for trail in _TRAILS if (c := character(lead, trail)))


@cache
def is_common(lead: int, trail: int) -> bool:
    """Whether the code is in GB 2312's first level, a usual mark or a full-width letter or digit.

    The first level are the 3755 characters of everyday use; their Traditional forms count too.

    >>> [is_common(*code(c)) for c in "会會見約谑"]
    [True, True, True, True, False]
    """
    if lead == _MARK_ROW:
        return bool(character(lead, trail))
    if lead == FULL_WIDTH:
        return trail >= 0xA1
    if 0xB0 <= lead <= 0xD7 and trail >= 0xA1:
        return True
    # Traditional pages: the same everyday characters in their other form.
    traditional = character(lead, trail)
    if not traditional:
        return False
    plain = code(simplified(traditional))
    return plain != bytes((lead, trail)) and b"\xb0" <= plain[:1] <= b"\xd7"


@cache
def undefined_trails(lead: int) -> tuple[int, ...]:
    """The trail bytes with which a lead byte makes no character: programs drop such codes silently.

    >>> len(undefined_trails(0xAC)), len(undefined_trails(0xB0))
    (94, 0)
    """
    return tuple(trail for trail in range(0xA1, 0xFF) if not _decodes(lead, trail))


def _decodes(lead: int, trail: int) -> bool:
    try:
        bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


UNDEFINED_LEADS = tuple(lead for lead in range(0xA1, 0xFF) if undefined_trails(lead))
"""The lead bytes that have such codes."""
