"""A city's speeches in order of time, and its commitments through them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from llmsum.compare.days import calendar_date
from llmsum.ledger.match import moved, nearest, same
from llmsum.ledger.records import Change, Entry, Omission, Statement
from llmsum.ledger.things import Thing, thing
from llmsum.records import Analysis, Decision
from llmsum.report.cities import group_by_city
from llmsum.vocabulary import Lang

_MONTH_DAY = re.compile(r"(\d{1,2})月(?:(\d{1,2})[日号])?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Pair:
    """Two commitments of one city, by its key, that may be one undertaking."""

    city: str
    earlier: Thing
    later: Thing


@dataclass(eq=False)
class _Open:
    """An entry while its city's speeches are gone through."""

    id: str
    first: Thing
    last: Thing
    mentions: list[Statement] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    standing: tuple[Change, ...] = ()


def build_ledger(
    speeches: Sequence[Analysis], lang: Lang = "zh", decisions: Sequence[Decision] = ()
) -> tuple[Entry, ...]:
    """All undertakings of all cities, by city, in the order of first mention.

    Speeches of a city that is not known are never put together. `decisions`: a model's, on pairs
    that code leaves undecided.
    """
    return tuple(e for book in _books(speeches, lang, decisions) for e in book.closed())


def undecided(
    speeches: Sequence[Analysis], lang: Lang, decisions: Sequence[Decision]
) -> tuple[Pair, ...]:
    """The pairs that neither code nor these decisions settle, in cities that speak more than once."""
    spoken = Counter(speech.city for speech in speeches if speech.city)
    several = [speech for speech in speeches if speech.city and spoken[speech.city] > 1]
    return tuple(pair for book in _books(several, lang, decisions) for pair in book.open_pairs)


def _books(
    speeches: Sequence[Analysis], lang: Lang, decisions: Sequence[Decision]
) -> Iterator["_Book"]:
    for city in group_by_city(speeches, lang):
        texts = [text.speech for text in city.texts]
        yield _city_book(city.name, _key_of(texts), in_time(texts), lang, decisions)


def compare_speech(before: Analysis, after: Analysis, lang: Lang) -> tuple[Statement, ...]:
    """What became of the commitments of one source between two runs, those that are as they were
    left out; what is gone is `dropped`."""
    told: list[Statement] = []
    for entry in _city_book("", "", [before, after], lang).closed():
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


def _city_book(
    name: str,
    key: str,
    speeches: Sequence[Analysis],
    lang: Lang,
    decisions: Sequence[Decision] = (),
) -> "_Book":
    book = _Book(name, key, lang, decisions)
    for speech in speeches:
        book.read(speech)
    return book


class _Book:
    """The entries of one city while its speeches are gone through. `key` stands for it in ids."""

    def __init__(self, city: str, key: str, lang: Lang, decisions: Sequence[Decision]) -> None:
        self._city = city
        self._key = key
        self._lang = lang
        self._decided = {(d.earlier, d.later): d for d in decisions if d.city == key}
        self._entries: list[_Open] = []
        self.open_pairs: list[Pair] = []

    def read(self, speech: Analysis) -> None:
        """Enter the commitments of the next speech, and mark what it does not mention again."""
        free = list(self._entries)
        left: list[Thing] = []
        for commitment in speech.commitments:
            now = thing(commitment)
            if entry := _one_that_is(now, free):
                self._mention(speech, entry, now, free)
            else:
                left.append(now)
        for now in left:  # what code does not settle comes after all that it does
            self._enter(speech, now, free)
        for entry in free:
            if entry.standing != ("dropped",):
                entry.omissions.append(_omission(speech, len(entry.mentions)))
            entry.standing = ("dropped",)

    def _enter(self, speech: Analysis, now: Thing, free: list[_Open]) -> None:
        """By a decision where there is one, else as new."""
        candidates = list(free)
        while (index := nearest([entry.last for entry in candidates], now)) is not None:
            entry = candidates[index]
            decided = self._decided.get((entry.last.commitment.quote, now.commitment.quote))
            if decided is None:
                self.open_pairs.append(Pair(self._key, entry.last, now))
                break
            if decided.same:
                self._mention(speech, entry, now, free, decided)
                return
            del candidates[index]
        self._open(speech, now, None if index is None else candidates[index])

    def _mention(
        self,
        speech: Analysis,
        entry: _Open,
        now: Thing,
        free: list[_Open],
        decided: Decision | None = None,
    ) -> None:
        change = moved(entry.last, now, self._lang, decided)
        statement = _statement(speech, now, change.changes, numbers=change.numbers)
        if decided:
            statement = statement.model_copy(update={"by_model": True})
        entry.mentions.append(statement)
        entry.last, entry.standing = now, change.changes
        free.remove(entry)

    def closed(self) -> tuple[Entry, ...]:
        """The entries as records."""
        return tuple(
            Entry(
                id=entry.id,
                city=self._city,
                theme=entry.first.commitment.theme,
                object=_object(entry.first),
                mentions=tuple(entry.mentions),
                omissions=tuple(entry.omissions),
                standing=entry.standing,
            )
            for entry in self._entries
        )

    def _open(self, speech: Analysis, now: Thing, candidate: _Open | None) -> None:
        entry = _Open(self._new_id(now), now, now, standing=("new",))
        statement = _statement(speech, now, ("new",))
        if candidate:
            said = {"candidate": candidate.id, "candidate_quote": candidate.last.commitment.quote}
            statement = statement.model_copy(update=said)
        entry.mentions.append(statement)
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


def _statement(
    speech: Analysis,
    now: Thing,
    changes: tuple[Change, ...],
    *,
    numbers: str = "",
) -> Statement:
    commitment = now.commitment
    return Statement(
        source=speech.source.path,
        date=speech.date,
        commitment=commitment.id,
        quote=commitment.quote,
        evidence=commitment.evidence,
        deadline=commitment.deadline,
        strength=commitment.strength,
        changes=changes,
        numbers=numbers,
    )


def _omission(speech: Analysis, after: int) -> Omission:
    return Omission(source=speech.source.path, date=speech.date, after=after)


def _object(first: Thing) -> str:
    return first.amounts[0].object if first.amounts else first.object


def _key_of(speeches: Sequence[Analysis]) -> str:
    """The city's name; a speech whose city is not known stands for itself alone."""
    return speeches[0].city or speeches[0].source.sha256
