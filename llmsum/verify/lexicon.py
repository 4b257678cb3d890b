"""The word lists beside this module, as typed records. They are plain JSON, made to be edited."""

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from llmsum.records import Firmness

MUST = "(?<![主重需首必只紧摘纲概提])要(?![求素件点闻么害地是道])"
"""A pattern of 要 where it orders or announces, and is no part of 主要, 必要, 要求, 要道 …"""

CLAUSE_BREAK = re.compile(r"[，,。；;：:！!？?\n]")
"""Where one clause ends and the next begins, for checks that look within a clause."""


class _Lexicon(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Measure(_Lexicon):
    """A unit: its kind, its canonical name, how many canonical units it is, and its spellings."""

    kind: str
    unit: str
    factor: str = "1"
    names: tuple[str, ...]


class Units(_Lexicon):
    """Measures, and classifiers as regular expressions (counts are compared by value alone)."""

    measures: tuple[Measure, ...]
    classifiers: tuple[str, ...]


class Polarity(_Lexicon):
    """Negations, the words in which they negate nothing, and words of direction."""

    negations: tuple[str, ...]
    not_negations: tuple[str, ...]
    english_negations: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]


class Bodies(_Lexicon):
    """Public bodies, and kinds of zones; the names inside one group mean the same."""

    groups: tuple[tuple[str, ...], ...]
    zones: tuple[tuple[str, ...], ...]


class Abbreviations(_Lexicon):
    """Short forms, each with a full one."""

    pairs: tuple[tuple[str, str], ...]


class Contrasts(_Lexicon):
    """Groups of words that exclude each other; regular expressions, together those that say the same."""

    anywhere: tuple[tuple[tuple[str, ...], ...], ...]
    """Whatever stands around them."""
    in_place: tuple[tuple[tuple[str, ...], ...], ...]
    """Between the same words alone."""


class Organisations(_Lexicon):
    """How names of parks, firms and offices end, and what before the ending tells nothing apart."""

    firms: tuple[str, ...]
    """Firms whose names have no ending."""

    endings: tuple[str, ...]
    """Regular expressions."""
    trades: tuple[str, ...]
    """Between the telling words and the ending, as 科技 in 青网科技产业园."""
    generic: tuple[str, ...]
    """Words that any line may set before an ending, as 推动 in 推动产业园."""
    particles: str
    """Characters that are in no name."""


class Manner(_Lexicon):
    """How a number measures: `words` may not be dropped or added, `also` says the same."""

    words: tuple[str, ...]
    also: tuple[str, ...]


class Limit(_Lexicon):
    """Words right before a deed of that kind that keep it from being one: 主体 in 主体完工, 研究 in 研究组建."""

    words: tuple[str, ...]
    of: Literal["done", "begun"]


class Qualifiers(_Lexicon):
    """Words that change what a number or a deed is; regular expressions, but for limits and deeds."""

    measures: tuple[Manner, ...]
    uncut: tuple[str, ...]
    """They may not be cut out between the same words, number or not."""
    wholes: tuple[str, ...]
    narrowing: tuple[str, ...]
    """Behind one of the `wholes` they may not be cut out: 园区 in 全市园区规上."""
    scopes: tuple[tuple[str, str], ...]
    """What a rank is among, and what the evidence has to have of it."""
    aims: tuple[str, ...]
    """They make what stands behind them an aim."""
    aimed: tuple[str, ...]
    """A line that has one of these before it leaves it open too."""
    limits: tuple[Limit, ...]
    done: tuple[str, ...]
    begun: tuple[str, ...]
    parts: tuple[str, ...]
    """They tell of a part, not of the whole: 大部分."""
    at_least: tuple[tuple[str, str], ...]
    """More than, and not less than."""
    superlatives: tuple[str, ...]
    weighty: tuple[str, ...]
    """A line may judge so (是关键举措) only where its evidence does."""


class Subjects(_Lexicon):
    """How it is seen who does something."""

    predicates: tuple[str, ...]
    anyone: tuple[str, ...]
    """What may stand before a predicate without evidence."""
    titles: tuple[str, ...]
    surnames: str


class Modals(_Lexicon):
    """Regular expressions per step of the firmness scale, firmest first; {must} stands for MUST."""

    scale: tuple[tuple[Firmness, tuple[str, ...]], ...]


class Goals(_Lexicon):
    """Words that the facts of a commitment are read by."""

    goal_verbs: tuple[str, ...]
    """Their object is a goal."""
    result_verbs: tuple[str, ...]
    """What follows them is a goal where it closes the sentence."""
    frames: tuple[str, ...]
    """They open a clause on means or occasion, not on a goal."""
    doing_verbs: tuple[str, ...]
    """They stand before the words of a target and are no part of it."""
    level_verbs: tuple[str, ...]
    """An amount after them is a level of something, and that belongs to the target."""
    completions: tuple[str, ...]
    """They end a clause about something that is built or opened."""
    openers: tuple[str, ...]
    """Modals and adverbs before the words of a target."""
    any_verbs: tuple[str, ...]
    """They say so little that a paraphrase has one for another."""
    past: tuple[str, ...]
    """Marks of a clause about what was."""
    park_endings: tuple[str, ...]
    campaign_endings: tuple[str, ...]
    site_endings: tuple[str, ...]
    """They end a name only after a place: 大同数据标注基地."""
    body_endings: tuple[str, ...]
    catchwords: tuple[str, ...]
    """Quoted, they name nothing that could be checked: “一带一路”, “两条腿走路”."""


LexiconT = TypeVar("LexiconT", bound=_Lexicon)


def _lexicon(kind: type[LexiconT], name: str) -> Callable[[], LexiconT]:
    """What reads the file of this name when it is first asked for."""

    @cache
    def read() -> LexiconT:
        text = files(__package__).joinpath(name).read_text(encoding="utf-8")
        return kind.model_validate_json(text.replace("{must}", MUST))

    return read


units = _lexicon(Units, "units.json")
polarity = _lexicon(Polarity, "polarity.json")
bodies = _lexicon(Bodies, "bodies.json")
abbreviations = _lexicon(Abbreviations, "abbreviations.json")
organisations = _lexicon(Organisations, "organisations.json")
contrasts = _lexicon(Contrasts, "contrasts.json")
qualifiers = _lexicon(Qualifiers, "qualifiers.json")
subjects = _lexicon(Subjects, "subjects.json")
modals = _lexicon(Modals, "firmness.json")
goals = _lexicon(Goals, "goals.json")
