"""Plain text and Markdown: the text as it stands, but for front matter."""

from llmsum.text.edits import Edit
from llmsum.text.encoding import decode
from llmsum.text.formats.document import Document, Parsed, Raw, check_length
from llmsum.text.formats.front_matter import find_front_matter
from llmsum.text.sidecar import Given


def parse_plain(raw: Raw) -> Parsed:
    """The decoded text; front matter gives metadata and is no part of the speech.

    Raises BinarySource, UnknownEncoding, BadSidecar or OversizedSource.
    """
    decoded = decode(raw.data, raw.where, raw.encoding)
    check_length(len(decoded.text), raw.where)
    front = find_front_matter(decoded.text, raw.where)
    edits = (Edit("front-matter", 0, front.end, ""),) if front else ()
    document = Document(
        decoded.text,
        decoded.encoding,
        edits,
        given=front.given if front else Given(),
        broken_at=decoded.broken_at,
    )
    return Parsed((document,))
