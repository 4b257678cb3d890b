"""Commitments and speeches of an invented city, put together from their quotes by the tasks' own code."""

from llmsum.records import Analysis, Commitment, Sentence, Source
from llmsum.verify.commitments.facts import read_facts
from llmsum.vocabulary import Theme


def commitment(quote: str, theme: Theme = "projects", number: int = 1) -> Commitment:
    """The quote as a commitment with the facts that code reads from it."""
    facts = read_facts(quote, (0, len(quote)), None)
    return Commitment(
        id=f"C{number}",
        action=quote,
        actor=None,
        deadline=facts.deadline,
        target=facts.target,
        theme=theme,
        strength=facts.strength,
        firmness=facts.firmness,
        evidence=(f"S{number}",),
        quote=quote,
        status="verified",
    )


def speech(
    path: str,
    *quotes: str,
    city: str | None = "云岭",
    date: str | None = None,
    theme: Theme = "projects",
) -> Analysis:
    """A speech that says these quotes, a sentence each."""
    sentences = tuple(
        Sentence(
            id=f"S{n}", start=0, end=len(q), text=q, paragraph=n, role="deployment", themes=(theme,)
        )
        for n, q in enumerate(quotes, start=1)
    )
    return Analysis(
        source=Source(path=path, sha256=path.encode().hex(), format="txt", encoding="utf-8"),
        city=city,
        city_status="stated" if city else "masked",
        date=date,
        repairs=(),
        sentences=sentences,
        commitments=tuple(commitment(q, theme, n) for n, q in enumerate(quotes, start=1)),
    )
