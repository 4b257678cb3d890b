"""Word documents: the paragraphs of the body in order, a row of a table in a line."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmsum.errors import DamagedSource, OversizedSource, ParserMissing
from llmsum.text.formats.document import OWN_ENCODING, Document, Parsed, Raw, check_length

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_BYTES = 200_000_000
_MOST_PARTS = 10_000
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr"})
"""What is struck out, moved away, a field's code, or a second form of what stands beside it."""


def parse_docx(raw: Raw) -> Parsed:
    """The document's text as its reader sees it: insertions kept, deletions left out.

    Headers, footers, footnotes and comments are other parts of the file and are not read.
    Raises ParserMissing, DamagedSource or OversizedSource.
    """
    _check_archive(raw)
    body = _body(raw)
    text = "\n".join(line for block in _blocks(body) for line in _lines(block))
    check_length(len(text), raw.where)
    return Parsed((Document(text, OWN_ENCODING),))


def _check_archive(raw: Raw) -> None:
    """Refuse what unpacks to more than a document holds, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DamagedSource(
            f"{raw.where} is no Word document, or a damaged one: {error}. Save it again as .docx."
        ) from error
    size = sum(part.file_size for part in parts)
    if size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        raise OversizedSource(
            f"{raw.where} unpacks to {size:,} bytes in {len(parts):,} parts, which no speech does: "
            "save its text as a .txt file."
        )


def _body(raw: Raw) -> "_Element":
    try:
        import docx  # noqa: PLC0415
        from lxml import etree  # noqa: PLC0415
    except ImportError as error:
        raise ParserMissing(
            f'{raw.where} is a Word document, and reading it needs: pip install "llmsum[docx]".'
        ) from error
    try:
        body: _Element = docx.Document(io.BytesIO(raw.data)).element.body
    except etree.XMLSyntaxError as error:
        raise DamagedSource(
            f"{raw.where} has a part that is no XML, or nested too deep: {error}. Save it again as .docx."
        ) from error
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError) as error:
        # What python-docx raises for a zip file without the parts of a document.
        raise DamagedSource(
            f"{raw.where} is no Word document, or a damaged one: {error}. Save it again as .docx."
        ) from error
    return body


def _blocks(parent: "_Element") -> Iterator["_Element"]:
    """Paragraphs and table rows in order, those in content controls and the like too."""
    for child in parent:
        name = _name(child)
        if name in {"p", "tr"}:
            yield child
        elif name not in _SKIPPED:
            yield from _blocks(child)


def _lines(block: "_Element") -> list[str]:
    """A paragraph's lines, then those of text boxes in it; or the one line of a table row."""
    if _name(block) == "tr":
        return ["\t".join(filter(None, (_cell(cell) for cell in block if _name(cell) == "tc")))]
    pieces: list[str] = []
    boxes: list[_Element] = []
    _collect(block, pieces, boxes)
    inner = [line for box in boxes for part in _blocks(box) for line in _lines(part)]
    return [line.rstrip() for line in "".join(pieces).split("\n")] + inner


def _cell(cell: "_Element") -> str:
    return " ".join(line.strip() for part in _blocks(cell) for line in _lines(part) if line.strip())


def _collect(element: "_Element", pieces: list[str], boxes: list["_Element"]) -> None:
    for child in element:
        name = _name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SKIPPED:
            _collect(child, pieces, boxes)


def _name(element: "_Element") -> str:
    """The name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
