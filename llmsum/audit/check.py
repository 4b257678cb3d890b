"""The audit itself: quotes, lines, commitments, and what code derived from them. No model."""

from collections.abc import Generator, Iterator, Mapping, Sequence
from itertools import chain

from llmsum.audit.findings import Finding
from llmsum.audit.lines import is_extract, joined_problems, line_problems
from llmsum.audit.sources import Reread
from llmsum.audit.stated import Stated
from llmsum.compare.contrast_check import contrast_problems
from llmsum.compare.coverage import cells, silences
from llmsum.compare.overview import overview
from llmsum.compare.stances import city_names
from llmsum.compare.targets import find_targets
from llmsum.compare.words import is_word_contrast, word_contrasts
from llmsum.evidence import among, speech_number
from llmsum.records import Analysis, Briefing, Commitment, Comparison, Line, Metadata, Speech
from llmsum.report.escape import one_line
from llmsum.verify import fold
from llmsum.verify.messages import in_english

Sentences = Mapping[str, str]
"""Comparison id → text of the sentence as it stands in the source now."""

_METADATA = tuple(name for name in Metadata.model_fields if name not in ("origins", "title"))
"""What a briefing says of a speech as a whole; origins only tell where to look."""

_Problem = tuple[str, str]
"""JSON path and what is wrong there."""


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
    problems = chain(
        _sources(briefing, sources),
        _quotes(stated, texts, sources),
        *(_speech(n, a, texts) for n, a in enumerate(briefing.speeches, start=1)),
        _comparison(briefing, texts),
    )
    findings = (Finding(place=stated.place(path), problem=what) for path, what in problems)
    return tuple(dict.fromkeys(findings))


def _sources(briefing: Briefing, sources: Sequence[Reread]) -> Iterator[_Problem]:
    for index, (analysis, source) in enumerate(zip(briefing.speeches, sources, strict=True)):
        path = f"speeches[{index}]"
        if source.problem:
            yield f"{path}.source", source.problem
        if not source.speech:
            continue
        for name in _METADATA:
            said, now = getattr(analysis, name), getattr(source.speech.metadata, name)
            given = name.startswith("city") and analysis.city_status == "given"
            unsaid = name == "published" and said is None
            if (
                said != now
                and not given
                and not unsaid
                and not _found_by_model(analysis, name, now, source.speech)
            ):
                yield f"{path}.{name}", f"The briefing says {said!r}, the source gives {now!r}."


def _found_by_model(analysis: Analysis, name: str, now: str | None, speech: Speech) -> bool:
    """Whether a value that code finds none for stands in the sentences that the model pointed at."""
    key = "city" if name == "city_status" else name
    origin = analysis.origins.get(key)
    if now not in (None, "unknown") or origin is None or origin.by != "model":
        return False
    texts = {s.id: s.text for s in speech.sentences}
    said = str(getattr(analysis, key))
    return any(fold(said) in fold(texts.get(i, "")) for i in origin.evidence)


def _quotes(stated: Stated, texts: Sentences, sources: Sequence[Reread]) -> Iterator[_Problem]:
    undivided = {n: _solid(s.text) for n, s in enumerate(sources, start=1) if s.text}
    for quote in stated.quotes:
        number = speech_number(quote.evidence[0]) if quote.evidence else None
        if number in undivided and _solid(quote.text) not in undivided[number]:
            yield quote.path, f"The source does not say “{one_line(quote.text)}”."
        cited = [one_line(texts[i]) for i in quote.evidence if i in texts]
        words = one_line(quote.text)
        if not cited:
            yield quote.path, f"The source has no sentence {', '.join(quote.evidence)}."
        elif not (words in cited if quote.whole else any(words in text for text in cited)):
            yield quote.path, f"The source does not say “{words}”, it says “{cited[0]}”."


def _speech(number: int, analysis: Analysis, texts: Sentences) -> Iterator[_Problem]:
    path = f"speeches[{number - 1}]"
    if summary := analysis.summary:
        yield from _line(f"{path}.summary.headline", summary.headline, number, texts)
        for index, point in enumerate(summary.points):
            yield from _line(f"{path}.summary.points[{index}]", point, number, texts)
    for theme, stance in analysis.strategy.items():
        if stance:
            where = f"{path}.strategy.{theme}"
            cited = yield from _cited(where, stance.evidence, number, texts)
            yield from _told(where, stance, joined_problems(stance.text, cited, stance.status, ()))
    ids = [c.id for c in analysis.commitments]
    for index, commitment in enumerate(analysis.commitments):
        where = f"{path}.commitments[{index}]"
        if commitment.id != f"C{index + 1}":
            expected = (
                "twice" if ids.count(commitment.id) > 1 else f"where C{index + 1} is expected"
            )
            yield f"{where}.id", f"The number {commitment.id} stands {expected}."
        yield from _commitment(where, commitment, number, texts)


def _line(where: str, line: Line, number: int, texts: Sentences) -> Iterator[_Problem]:
    cited = yield from _cited(where, line.evidence, number, texts)
    yield from _told(where, line, line_problems(line.text, cited, line.status))


def _cited(
    where: str, evidence: Sequence[str], number: int | None, texts: Sentences
) -> Generator[_Problem, None, list[str]]:
    """Yields what is cited and does not exist; returns the texts of what does."""
    keys = [i if number is None else among(number, i) for i in evidence]
    for key in keys:
        if key not in texts:
            yield where, f"It cites {key}, which is no sentence of the source."
    return [texts[key] for key in keys if key in texts]


def _commitment(where: str, c: Commitment, number: int, texts: Sentences) -> Iterator[_Problem]:
    cited = yield from _cited(where, c.evidence, number, texts)
    if problems := line_problems(c.action, cited, c.status):
        yield f"{where}.action", f"“{c.action}”: {'; '.join(map(in_english, problems))}"
    for name in ("actor", "deadline", "target"):
        words = getattr(c, name)
        if words and not is_extract(words, cited):
            yield f"{where}.{name}", f"“{words}” does not stand in the sentences of {c.id}."


def _comparison(briefing: Briefing, texts: Sentences) -> Iterator[_Problem]:
    names = city_names(briefing.speeches, briefing.language)
    for theme, compared in briefing.comparison.themes.items():
        where = f"comparison.themes.{theme}"
        for city, stance in compared.cities.items():
            if stance:
                path = f"{where}.cities.{city}"
                cited = yield from _cited(path, stance.evidence, None, texts)
                if strangers := [i for i in stance.evidence if _city(i, names) != city]:
                    yield path, f"It cites {', '.join(strangers)}, which is not of {city}."
                problems = joined_problems(stance.text, cited, stance.status, (city,))
                yield from _told(path, stance, problems)
        counted = [*chain(*word_contrasts(theme, briefing.speeches, names, briefing.language))]
        for kind in ("shared", "differences"):
            for index, line in enumerate(getattr(compared, kind)):
                path = f"{where}.{kind}[{index}]"
                yield from _cited(path, line.evidence, None, texts)
                yield from _told(path, line, _contrast(line, counted, names, texts, briefing))
    if briefing.comparison.themes:
        yield from _derived(briefing, names)


def _contrast(
    line: Line, counted: Sequence[Line], names: Sequence[str], texts: Sentences, briefing: Briefing
) -> tuple[str, ...]:
    if is_word_contrast(line.text, briefing.language):
        return () if line in counted else ("The sources do not count up to this.",)
    cited: dict[str, list[str]] = {}
    for i in line.evidence:
        if i in texts:
            cited.setdefault(_city(i, names), []).append(texts[i])
    if line.status != "extractive":
        return contrast_problems(line.text, cited, names) if line.status == "verified" else ()
    problems = []
    for part in line.text.split("；"):
        city, _, words = part.partition("：")
        if not is_extract(words, cited.get(city, ())):
            problems.append(f"“{part}” is not in the words of the city's sentences.")
    return tuple(problems)


def _derived(briefing: Briefing, names: Sequence[str]) -> Iterator[_Problem]:
    """What code counted over the cities, counted again."""
    speeches, said = briefing.speeches, briefing.comparison
    counted, targets = cells(speeches, names, said.themes), find_targets(speeches, names)
    again = Comparison(
        themes=said.themes,
        overview=overview(speeches, names, counted, targets, briefing.language),
        silence=silences(speeches, names, counted),
        targets=targets,
    )
    for name in ("overview", "silence", "targets"):
        ours, theirs = getattr(again, name), getattr(said, name)
        for index, one in enumerate(theirs):
            if one not in ours:
                yield f"comparison.{name}[{index}]", "The speeches do not give this."
        for one in ours:
            if one not in theirs:
                yield f"comparison.{name}", f"This is missing: {one.model_dump_json()[:200]}"


def _solid(text: str) -> str:
    """The text without white space, which a division into sentences may move."""
    return "".join(text.split())


def _city(evidence: str, names: Sequence[str]) -> str:
    number = speech_number(evidence)
    return names[number - 1] if number and number <= len(names) else ""


def _told(where: str, line: Line, problems: Sequence[str]) -> Iterator[_Problem]:
    """All that is wrong with a line as one."""
    if problems:
        yield where, f"“{line.text}”: {'; '.join(map(in_english, problems))}"
