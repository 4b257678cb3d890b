"""Untrusted text made harmless: what a source or a model wrote stays text in Markdown and in CSV.

HTML needs only `one_line` from here: its templates are rendered with Jinja's autoescape.
"""

import re
from functools import lru_cache
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel reads a UTF-8 file in the system's own encoding and shows Chinese as garbage."""

_BREAKS: Final = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNPRINTABLE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

_MARKS: Final = re.compile(
    r"(?P<mark>[\\`*_\[\]<>#~&]|:(?=/)|(?<=www)\.|!$)|(?P<entity>[|$])|(?<=[\w.+-])@", re.I
)
_LIST_MARKER: Final = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+]))([-+.)])(?=[\s-]|$)")
_ESCAPED: Final = re.compile(r"\\(.)|<!-- -->|&#(36|124);")

_FORMULA_STARTS: Final = tuple("=+-@＝＋－＠")


def one_line(text: str) -> str:
    r"""The text on one line: breaks and tabs become a space, what cannot be printed becomes U+FFFD.

    Direction overrides count as unprintable, because they make a line read as what it does not say.

    >>> one_line(" 新建\r\n厂房 ")
    '新建 厂房'
    """
    return _UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", text)).strip()


@lru_cache(maxsize=8192)  # a page says the same names, quotes and paths again and again
def escape_markdown(text: str) -> str:
    r"""The text on one line, written so that every GitHub-flavoured Markdown reader shows it as it is.

    Neither markup nor a table cell nor a link can come out of it. Backslashes do most of it;
    `|` and `$` become entities, since tables and mathematics are cut before backslashes are
    seen; an empty comment before the `@` of an address keeps it from becoming a link.

    >>> escape_markdown("1. 招商*引资* | www.example.cn")
    '1\\. 招商\\*引资\\* &#124; www\\.example.cn'
    """
    return _LIST_MARKER.sub(r"\1\\\2", _MARKS.sub(_escape_mark, one_line(text)))


def unescape_markdown(text: str) -> str:
    """What was given to `escape_markdown`, on one line."""
    return _ESCAPED.sub(lambda m: m[1] or (chr(int(m[2])) if m[2] else ""), text)


def csv_cell(text: str | None) -> str:
    """The text on one line; a start that a spreadsheet would run as a formula gets a `'` before it.

    The full-width signs are formulas too in the Chinese and Japanese editions of Excel.

    >>> csv_cell("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    line = one_line(text or "")
    return f"'{line}" if line.startswith(_FORMULA_STARTS) else line


def _escape_mark(match: re.Match[str]) -> str:
    if match["mark"]:
        return f"\\{match['mark']}"
    if match["entity"]:
        return f"&#{ord(match['entity'])};"
    return "<!-- -->@"
