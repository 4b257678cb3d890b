"""The actions of a sentence: runs of neighbouring clauses, none lost but what commits nobody.

All spans are character offsets into the sentence, start inclusive, end exclusive.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llmsum.offsets import Span
from llmsum.records import Sentence
from llmsum.tasks.belonging import (
    all_belong,
    goes_on,
    is_ground,
    is_theme,
    is_topic,
    makes,
    only_completes,
)
from llmsum.verify import find_dates, told_clauses
from llmsum.verify.commitments.background import plans
from llmsum.verify.commitments.frames import as_action, is_frame

MOST_CLAUSES = 12
"""A sentence with more is shown up to here; the rest belongs to its last clause."""

SHORTEST_ACTION = 6
"""Characters; what is shorter (统筹实施) belongs to the action before it."""

_ADDS = re.compile("^同时(?!也|期)[^，,。；;]{4,}")

_OPENERS, _CLOSERS = "“‘（(", "”’）)"
_ENDS = "。.！!；;，, "

ClauseRun = tuple[int, int]
"""Neighbouring clauses by number, from 1, both ends included."""


@dataclass(frozen=True)
class Action:
    """The span of its clauses in the sentence, and how it is put."""

    sentence: Sentence
    span: Span
    text: str

    @property
    def quote(self) -> str:
        return self.sentence.text[slice(*self.span)]


def clause_spans(sentence: str) -> list[Span]:
    """The clauses that may hold an action."""
    spans = told_clauses(sentence)
    if len(spans) > MOST_CLAUSES:
        spans = [*spans[: MOST_CLAUSES - 1], (spans[MOST_CLAUSES - 1][0], spans[-1][1])]
    return spans or [(0, len(sentence))]


def is_open(sentence: str) -> bool:
    """Whether which clauses belong together is a question at all: with two of substance it is not."""
    substantial = [s for s in clause_spans(sentence) if not is_frame(sentence[slice(*s)])]
    return len(substantial) > 2


def actions(sentence: Sentence, pointed: Sequence[ClauseRun], around: str = "") -> list[Action]:
    """The actions pointed at, in the order of the text: every clause in one of them, or background.

    `around`: the sentences that share its ；with this one.
    """
    text = sentence.text
    spans = clause_spans(text)
    ahead = plans(text, spans, around)
    found: list[Action] = []
    runs = _tidy(_complete(sorted(set(pointed)), len(spans)), text, spans)
    for first, last in _parted(runs, text, spans):
        kept = [n for n in range(first - 1, last) if ahead[n]]
        words = [text[slice(*spans[n])] for n in kept]
        if not kept or (len(kept) <= last - first and all_belong(words)):
            continue
        span = _without_open_marks(text, (spans[kept[0]][0], spans[kept[-1]][1]))
        found.append(Action(sentence, span, as_action(text[slice(*span)])))
    return found


def tied(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Sentence id → the other sentences of its period, which ；ties together."""
    periods: list[list[Sentence]] = [[]]
    for sentence in sentences:
        periods[-1].append(sentence)
        if not sentence.text.endswith(("；", ";")):
            periods.append([])
    return {
        one.id: "".join(other.text for other in period if other is not one)
        for period in periods
        for one in period
    }


def _complete(runs: Sequence[ClauseRun], count: int) -> list[ClauseRun]:
    """The runs without overlap, and with the clauses that nobody pointed at: none is lost.

    Without any run each clause is one.

    >>> _complete([(2, 3), (3, 4), (6, 6)], 7)
    [(1, 3), (4, 4), (5, 5), (6, 6), (7, 7)]
    """
    complete: list[ClauseRun] = []
    reached = 0
    for first, last in runs:
        if last <= reached:
            continue
        if first > reached + 1 and complete:
            complete.append((reached + 1, first - 1))
        complete.append((reached + 1 if not complete else max(first, reached + 1), last))
        reached = last
    if complete:
        return [*complete, (reached + 1, count)] if reached < count else complete
    return [(n, n) for n in range(1, count + 1)]


def _tidy(runs: Sequence[ClauseRun], sentence: str, spans: Sequence[Span]) -> list[ClauseRun]:
    """A run that only frames what follows joins it, as does one cut inside a quotation or bracket;
    one too short to stand alone joins the last."""
    tidy: list[ClauseRun] = []
    opening: int | None = None
    for first, last in runs:
        words = [sentence[slice(*spans[n - 1])] for n in range(first, last + 1)]
        begin = first if opening is None else opening
        opening = None
        after = sentence[slice(*spans[last])] if last < len(spans) else ""
        run = sentence[spans[begin - 1][0] : spans[last - 1][1]]
        framed = all(map(is_frame, words)) or is_ground(run)
        about = is_topic(words[-1], after) or (not tidy and is_theme(run, after))
        frames = bool(after) and (framed or about)
        joins = sum(map(len, words)) < SHORTEST_ACTION or all(goes_on(w) for w in words)
        if tidy and begin == first == last and only_completes(words[0]):
            joins = joins or not find_dates(
                sentence[slice(spans[tidy[-1][0] - 1][0], spans[first - 2][1])]
            )
        if last < len(spans) and _is_cut(sentence, spans[last - 1][1]):
            opening = begin
        elif tidy and begin == first and joins and not frames:
            tidy[-1] = (tidy[-1][0], last)
        elif frames:
            opening = begin
        else:
            tidy.append((begin, last))
    return tidy if opening is None else [*tidy, (opening, runs[-1][1])]


def _parted(runs: Sequence[ClauseRun], sentence: str, spans: Sequence[Span]) -> list[ClauseRun]:
    """Two things to be made are two actions, and so is what 同时 adds: a small model takes them as one."""
    parted: list[ClauseRun] = []
    for first, last in runs:
        begin = first
        for n in range(first + 1, last + 1):
            before, clause = (sentence[slice(*spans[k])] for k in (n - 2, n - 1))
            alone = not is_frame(before) and not _is_cut(sentence, spans[n - 2][1])
            if alone and (_ADDS.match(clause) or (makes(before) and makes(clause))):
                parted.append((begin, n - 1))
                begin = n
        parted.append((begin, last))
    return parted


def _is_cut(sentence: str, end: int) -> bool:
    """Whether a quotation or bracket of the sentence is open at `end`, and closed before its own end.

    >>> _is_cut("要按照“有事解决,说到做到”的原则办", 9), _is_cut("他说:“抓落实,要快。”", 7)
    (True, False)
    """
    return any(
        sentence.count(opener, 0, end) > sentence.count(closer, 0, end)
        and 0 < sentence.find(closer, end) < len(sentence.rstrip(_ENDS)) - 1
        for opener, closer in zip(_OPENERS, _CLOSERS, strict=True)
    )


def _without_open_marks(sentence: str, span: Span) -> Span:
    """The span without a quotation mark at one end whose partner lies outside."""
    start, end = span
    for opener, closer in zip(_OPENERS, _CLOSERS, strict=True):
        words = sentence[start:end]
        if words.count(opener) > words.count(closer) and words.startswith(opener):
            start += 1
        elif words.count(closer) > words.count(opener) and words.endswith(closer):
            end -= 1
    if sentence[start:end].startswith("“") and sentence[start:end].endswith("。”"):
        start, end = start + 1, end - 1
    return start, start + len(sentence[start:end].rstrip(_ENDS + "。"))
