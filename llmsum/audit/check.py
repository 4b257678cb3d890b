"""The audit itself: quotes, lines, commitments, and what code derived from them. No model."""

from collections.abc import Iterator, Sequence
from itertools import chain

from llmsum.audit.citing import Objection, Sentences, cited, told
from llmsum.audit.commitments import commitment_problems
from llmsum.audit.comparison import comparison_problems
from llmsum.audit.english import english_problems
from llmsum.audit.findings import Finding
from llmsum.audit.form import form_problems, label_problems
from llmsum.audit.lines import line_problems, part_problems
from llmsum.audit.sources import Reread
from llmsum.audit.stated import Stated
from llmsum.audit.unchanged import changed_fields
from llmsum.evidence import among, speech_number
from llmsum.records import Analysis, Briefing, Line, Metadata, Speech
from llmsum.report.escape import one_line
from llmsum.text.read import split_part
from llmsum.verify import check_line, fold
from llmsum.verify.language import is_english

_METADATA = tuple(name for name in Metadata.model_fields if name not in ("origins", "title"))
"""What a briefing says of a speech as a whole; origins only tell where to look."""


def sentences_now(briefing: Briefing, sources: Sequence[Reread]) -> dict[str, str]:
    """The sentences of the sources; of a source that is gone, those that the briefing has."""
    texts: dict[str, str] = {}
    for number, (analysis, source) in enumerate(
        zip(briefing.speeches, sources, strict=True), start=1
    ):
        now = source.speech.sentences if source.speech else analysis.sentences
        texts |= {among(number, s.id): s.text for s in now}
    return texts


def check(stated: Stated, sources: Sequence[Reread]) -> tuple[Finding, ...]:
    """All that the sources do not bear out, in the order of the briefing."""
    briefing = stated.briefing
    texts = sentences_now(briefing, sources)
    is_page = bool(stated.lines)
    whole = not is_page or all(source.speech for source in sources)
    # Of a quote a page has only the clauses with a quantity that it compares.
    speeches = [_without_quotes(a) for a in briefing.speeches] if is_page else briefing.speeches
    problems = chain(
        form_problems(briefing),
        _sources(briefing, sources),
        () if is_page else _labels(briefing),
        () if is_page else changed_fields(briefing, sources),
        _quotes(stated, texts, sources),
        *(_speech(n, a, texts) for n, a in enumerate(speeches, start=1)),
        comparison_problems(briefing, texts, whole=whole),
        english_problems(briefing, texts),
    )
    findings = (Finding(place=stated.place(path), problem=what) for path, what in problems)
    return tuple(dict.fromkeys(findings))


def _sources(briefing: Briefing, sources: Sequence[Reread]) -> Iterator[Objection]:
    for index, (analysis, source) in enumerate(zip(briefing.speeches, sources, strict=True)):
        path = f"speeches[{index}]"
        if source.problem:
            yield f"{path}.source", source.problem
        if not source.speech:
            continue
        for name in _METADATA:
            said, now = getattr(analysis, name), getattr(source.speech.metadata, name)
            given = name.startswith("city") and _is_given(analysis, source)
            unsaid = name == "published" and said is None
            if (
                said != now
                and not given
                and not unsaid
                and not _found_by_model(analysis, name, now, source.speech)
            ):
                yield f"{path}.{name}", f"The briefing says {said!r}, the source gives {now!r}."


def _is_given(analysis: Analysis, source: Reread) -> bool:
    """Whether the user may have named the city where it cannot be read again: by a column of a table.

    What a sidecar or the file's own head gives is read again with the source.
    """
    return analysis.city_status == "given" and bool(split_part(source.named.path)[1])


def _labels(briefing: Briefing) -> Iterator[Objection]:
    for index, analysis in enumerate(briefing.speeches):
        yield from label_problems(f"speeches[{index}]", analysis)


def _found_by_model(analysis: Analysis, name: str, now: str | None, speech: Speech) -> bool:
    """Whether a value that code finds none for stands in the sentences that the model pointed at."""
    key = "city" if name == "city_status" else name
    origin = analysis.origins.get(key)
    if now not in (None, "unknown") or origin is None or origin.by != "model":
        return False
    texts = {s.id: s.text for s in speech.sentences}
    said = str(getattr(analysis, key))
    return any(fold(said) in fold(texts.get(i, "")) for i in origin.evidence)


def _quotes(stated: Stated, texts: Sentences, sources: Sequence[Reread]) -> Iterator[Objection]:
    undivided = {n: _solid(s.text) for n, s in enumerate(sources, start=1) if s.text}
    for quote in stated.quotes:
        number = speech_number(quote.evidence[0]) if quote.evidence else None
        if number in undivided and _solid(quote.text) not in undivided[number]:
            yield quote.path, f"The source does not say “{one_line(quote.text)}”."
        said = [one_line(texts[i]) for i in quote.evidence if i in texts]
        words = one_line(quote.text)
        if not said:
            yield quote.path, f"The source has no sentence {', '.join(quote.evidence)}."
        elif not (words in said if quote.whole else any(words in text for text in said)):
            yield quote.path, f"The source does not say “{words}”, it says “{said[0]}”."


def _without_quotes(analysis: Analysis) -> Analysis:
    kept = tuple(c.model_copy(update={"quote": ""}) for c in analysis.commitments)
    return analysis.model_copy(update={"commitments": kept})


def _speech(number: int, analysis: Analysis, texts: Sentences) -> Iterator[Objection]:
    path = f"speeches[{number - 1}]"
    if summary := analysis.summary:
        yield from _line(f"{path}.summary.headline", summary.headline, number, texts)
        for index, point in enumerate(summary.points):
            yield from _line(f"{path}.summary.points[{index}]", point, number, texts)
    for theme, stance in analysis.strategy.items():
        if stance:
            where = f"{path}.strategy.{theme}"
            sentences = yield from cited(where, stance.evidence, number, texts)
            problems = part_problems(stance.text, sentences, stance.status, ())
            yield from told(where, stance, problems)
    yield from commitment_problems(path, analysis, number, texts)


def _line(where: str, line: Line, number: int, texts: Sentences) -> Iterator[Objection]:
    sentences = yield from cited(where, line.evidence, number, texts)
    problems = line_problems(line.text, sentences, line.status)
    yield from told(where, line, problems)
    if problems or len(sentences) < 2 or line.status != "verified" or is_english(line.text):
        return
    for at, i in enumerate(line.evidence):
        # A written line cites no more than it needs.
        if not check_line(line.text, sentences[:at] + sentences[at + 1 :]):
            yield where, f"It cites {i}, and rests on the others."


def _solid(text: str) -> str:
    """The text without white space, which a division into sentences may move."""
    return "".join(text.split())
