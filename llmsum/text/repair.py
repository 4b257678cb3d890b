"""Undo what scraping broke, and record every change.

The steps run in the order of `STEPS`: each finds its edits in the text that the one before left.
What is wrong with the bytes comes before what is wrong with the characters: conversion would change
what a broken byte is known by. Broken glosses go before shifts, which they look like; a shift may end
in the middle of a glossed character, whose gloss is whole only after it. Glosses are recognised by the
Traditional character before them, so they go before conversion; a full-width letter may be half of a
broken character, so it waits for the bytes; watermarks are known by Simplified names, so they go last.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from llmsum.offsets import Offsets
from llmsum.records import Repair
from llmsum.text.bulk import collector_at_rest
from llmsum.text.edits import (
    Change,
    Edit,
    as_repairs,
    carry,
    change,
    compose,
    join_runs,
    raw_offsets,
    undo_repairs,
)
from llmsum.text.pattern import later
from llmsum.text.repairs.broken_gloss import find_broken_glosses
from llmsum.text.repairs.byte_shift import repair_byte_shifts
from llmsum.text.repairs.pinyin import remove_pinyin_glosses
from llmsum.text.repairs.residue import find_residue
from llmsum.text.repairs.script import find_full_width, simplify
from llmsum.text.repairs.watermarks import find_watermarks


@dataclass(frozen=True)
class Repaired:
    """A text after repair. `changes` lead from the raw text to it, one for each step that changed anything.

    `garbled` are the spans of `text` that look broken and could not be read.
    """

    text: str
    changes: tuple[Change, ...] = ()
    garbled: tuple[tuple[int, int], ...] = ()

    @cached_property
    def raw_offsets(self) -> Offsets:
        """For each character of `text` its raw character offset, with a last entry for the end."""
        with collector_at_rest():
            return raw_offsets(len(self._raw), self._edits)

    @cached_property
    def repairs(self) -> tuple[Repair, ...]:
        """The changes as records, in the order of the text; they never overlap."""
        return as_repairs(self._raw, self._edits)

    @cached_property
    def _edits(self) -> Sequence[Edit]:
        edits: Sequence[Edit] = ()
        with collector_at_rest():
            for step in self.changes:
                edits = compose(edits, step.before, step.edits)
            return join_runs(edits)

    @property
    def _raw(self) -> str:
        return self.changes[0].before if self.changes else self.text

    def undo(self) -> str:
        """The raw text, rebuilt from the repaired text and the records alone."""
        return undo_repairs(self.text, self.repairs)


_MAYBE_INVISIBLE = re.compile(
    "[\u00a0\u00ad\u2007\u200b-\u200f\u202a-\u202f\u2060-\u2064\u2066-\u2069\ufeff]"
)
_INVISIBLE = later(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    # A zero-width joiner builds emoji; beside Chinese it is rubbish.
    "|(?<=[\u3000-\u9fff\uff00-\uffef])\u200d|\u200d(?=[\u3000-\u9fff\uff00-\uffef])"
    "|(?P<space>[\u00a0\u2007\u202f])"
)


def find_invisible(text: str) -> list[Edit]:
    """Zero-width characters and marks of direction, to be deleted, and no-break spaces, to be spaces.

    >>> find_invisible("产\u200b业\u00a0园区")
    [Edit(kind='invisible', start=1, end=2, after=''), Edit(kind='invisible', start=3, end=4, after=' ')]
    """
    if not _MAYBE_INVISIBLE.search(text):
        return []
    return [
        Edit("invisible", match.start(), match.end(), " " if match["space"] else "")
        for match in _INVISIBLE.finditer(text)
    ]


def _known(find: Callable[[str], Sequence[Edit]]) -> Callable[[str], Change]:
    """The step whose edits `find` gives."""
    return lambda text: change(text, find(text))


STEPS: tuple[Callable[[str], Change], ...] = (
    _known(find_invisible),
    _known(find_broken_glosses),
    repair_byte_shifts,
    remove_pinyin_glosses,
    simplify,
    _known(find_full_width),
    _known(find_watermarks),
    _known(find_residue),
)


def repair(text: str, first: Sequence[Edit] = ()) -> Repaired:
    """The text repaired, with each change recorded and each character mapped back.

    `first` are edits to be made before all steps: those that cut the speech out of its page.

    >>> repair("產(chǎn)業(yè)").text
    '产业'
    >>> repair("產(chǎn)業(yè)").undo()
    '產(chǎn)業(yè)'
    >>> repair("产业园区").repairs
    ()
    """
    made = change(text, first)
    changes = [made]
    garbled: list[tuple[int, int]] = []
    for step in STEPS:
        made = step(made.after)
        changes.append(made)
        if garbled or made.garbled:
            garbled = carry([*garbled, *made.garbled], made.edits)
    changed = tuple(made for made in changes if made.after != made.before)
    return Repaired(made.after, changed, tuple(garbled))
