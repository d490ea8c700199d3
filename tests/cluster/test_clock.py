"""The clock reads the wall once; from then on it only runs forward."""

import time

import pytest

from meetings.cluster.clock import SteadyClock


def test_the_clock_begins_with_the_time_on_the_wall() -> None:
    assert abs(SteadyClock().now() - time.time() * 1000) < 1000


def test_a_wall_clock_that_is_set_back_moves_no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SteadyClock()
    before = clock.now()
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    assert clock.now() >= before


def test_the_clock_runs_with_the_monotonic_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic_ns", lambda: 5_000_000)
    clock = SteadyClock()
    before = clock.now()
    monkeypatch.setattr(time, "monotonic_ns", lambda: 1_505_000_000)
    assert clock.now() - before == 1500
