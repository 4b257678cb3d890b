"""The headline of a summary: by the model over the most telling points, else the first of these."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel

from llmsum.llm.client import Client
from llmsum.llm.prompts import render
from llmsum.llm.question import Question
from llmsum.records import Line, Sentence
from llmsum.tasks.ask import ask_or
from llmsum.tasks.lines import Draft, Settled, settle
from llmsum.tasks.passages import plans_around
from llmsum.tasks.salience import amounts, checkable, most_telling, substance
from llmsum.tasks.schema import answer_model
from llmsum.verify import clauses
from llmsum.verify.commitments.background import plans
from llmsum.verify.commitments.frames import opening_of
from llmsum.vocabulary import Theme

HEADLINE_POINTS = 3
"""Points that the headline is written over."""

HEADLINE_THEMES: Mapping[Theme, float] = {
    "governance": 0.8,
    "environment": 0.8,
    "infrastructure": 0.8,
    "green_safety": 0.6,
    "accountability": 0.5,
    "other": 0.5,
}
"""Weight of a point for the headline: what a city builds and wins tells more of its strategy than what
every city has to do. 1 for the other themes, and for what is no deployment."""

MOST_NAMED = 2.0
"""Facts of a point that count for the headline besides its amounts: three catchwords are no headline."""

_LEAST = 0.2
"""Worth of a point without substance, so that one stands where there is no other."""


async def write_headline(
    client: Client, about: str, points: Sequence[Line], sentences: Sequence[Sentence]
) -> Settled:
    """One line over the most telling points; code finds out on which sentences it rests.

    Points that commit somebody come first: a title or an announcement names much and says nothing.
    """
    by_id = {sentence.id: sentence for sentence in sentences}
    at = {sentence.id: number for number, sentence in enumerate(sentences)}

    def worth(point: Line) -> float:
        themes = [theme for i in point.evidence for theme in by_id[i].themes[:1]]
        of_theme = max((HEADLINE_THEMES.get(theme, 1.0) for theme in themes), default=1.0)
        amid = max(amid_plans(by_id[i], sentences, at[i]) for i in point.evidence)
        return _worth(point) * of_theme * amid

    told = [p for p in points if any(by_id[i].role == "deployment" for i in p.evidence)]
    committing = [p for p in told if any(_plans(p.text))]
    telling = most_telling(
        committing or told or points, HEADLINE_POINTS, lambda point: point.text, worth
    )
    (first,) = most_telling(telling, 1, lambda point: point.text, worth)
    question: Question[BaseModel] = Question(
        task="headline",
        about=about,
        messages=render("headline", "zh", points=[point.text for point in telling]),
        response_model=answer_model("Headline", text=str),
        max_tokens=150,
    )
    answer = await ask_or(client, question, "The most telling point stands as the headline.")
    if answer is None:
        return Settled(first)
    cited = dict.fromkeys(i for point in telling for i in point.evidence)
    draft = Draft(answer.text.strip(), {i: by_id[i].text for i in cited})  # type: ignore[attr-defined]
    (written,) = await settle(client, about, "zh", [draft])
    if written.refused:
        return Settled(first, written.refused)
    text = written.line.text
    says_something = substance(text) >= min(1.0, substance(first.text))
    says_something &= amounts(text) >= amounts(first.text)
    commits = not committing or all(_plans(text))
    whole = not _lost_its_head(text, draft.sentences.values())
    return written if says_something and commits and whole else Settled(first)


def _lost_its_head(text: str, sentences: Iterable[str]) -> bool:
    """Whether a clause is the end of one of the sentences', without what it is about."""
    own = [sentence[slice(*span)] for sentence in sentences for span in clauses(sentence)]
    for start, end in clauses(text):
        told = text[start:end]
        places = [(clause, clause.find(told)) for clause in own if told in clause]
        if places and all(opening_of(clause[:at] + " ") < at for clause, at in places):
            return True
    return False


def _plans(text: str) -> list[bool]:
    """For each clause whether it orders or promises something."""
    return plans(text, clauses(text))


def _worth(point: Line) -> float:
    """What of a point belongs into a headline, for each of its facts: amounts first, of names a few."""
    facts = min(substance(point.text), MOST_NAMED) + 2 * min(amounts(point.text), 3)
    return (_LEAST + facts) / (1 + checkable(point.text))


def amid_plans(sentence: Sentence, sentences: Sequence[Sentence], at: int) -> float:
    """A deed of a review that is taken for a plan stands among deeds."""
    if sentence.role != "deployment":
        return 1.0
    return 0.5 + plans_around(sentences, at) / 2
