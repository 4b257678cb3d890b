"""What a system says of an annotated text, in that text's own offsets; and two simple systems."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from llmsum.evaluate.gold import Gold
from llmsum.offsets import Span
from llmsum.records import Analysis, Commitment, Sentence, Speech
from llmsum.verify.lexicon import MUST
from llmsum.vocabulary import Role, Theme

_PLAN = re.compile(
    f"{MUST}|将(?!近)|力争|争取|确保|必须|务必|应当|计划|打算|下一步|今后|加快|推进|推动|加强|加大|着力|大力|努力"
    "|坚持|促进|强化|深化|优化|完善|提升|建设|打造|培育|支持|鼓励|落实|抓好|做好|做大|做强|实施|开展"
)
_PAST = re.compile(
    "同比|去年|上年|近年来|以来|截至|目前|期间|累计|增长了|荣获|获评|位居|已|先后|不足|不够|主持召开|出席"
)


@dataclass(frozen=True)
class Said:
    """A sentence as the system cut it, and its labels."""

    span: Span
    role: Role | None
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A commitment as the system lists it: its own words, and the sentences that these stand in.

    A sentence that is cited because it names the actor is no evidence of the action.
    """

    quote: Span
    evidence: tuple[Span, ...]
    deadline: str | None = None
    target: str | None = None


@dataclass(frozen=True)
class Found:
    sentences: tuple[Said, ...]
    claims: tuple[Claim, ...]


def by_pipeline(speech: Speech, analysis: Analysis, *, only_labels: bool) -> Found:
    """What the pipeline found. With labels alone every deployment stands for a commitment."""
    spans = {s.id: in_file(speech, s.start, s.end) for s in analysis.sentences}
    said = tuple(Said(spans[s.id], s.role, s.themes) for s in analysis.sentences)
    if only_labels:
        return Found(said, _sentences_as_claims(said))
    sentences = {s.id: s for s in analysis.sentences}
    claims = tuple(
        Claim(
            quote=in_file(speech, *_quote_span(commitment, sentences)),
            evidence=(spans[commitment.evidence[0]],),
            deadline=commitment.deadline,
            target=commitment.target,
        )
        for commitment in analysis.commitments
    )
    return Found(said, claims)


def by_cue_words(gold: Gold) -> Found:
    """A sentence is a deployment when it has a word of plans and none of the past."""
    return _by_rule(gold, lambda text: bool(_PLAN.search(text)) and not _PAST.search(text))


def by_everything(gold: Gold) -> Found:
    """Every sentence is a deployment."""
    return _by_rule(gold, lambda text: True)


def _by_rule(gold: Gold, rule: Callable[[str], bool]) -> Found:
    said = tuple(
        Said((s.start, s.end), "deployment" if rule(gold.text[s.start : s.end]) else None)
        for s in gold.sentences
    )
    return Found(said, _sentences_as_claims(said))


def _sentences_as_claims(said: Sequence[Said]) -> tuple[Claim, ...]:
    return tuple(Claim(s.span, (s.span,)) for s in said if s.role == "deployment")


def _quote_span(commitment: Commitment, sentences: dict[str, Sentence]) -> Span:
    """Where the quote stands in the repaired text: it is verbatim in one of its sentences."""
    for sentence in (sentences[i] for i in commitment.evidence):
        at = sentence.text.find(commitment.quote)
        if at >= 0:
            return sentence.start + at, sentence.start + at + len(commitment.quote)
    raise LookupError(f"{commitment.id} quotes words that stand in none of its sentences")


def in_file(speech: Speech, start: int, end: int) -> Span:
    """A span of the repaired text as a span of the file."""
    return speech.raw_offsets[start], speech.raw_offsets[end - 1] + 1
