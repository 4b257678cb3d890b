"""PDF pages for tests: set like an official document, or drawn; and read."""

import io
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from llmsum.text.edits import apply_edits
from llmsum.text.formats import Raw, parse

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))


HEADING = "在全市开发区工作会议上的讲话"


def pdf(
    paragraphs: Sequence[str],
    size: float = 16,
    indent: float = 2,
    head: str = "林海市人民政府文件",
    **style: float,
) -> bytes:
    """Pages with a running head and a page number, set like a Chinese official document."""

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont(SONG, 9)
        canvas.drawCentredString(297, 812, head)
        canvas.drawCentredString(297, 25, f"— {document.page} —")

    form = ParagraphStyle(
        "body", fontName=SONG, fontSize=size, leading=size * 1.6, firstLineIndent=indent * size, wordWrap="CJK", **style
    )  # fmt: skip
    file = io.BytesIO()
    SimpleDocTemplate(file).build(
        [Paragraph(escape(text), form) for text in paragraphs],
        onFirstPage=furniture,
        onLaterPages=furniture,
    )
    return file.getvalue()


def drawn(draw: Callable[[Canvas], object], **canvas: object) -> bytes:
    file = io.BytesIO()
    sheet = Canvas(file, pagesize=(595, 842), **canvas)
    sheet.setFont(SONG, 12)
    draw(sheet)
    sheet.save()
    return file.getvalue()


def kept(data: bytes) -> list[str]:
    document = parse(Raw(data, "speech.pdf"), "pdf").documents[0]
    return apply_edits(document.text, document.edits).split("\n")
