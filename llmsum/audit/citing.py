"""What a line cites, looked up in the sources as they are now."""

from collections.abc import Generator, Iterator, Mapping, Sequence

from llmsum.evidence import among
from llmsum.records import Line
from llmsum.verify.messages import message_in_english

Sentences = Mapping[str, str]
"""Comparison id → text of the sentence as it stands in the source now."""

Objection = tuple[str, str]
"""JSON path and what is wrong there, on its way to a `Finding`."""


def cited(
    where: str, evidence: Sequence[str], number: int | None, texts: Sentences
) -> Generator[Objection, None, list[str]]:
    """Yields what is cited and does not exist; returns the texts of what does.

    `number`: of the speech whose sentences are cited, None where the ids are of the comparison.
    """
    keys = [i if number is None else among(number, i) for i in evidence]
    for key in keys:
        if key not in texts:
            yield where, f"It cites {key}, which is no sentence of the source."
    return [texts[key] for key in keys if key in texts]


def told(where: str, line: Line, problems: Sequence[str]) -> Iterator[Objection]:
    """All that is wrong with a line as one."""
    if problems:
        yield where, f"“{line.text}”: {'; '.join(map(message_in_english, problems))}"
