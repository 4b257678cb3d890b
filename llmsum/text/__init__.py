"""The text layer: files to speeches. No model in it, and nothing heavy imported before it is needed."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from llmsum.errors import BadTable
from llmsum.offsets import Offsets
from llmsum.records import Sentence, Skipped, Source, Speech
from llmsum.text.formats import Document
from llmsum.text.read import find_sources, read_documents, split_part
from llmsum.text.sidecar import Columns

__all__ = [
    "Columns",
    "Reading",
    "find_sources",
    "read_speech",
    "read_speeches",
    "speech_from_text",
    "split_part",
]


@dataclass(frozen=True)
class Reading:
    """The speeches of a file, and the parts of it that could not be read, with the reason."""

    speeches: tuple[Speech, ...]
    skipped: tuple[Skipped, ...] = ()


def read_speeches(
    path: Path, encoding: str | None = None, columns: Columns | None = None
) -> Reading:
    """The speeches in a file, read, repaired and segmented: one, or one for each row of a table.

    `encoding` overrides detection, `columns` the sidecar's. Raises an InputError that says what
    is wrong and where, also when no part of the file can be read.
    """
    read = read_documents(path, encoding, columns)
    speeches = tuple(_speech(source, document) for source, document in read.documents)
    return Reading(speeches, read.skipped)


def read_speech(path: Path, encoding: str | None = None, part: str = "") -> Speech:
    """The speech of a file; of a table, that of the row `part`, "#3", else the first.

    Raises as `read_speeches` does, and BadTable when the table has no such row.
    """
    speeches = read_speeches(path, encoding).speeches
    for speech in speeches:
        if not part or speech.source.path == f"{path}{part}":
            return speech
    raise BadTable(f"{path} has no row {part} that can be read: it has {len(speeches)} others.")


def speech_from_text(text: str, source: Source) -> Speech:
    """The decoded text of `source` repaired and segmented, with what it says about itself."""
    return _speech(source, Document(text, source.encoding))


def _speech(source: Source, document: Document) -> Speech:
    # Whoever only looks for files, or takes what the store has of them, does not wait for these.
    from llmsum.text.marks import find_marks  # noqa: PLC0415
    from llmsum.text.metadata import find_metadata  # noqa: PLC0415
    from llmsum.text.repair import repair  # noqa: PLC0415
    from llmsum.text.segment import segment  # noqa: PLC0415

    repaired = repair(document.text, document.edits)
    sentences = segment(repaired.text)
    if document.page_starts:
        sentences = tuple(
            _on_page(sentence, repaired.raw_offsets, document.page_starts) for sentence in sentences
        )
    return Speech(
        source=source,
        text=repaired.text,
        raw_offsets=repaired.raw_offsets,
        repairs=repaired.repairs,
        sentences=sentences,
        metadata=find_metadata(repaired.text, sentences, document.given, document.told),
        marks=find_marks(repaired.text, repaired.garbled),
    )


def _on_page(sentence: Sentence, raw_offsets: Offsets, page_starts: tuple[int, ...]) -> Sentence:
    """The sentence with the number of the page that it begins on, counting from 1."""
    page = bisect_right(page_starts, raw_offsets[sentence.start])
    return sentence.model_copy(update={"page": page})
