"""The end of a timed poll by this node's clock."""

from meetings.rooms.deadline import Deadline, open_poll
from meetings.rules.identity import ItemId, PollId, Stamp
from meetings.rules.meeting import fold
from meetings.rules.poll_events import PollHeld, PollOpened, PollPrepared
from meetings.rules.poll_terms import Secrecy
from meetings.rules.state import Meeting
from meetings.rules.tally import Base
from tests.fakes.clock import FixedClock
from tests.rooms.virtual_time import LoopClock, passes

POLL = PollId("p1")


def voting(*, closes_at: int | None = None, held: bool = False) -> Meeting:
    """A meeting that votes."""
    prepared = PollPrepared(
        poll=POLL,
        item=ItemId("i1"),
        question="?",
        method="yes_no",
        secrecy=Secrecy.OPEN,
        majority="simple",
        base=Base.CAST,
        options=(),
    )
    events = [
        prepared,
        PollOpened(poll=POLL, entitled={}, closes_at=closes_at),
        *([PollHeld(poll=POLL)] if held else []),
    ]
    return fold((event, Stamp(number, 0, None)) for number, event in enumerate(events, start=1))


def test_a_held_poll_takes_no_votes() -> None:
    assert open_poll(voting()) == POLL
    assert open_poll(voting(held=True)) is None
    assert open_poll(Meeting()) is None


async def test_a_poll_without_a_limit_is_not_watched() -> None:
    closed: list[PollId] = []
    Deadline(LoopClock(), closed.append).watch(voting())
    await passes(1000)
    assert closed == []


async def test_a_poll_is_closed_when_its_time_has_run_out() -> None:
    closed: list[PollId] = []
    clock = LoopClock()
    Deadline(clock, closed.append).watch(voting(closes_at=clock.now() + 5000))
    await passes(4.9)
    assert closed == []
    await passes(0.2)
    assert closed == [POLL]


async def test_a_time_that_has_run_out_already_is_due_at_once() -> None:
    closed: list[PollId] = []
    clock = LoopClock()
    Deadline(clock, closed.append).watch(voting(closes_at=clock.now()))
    assert closed == [POLL]


async def test_a_timer_that_fires_early_waits_for_the_rest() -> None:
    closed: list[PollId] = []
    clock = FixedClock()
    Deadline(clock, closed.append).watch(voting(closes_at=clock.at + 1000))
    clock.go_on(999)
    await passes(1)
    assert closed == []
    clock.go_on(1)
    await passes(0.002)
    assert closed == [POLL]


async def test_who_watches_another_poll_forgets_the_first() -> None:
    closed: list[PollId] = []
    clock = LoopClock()
    deadline = Deadline(clock, closed.append)
    deadline.watch(voting(closes_at=clock.now() + 1000))
    deadline.watch(voting(held=True))
    await passes(2)
    assert closed == []
