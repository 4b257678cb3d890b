"""Evidence looked up, and the footnotes that follow from what was cited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from llmsum.evidence import among
from llmsum.records import Analysis


@dataclass(frozen=True)
class Footnote:
    """A cited sentence. `label` is "<source>-<sentence>", as in `1-S3`; sources count from 1.

    `page` is the page of the source that it begins on, where the source has pages.
    """

    label: str
    source: int
    sentence: str
    text: str
    page: int | None


class Citations:
    """The sentences of a briefing, and which of them have been cited so far.

    A page cites while it is rendered and prints `footnotes()` last: each cited sentence then
    has exactly one footnote, and no other sentence has one.
    """

    def __init__(self, speeches: Sequence[Analysis]) -> None:
        self._sentences = {
            among(source, sentence.id): Footnote(
                f"{source}-{sentence.id}", source, sentence.id, sentence.text, sentence.page
            )
            for source, speech in enumerate(speeches, start=1)
            for sentence in speech.sentences
        }
        self._places = {evidence: place for place, evidence in enumerate(self._sentences)}
        self._cited: set[str] = set()

    def cite(self, evidence: Iterable[str], source: int | None = None) -> tuple[str, ...]:
        """The footnote labels of evidence: ids like "S3" of `source`, or "1#S3" where it is None.

        Raises LookupError for an id that no speech has: the records contradict themselves.
        """
        keys = tuple(dict.fromkeys(e if source is None else among(source, e) for e in evidence))
        for key in keys:
            if key not in self._sentences:
                raise LookupError(f"The briefing cites {key}, which is not among its sentences.")
        self._cited.update(keys)
        return tuple(self._sentences[key].label for key in keys)

    def footnotes(self) -> tuple[Footnote, ...]:
        """The sentences cited until now, in the order of the sources."""
        return tuple(
            self._sentences[key] for key in sorted(self._cited, key=self._places.__getitem__)
        )
