"""The formats: bytes of a file to its texts, one small module a format.

`format_of` says which format a file is in, `parse` reads it. A parser is imported when it is
called: of the formats a run mostly meets one.
"""

import importlib
from pathlib import PurePath

from llmsum.errors import BinarySource, UnsupportedFormat
from llmsum.text.formats.document import Document, Parsed, Raw

__all__ = ["SUFFIXES", "UNSUPPORTED", "Document", "Parsed", "Raw", "format_of", "parse"]

_PARSERS = {
    "txt": "plain:parse_plain",
    "md": "markdown:parse_markdown",
    "html": "html:parse_html",
    "docx": "docx:parse_docx",
    "pdf": "pdf:parse_pdf",
    "csv": "table:parse_csv",
    "jsonl": "table:parse_jsonl",
}
SUFFIXES = {
    ".txt": "txt",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".csv": "csv",
    ".jsonl": "jsonl",
}
UNSUPPORTED = frozenset({".doc", ".wps", ".rtf", ".odt"})
"""Documents that are not read; in a folder they are reported, not passed over."""

_SAVE_AS = "save it as .docx"
_MAGIC = (
    (b"%PDF-", "a PDF document", "rename it to end in .pdf"),
    (b"PK\x03\x04", "a zip archive or an Office document", "if it is Word, rename it to .docx"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office document", _SAVE_AS),
    (b"{\\rtf", "an RTF document", _SAVE_AS),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"\x89PNG", "a PNG image", "save its text as a .txt file"),
    (b"\xff\xd8\xff", "a JPEG image", "save its text as a .txt file"),
    (b"GIF8", "a GIF image", "save its text as a .txt file"),
    (b"SQLite format 3", "an SQLite database", "save its text as a .txt file"),
    (b"\x7fELF", "a program", "save its text as a .txt file"),
)
_BINARY_FORMATS = {b"%PDF-": "pdf", b"PK\x03\x04": "docx"}
_WORD_PART = b"word/document.xml"
"""The name of a part that Word's archives have and others, such as .odt and .xlsx, have not."""
_HTML_STARTS = (b"<!doctype html", b"<html")


def parse(raw: Raw, format: str) -> Parsed:
    """The texts in the file. Raises an InputError that names the file, and the row or page."""
    module, _, function = _PARSERS[format].partition(":")
    parsed: Parsed = getattr(importlib.import_module(f"{__name__}.{module}"), function)(raw)
    return parsed


def format_of(name: str, data: bytes) -> str:
    """The format of a file: by its suffix, and for other names by its first bytes.

    Raises BinarySource or UnsupportedFormat for what is not read.

    >>> format_of("a.HTM", b""), format_of("-", b"%PDF-1.7"), format_of("speech", b"")
    ('html', 'pdf', 'txt')
    """
    suffix = PurePath(name).suffix.lower()
    found = next((row for row in _MAGIC if data.startswith(row[0])), None)
    by_magic = _BINARY_FORMATS.get(found[0]) if found else None
    if by_magic == "docx" and suffix != ".docx" and _WORD_PART not in data:
        by_magic = None
    if suffix in SUFFIXES:
        format = SUFFIXES[suffix]
        if found is None or format == by_magic:
            return format
    elif by_magic:
        return by_magic
    elif found is None and data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        _HTML_STARTS
    ):
        return "html"  # a web page saved under a name like .doc, or from standard input
    if suffix in UNSUPPORTED and (found is None or suffix == ".odt" or found[2] == _SAVE_AS):
        raise UnsupportedFormat(
            f"{name} is {found[1] if found else f'a {suffix} document'}, which is not read: open it in "
            "Word, WPS or LibreOffice and save it as .docx."
        )
    if found:
        raise BinarySource(
            f"{name} looks like {found[1]}, not {SUFFIXES.get(suffix, 'text')}: {found[2]}."
        )
    return "txt"
