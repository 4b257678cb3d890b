"""The text layer: files to speeches. No model in it, and nothing heavy imported before it is needed."""

from pathlib import Path

from llmsum.records import Source, Speech
from llmsum.text.metadata import find_metadata
from llmsum.text.read import find_sources, read_source
from llmsum.text.repair import repair
from llmsum.text.segment import segment

__all__ = ["find_sources", "read_speech", "speech_from_text"]


def read_speech(path: Path, encoding: str | None = None) -> Speech:
    """The file read, repaired and segmented. `encoding` overrides detection.

    Raises PathMissing, UnreadableSource, EmptySource, BinarySource or UnknownEncoding.
    """
    source, text = read_source(path, encoding)
    return speech_from_text(text, source)


def speech_from_text(text: str, source: Source) -> Speech:
    """The decoded text of `source` repaired and segmented, with what it says about itself."""
    repaired = repair(text)
    sentences = segment(repaired.text)
    return Speech(
        source=source,
        text=repaired.text,
        raw_offsets=repaired.raw_offsets,
        repairs=repaired.repairs,
        sentences=sentences,
        metadata=find_metadata(repaired.text, sentences),
    )
