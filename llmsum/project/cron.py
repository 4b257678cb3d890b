"""Cron expressions as crontab(5) reads them: five fields, 0 and 7 are Sunday, names, or @daily.

Other readers differ: schedulers count Monday as 0, or want both day fields to match. Here an
expression becomes plain numbers once, and everything else is made from these.
"""

from dataclasses import dataclass

WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
"""In cron's order: 0 is Sunday."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
_FIELDS = ("minute", "hour", "day", "month", "weekday")
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_NAMES: tuple[dict[str, int], ...] = (
    {},
    {},
    {},
    {name: number for number, name in enumerate(_MONTHS, start=1)},
    {name: number for number, name in enumerate(WEEKDAYS)},
)


@dataclass(frozen=True)
class Cron:
    """When: sorted numbers for each field, None where every value will do.

    As in crontab(5), where both `days` and `weekdays` are given, either of them is enough.
    """

    expression: str
    minutes: tuple[int, ...] | None
    hours: tuple[int, ...] | None
    days: tuple[int, ...] | None
    months: tuple[int, ...] | None
    weekdays: tuple[int, ...] | None


def parse_cron(expression: str) -> Cron:
    """The expression as numbers. Raises ValueError that says which field is wrong and why.

    >>> parse_cron("0 7 * * mon-fri").weekdays
    (1, 2, 3, 4, 5)
    """
    plain = _ALIASES.get(expression.strip().lower(), expression)
    words = plain.split()
    if len(words) != len(_FIELDS):
        raise ValueError(
            f"a cron expression has five fields (minute hour day month weekday), "
            f"{expression!r} has {len(words)}"
        )
    minutes, hours, days, months, weekdays = (
        _field(index, word.lower()) for index, word in enumerate(words)
    )
    if weekdays is not None:  # 7 is Sunday too
        weekdays = tuple(sorted({number % 7 for number in weekdays}))
    whole_week = weekdays is not None and len(weekdays) == 7
    return Cron(" ".join(words), minutes, hours, days, months, None if whole_week else weekdays)


def _field(index: int, word: str) -> tuple[int, ...] | None:
    low, high = _RANGES[index]
    found: set[int] = set()
    for part in word.split(","):
        span, slash, step_word = part.partition("/")
        step = _number(index, step_word, {}) if slash else 1
        if step < 1:
            raise ValueError(f"the step in {part!r} ({_FIELDS[index]}) must be 1 or more")
        if span == "*":
            first, last = low, high
        else:
            first_word, dash, last_word = span.partition("-")
            first = _number(index, first_word, _NAMES[index])
            last = _number(index, last_word, _NAMES[index]) if dash else first
            last = high if slash and not dash else last
        if not low <= first <= last <= high:
            raise ValueError(f"{part!r} is no {_FIELDS[index]}: {low} to {high}")
        found.update(range(first, last + 1, step))
    return None if found >= set(range(low, high + 1)) else tuple(sorted(found))


def _number(index: int, word: str, names: dict[str, int]) -> int:
    if word in names:
        return names[word]
    if not word.isascii() or not word.isdigit():
        raise ValueError(f"{word!r} is no {_FIELDS[index]}")
    return int(word)
