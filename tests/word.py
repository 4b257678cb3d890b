"""Word documents for tests: made, saved, read."""

import io

import docx
from docx.oxml.ns import nsdecls

from llmsum.text.formats import Raw, parse

W = nsdecls("w")


def saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def text_of(data: bytes) -> str:
    return parse(Raw(data, "speech.docx"), "docx").documents[0].text
