"""Cron expressions: what crontab(5) says, where other readers differ."""

import re

import pytest

from llmsum.project import parse_cron


def test_sunday_is_0_and_7_and_has_a_name() -> None:
    assert {parse_cron(f"0 7 * * {day}").weekdays for day in ("0", "7", "sun", "SUN")} == {(0,)}


@pytest.mark.parametrize(
    ("expression", "minutes", "hours"),
    [
        ("*/20 * * * *", (0, 20, 40), None),
        ("5/20 1-3 * * *", (5, 25, 45), (1, 2, 3)),
        ("0,30 8-18/5 * * *", (0, 30), (8, 13, 18)),
        ("@daily", (0,), (0,)),
        ("0-59 0-23 * * *", None, None),
    ],
)
def test_steps_ranges_and_lists(
    expression: str, minutes: tuple[int, ...] | None, hours: tuple[int, ...] | None
) -> None:
    cron = parse_cron(expression)
    assert (cron.minutes, cron.hours) == (minutes, hours)


def test_a_week_that_is_whole_restricts_nothing() -> None:
    assert parse_cron("0 7 * * 1-7").weekdays is None
    assert parse_cron("0 7 * * 0-6").weekdays is None


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("0 7 * *", "five fields"),
        ("60 7 * * *", "'60' is no minute"),
        ("0 24 * * *", "'24' is no hour"),
        ("0 7 0 * *", "'0' is no day"),
        ("0 7 * 13 *", "'13' is no month"),
        ("0 7 * * 5-1", "'5-1' is no weekday"),
        ("0 7 * * moon", "'moon' is no weekday"),
        ("*/0 7 * * *", "step"),
        ("٣ 7 * * *", "is no minute"),
    ],
)
def test_a_wrong_field_is_named(expression: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        parse_cron(expression)
