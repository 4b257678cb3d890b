"""The records that travel between modules: frozen, closed, and the JSON contract itself.

Offsets are character offsets into the repaired text, start inclusive, end exclusive.
"""

from typing import Literal

from pydantic import Field

from llmsum.frozen import Record as Record  # noqa: PLC0414 -- the rest of the program imports it from here
from llmsum.offsets import Offsets
from llmsum.vocabulary import Role, Theme

SCHEMA_VERSION: Literal[1] = 1

CityStatus = Literal["stated", "masked", "given", "unknown"]
"""`stated`: the text names it; `masked`: the source hides it; `given`: by the user; `unknown`: none of these."""

LineStatus = Literal["verified", "extractive", "unverified"]
Strength = Literal["hard", "soft"]
Firmness = Literal["ensure", "strive", "will", "promote", "explore"]
"""The modal of a commitment: 确保 > 力争 > 要/将 > 推动/支持 > 探索/研究."""

MarkKind = Literal["mask", "garbled", "boilerplate"]

TargetChange = Literal["level", "growth"]
"""Whether a target is what is reached (达到100亿元) or what is added (增长8%)."""

Comparability = Literal[
    "same", "no_object", "one_city", "other_unit", "other_change", "other_object"
]
"""`same`: another city states this measure; else what keeps the nearest of other cities from it."""


class Source(Record):
    """A file as it was found. `sha256` is of its raw bytes.

    `broken_at` has the byte offset of each run of bytes that fit no character of the encoding; each
    run stands in the text as one U+FFFD.
    """

    path: str
    sha256: str
    format: str
    encoding: str
    broken_at: tuple[int, ...] = ()


class Repair(Record):
    """One change to the text: `after` stands at [start, end) of the repaired text in place of `before`."""

    kind: str
    start: int
    end: int
    before: str
    after: str


class Mark(Record):
    """A place that repair left as it stands: [start, end) of the repaired text, which is `text`.

    `mask`: the source hides a name; `garbled`: it cannot be read; `boilerplate`: it belongs to the page,
    not to the speech.
    """

    kind: MarkKind
    start: int
    end: int
    text: str


class Sentence(Record):
    """A span of the repaired text. `role` is None until labelled, and stays None when unread.

    `page` is the page of the source that it begins on, counting from 1, where the source has pages.
    """

    id: str
    start: int
    end: int
    text: str
    paragraph: int
    page: int | None = Field(default=None, exclude_if=lambda page: page is None)
    role: Role | None = None
    themes: tuple[Theme, ...] = ()


class Origin(Record):
    """Where a value of the metadata comes from, and the sentences in which it stands.

    `user`: a sidecar, front matter or a row's cell; `file`: the file's own markup, at `place`, as in
    "meta PubDate"; `text`: found in the text by rules; `model`: found in it by a model, and checked.
    """

    by: Literal["user", "file", "text", "model"]
    place: str | None = Field(default=None, exclude_if=lambda place: place is None)
    evidence: tuple[str, ...] = ()


class Metadata(Record):
    """Who spoke, where and when, as the text says it; None where it does not.

    `date` is in the text's words, with the year from `published` where the text leaves it out and
    the two are at most a month apart. `title` and `published`, a day in ISO form, are what the
    file or its page says of itself: a page is published when its speech may be long past.
    `origins` is keyed by the names of the other fields.
    """

    city: str | None = None
    city_status: CityStatus = "unknown"
    speaker: str | None = None
    speaker_title: str | None = None
    date: str | None = None
    event: str | None = None
    title: str | None = Field(default=None, exclude_if=lambda title: title is None)
    published: str | None = Field(default=None, exclude_if=lambda published: published is None)
    origins: dict[str, Origin] = Field(default_factory=dict, exclude_if=lambda origins: not origins)


class Speech(Record):
    """A source repaired and segmented.

    `raw_offsets[i]` is the character offset in the decoded file of the i-th character of
    `text`; it has len(text) + 1 entries, the last being the length of the decoded file.
    """

    source: Source
    text: str
    raw_offsets: Offsets = Field(repr=False)
    repairs: tuple[Repair, ...]
    sentences: tuple[Sentence, ...]
    metadata: Metadata = Metadata()
    marks: tuple[Mark, ...] = ()


class Line(Record):
    """One generated line and the sentence ids that support it.

    In a comparison an evidence id is "<source index>#S3", the index counting from 1.
    """

    text: str
    evidence: tuple[str, ...]
    status: LineStatus
    problems: tuple[str, ...] = ()


class Summary(Record):
    headline: Line
    points: tuple[Line, ...]


class Commitment(Record):
    """What somebody undertakes. `quote` is verbatim; deadline and target are words of the quote's sentences."""

    id: str
    action: str
    actor: str | None
    deadline: str | None
    target: str | None
    theme: Theme
    strength: Strength
    firmness: Firmness
    evidence: tuple[str, ...]
    quote: str
    status: LineStatus
    problems: tuple[str, ...] = ()


class Analysis(Metadata):
    """Everything that a briefing says of one speech; parts that nobody asked for are empty.

    `summary` is also None when the speech has nothing to summarise or none of it could be read.
    """

    source: Source
    repairs: tuple[Repair, ...]
    sentences: tuple[Sentence, ...]
    summary: Summary | None = None
    commitments: tuple[Commitment, ...] = ()
    strategy: dict[Theme, Line | None] = Field(default_factory=dict)
    unread: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


class ThemeComparison(Record):
    """One theme across cities; a city is None where it is silent."""

    cities: dict[str, Line | None]
    shared: tuple[Line, ...] = ()
    differences: tuple[Line, ...] = ()


class Mention(Record):
    """A sentence that has words of a theme and is no deployment on it. `evidence` is a comparison id."""

    evidence: str
    words: tuple[str, ...]


class Silence(Record):
    """A city that deploys nothing on a theme: the words that its sentences were searched for.

    `certain` is False where a sentence of the city was left unread.
    """

    city: str
    theme: Theme
    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    certain: bool


class QuantifiedTarget(Record):
    """A quantity that a commitment states as its goal.

    `id` is "<source index>-C5"; `clause` holds `amount`, both verbatim. `value` is the exact number
    of `unit`s, 万 and 亿 multiplied out. `alike` are the ids of the same measure of the same object
    in other cities, the first of many; `alike_more` counts the rest, `reason` says why there are none.
    """

    id: str
    city: str
    clause: str
    amount: str
    value: str
    unit: str
    kind: str
    change: TargetChange
    object: str | None
    base: str | None
    deadline: str | None
    evidence: tuple[str, ...]
    comparable: bool
    alike: tuple[str, ...]
    alike_more: int = Field(default=0, exclude_if=lambda count: count == 0)
    reason: Comparability


class Comparison(Record):
    themes: dict[Theme, ThemeComparison]
    overview: tuple[Line, ...] = ()
    silence: tuple[Silence, ...] = ()
    targets: tuple[QuantifiedTarget, ...] = ()


class Usage(Record):
    """What a run cost. `seconds` is the wall time of the whole run; `cost` is in US dollars, 0 on
    the user's own machine, None when no price is known."""

    calls: int = 0
    cached_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    seconds: float = 0.0
    cost: float | None = None


class Decision(Record):
    """What a model decided on two commitments of one city that code could not: whether the later
    one is the earlier one again. Both are quotes; the amounts stand in them, None where none does."""

    city: str
    earlier: str
    later: str
    same: bool
    amount_before: str | None = None
    amount_after: str | None = None


class Skipped(Record):
    """A source that could not be read, and why."""

    path: str
    reason: str


class Briefing(Record):
    schema_version: Literal[1] = SCHEMA_VERSION
    llmsum_version: str
    created: str
    model: str
    language: Literal["zh", "en"]
    prompts: dict[str, str] = Field(default_factory=dict)
    """Prompt file name → the first 12 hex digits of its SHA-256."""
    speeches: tuple[Analysis, ...]
    skipped: tuple[Skipped, ...] = ()
    comparison: Comparison
    decisions: tuple[Decision, ...] = Field(default=(), exclude_if=lambda decisions: not decisions)
    """Of pairs for the commitment ledger, in a project with a model that may decide them."""
    usage: Usage

    def __repr__(self) -> str:
        """Short: asyncio prints a finished task's result when it puts the Ctrl-C handler back."""
        return f"<Briefing of {len(self.speeches)} speeches, {self.created}>"
