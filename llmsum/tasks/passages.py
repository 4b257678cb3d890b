"""What a stance tells of a theme: runs of a sentence's own clauses, the most telling of the text.

A commitment is often one clause, and one clause without its neighbours reads like a note. So those
that stand side by side in a sentence are told in one run, as the source has them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llmsum.records import Commitment, Sentence
from llmsum.tasks.salience import amounts, densest, substance
from llmsum.verify import balanced, clauses
from llmsum.verify.commitments.frames import is_frame
from llmsum.verify.overlap import bigrams
from llmsum.vocabulary import Theme, theme_words

LONGEST = 60
"""Characters of a run; a single commitment over it is cut at a clause end."""

SECOND_THEME = 0.3
"""Weight of a passage under its sentence's second theme: the first one tells it already."""

HARD = 2.0
"""Weight of a passage with a commitment that can be checked later."""

POORLY_PUT = 0.1
"""Weight of words that cannot stand alone, and of a heading whose section says it better."""

AMOUNT = 0.8
"""What an amount counts besides being a fact: what can be measured later says more than a name …"""

MOST_AMOUNTS = 3
"""… of at most so many."""

OFF_THEME = 0.75
"""Weight of a passage without any word of the theme: its sentence has them elsewhere, or a labeller erred."""

MOST_WORDS = 3
"""Words of the theme that count, each as WORD of a fact."""

WORD = 0.4

LEAST = 0.2
"""Of the worth of the best passage: what has less is not told beside it …"""

LEAST_WITHOUT_FACTS = 0.4
"""… nor what has nothing to check and less than this."""

KIND = 0.3
"""Substance of what only names a kind of thing (抓好园区建设): nothing to check either."""

SHORTEST = 9
"""Characters: what is shorter and states nothing (忠诚干净担当, 做实园区支撑) is a slogan."""

AROUND = 3
"""Sentences before and behind: a plan stands among plans, a deed told without a tense among deeds."""

_NOT_ALONE = re.compile(
    r"(?:预计|这|那|其(?![他余])|该|此|它|以上|上述|前者|后者|并(?![购网轨联入列行])|且|而|从而|进而|使(?!用)|让|也|还|均|都(?!市)|则|更好|更加"
    r"|[\d一二三四五六七八九十百千万亿]+(?:个|家|户|项|条|人|所|座|处|公里)?[、，,])"
)
"""Openings that lean on what stands before them, or are the end of a list that was cut."""

_HALF_SAID = re.compile("(?<!另)一方面(?!.*另一方面)|不仅(?!.*(?:还|更|也|而且))")
"""Whose other half stands outside."""

_ABLE = re.compile(r"[，,](?:可以?|能够?|会|将|正在|已经?)(?!将|是)")
"""Openings of a clause whose subject ends the one before it."""

_BETWEEN = re.compile(r"[，,；;、：:\s]*(?:并|同时|要|将|必须|还要|也要)?")
"""What may stand between two commitments of a run besides their own words."""

_HEADING = re.compile(r"[^。！？；;]{0,40}")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[●◆■—]")


@dataclass(frozen=True)
class Passage:
    """Commitments that stand side by side in one sentence, and the words that tell them."""

    commitments: tuple[Commitment, ...]
    text: str

    @property
    def evidence(self) -> str:
        """The sentence that says it; other evidence of a commitment only names the actor."""
        return self.commitments[0].evidence[0]


def passages(commitments: Sequence[Commitment], sentences: Mapping[str, Sentence]) -> list[Passage]:
    """Every run of neighbouring commitments that is short enough, and each commitment by itself."""
    found: list[Passage] = []
    for at, first in enumerate(commitments):
        said = sentences[first.evidence[0]].text
        found.append(_alone(first, said))
        for last in range(at + 1, len(commitments)):
            run = tuple(commitments[at : last + 1])
            words = _run(run, said)
            if words is None or len(words) > LONGEST:
                break
            found.append(Passage(run, words))
    return found


def joined(chosen: Sequence[Commitment], sentences: Mapping[str, Sentence]) -> list[Passage]:
    """The commitments in their order, those side by side in one sentence as one passage."""
    found: list[Passage] = []
    for one in chosen:
        before = found[-1].commitments if found else ()
        words = _run((*before, one), sentences[one.evidence[0]].text) if before else None
        if words is not None and len(words) <= LONGEST:
            found[-1] = Passage((*before, one), words)
        else:
            found.append(_alone(one, sentences[one.evidence[0]].text))
    return found


def _alone(commitment: Commitment, sentence: str) -> Passage:
    """The commitment by itself; one that leans on the clauses before it (预计年底投产) with these."""
    text = balanced(densest(commitment.action, LONGEST))
    end = sentence.find(text) + len(text)
    if _NOT_ALONE.match(text) and end >= len(text):
        for start, _ in reversed([s for s in clauses(sentence) if s[0] < end - len(text)]):
            longer = sentence[start:end]
            if len(longer) > LONGEST:
                break
            if balanced(longer) == longer and not _NOT_ALONE.match(longer):
                return Passage((commitment,), longer)
    return Passage((commitment,), text)


def _run(run: Sequence[Commitment], sentence: str) -> str | None:
    """The sentence's words from the first commitment to the last; None where others stand between."""
    if any(c.evidence[0] != run[0].evidence[0] for c in run):
        return None
    start = end = sentence.find(run[0].action)
    for number, commitment in enumerate(run):
        at = sentence.find(commitment.action, end)
        if at < 0 or (number and not _BETWEEN.fullmatch(sentence, end, at)):
            return None
        end = at + len(commitment.action)
    words = sentence[start:end]
    return words if balanced(words) == words else None


def most_telling(
    theme: Theme,
    found: Sequence[Passage],
    sentences: Sequence[Sentence],
    most: int,
    told: Mapping[str, str],
) -> list[Passage]:
    """At most `most` passages of as many sentences, in the order of the text.

    `told`: ids of the commitments that stand under another theme → what stands there; they are told
    again only where there is no other.
    """
    at = {sentence.id: number for number, sentence in enumerate(sentences)}
    fresh = [p for p in found if not any(c.id in told for c in p.commitments)] or list(found)
    worth = {p: _worth(theme, p, sentences, at[p.evidence]) for p in fresh}
    known = {pair for text in told.values() for pair in bigrams(text)}
    chosen: list[Passage] = []

    def value(passage: Passage) -> tuple[float, int]:
        said = set(bigrams(passage.text))
        return worth[passage] * len(said - known) / max(1, len(said)), len(passage.text)

    while fresh and len(chosen) < most:
        best = max(fresh, key=value)
        least = LEAST if substance(best.text) > KIND else LEAST_WITHOUT_FACTS
        if chosen and value(best)[0] < LEAST * worth[chosen[0]]:
            break
        if not chosen or value(best)[0] >= least * worth[chosen[0]]:
            chosen.append(best)
            known |= set(bigrams(best.text))
        fresh = [p for p in fresh if p.evidence != best.evidence]
    return sorted(chosen, key=lambda p: at[p.evidence])


def _worth(theme: Theme, passage: Passage, sentences: Sequence[Sentence], at: int) -> float:
    """What there is to check in it, by the theme, by its place and by how it is put."""
    text, sentence = passage.text, sentences[at]
    words = [word for word in theme_words()[theme] if word in text]
    told = substance(text) + AMOUNT * min(amounts(text), MOST_AMOUNTS)
    worth = 1 + told + WORD * min(len(words), MOST_WORDS)
    if not any(c.theme == theme for c in passage.commitments):
        worth *= SECOND_THEME
    if not words:
        worth *= OFF_THEME
    if any(c.strength == "hard" for c in passage.commitments):
        worth *= HARD
    is_short = len(text) < SHORTEST and not told
    only_frames = all(is_frame(text[slice(*span)]) for span in clauses(text))
    leans = (
        _NOT_ALONE.match(text) or _HALF_SAID.search(text) or _lacks_its_verb(text, sentence.text)
    )
    if is_short or leans or only_frames or is_heading(sentence.text):
        worth *= POORLY_PUT
    long = (2 + min(1.0, len(text) / LONGEST)) / 3
    return worth * long * plans_around(sentences, at)


def _lacks_its_verb(text: str, sentence: str) -> bool:
    """Whether the next clause says what becomes of the one that the text ends with (园区企业，可以换乘)."""
    at = sentence.find(text)
    return at >= 0 and bool(_ABLE.match(sentence, at + len(text)))


def is_heading(sentence: str) -> bool:
    """Whether the sentence heads what follows: it is short and has no full stop, or only its number.

    >>> is_heading("“6”——建好“六大园区”"), is_heading("（二）加快建设园区。"), is_heading("建设3个园区。")
    (True, True, False)
    """
    return len(clauses(sentence)) == 1 and bool(
        _HEADING.fullmatch(sentence) or (len(sentence) <= 20 and _NUMBERED.match(sentence))
    )


def plans_around(sentences: Sequence[Sentence], at: int) -> float:
    """The share of deployments among a sentence and those around it."""
    near = sentences[max(0, at - AROUND) : at + AROUND + 1]
    return sum(sentence.role == "deployment" for sentence in near) / len(near)
