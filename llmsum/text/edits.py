"""Edits of a text: how one follows another, and how the result maps back to the raw text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from llmsum.offsets import Offsets
from llmsum.records import Repair
from llmsum.text.bulk import build


class Edit(NamedTuple):
    """`after` replaces [start, end), character offsets into the text before the edit.

    A tuple, because a long page with glosses has hundreds of thousands.
    """

    kind: str
    start: int
    end: int
    after: str

    @property
    def growth(self) -> int:
        return len(self.after) - (self.end - self.start)


@dataclass(frozen=True)
class Change:
    """A text before and after one step of repair; its edits are spelt out when they are asked for.

    `find` gives them from the text before: sorted, not overlapping, and such that they give `after`.
    `garbled` are the spans of the text before that look broken and cannot be read.
    """

    before: str
    after: str
    find: Callable[[str], Sequence[Edit]]
    garbled: Sequence[tuple[int, int]] = ()

    @cached_property
    def edits(self) -> Sequence[Edit]:
        return self.find(self.before)


def change(text: str, edits: Sequence[Edit], garbled: Sequence[tuple[int, int]] = ()) -> Change:
    """What edits that are known make of the text."""
    return Change(text, apply_edits(text, edits) if edits else text, lambda _: edits, garbled)


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
    composed: list[Edit] = []
    growth = 0  # of the middle text over the raw text, so far
    for group in _groups_that_touch(_in_order(first, second)):
        if len(group) > 1:
            composed.append(_fuse(group, middle, growth))
            growth += sum(edit.growth for *_, step, edit in group if step == _FIRST)
            continue
        start, end, step, edit = group[0]
        if step == _FIRST:
            composed.append(edit)
            growth = end - edit.end
        else:
            composed.append(Edit(edit.kind, start - growth, end - growth, edit.after))
    return composed


_FIRST, _SECOND = 1, 2
_Span = tuple[int, int, int, Edit]
"""Start and end in the middle text, the step, and the edit."""


def _in_order(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[_Span]:
    """The edits of both steps as they stand in the middle text."""
    waiting = iter(second)
    later = next(waiting, None)
    growth = 0
    for edit in first:
        start = edit.start + growth
        end = start + len(edit.after)
        while later is not None and (later.start, later.end) < (start, end):
            yield later.start, later.end, _SECOND, later
            later = next(waiting, None)
        yield start, end, _FIRST, edit
        growth = end - edit.end
    while later is not None:
        yield later.start, later.end, _SECOND, later
        later = next(waiting, None)


def _groups_that_touch(spans: Iterator[_Span]) -> Iterator[list[_Span]]:
    """Sorted spans, those that overlap together."""
    group = [next(spans)]
    reach = group[0][1]
    for span in spans:
        if span[0] >= reach:
            yield group
            group = [span]
            reach = span[1]
        else:
            group.append(span)
            reach = max(reach, span[1])
    yield group


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
    runs: list[Edit] = []
    last_kind, last_end = "", -1  # of a run that may go on
    for edit in edits:
        kind, start, end, after = edit
        if len(after) != end - start:
            last_end = -1
            runs.append(edit)
        elif start == last_end and kind == last_kind:
            last = runs[-1]
            runs[-1] = Edit(kind, last.start, end, last.after + after)
            last_end = end
        else:
            last_kind, last_end = kind, end
            runs.append(edit)
    return runs


def raw_offsets(raw_length: int, edits: Sequence[Edit]) -> Offsets:
    """For each character of the edited text, and for its end, its character offset in the raw text.

    >>> list(raw_offsets(8, [Edit("pinyin", 1, 7, "")]))
    [0, 7, 8]
    """
    runs = [(0, 0)]
    growth = 0
    for _, start, end, after in edits:
        replaced, written = end - start, len(after)
        if written == replaced:
            continue  # its characters stand where they stood
        now = start + growth
        # What is written beyond the length of what it replaces stands at the last of that.
        last = max(start, end - 1)
        runs += [(now + i, last) for i in range(max(replaced, 1), written)]
        if runs[-1][0] == now + written:
            runs.pop()
        runs.append((now + written, end))
        growth += written - replaced
    return Offsets.of_runs(runs, raw_length + growth + 1)


def carry(spans: Sequence[tuple[int, int]], edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Where spans of the text before the edits stand after them; an edit that one cuts into goes with it whole.

    >>> carry([(7, 9)], [Edit("pinyin", 1, 7, "")]), carry([(0, 3)], [Edit("pinyin", 1, 7, "")])
    ([(1, 3)], [(0, 1)])
    """
    starts, ends = [edit.start for edit in edits], [edit.end for edit in edits]
    growths = [0, *accumulate(edit.growth for edit in edits)]
    carried = []
    for start, end in spans:
        before = bisect_right(ends, start)
        across = max(before, bisect_left(starts, end))
        first = min([start, *starts[before:across]])
        last = max([end, *ends[before:across]])
        carried.append((first + growths[before], last + growths[across]))
    return carried


def as_repairs(raw: str, edits: Sequence[Edit]) -> tuple[Repair, ...]:
    """The edits as records, in the order of the text, with offsets into the edited text."""
    return build(Repair, _repair_fields(raw, edits))


def _repair_fields(raw: str, edits: Sequence[Edit]) -> Iterator[dict[str, str | int]]:
    growth = 0
    for kind, start, end, after in edits:
        now, before = start + growth, raw[start:end]
        yield {
            "kind": kind,
            "start": now,
            "end": now + len(after),
            "before": before,
            "after": after,
        }
        growth += len(after) - len(before)


def undo_repairs(text: str, repairs: Sequence[Repair]) -> str:
    """The raw text again, from the repaired text and its records.

    >>> undo_repairs("产业", [Repair(kind="script", start=0, end=1, before="產", after="产")])
    '產业'
    """
    if any(a.end > b.start for a, b in pairwise(repairs)):
        raise ValueError("Repairs overlap or are out of order: they cannot be undone.")
    return apply_edits(text, [Edit(r.kind, r.start, r.end, r.before) for r in repairs])
