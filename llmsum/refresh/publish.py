"""The results of a refresh: new files beside the earlier ones, each written whole or not at all."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from llmsum.errors import OutputError
from llmsum.records import Briefing
from llmsum.refresh.state import FOLDER
from llmsum.report import json_pieces
from llmsum.report.atomic import replacing, write_atomically

_STEM = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")


@dataclass(frozen=True)
class Files:
    """Where the results of one refresh stand. `stem` is DATE, or DATE-2 … later on the same day."""

    output: Path
    stem: str

    @property
    def page(self) -> Path:
        return self.output / "briefings" / f"{self.stem}.md"

    @property
    def data(self) -> Path:
        return self.output / "briefings" / f"{self.stem}.json"

    @property
    def changes(self) -> Path:
        return self.output / "changes" / f"{self.stem}.md"

    @property
    def latest(self) -> Path:
        return self.output / "briefings" / "latest.md"

    def complete(self) -> bool:
        """Whether all of them are there."""
        return all(path.is_file() for path in (self.page, self.data, self.changes, self.latest))


def publish(files: Files, briefing: Briefing, page: str, changes: str) -> None:
    """Write them all, latest.md last. Raises OutputError."""
    try:
        for folder in (files.page.parent, files.changes.parent):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"Cannot write below {files.output}: {error.strerror}.") from error
    with (
        replacing(files.data) as temporary,
        temporary.open("x", encoding="utf-8", newline="\n") as data,
    ):
        data.writelines(json_pieces(briefing, indent=2))
        data.write("\n")
    write_atomically(files.page, page)
    write_atomically(files.changes, changes)
    write_atomically(files.latest, page)


def earlier_briefings(output: Path) -> list[Path]:
    """The data of all briefings, the newest first."""
    found = [
        (match[1], int(match[2] or 1), path)
        for path in (output / "briefings").glob("*.json")
        if (match := _STEM.fullmatch(path.stem))
    ]
    return [path for _, _, path in sorted(found, reverse=True)]


def next_files(root: Path, output: Path, today: date) -> Files:
    """Names that no earlier result has; those of a refresh that was killed half-way are used again.

    Which these are is kept in .llmsum until `published` is called.
    """
    begun = root / FOLDER / "publishing"
    stem = begun.read_text(encoding="utf-8").strip() if begun.is_file() else ""
    if not stem.startswith(today.isoformat()):
        stem = _free_stem(output, today.isoformat())
        write_atomically(begun, stem + "\n")
    return Files(output, stem)


def published(root: Path) -> None:
    """The state now names the files: the next refresh takes new names."""
    (root / FOLDER / "publishing").unlink(missing_ok=True)


def _free_stem(output: Path, day: str) -> str:
    stem, number = day, 1
    while any(
        f.exists()
        for f in (Files(output, stem).page, Files(output, stem).data, Files(output, stem).changes)
    ):
        number += 1
        stem = f"{day}-{number}"
    return stem
