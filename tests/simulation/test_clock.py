"""Somebody sets the wall clock during a timed vote: the deadline stays where it was."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from meetings.cluster import clock
from meetings.cluster.clock import SteadyClock
from meetings.rules.polls import PollState
from tests.rooms.chamber import Chamber
from tests.rooms.ears import PlainEncoding
from tests.rooms.virtual_time import VirtualLoop, passes

HOUR_S, DAY_S = 3600, 86_400
LIMIT_S = 60
LATEST_S = 1


class Clocks:
    """The two clocks of a machine: the wall clock can be set, the monotonic one goes with the loop."""

    def __init__(self) -> None:
        self.set_by_s = 0

    def monotonic_ns(self) -> int:
        return round(asyncio.get_running_loop().time() * 1e9)

    def time_ns(self) -> int:
        return 1_700_000_000_000_000_000 + self.monotonic_ns() + self.set_by_s * 1_000_000_000


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return "asyncio", {"loop_factory": VirtualLoop}


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    clocks = Clocks()
    monkeypatch.setattr(clock, "time", clocks)
    return clocks


@pytest.mark.parametrize("step_s", [HOUR_S, -HOUR_S, DAY_S, -DAY_S])
async def test_a_timed_vote_ends_in_time_though_the_wall_clock_is_set(
    tmp_path: Path, wall: Clocks, step_s: int
) -> None:
    chamber = Chamber(tmp_path, SteadyClock(), PlainEncoding())
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p", closes_in_s=LIMIT_S)
    await passes(LIMIT_S / 2)
    wall.set_by_s = step_s
    await passes(LIMIT_S / 2 - LATEST_S)
    assert room.meeting.polls.polls[poll].state is PollState.OPEN
    await passes(2 * LATEST_S)
    closed = room.meeting.polls.polls[poll]
    assert closed.state is PollState.CLOSED
    assert closed.opened_at is not None
    assert closed.closed_at is not None
    assert abs(closed.closed_at - closed.opened_at - 1000 * LIMIT_S) <= 1000 * LATEST_S
    await chamber.close()
