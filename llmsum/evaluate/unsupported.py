"""Quantities, dates and names in generated text, and whether the cited sentences have them.

The gate's extractors, asked again after the fact: whatever status a line claims.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmsum.evaluate.figures import Item
from llmsum.evidence import among
from llmsum.records import Analysis, Comparison, Line
from llmsum.verify import find_dates, find_quantities
from llmsum.verify.names import find_quoted, name_problems
from llmsum.verify.names.places import places

_COUNTED = re.compile(r"（\d+ 项）|\d+ 个城市")


@dataclass(frozen=True)
class Written:
    """Generated words and the texts of the sentences that they cite."""

    text: str
    evidence: tuple[str, ...]


def written_in(analysis: Analysis) -> list[Written]:
    """All that was generated about one speech; deadlines and targets included."""
    texts = {s.id: s.text for s in analysis.sentences}
    cities = [analysis.city] if analysis.city else []
    found = [
        Written(line.text, (*(texts[i] for i in line.evidence), *cities))
        for line in lines_of(analysis)
    ]
    for commitment in analysis.commitments:
        evidence = tuple(texts[i] for i in commitment.evidence)
        parts = (commitment.action, commitment.deadline, commitment.target)
        found += [Written(text, evidence) for text in parts if text]
    return found


def lines_of(analysis: Analysis) -> list[Line]:
    """The lines of the summary and of the strategy."""
    lines = [line for line in analysis.strategy.values() if line]
    if analysis.summary:
        lines += [analysis.summary.headline, *analysis.summary.points]
    return lines


def written_between(comparison: Comparison, speeches: Sequence[Analysis]) -> list[Written]:
    """All that was generated about several cities. Their names are known, and what code counts
    (（16 项）) stands in no sentence.
    """
    texts = {
        among(number, sentence.id): sentence.text
        for number, speech in enumerate(speeches, start=1)
        for sentence in speech.sentences
    }
    cities = tuple(speech.city for speech in speeches if speech.city)
    return [
        Written(_COUNTED.sub("", line.text), (*(texts[i] for i in line.evidence), *cities))
        for line in comparison_lines(comparison)
    ]


def comparison_lines(comparison: Comparison) -> Iterator[Line]:
    """The generated lines of a comparison; a city's stance is repeated from its own speech."""
    yield from comparison.overview
    for theme in comparison.themes.values():
        yield from (*theme.shared, *theme.differences)


def unsupported_items(written: Sequence[Written]) -> list[Item]:
    """One item for each quantity, date and name: above the line when its evidence lacks it."""
    return [item for words in written for item in _mentions(words)]


def _mentions(words: Written) -> Iterator[Item]:
    source = "\n".join(words.evidence)
    amounts, dates = find_quantities(source), find_dates(source)
    years, parts = {d.year for d in dates}, {d.part for d in dates}
    for quantity in find_quantities(words.text):
        known = any(quantity.same_amount(other) for other in amounts)
        yield Item(not known, 1, f"{quantity.text}: {words.text}")
    for date in find_dates(words.text):
        pieced = bool(date.year and date.part) and date.year in years and date.part in parts
        known = pieced or any(date.supported_by(other) for other in dates)
        yield Item(not known, 1, f"{date.text}: {words.text}")
    lacking = name_problems(words.text, source)
    named = len(find_quoted(words.text)) + len({m[0] for m in places().finditer(words.text)})
    yield from (Item(1, 1, f"{problem}: {words.text}") for problem in lacking)
    yield from [Item(0, 1)] * max(0, named - len(lacking))
