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

from llmsum.records import Repair
from llmsum.text.broken_gloss import find_broken_glosses
from llmsum.text.byte_shift import GARBLED, find_byte_shifts
from llmsum.text.edits import (
    Edit,
    apply_edits,
    as_repairs,
    carry,
    compose,
    join_runs,
    raw_offsets,
    undo_repairs,
)
from llmsum.text.pinyin import find_pinyin_glosses
from llmsum.text.script import find_full_width, find_traditional
from llmsum.text.watermarks import find_watermarks


@dataclass(frozen=True)
class Repaired:
    """A text after repair.

    `raw_offsets[i]` is the raw character offset of `text[i]`, with a last entry for the end.
    `repairs` stand in the order of the text and never overlap. `garbled` are the spans of `text` that
    look broken and could not be read.
    """

    text: str
    raw_offsets: tuple[int, ...]
    repairs: tuple[Repair, ...]
    garbled: tuple[tuple[int, int], ...] = ()

    def undo(self) -> str:
        """The raw text, rebuilt from the repaired text and the records alone."""
        return undo_repairs(self.text, self.repairs)


_MAYBE_INVISIBLE = re.compile(
    "[\u00a0\u00ad\u2007\u200b-\u200f\u202a-\u202f\u2060-\u2064\u2066-\u2069\ufeff]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    # A zero-width joiner builds emoji; beside Chinese it is rubbish.
    "|(?<=[\u3000-\u9fff\uff00-\uffef])\u200d|\u200d(?=[\u3000-\u9fff\uff00-\uffef])"
    "|(?P<space>[\u00a0\u2007\u202f])"
)


def find_invisible(text: str) -> list[Edit]:
    """Zero-width characters and marks of direction, to be deleted, and no-break spaces, to be spaces.

    >>> apply_edits("产\u200b业\u00a0园区", find_invisible("产\u200b业\u00a0园区"))
    '产业 园区'
    """
    if not _MAYBE_INVISIBLE.search(text):
        return []
    return [
        Edit("invisible", match.start(), match.end(), " " if match["space"] else "")
        for match in _INVISIBLE.finditer(text)
    ]


_RESIDUE = re.compile(r"(?<=\n)[ \t]*[|｜][ \t]*(?=\s*\Z)")


def find_residue(text: str) -> list[Edit]:
    """The bar that a page's navigation left as the last line, to be deleted.

    >>> find_residue("会议结束。\\n|\\n")
    [Edit(kind='residue', start=6, end=7, after='')]
    """
    if not text.rstrip().endswith(("|", "｜")):
        return []
    return [Edit("residue", *match.span(), "") for match in _RESIDUE.finditer(text)]


STEPS: tuple[Callable[[str], Sequence[Edit]], ...] = (
    find_invisible,
    find_broken_glosses,
    find_byte_shifts,
    find_pinyin_glosses,
    find_traditional,
    find_full_width,
    find_watermarks,
    find_residue,
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
    edits = list(first)
    current = apply_edits(text, first)
    garbled: list[tuple[int, int]] = []
    for find in STEPS:
        found = find(current)
        left = [(edit.start, edit.end) for edit in found if edit.kind == GARBLED]
        if left:
            found = [edit for edit in found if edit.kind != GARBLED]
        garbled = carry([*garbled, *left], found)
        edits = compose(edits, current, found)
        current = apply_edits(current, found)
    edits = join_runs(edits)
    return Repaired(current, raw_offsets(len(text), edits), as_repairs(text, edits), tuple(garbled))
