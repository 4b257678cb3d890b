"""When the next refresh is due."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.combining import OrTrigger
from apscheduler.triggers.cron import CronTrigger

from llmsum.errors import ProjectError
from llmsum.project import Cron, parse_cron
from llmsum.project.cron import WEEKDAYS


def next_time(expression: str, timezone: str, after: datetime) -> datetime:
    """The first moment after `after` (aware) that the expression names, in its own zone.

    A wall time that summer time skips is taken an hour later; one that comes twice is taken the
    first time only. Raises ProjectError when there is none, such as the 30th of February.
    """
    zone = ZoneInfo(timezone)
    cron = parse_cron(expression)
    # A whole second on, or the trigger would name the same moment again.
    start = after.astimezone(UTC) + timedelta(seconds=1)
    while True:
        found = _trigger(cron, zone).get_next_fire_time(None, start.astimezone(zone))
        if found is None:
            raise ProjectError(f"No day ever fits the schedule {expression!r}.")
        # What the clock does not show (02:30 as it jumps to 03:00) is moved to what it shows.
        moment: datetime = found.astimezone(UTC).astimezone(zone)
        if not (moment.fold and cron.hours is not None):
            return moment
        start = moment.astimezone(UTC) + timedelta(seconds=1)


def _trigger(cron: Cron, zone: ZoneInfo) -> BaseTrigger:
    """Built from numbers and names: the library counts Monday as 0 and wants both day fields to match."""
    weekdays = ",".join(WEEKDAYS[n] for n in cron.weekdays) if cron.weekdays else "*"
    if cron.days and cron.weekdays:
        return OrTrigger(
            [_one(cron, zone, _listed(cron.days), "*"), _one(cron, zone, "*", weekdays)]
        )
    return _one(cron, zone, _listed(cron.days), weekdays)


def _one(cron: Cron, zone: ZoneInfo, day: str, weekday: str) -> CronTrigger:
    return CronTrigger(
        minute=_listed(cron.minutes),
        hour=_listed(cron.hours),
        day=day,
        month=_listed(cron.months),
        day_of_week=weekday,
        timezone=zone,
    )


def _listed(numbers: tuple[int, ...] | None) -> str:
    return "*" if numbers is None else ",".join(map(str, numbers))
