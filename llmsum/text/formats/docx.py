"""Word documents: the paragraphs of the body in order, a row of a table in a line, then the notes."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmsum.errors import DamagedSource, OversizedSource, ParserMissing
from llmsum.text.formats.document import OWN_ENCODING, Document, Parsed, Raw, check_length
from llmsum.text.formats.docx_numbering import Numbering, name_of, value_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_MOST_BYTES = 200_000_000
_MOST_PARTS = 10_000
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr"})
"""What is struck out, moved away, a field's code, or a second form of what stands beside it."""

_MARKS = frozenset({"footnoteReference", "endnoteReference"})


def parse_docx(raw: Raw) -> Parsed:
    """The document's text as its reader sees it: insertions kept, deletions and hidden text left out,
    paragraphs numbered.

    Footnotes and endnotes follow the text, each a line, 注1：…, in the order of their marks, which are
    left out: in the middle of a sentence they would be read as its numbers. Headers, footers and
    comments are not read.
    Raises ParserMissing, DamagedSource or OversizedSource.
    """
    _check_archive(raw)
    text = "\n".join(_read(raw))
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


def _read(raw: Raw) -> list[str]:
    try:
        import docx  # noqa: PLC0415
        from lxml import etree  # noqa: PLC0415
    except ImportError as error:
        raise ParserMissing(
            f'{raw.where} is a Word document, and reading it needs: pip install "llmsum[docx]".'
        ) from error
    try:
        document = docx.Document(io.BytesIO(raw.data))
        body = document.element.body
        numbering = Numbering(_part(document, "numbering"), _part(document, "styles"))
        lines = [line for block in _blocks(body) for line in _lines(block, numbering)]
        return [*lines, *_notes(document, body)]
    except etree.XMLSyntaxError as error:
        raise DamagedSource(
            f"{raw.where} has a part that is no XML, or nested too deep: {error}. Save it again as .docx."
        ) from error
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError) as error:
        # What python-docx raises for a zip file without the parts of a document.
        raise DamagedSource(
            f"{raw.where} is no Word document, or a damaged one: {error}. Save it again as .docx."
        ) from error


def _part(document: "WordDocument", name: str) -> "_Element | None":
    """The root of the part of a kind that the document refers to; None without such a part."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    parts = (r for r in document.part.rels.values() if r.reltype.endswith(f"/{name}"))
    relation = next((r for r in parts if not r.is_external), None)
    root: _Element | None = parse_xml(relation.target_part.blob) if relation else None
    return root


def _notes(document: "WordDocument", body: "_Element") -> Iterator[str]:
    """A line for each footnote and endnote that the text has a mark of, in the order of the marks."""
    notes: dict[tuple[str, str], _Element] = {}
    for kind in ("footnote", "endnote"):
        for note in part if (part := _part(document, f"{kind}s")) is not None else ():
            notes[kind, value_of(note, "id")] = note
    marks = [m for m in body.iter() if name_of(m) in _MARKS and not _is_skipped(m)]
    keys = dict.fromkeys((name_of(m).removesuffix("Reference"), value_of(m, "id")) for m in marks)
    texts = [_cell(notes[key], None) for key in keys if key in notes]
    return (f"注{number}：{text}" for number, text in enumerate(texts, start=1) if text)


def _is_skipped(element: "_Element") -> bool:
    return any(name_of(above) in _SKIPPED for above in element.iterancestors())


def _blocks(parent: "_Element") -> Iterator["_Element"]:
    """Paragraphs and table rows in order, those in content controls and the like too."""
    for child in parent:
        name = name_of(child)
        if name in {"p", "tr"}:
            yield child
        elif name not in _SKIPPED:
            yield from _blocks(child)


def _lines(block: "_Element", numbering: Numbering | None) -> list[str]:
    """A paragraph's lines, then those of text boxes in it; or the one line of a table row."""
    if name_of(block) == "tr":
        cells = (_cell(cell, numbering) for cell in block if name_of(cell) == "tc")
        return ["\t".join(filter(None, cells))]
    pieces: list[str] = []
    boxes: list[_Element] = []
    _collect(block, pieces, boxes)
    text = "".join(pieces)
    is_gone = not text.strip() and any(name_of(e) in {"del", "moveFrom"} for e in block.iter())
    if numbering and not is_gone:  # an empty paragraph counts, one that was struck out does not
        text = _labelled(numbering.label(block), text)
    inner = [line for box in boxes for part in _blocks(box) for line in _lines(part, numbering)]
    return [line.rstrip() for line in text.split("\n")] + inner


def _labelled(label: str, text: str) -> str:
    """The number stands after the space with which the paragraph begins."""
    words = text.lstrip()
    return text[: len(text) - len(words)] + label + words if label and words else text


def _cell(cell: "_Element", numbering: Numbering | None) -> str:
    lines = (line.strip() for part in _blocks(cell) for line in _lines(part, numbering))
    return " ".join(filter(None, lines))


def _collect(element: "_Element", pieces: list[str], boxes: list["_Element"]) -> None:
    for child in element:
        name = name_of(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SKIPPED and not _is_hidden(child):
            _collect(child, pieces, boxes)


def _is_hidden(run: "_Element") -> bool:
    """Whether Word shows nothing of a run: a reader of the document has not seen it."""
    properties = next((child for child in run if name_of(child) == "rPr"), ())
    return any(
        name_of(one) == "vanish" and value_of(one, "val") not in {"0", "false", "off"}
        for one in properties
    )
