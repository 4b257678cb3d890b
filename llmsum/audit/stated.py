"""What a finished briefing states, whatever form it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass

from llmsum.records import Briefing


@dataclass(frozen=True)
class Quote:
    """Words that are said to stand in a source. `evidence` has comparison ids.

    With `whole` the words are the entire sentence, else a part of one.
    """

    path: str
    evidence: tuple[str, ...]
    text: str
    whole: bool


@dataclass(frozen=True)
class Stated:
    """A briefing, its quotes, and where on the page each JSON path stands (empty for JSON)."""

    briefing: Briefing
    quotes: tuple[Quote, ...]
    lines: Mapping[str, int]

    def place(self, path: str) -> str:
        """The page's line of the path, or of the nearest path around it; else the path itself."""
        around = path
        while around:
            if around in self.lines:
                return f"line {self.lines[around]}"
            around = around[: max(around.rfind("."), around.rfind("["), 0)]
        return path
