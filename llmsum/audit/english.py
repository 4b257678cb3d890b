"""The English of a small model traced back to its sentences, as the program does before it writes it."""

from collections.abc import Iterator, Sequence

from llmsum.audit.citing import Objection, Sentences
from llmsum.evidence import among
from llmsum.llm.models import is_small
from llmsum.records import Briefing
from llmsum.tasks.english.traced import untraced
from llmsum.verify.messages import message_in_english


def english_problems(briefing: Briefing, texts: Sentences) -> Iterator[Objection]:
    """Words of English lines that their sentences do not have, or that they leave out.

    A large model is free in its words, so that nothing is asked of them.
    """
    if briefing.language == "en" and is_small(briefing.model):
        for where, text, evidence, whole in _lines(briefing):
            sentences = [texts[i] for i in evidence if i in texts]
            if problems := sentences and untraced(text, sentences, whole=whole):
                yield where, f"“{text}”: {'; '.join(map(message_in_english, problems))}"


def _lines(briefing: Briefing) -> Iterator[tuple[str, str, Sequence[str], bool]]:
    """Path, text, evidence as comparison ids, and whether it is of whole clauses."""
    for number, speech in enumerate(briefing.speeches, start=1):
        path = f"speeches[{number - 1}]"
        lines = [(f"{path}.strategy.{t}", s.text, s, True) for t, s in speech.strategy.items() if s]
        if speech.summary:
            head, points = speech.summary.headline, speech.summary.points
            lines.append((f"{path}.summary.headline", head.text, head, False))
            lines += [
                (f"{path}.summary.points[{n}]", p.text, p, False) for n, p in enumerate(points)
            ]
        for where, text, line, whole in lines:
            if line.status != "unverified":
                yield where, text, [among(number, i) for i in line.evidence], whole
        for index, c in enumerate(speech.commitments):
            if c.status != "unverified":
                where = f"{path}.commitments[{index}].action"
                yield where, c.action, [among(number, i) for i in c.evidence], True
    for theme, compared in briefing.comparison.themes.items():
        for city, stance in compared.cities.items():
            if stance and stance.status != "unverified":
                yield f"comparison.themes.{theme}.cities.{city}", stance.text, stance.evidence, True
