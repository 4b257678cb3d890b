"""PDF documents with text: the lines of each page where they stand, and a speech made of them."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llmsum.errors import DamagedSource, InputError, OversizedSource, ParserMissing, ScannedSource
from llmsum.text.formats.document import OWN_ENCODING, Document, Parsed, Raw, check_length
from llmsum.text.formats.pdf_columns import in_columns
from llmsum.text.formats.pdf_lines import Box, PageLine, page_edits

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MOST_PAGES = 2000
_UNMAPPED = frozenset({0x0, 0x2, 0xFFFE, 0xFFFF})
"""What PDFium gives for a glyph of no known character, and for a hyphen at a line's end."""
_AROUND_TAB = re.compile(r"\s*\t\s*")
_GAP = 1.5
"""In line heights: what stands on one line with a wider gap between is in two cells of a table."""


def parse_pdf(raw: Raw) -> Parsed:
    """The text of all pages; running heads are cut out and broken lines joined, by edits.

    A page that is only a picture is a failure of its own, `#page=3`. Raises ParserMissing,
    DamagedSource, OversizedSource, or ScannedSource when no page has text.
    """
    pages: list[list[PageLine]] = []
    failures: list[tuple[str, InputError]] = []
    length = 0
    for number, page in _pages(raw):
        lines = _lines(page, number)
        length += sum(len(line.text) + 1 for line in lines)
        check_length(length, raw.where)
        if not lines and _has_picture(page):
            failures.append((f"#page={number}", _scanned(f"{raw.where}, page {number},")))
        pages.append(lines)
    lines = [line for page_lines in pages for line in page_lines]
    if not lines:
        raise (
            _scanned(raw.where)
            if failures
            else DamagedSource(f"{raw.where} has no text on any page.")
        )
    text = "\n".join(line.text for line in lines)
    starts, at = [], 0
    for page_lines in pages:
        starts.append(at)
        at += sum(len(line.text) + 1 for line in page_lines)
    document = Document(text, OWN_ENCODING, page_edits(lines), tuple(starts))
    return Parsed((document,), tuple(failures))


def _scanned(what: str) -> ScannedSource:
    return ScannedSource(
        f"{what} holds a picture and no text, as scanners make them: recognise its text first (OCR), "
        "then read the result."
    )


def _pages(raw: Raw) -> Iterator[tuple[int, "PdfPage"]]:
    """Page number, counting from 1, and page."""
    document = _open(raw)
    try:
        if len(document) > _MOST_PAGES:
            raise OversizedSource(
                f"{raw.where} has {len(document):,} pages; at most {_MOST_PAGES:,} are read: split it."
            )
        for index in range(len(document)):
            try:
                page = document[index]
            except RuntimeError as error:
                raise DamagedSource(
                    f"{raw.where}, page {index + 1}: {error}. Print the document to a new PDF."
                ) from error
            yield index + 1, page
            page.close()
    finally:
        document.close()


def _open(raw: Raw) -> "PdfDocument":
    try:
        import pypdfium2  # noqa: PLC0415
        import pypdfium2.raw as pdfium  # noqa: PLC0415
    except ImportError as error:
        raise ParserMissing(
            f'{raw.where} is a PDF, and reading it needs: pip install "llmsum[pdf]".'
        ) from error
    try:
        return pypdfium2.PdfDocument(raw.data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise DamagedSource(
                f"{raw.where} is locked with a password: save it without one."
            ) from error
        raise DamagedSource(
            f"{raw.where} is no PDF, or a damaged one: {error}. Download it again."
        ) from error


def _has_picture(page: "PdfPage") -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    return next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]), None) is not None


def _lines(page: "PdfPage", number: int) -> list[PageLine]:
    """The lines of a page that are not blank, in the order in which they were set, or by columns."""
    rows = _rows(page, number)
    ordered = in_columns([fragment for row in rows for fragment in row])
    if ordered is not None:
        return ordered
    lines: list[PageLine] = []
    for row in rows:
        line = row[0]
        for fragment in row[1:]:
            line = line.joined_with(fragment, "\t")
        last = lines[-1] if lines else None
        if last and last.is_left_of(line):
            is_gap = line.left - last.right > _GAP * line.height
            lines[-1] = last.joined_with(line, "\t" if is_gap else "")
        else:
            lines.append(line)
    return lines


def _rows(page: "PdfPage", number: int) -> list[list[PageLine]]:
    """The lines as PDFium parts them, each in the fragments that stand apart."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    textpage = page.get_textpage()
    sheet = page.get_bbox()
    rows: list[list[PageLine]] = [[]]
    characters: list[str] = []
    boxes: list[Box] = []

    def end_fragment() -> None:
        if (text := "".join(characters).strip()) and boxes:
            rows[-1].append(_fragment(text, boxes, number, sheet))
        characters.clear()
        boxes.clear()

    for index in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, index)
        character = "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        if character in "\r\n":
            end_fragment()
            rows.append([])
        elif code not in _UNMAPPED:
            if not character.isspace():
                box = textpage.get_charbox(index, loose=True)
                if boxes and _is_gap(boxes[-1], box):
                    end_fragment()
                boxes.append(box)
            characters.append(character)
    end_fragment()
    textpage.close()
    return [row for row in rows if row]


def _is_gap(box: Box, following: Box) -> bool:
    """Whether two characters of a line stand so far apart that they are in two cells or columns."""
    return following[0] - box[2] > _GAP * (box[3] - box[1])


def _fragment(text: str, boxes: Sequence[Box], number: int, sheet: Box) -> PageLine:
    return PageLine(
        text=_AROUND_TAB.sub("\t", text),
        page=number,
        left=min(box[0] for box in boxes),
        bottom=min(box[1] for box in boxes),
        right=max(box[2] for box in boxes),
        top=max(box[3] for box in boxes),
        sheet=sheet,
    )
