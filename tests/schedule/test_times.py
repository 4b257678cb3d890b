"""When the next refresh is due: cron's own rules, and days on which the clock is changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from llmsum.errors import ProjectError
from llmsum.schedule import next_time

BERLIN = ZoneInfo("Europe/Berlin")


def _times(expression: str, zone: str, after: str, count: int) -> list[str]:
    moment = datetime.fromisoformat(after)
    found = []
    for _ in range(count):
        moment = next_time(expression, zone, moment)
        found.append(moment.isoformat())
    return found


def test_monday_is_1_and_sunday_0_or_7() -> None:
    after = "2026-11-22T12:00:00+00:00"  # a Sunday
    assert _times("0 7 * * 1", "UTC", after, 1) == ["2026-11-23T07:00:00+00:00"]
    for sunday in ("0", "7", "sun"):
        assert _times(f"0 7 * * {sunday}", "UTC", after, 1) == ["2026-11-29T07:00:00+00:00"]


def test_either_of_two_day_fields_is_enough() -> None:
    assert _times("0 7 1 * 1", "UTC", "2026-11-24T00:00:00+00:00", 3) == [
        "2026-11-30T07:00:00+00:00",
        "2026-12-01T07:00:00+00:00",
        "2026-12-07T07:00:00+00:00",
    ]


def test_the_zone_is_the_project_s() -> None:
    assert _times("0 7 * * *", "Asia/Shanghai", "2026-11-22T00:00:00+00:00", 1) == [
        "2026-11-23T07:00:00+08:00"
    ]


def test_a_time_that_summer_time_skips_is_taken_an_hour_later_once() -> None:
    assert _times("30 2 * * *", "Europe/Berlin", "2027-03-27T12:00:00+01:00", 2) == [
        "2027-03-28T03:30:00+02:00",
        "2027-03-29T02:30:00+02:00",
    ]


def test_a_time_that_comes_twice_is_taken_once() -> None:
    assert _times("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00+02:00", 3) == [
        "2026-10-25T02:30:00+02:00",
        "2026-10-26T02:30:00+01:00",
        "2026-10-27T02:30:00+01:00",
    ]


def test_every_hour_goes_on_through_the_night_with_two_hours_of_the_same_name() -> None:
    moment = datetime(2026, 10, 24, 23, 30, tzinfo=BERLIN)
    for _ in range(6):
        later = next_time("0 * * * *", "Europe/Berlin", moment)
        assert later.astimezone(UTC) - moment.astimezone(UTC) <= timedelta(hours=1)
        moment = later


def test_a_moment_that_is_due_is_not_named_again() -> None:
    due = next_time("0 7 * * *", "UTC", datetime(2026, 11, 22, 6, tzinfo=UTC))
    assert next_time("0 7 * * *", "UTC", due) - due == timedelta(days=1)


def test_a_day_that_never_comes_is_told() -> None:
    with pytest.raises(ProjectError, match="No day ever fits"):
        next_time("0 7 30 2 *", "UTC", datetime(2026, 11, 22, tzinfo=UTC))
