"""A city's speeches in order of time, and its commitments through them."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from llmsum.ledger.match import moved, nearest, same
from llmsum.ledger.records import Change, Entry, Statement
from llmsum.ledger.things import Thing, thing
from llmsum.records import Analysis
from llmsum.report.cities import calendar_date, group_by_city
from llmsum.vocabulary import Lang

_MONTH_DAY = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号])?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass
class _Open:
    """An entry while its city's speeches are gone through."""

    id: str
    first: Thing
    last: Thing
    mentions: list[Statement] = field(default_factory=list)
    standing: tuple[Change, ...] = ()


def build_ledger(speeches: Sequence[Analysis], lang: Lang = "zh") -> tuple[Entry, ...]:
    """All undertakings of all cities, by city, in the order of first mention.

    Speeches of a city that is not known are never put together.
    """
    entries: list[Entry] = []
    for city in group_by_city(speeches, lang):
        texts = [text.speech for text in city.texts]
        entries += _city_ledger(city.name, _key_of(texts), in_time(texts))
    return tuple(entries)


def compare_speech(before: Analysis, after: Analysis) -> tuple[Statement, ...]:
    """What became of the commitments of one source between two runs, those that are as they were
    left out; what is gone is `dropped`."""
    entries = _city_ledger("", "", [before, after])
    told: list[Statement] = []
    for entry in entries:
        last = entry.mentions[-1]
        if entry.standing == ("dropped",):
            told.append(last.model_copy(update={"changes": entry.standing, "numbers": ""}))
        elif entry.standing != ("repeated",):
            told.append(last)
    return tuple(told)


def in_time(speeches: Sequence[Analysis]) -> list[Analysis]:
    """By date; a speech that tells only month and day takes the year from its file's name. Where
    one of them has no year at all, by path."""
    dates = {speech.source.path: when(speech) for speech in speeches}
    if None in dates.values():
        return sorted(speeches, key=lambda speech: speech.source.path)
    return sorted(speeches, key=lambda s: (dates[s.source.path] or (), s.source.path))


def when(speech: Analysis) -> tuple[int, int, int] | None:
    """Year, month and day of a speech, 0 for what nobody says; None without a year."""
    if stated := calendar_date(speech.date):
        return stated
    year = _YEAR.search(PurePath(speech.source.path).stem)
    if not year:
        return None
    day = _MONTH_DAY.search(speech.date or "")
    return int(year[0]), int(day[1]) if day else 0, int(day[2] or 0) if day else 0


def _city_ledger(name: str, key: str, speeches: Sequence[Analysis]) -> tuple[Entry, ...]:
    book = _Book(name, key)
    for speech in speeches:
        book.read(speech)
    return book.closed()


class _Book:
    """The entries of one city while its speeches are gone through. `key` stands for it in ids."""

    def __init__(self, city: str, key: str) -> None:
        self._city = city
        self._key = key
        self._entries: list[_Open] = []

    def read(self, speech: Analysis) -> None:
        """Enter the commitments of the next speech, and mark what it does not mention again."""
        free = list(self._entries)
        for commitment in speech.commitments:
            now = thing(commitment)
            entry = _one_that_is(now, free)
            if entry is None:
                self._open(speech, now, free)
                continue
            change = moved(entry.last, now)
            entry.mentions.append(_mention(speech, now, change.changes, numbers=change.numbers))
            entry.last, entry.standing = now, change.changes
            free.remove(entry)
        for entry in free:
            entry.standing = ("dropped",)

    def closed(self) -> tuple[Entry, ...]:
        """The entries as records."""
        return tuple(
            Entry(
                id=entry.id,
                city=self._city,
                theme=entry.first.commitment.theme,
                object=_object(entry.first),
                mentions=tuple(entry.mentions),
                standing=entry.standing,
            )
            for entry in self._entries
        )

    def _open(self, speech: Analysis, now: Thing, free: Sequence[_Open]) -> None:
        index = nearest([entry.last for entry in free], now)
        candidate = None if index is None else free[index].id
        entry = _Open(self._new_id(now), now, now, standing=("new",))
        entry.mentions.append(_mention(speech, now, ("new",), candidate=candidate))
        self._entries.append(entry)

    def _new_id(self, now: Thing) -> str:
        """From city, theme and object alone; a second one of the same gets a number."""
        said = "\n".join((self._key, now.commitment.theme, now.key))
        plain = "L" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:8]
        taken = sum(entry.id.partition("-")[0] == plain for entry in self._entries)
        return f"{plain}-{taken + 1}" if taken else plain


def _one_that_is(now: Thing, free: Sequence[_Open]) -> _Open | None:
    """The entry that `now` mentions again, None where there is none or code cannot tell which."""
    found = [entry for entry in free if same(entry.last, now)]
    if len(found) > 1:
        theme = now.commitment.theme
        found = [entry for entry in found if entry.first.commitment.theme == theme]
    return found[0] if len(found) == 1 else None


def _mention(
    speech: Analysis,
    now: Thing,
    changes: tuple[Change, ...],
    *,
    numbers: str = "",
    candidate: str | None = None,
) -> Statement:
    commitment = now.commitment
    return Statement(
        source=speech.source.path,
        date=speech.date,
        commitment=commitment.id,
        quote=commitment.quote,
        evidence=commitment.evidence,
        deadline=commitment.deadline,
        changes=changes,
        numbers=numbers,
        candidate=candidate,
    )


def _object(first: Thing) -> str:
    return first.amounts[0].object if first.amounts else first.object


def _key_of(speeches: Sequence[Analysis]) -> str:
    """The city's name; a speech whose city is not known stands for itself alone."""
    return speeches[0].city or speeches[0].source.sha256
