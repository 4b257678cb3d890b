"""The sources of a briefing, found again and read again."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from llmsum.audit.findings import CheckedSource
from llmsum.errors import InputError
from llmsum.records import Speech
from llmsum.text import read_speech, split_part


@dataclass(frozen=True)
class Named:
    """A source as a briefing names it. `sha256` is of its raw bytes."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Reread:
    """A source as it is now; `speech` is None where it cannot be read, and `problem` says why."""

    named: Named
    file: Path | None
    speech: Speech | None
    problem: str | None
    text: str = ""
    """The repaired text, where the sentences of `speech` are not those of the briefing."""

    def divided_into(self, sentences: int) -> "Reread":
        """The source for a briefing that knows so many sentences of it.

        Another number means another version of llmsum: its sentence ids mean nothing here, and
        what the briefing quotes is looked for in the whole text instead.
        """
        if not self.speech or len(self.speech.sentences) == sentences:
            return self
        told = (
            f"This llmsum divides {self.file} into {len(self.speech.sentences)} sentences, the briefing"
            f" into {sentences}: its quotes and lines are checked, its counts are not. Use the version"
            " that wrote it, or write it anew."
        )
        return replace(self, speech=None, problem=self.problem or told, text=self.speech.text)

    @property
    def checked(self) -> CheckedSource:
        found = str(self.file) if self.file else None
        return CheckedSource(path=self.named.path, found=found, intact=self.problem is None)


def reread(named: Named, roots: Sequence[Path]) -> Reread:
    """The source read and repaired again. `roots` are folders to look in besides the path itself.

    A file with the right hash is preferred to one that only has the right name.
    """
    named_file, part = split_part(named.path)
    files = [path for path in dict.fromkeys(_candidates(named_file, roots)) if path.is_file()]
    if not files:
        return Reread(
            named, None, None, f"The source {named.path} is missing: name its folder with --root."
        )
    intact = [file for file in files if _sha256(file) == named.sha256]
    file = (intact or files)[0]
    try:
        speech = read_speech(file, part=part)
    except InputError as error:
        return Reread(named, file, None, str(error))
    if intact:
        return Reread(named, file, speech, None)
    changed = f"The source {file} has changed: its SHA-256 is {speech.source.sha256}, the briefing was made from {named.sha256}."
    return Reread(named, file, speech, changed)


def _candidates(path: str, roots: Sequence[Path]) -> Iterator[Path]:
    yield Path(path)
    parts = Path(path).parts
    for root in roots:
        for first in range(len(parts)):
            yield root.joinpath(*parts[first:])


def _sha256(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""
