"""Lines that a model wrote and what a reader said of them: how paraphrases.json and its kin are read."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter


@dataclass(frozen=True)
class Sentence:
    """A sentence of a document; `at` where the text is not ours: the offsets in it."""

    doc: str
    text: str
    at: tuple[int, int] | None = None


def kept(sentences: Sequence[Sentence]) -> dict[str, object]:
    """As a draft names sentences of one document: themselves, or where they stand in somebody else's text."""
    doc, texts = sentences[0].doc, [s.text for s in sentences]
    spans = [s.at for s in sentences if s.at]
    return {"doc": doc, **({"at": spans, "sha256": _hash(texts)} if spans else {"evidence": texts})}


class Cited(BaseModel):
    """The sentences of a public text that a comparison cites of a city: where they stand, and what they say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc: str
    at: tuple[tuple[int, int], ...]
    sha256: str
    evidence: tuple[str, ...] = ()


class Draft(BaseModel):
    """A line and the sentences that it was written from; of a public text only their place.

    `task`: what the model was asked for; `supported`: whether they support it, None before a reader has
    said; `why`: the mistake of a wrong one; `unseen`: kept apart while the gate was built; `cities`: of a
    comparison, what it cites of each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    task: str = ""
    doc: str
    evidence: tuple[str, ...] = ()
    at: tuple[tuple[int, int], ...] = ()
    sha256: str = ""
    cities: dict[str, Cited] = {}
    supported: bool | None
    why: str = ""
    unseen: bool = False

    @property
    def ours(self) -> bool:
        return not self.sha256


_DRAFTS = TypeAdapter(tuple[Draft, ...])


def labelled(path: Path, text: Path | None) -> list[Sentence]:
    """The sentences of a labelled text, which is in the file or in another one; none where that is not there."""
    data = json.loads(path.read_text(encoding="utf-8"))
    spans = [(s["start"], s["end"]) for s in data["sentences"]]
    if text is None:
        return [Sentence(data["doc"], data["text"][a:b]) for a, b in spans]
    if not text.is_file():
        return []
    words = text.read_text(encoding="utf-8")
    return [Sentence(data["doc"], words[a:b], (a, b)) for a, b in spans]


def read_drafts(path: Path, public: Path | None) -> list[Draft]:
    """Those of the file whose sentences are at hand: of public texts, in a folder of `public`."""
    drafts = _DRAFTS.validate_json(path.read_text(encoding="utf-8"))
    return [found for draft in drafts if (found := _with_sentences(draft, public)).evidence]


def _with_sentences(draft: Draft, public: Path | None) -> Draft:
    if not public:
        return draft
    if draft.cities:
        cities = {
            city: cited.model_copy(update={"evidence": _sentences(cited, public)})
            for city, cited in draft.cities.items()
        }
        known = [cited.evidence for cited in cities.values()]
        evidence = tuple(s for cited in known for s in cited) if all(known) else ()
        return draft.model_copy(update={"cities": cities, "evidence": evidence})
    if draft.ours:
        return draft
    return draft.model_copy(update={"evidence": _sentences(draft, public)})


def _sentences(cited: Draft | Cited, public: Path) -> tuple[str, ...]:
    """What stands in its places; nothing where the text is not at hand, or is another one."""
    text = next(public.glob(f"*/{cited.doc}.txt"), None)
    if not text:
        return ()
    words = text.read_text(encoding="utf-8")
    sentences = tuple(words[start:end] for start, end in cited.at)
    return sentences if _hash(sentences) == cited.sha256 else ()


def _hash(sentences: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sentences).encode("utf-8")).hexdigest()[:16]
