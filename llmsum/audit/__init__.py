"""A finished briefing checked again against its sources. No model.

Reading order: `audit` here, markdown.py and rebuild.py (a page back to records), sources.py,
check.py (the audit itself; marks.py and form.py what no words tell), page.py (what no line says by itself).
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from llmsum import __version__
from llmsum.audit.check import check
from llmsum.audit.findings import Audit, CheckedSource, Finding
from llmsum.audit.markdown import take_apart
from llmsum.audit.page import compare_pages, first_per_line
from llmsum.audit.rebuild import rebuild
from llmsum.audit.sources import Named, Reread, reread
from llmsum.audit.stated import Quote, Stated
from llmsum.errors import NotABriefing, PathMissing, UnreadableSource
from llmsum.evidence import among
from llmsum.records import Briefing

__all__ = ["Audit", "CheckedSource", "Finding", "audit"]


def audit(path: Path, roots: Sequence[Path] = ()) -> Audit:
    """The briefing at the path, Markdown or JSON, against its sources as they are now.

    Sources are looked for where the briefing names them, beside the briefing, and in `roots`.
    Raises NotABriefing, PathMissing or UnreadableSource.
    """
    text = _read(path)
    places = (path.parent, *roots)
    if text.lstrip().startswith("{"):
        stated, sources = _from_json(text, path, places)
        told = _told(path, stated, sources, check(stated, sources))
        return told.model_copy(update={"notes": (*told.notes, *_beyond(text))})
    page = take_apart(text)
    if page is None:
        raise NotABriefing(
            f"{path} is no briefing: it is neither JSON of llmsum nor a Markdown page with its title. "
            "Name the file that llmsum wrote."
        )
    stated, sources = rebuild(page, places)
    findings = check(stated, sources)
    if all(source.speech for source in sources):
        findings = first_per_line(findings, list(compare_pages(text, page, stated.briefing)))
    return _told(path, stated, sources, findings)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise PathMissing(f"There is no file {path}: check the spelling.") from None
    except IsADirectoryError:
        raise NotABriefing(f"{path} is a folder: name the briefing in it.") from None
    except OSError as error:
        raise UnreadableSource(
            f"{path} cannot be read: {error.strerror}. Check its permissions."
        ) from error
    except UnicodeDecodeError as error:
        raise NotABriefing(
            f"{path} is no briefing of llmsum: it is not UTF-8 at byte {error.start}. Name the "
            "Markdown or JSON file that llmsum wrote."
        ) from error


def _from_json(text: str, path: Path, roots: Sequence[Path]) -> tuple[Stated, list[Reread]]:
    try:
        known = _known_keys(json.loads(text, object_pairs_hook=_once, parse_constant=_no_number))
        # Strictly: "7" and true are no numbers, whatever a reader makes of them.
        briefing = Briefing.model_validate_json(json.dumps(known, ensure_ascii=False), strict=True)
    except (TypeError, ValueError) as error:
        raise NotABriefing(f"{path} is no briefing of llmsum: {_first_line(error)}") from error
    sources = [
        reread(Named(a.source.path, a.source.sha256), roots).divided_into(len(a.sentences))
        for a in briefing.speeches
    ]
    return Stated(briefing, tuple(_quotes(briefing)), {}), sources


def _quotes(briefing: Briefing) -> list[Quote]:
    quotes = []
    for number, speech in enumerate(briefing.speeches, start=1):
        path = f"speeches[{number - 1}]"
        for index, sentence in enumerate(speech.sentences):
            where = f"{path}.sentences[{index}]"
            quotes.append(Quote(where, (among(number, sentence.id),), sentence.text, whole=True))
        for index, c in enumerate(speech.commitments):
            cited = tuple(among(number, i) for i in c.evidence)
            quotes.append(Quote(f"{path}.commitments[{index}].quote", cited, c.quote, whole=False))
    return quotes


def _told(
    path: Path, stated: Stated, sources: Sequence[Reread], findings: Sequence[Finding]
) -> Audit:
    briefing = stated.briefing
    compared = briefing.comparison.themes.values()
    lines = [len(briefing.comparison.overview)]
    lines += [1 + len(s.summary.points) for s in briefing.speeches if s.summary]
    lines += [len(t.shared) + len(t.differences) for t in compared]
    lines += [sum(line is not None for line in t.cities.values()) for t in compared]
    notes = []
    if briefing.llmsum_version != __version__:
        notes.append(
            f"The briefing was made by llmsum {briefing.llmsum_version}, this is {__version__}: "
            "some findings may come from that."
        )
    return Audit(
        briefing=str(path),
        sources=tuple(source.checked for source in sources),
        lines=sum(lines),
        quotes=len(stated.quotes),
        commitments=sum(len(s.commitments) for s in briefing.speeches),
        notes=tuple(notes),
        findings=tuple(findings),
    )


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return f"at {place or 'its top'}: {first['msg']}"
    return str(error)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object without a key that stands twice: readers differ in which of the two they take."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def _beyond(text: str) -> list[str]:
    unknown = json.loads(text).keys() - Briefing.model_fields.keys()
    return [f"Not known to this llmsum and not checked: {key}." for key in sorted(unknown)]


def _known_keys(data: object) -> object:
    """Without keys that a later version may have added at the top."""
    if not isinstance(data, dict):
        raise TypeError("its top is no object")
    if "schema_version" not in data or data["schema_version"] is True:
        raise ValueError("it has no schema_version that is a number")
    return {key: value for key, value in data.items() if key in Briefing.model_fields}
