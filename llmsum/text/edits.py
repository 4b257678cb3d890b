"""Edits of a text: how one follows another, and how the result maps back to the raw text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from llmsum.records import Repair


@dataclass(frozen=True, slots=True)
class Edit:
    """`after` replaces [start, end), character offsets into the text before the edit."""

    kind: str
    start: int
    end: int
    after: str

    @property
    def growth(self) -> int:
        return len(self.after) - (self.end - self.start)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits made; they are sorted and do not overlap.

    >>> apply_edits("產(chǎn)業", [Edit("pinyin", 1, 7, "")])
    '產業'
    """
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.start], edit.after]
        at = edit.end
    return "".join([*pieces, text[at:]])


def compose(first: Sequence[Edit], middle: str, second: Sequence[Edit]) -> list[Edit]:
    """The edits that take the raw text where `first`, giving `middle`, and then `second` take it.

    An edit of `second` that touches text written by `first` is fused with it, under the
    first one's kind: what broke the text there is what the first step undid.

    >>> compose([Edit("pinyin", 1, 7, "")], "產業", [Edit("script", 0, 1, "产")])
    [Edit(kind='script', start=0, end=1, after='产'), Edit(kind='pinyin', start=1, end=7, after='')]
    """
    if not first or not second:
        return [*first, *second]
    spans: list[_Span] = []
    growth = 0
    for edit in first:
        start = edit.start + growth
        spans.append((start, start + len(edit.after), _FIRST, edit))
        growth += edit.growth
    spans += [(edit.start, edit.end, _SECOND, edit) for edit in second]
    spans.sort(key=itemgetter(0, 1, 2))

    composed: list[Edit] = []
    growth = 0  # of the middle text over the raw text, so far
    for group in _groups_that_touch(spans):
        fused = _fuse(group, middle, growth) if len(group) > 1 else _alone(group[0], growth)
        growth += sum(edit.growth for *_, step, edit in group if step == _FIRST)
        composed.append(fused)
    return composed


_FIRST, _SECOND = 1, 2
_Span = tuple[int, int, int, Edit]
"""Start and end in the middle text, the step, and the edit."""


def _groups_that_touch(spans: Sequence[_Span]) -> Iterator[list[_Span]]:
    """Sorted spans, those that overlap together."""
    group: list[_Span] = []
    reach = -1
    for span in spans:
        if group and span[0] >= reach:
            yield group
            group = []
        group.append(span)
        reach = max(reach, span[1])
    yield group


def _alone(span: _Span, growth: int) -> Edit:
    _, _, step, edit = span
    return (
        edit
        if step == _FIRST
        else Edit(edit.kind, edit.start - growth, edit.end - growth, edit.after)
    )


def _fuse(group: list[_Span], middle: str, growth: int) -> Edit:
    start, end = group[0][0], max(span[1] for span in group)
    inner = [
        Edit(edit.kind, edit.start - start, edit.end - start, edit.after)
        for *_, step, edit in group
        if step == _SECOND
    ]
    firsts = [edit for *_, step, edit in group if step == _FIRST]
    kind = (firsts or [group[0][3]])[0].kind
    raw_end = end - growth - sum(edit.growth for edit in firsts)
    return Edit(kind, start - growth, raw_end, apply_edits(middle[start:end], inner))


def join_runs(edits: Sequence[Edit]) -> list[Edit]:
    """Neighbouring edits of one kind as one edit, if each keeps its length (so that offsets stay exact).

    >>> join_runs([Edit("script", 0, 1, "产"), Edit("script", 1, 2, "业")])
    [Edit(kind='script', start=0, end=2, after='产业')]
    """
    runs: list[list[Edit]] = []
    for edit in edits:
        last = runs[-1][-1] if runs else None
        if (
            last
            and last.end == edit.start
            and last.kind == edit.kind
            and not (last.growth or edit.growth)
        ):
            runs[-1].append(edit)
        else:
            runs.append([edit])
    return [Edit(r[0].kind, r[0].start, r[-1].end, "".join(e.after for e in r)) for r in runs]


def raw_offsets(raw_length: int, edits: Sequence[Edit]) -> tuple[int, ...]:
    """For each character of the edited text, and for its end, its character offset in the raw text.

    >>> raw_offsets(8, [Edit("pinyin", 1, 7, "")])
    (0, 7, 8)
    """
    offsets: list[int] = []
    at = 0
    for edit in edits:
        offsets += range(at, edit.start)
        last = max(edit.start, edit.end - 1)
        offsets += [min(edit.start + i, last) for i in range(len(edit.after))]
        at = edit.end
    return (*offsets, *range(at, raw_length + 1))


def carry(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Where spans of the text before the edits stand after them; an edit that one cuts into goes with it whole.

    >>> carry([(7, 9)], [Edit("pinyin", 1, 7, "")]), carry([(0, 3)], [Edit("pinyin", 1, 7, "")])
    ([(1, 3)], [(0, 1)])
    """
    carried = []
    for start, end in spans:
        before = sum(edit.growth for edit in edits if edit.end <= start)
        across = [edit for edit in edits if edit.start < end and edit.end > start]
        first = min([start, *(edit.start for edit in across)])
        last = max([end, *(edit.end for edit in across)])
        inside = sum(edit.growth for edit in across)
        carried.append((first + before, last + before + inside))
    return carried


def as_repairs(raw: str, edits: Sequence[Edit]) -> tuple[Repair, ...]:
    """The edits as records, in the order of the text, with offsets into the edited text."""
    repairs, growth = [], 0
    for edit in edits:
        start = edit.start + growth
        repairs.append(
            Repair(
                kind=edit.kind,
                start=start,
                end=start + len(edit.after),
                before=raw[edit.start : edit.end],
                after=edit.after,
            )
        )
        growth += edit.growth
    return tuple(repairs)


def undo_repairs(text: str, repairs: Sequence[Repair]) -> str:
    """The raw text again, from the repaired text and its records.

    >>> undo_repairs("产业", [Repair(kind="script", start=0, end=1, before="產", after="产")])
    '產业'
    """
    if any(a.end > b.start for a, b in pairwise(repairs)):
        raise ValueError("Repairs overlap or are out of order: they cannot be undone.")
    return apply_edits(text, [Edit(r.kind, r.start, r.end, r.before) for r in repairs])
