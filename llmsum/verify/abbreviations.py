"""Official abbreviations: GDP is 地区生产总值, 技改 is 技术改造."""

from collections.abc import Iterator

from llmsum.verify.lexicon import abbreviations


def spelled_as(text: str, evidence: str) -> str:
    """The Chinese text with what its evidence writes in full, or in short, written as there.

    >>> spelled_as("GDP增长5%，技术改造投资增长8%", "地区生产总值增长5%，技改投资增长8%")
    '地区生产总值增长5%，技改投资增长8%'
    """
    for ours, theirs in _both_ways():
        if ours in text and ours not in evidence and theirs in evidence:
            text = text.replace(ours, theirs)
    return text


def _both_ways() -> Iterator[tuple[str, str]]:
    for short, full in abbreviations().pairs:
        yield short, full
        if short.isascii():
            yield short.upper(), full
        # What is in the text in full and holds the short form is not to be doubled.
        yield full, short
