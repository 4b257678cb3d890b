"""A store is kept small without losing what is still needed; a clock that jumps changes nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stored import ANSWER, keep, key, known, run

from llmsum.store import Store
from llmsum.store.contents import contents
from llmsum.store.tables import ROW
from llmsum.store.upkeep import clear, clear_unused, shrink

LETTERS = 10_000
SIZE = ROW + LETTERS + len('{"text": ""}')


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The store's clock: what it shows is in the list."""
    shown = [datetime(2026, 3, 1, tzinfo=UTC)]
    monkeypatch.setattr("llmsum.store.store._now", lambda: shown[0].isoformat(timespec="seconds"))
    yield shown


def _session(url: str, *used: int, project: str | None = None, max_size: int | None = None) -> None:
    """One run that asks for these, and keeps them if they are not there."""
    store = Store(url, max_size)
    keep(store, *(number for number in used if not store.response(key(number))), letters=LETTERS)
    if project is not None:
        store.record_run(run(project))
    store.close()


def test_what_was_used_longest_ago_goes_first(url: str) -> None:
    _session(url, 1, 2, 3, 4)
    _session(url, 5, 6)
    _session(url, 1)
    store = Store(url)
    assert shrink(store.database, 3 * SIZE).deleted == 3
    store.close()
    assert known(url, *range(1, 7)) == {1, 5, 6}


def test_a_limit_holds_after_each_run_and_spares_what_last_runs_rest_on(url: str) -> None:
    _session(url, 1, 2, project="周报")
    _session(url, 3, project="月报")
    for number in range(10, 20):
        _session(url, number, project="", max_size=6 * SIZE)
    left = known(url, 1, 2, 3, *range(10, 20))
    assert {1, 2, 3, 19} <= left
    assert len(left) <= 6
    # The next run of a project rests on something else, and the one before it may go.
    _session(url, 1, 30, 31, project="周报", max_size=4 * SIZE)
    assert known(url, *range(40)) == {1, 3, 19, 30, 31}


def test_what_is_in_use_stays_though_it_exceeds_the_limit(url: str) -> None:
    _session(url, *range(5), project="周报", max_size=SIZE)
    store = Store(url)
    cleared = shrink(store.database, SIZE)
    store.close()
    assert (cleared.deleted, cleared.kept) == (0, 5)
    assert known(url, *range(5)) == set(range(5))


def test_old_answers_go_and_those_of_last_runs_stay(url: str, clock: list[datetime]) -> None:
    _session(url, 1, 2)
    _session(url, 3, project="周报")
    clock[0] += timedelta(days=40)
    _session(url, 2)
    store = Store(url)
    cleared = clear_unused(store.database, clock[0] - timedelta(days=30))
    store.close()
    assert (cleared.deleted, cleared.kept) == (1, 1)
    assert known(url, 1, 2, 3) == {2, 3}


def test_a_clock_that_jumps_back_does_not_make_the_newest_the_oldest(
    url: str, clock: list[datetime]
) -> None:
    _session(url, 1)
    clock[0] += timedelta(days=4000)
    _session(url, 2)
    clock[0] -= timedelta(days=5000)
    _session(url, 3)
    _session(url, 1)
    store = Store(url)
    shrink(store.database, 2 * SIZE)
    store.close()
    assert known(url, 1, 2, 3) == {1, 3}


def test_a_clock_that_was_ahead_does_not_make_answers_old(url: str, clock: list[datetime]) -> None:
    clock[0] += timedelta(days=4000)
    _session(url, 1)
    clock[0] -= timedelta(days=4000)
    store = Store(url)
    assert clear_unused(store.database, clock[0] - timedelta(days=30)).deleted == 0
    store.close()
    assert known(url, 1) == {1}


def test_clearing_leaves_the_history(store: Store) -> None:
    keep(store, 1)
    store.mark_truncated(key(2), "label", "local/x")
    store.record_run(run())
    assert clear(store.database).deleted == 1
    assert store.response(key(1)) is None
    assert not store.is_truncated(key(2))
    found = contents(store.database)
    assert (found.answers, found.in_use, found.runs) == (0, 0, 1)


def test_an_answer_takes_about_as_much_room_as_is_said(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    _session(f"sqlite:///{path}", project="周报")
    empty = path.stat().st_size
    store = Store(f"sqlite:///{path}")
    for number in range(400):
        store.keep(key(number), "commitments", "local/qwen2.5-coder-1.5b", ANSWER)
    store.record_run(run("/home/me/周报"))
    said = contents(store.database).size
    store.close()
    assert said == pytest.approx(path.stat().st_size - empty, rel=0.3)


def test_room_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    _session(f"sqlite:///{path}", *range(100))
    full = path.stat().st_size
    store = Store(f"sqlite:///{path}")
    clear(store.database)
    store.close()
    assert path.stat().st_size < full / 5
