"""The day of a speech as metadata tells it, for putting speeches in order."""

import re
import unicodedata
from datetime import date

_DATE = re.compile(r"(?P<year>\d{4})(?:\D{0,3}(?P<month>\d{1,2})(?:\D{0,3}(?P<day>\d{1,2}))?)?")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def calendar_date(text: str | None) -> tuple[int, int, int] | None:
    """Year, month and day of the first date in the text, 0 for what it leaves out; None without a year.

    >>> calendar_date("二〇二二年2月22日"), calendar_date("2020-05"), calendar_date("明年")
    ((2022, 2, 22), (2020, 5, 0), None)
    """
    folded = unicodedata.normalize("NFKC", text or "").translate(_DIGITS)
    match = _DATE.search(folded)
    if not match:
        return None
    return int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)


def day(text: str | None) -> date | None:
    """The first date in the text, the first of what it leaves out; None without a year or such a day.

    >>> day("2020年5月"), day("2021年2月30日"), day(None)
    (datetime.date(2020, 5, 1), None, None)
    """
    found = calendar_date(text)
    if not found:
        return None
    try:
        return date(found[0], found[1] or 1, found[2] or 1)
    except ValueError:
        return None
