"""What the ledger says of a commitment."""

from typing import Final, Literal

from llmsum.records import Record, Strength
from llmsum.vocabulary import Lang, Theme

Change = Literal["new", "repeated", "raised", "lowered", "delayed", "advanced", "dropped"]

CHANGE_NAMES: Final[dict[Lang, dict[Change, str]]] = {
    "zh": {
        "new": "新提",
        "repeated": "重申",
        "raised": "加码",
        "lowered": "缩水",
        "delayed": "推迟",
        "advanced": "提前",
        "dropped": "未再提",
    },
    "en": {
        "new": "new",
        "repeated": "repeated",
        "raised": "raised",
        "lowered": "lowered",
        "delayed": "delayed",
        "advanced": "brought forward",
        "dropped": "not mentioned again",
    },
}


class Statement(Record):
    """A commitment in one speech. `numbers` tells what moved since the mention before
    (厂房 50→30 万㎡ (-40 %)); `candidate` is the id of an entry that it may belong to, which code
    cannot decide, and `candidate_quote` what was last said there. `by_model`: a model decided that it is the same undertaking as before."""

    source: str
    date: str | None
    commitment: str
    quote: str
    evidence: tuple[str, ...]
    deadline: str | None
    strength: Strength
    changes: tuple[Change, ...]
    numbers: str = ""
    candidate: str | None = None
    candidate_quote: str = ""
    by_model: bool = False


class Omission(Record):
    """The first speech that does not mention an undertaking again, after so many mentions of it."""

    source: str
    date: str | None
    after: int


class Entry(Record):
    """One undertaking of one city through its speeches, the earliest mention first.

    `id` stays the same as long as city, theme and object of the first mention do. `standing` is
    what the city's latest speech makes of it.
    """

    id: str
    city: str
    theme: Theme
    object: str
    mentions: tuple[Statement, ...]
    omissions: tuple[Omission, ...] = ()
    standing: tuple[Change, ...]
