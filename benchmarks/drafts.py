"""Lines that a model wrote and what a reader said of them: how paraphrases.json is read."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document; `at` where the text is not ours: the offsets in it."""

    doc: str
    text: str
    at: tuple[int, int] | None = None

    def kept(self) -> dict[str, object]:
        """As a draft names it: the sentence itself, or where it stands in somebody else's text."""
        if self.at is None:
            return {"doc": self.doc, "evidence": [self.text]}
        start, end = self.at
        return {"doc": self.doc, "start": start, "end": end, "sha256": _hash(self.text)}


@dataclass(frozen=True)
class Written:
    """A line, the sentences that it was written from, and whether they support it.

    `unseen`: kept apart while the gate was built; `why` tells a wrong line's mistake;
    `ours`: the sentences are of this repository.
    """

    text: str
    evidence: tuple[str, ...]
    doc: str
    supported: bool
    unseen: bool = False
    why: str = ""
    ours: bool = True


def labelled(path: Path, text: Path | None) -> list[Sentence]:
    """The sentences of a labelled text, which is in the file or in another one; none where that is not there."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if text is None:
        spans = [data["text"][s["start"] : s["end"]] for s in data["sentences"]]
        return [Sentence(data["doc"], words) for words in spans]
    if not text.is_file():
        return []
    words = text.read_text(encoding="utf-8")
    spans = [(s["start"], s["end"]) for s in data["sentences"]]
    return [Sentence(data["doc"], words[a:b], (a, b)) for a, b in spans]


def read_drafts(path: Path, public: Path | None) -> list[Written]:
    """Those of the file whose sentences are at hand: of public texts, in `public`/train."""
    found = []
    for draft in json.loads(path.read_text(encoding="utf-8")):
        evidence = draft.get("evidence") or _looked_up(draft, public)
        if evidence:
            found.append(
                Written(
                    draft["text"],
                    tuple(evidence),
                    draft["doc"],
                    draft["supported"],
                    draft.get("unseen", False),
                    draft.get("why", ""),
                    "evidence" in draft,
                )
            )
    return found


def _looked_up(draft: dict[str, object], public: Path | None) -> list[str]:
    text = public / "train" / f"{draft['doc']}.txt" if public else None
    if not text or not text.is_file():
        return []
    sentence = text.read_text(encoding="utf-8")[draft["start"] : draft["end"]]  # type: ignore[misc]
    return [sentence] if _hash(sentence) == draft["sha256"] else []


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
