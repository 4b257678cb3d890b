"""The loop of `schedule run`, with a clock that the test moves."""

from datetime import UTC, datetime, timedelta

from llmsum.schedule import keep_refreshing, next_time
from llmsum.schedule.loop import LONGEST_SLEEP, Clock

START = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


class World:
    """A clock that moves when somebody sleeps, and jumps when the test says so."""

    def __init__(self, until: timedelta, codes: tuple[int, ...] = ()) -> None:
        self.time = START
        self.passed = timedelta()
        self.until = until
        self.codes = list(codes)
        self.ran: list[datetime] = []
        self.takes = timedelta(minutes=1)
        self.jumps: dict[timedelta, timedelta] = {}

    def go(self, expression: str = "0 * * * *") -> list[datetime]:
        keep_refreshing(
            due=lambda moment: next_time(expression, "UTC", moment),
            refresh=self._refresh,
            clock=Clock(now=lambda: self.time, sleep=self._sleep),
            tell=lambda said: None,
            ended=lambda: self.passed >= self.until,
        )
        return self.ran

    def _sleep(self, seconds: float) -> None:
        assert 0 < seconds <= LONGEST_SLEEP
        self._pass(timedelta(seconds=seconds))

    def _refresh(self) -> int:
        self.ran.append(self.time)
        self._pass(self.takes)
        return self.codes.pop(0) if self.codes else 0

    def _pass(self, length: timedelta) -> None:
        self.time += length
        self.passed += length
        for moment in [m for m in self.jumps if m <= self.passed]:
            self.time += self.jumps.pop(moment)


def _clock_times(times: list[datetime]) -> list[str]:
    return [f"{time:%H:%M}" for time in times]


def test_it_runs_when_due() -> None:
    assert _clock_times(World(timedelta(hours=2, minutes=30)).go()) == ["07:00", "08:00"]


def test_a_refresh_longer_than_the_pause_never_overlaps_and_is_made_up_for_once() -> None:
    world = World(timedelta(hours=5))
    world.takes = timedelta(hours=2, minutes=10)
    assert _clock_times(world.go()) == ["07:00", "10:00"]


def test_a_failed_service_is_tried_again_after_longer_and_longer() -> None:
    world = World(timedelta(hours=2), codes=(3, 3, 3, 0))
    world.takes = timedelta(0)
    assert _clock_times(world.go()) == ["07:00", "07:01", "07:03", "07:07"]


def test_gaps_and_wrong_settings_are_not_tried_again_before_their_time() -> None:
    world = World(timedelta(hours=2, minutes=30), codes=(1, 2))
    assert _clock_times(world.go()) == ["07:00", "08:00"]


def test_a_clock_that_jumps_ahead_is_noticed_and_made_up_for_once() -> None:
    world = World(timedelta(minutes=10))
    world.jumps = {timedelta(minutes=5): timedelta(hours=7)}
    assert _clock_times(world.go()) == ["13:05"]


def test_a_clock_that_is_set_back_does_not_stop_the_refreshes() -> None:
    world = World(timedelta(hours=4))
    world.jumps = {timedelta(hours=1, minutes=30): timedelta(days=-3)}
    ran = world.go()
    assert _clock_times(ran) == ["07:00", "08:00", "09:00"]
    assert ran[1].date() == (START - timedelta(days=3)).date()
