"""What the JSON of a briefing repeats of its sources: it has to be what they give when read again."""

from collections.abc import Iterator, Sequence

from llmsum.audit.citing import Objection
from llmsum.audit.sources import Reread
from llmsum.records import Analysis, Briefing, Speech
from llmsum.text.read import split_part
from llmsum.verify.messages import is_message

_OF_THE_SOURCE = ("format", "encoding", "broken_at")
_OF_A_SENTENCE = ("id", "start", "end", "text", "paragraph", "page")


def changed_fields(briefing: Briefing, sources: Sequence[Reread]) -> Iterator[Objection]:
    """The fields that a source read again gives otherwise; of a changed source only that it has."""
    for index, (analysis, source) in enumerate(zip(briefing.speeches, sources, strict=True)):
        path = f"speeches[{index}]"
        if source.speech and not source.problem:
            yield from _fields(path, analysis, source.speech)
        known = {sentence.id for sentence in analysis.sentences}
        if strangers := [i for i in analysis.unread if i not in known]:
            yield f"{path}.unread", f"The source has no sentence {', '.join(strangers)}."
        yield from _reasons(path, analysis)
    yield from _decided(briefing)


def _fields(path: str, analysis: Analysis, now: Speech) -> Iterator[Objection]:
    for name in _OF_THE_SOURCE:
        if getattr(analysis.source, name) != getattr(now.source, name):
            given = getattr(now.source, name)
            yield f"{path}.source.{name}", f"The source, read again, gives {given!r}."
    for name in ("repairs", "marks"):
        if getattr(analysis, name) != getattr(now, name):
            yield f"{path}.{name}", f"These are not the {name} that the source, read again, gives."
    if analysis.title != now.metadata.title:
        given = now.metadata.title
        yield f"{path}.title", f"The briefing says {analysis.title!r}, the source gives {given!r}."
    for name, origin in analysis.origins.items():
        # What a column gave whose name only the command line knew cannot be read again.
        by_column = origin.by == "user" and split_part(analysis.source.path)[1]
        if origin.by != "model" and not by_column and origin != now.metadata.origins.get(name):
            yield f"{path}.origins.{name}", "The source, read again, gives it from elsewhere."
    for n, (ours, theirs) in enumerate(zip(analysis.sentences, now.sentences, strict=False)):
        for name in _OF_A_SENTENCE:
            if getattr(ours, name) != getattr(theirs, name):
                given = getattr(theirs, name)
                yield f"{path}.sentences[{n}].{name}", f"The source, read again, gives {given!r}."


def _reasons(path: str, analysis: Analysis) -> Iterator[Objection]:
    """Why a wording was rejected no source bears out; it is at least something that a check says."""
    lines = [(f"commitments[{n}]", c.problems) for n, c in enumerate(analysis.commitments)]
    if summary := analysis.summary:
        lines += [("summary.headline", summary.headline.problems)]
        lines += [(f"summary.points[{n}]", p.problems) for n, p in enumerate(summary.points)]
    lines += [(f"strategy.{t}", line.problems) for t, line in analysis.strategy.items() if line]
    for where, problems in lines:
        for problem in problems:
            if not is_message(problem, "zh"):
                yield f"{path}.{where}.problems", f"No check says “{problem}”."


def _decided(briefing: Briefing) -> Iterator[Objection]:
    """Decisions on commitments that no speech of the briefing has."""
    quotes = {c.quote for speech in briefing.speeches for c in speech.commitments}
    for index, decision in enumerate(briefing.decisions):
        for name in ("earlier", "later"):
            words = getattr(decision, name)
            if words not in quotes:
                yield f"decisions[{index}].{name}", f"No commitment says “{words}”."
