"""Clauses beside the point: what something is, what was done, on whose word, in what times.

A sentence that orders something often opens with such clauses; they commit nobody to anything. The
rules by which they are known stand in background.toml, each with what it finds and examples.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from llmsum.offsets import Span
from llmsum.verify.lexicon import MUST
from llmsum.verify.names.places import places

_QUOTED = re.compile("“[^”]*”|《[^》]*》")
"""What is left out before modals and tenses are looked for: a quoted term says nothing of its own."""


class Rule(BaseModel):
    """A regular expression, what it finds, words that it finds, and words close by that it leaves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: str
    pattern: str
    yes: str
    no: str


@cache
def rules() -> dict[str, tuple[Rule, ...]]:
    """The rules of background.toml by their group: what a group does stands at the head of the file."""
    import tomllib  # noqa: PLC0415 (start-up time)

    text = files(__package__).joinpath("background.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)
    idiom = f"(?:{'|'.join(groups.pop('idioms').split())})"
    return {
        group: tuple(Rule(**{**row, "pattern": _filled(row["pattern"], idiom)}) for row in rows)
        for group, rows in groups.items()
    }


def _filled(pattern: str, idiom: str) -> str:
    return (
        pattern.replace("{idiom}", idiom)
        .replace("{must}", MUST)
        .replace("{place}", f"(?:{places().pattern})")
    )


@cache
def _any(*groups: str) -> re.Pattern[str]:
    """What any rule of the groups finds."""
    return re.compile(
        "|".join(f"(?:{rule.pattern})" for group in groups for rule in rules()[group])
    )


def plans(sentence: str, spans: Sequence[Span], around: str = "") -> list[bool]:
    """For each clause whether it orders or promises something, in the light of the whole sentence.

    `spans` are the clauses' offsets into the sentence; `around` are the sentences tied to it by ；.

    >>> told = "为甲区争取资金2000万元；"
    >>> plans(told, [(0, 13)]), plans(told, [(0, 13)], "为乙区争取到资金9800万元；")
    ([True], [False])
    """
    words = [sentence[slice(*span)] for span in spans]
    if _any("sentence").search(sentence.strip()):
        return [False] * len(words)
    turn = next((n for n, clause in enumerate(words) if _any("so_that").search(clause)), 0)
    if _any("from_above").search(sentence):
        own = (n for n, clause in enumerate(words) if n and _any("own").search(clause))
        turn = next(own, len(words))
    done = _done_parts(sentence, around)
    return [
        n >= turn
        and not done[sentence.count("：", 0, start) + sentence.count(":", 0, start)]
        and not is_background(clause)
        and not _any("slogans").search(clause)
        and not _any("captions").search(sentence[start:])
        for n, ((start, _), clause) in enumerate(zip(spans, words, strict=True))
    ]


def _done_parts(sentence: str, around: str) -> list[bool]:
    """For each part of the sentence between colons whether it tells of something done."""
    # A sentence that is a quotation from end to end is somebody's speech, not a term.
    parts = [_QUOTED.sub("", part) for part in re.split("[：:]", sentence.strip("“”。！ "))]
    beside = _QUOTED.sub("", around)
    must = _any("must")
    return [
        not must.search(part)
        and bool(_is_done(part) or (beside and not must.search(beside) and _is_done(beside)))
        for part in parts
    ]


def _is_done(words: str) -> bool:
    visited = _any("visits").search(words) and not _any("asked").search(words)
    return bool(visited or _any("done").search(words))


def is_background(clause: str) -> bool:
    """Whether the clause states, reports or places something instead of ordering or promising it.

    >>> is_background("加快园区建设是稳增长的需要"), is_background("为高新区争取到资金9800万元")
    (True, True)
    >>> is_background("力争工业增加值同比增长8%"), is_background("关键是要扑下身子抓落实")
    (False, False)
    """
    if _any("always").search(clause):
        return True
    if _any("ahead").search(_QUOTED.sub("", clause)) or _any("asked").match(clause):
        return False
    return bool(_any("states", "done", "visits").search(clause))
