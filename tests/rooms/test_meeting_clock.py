"""The time of a meeting never runs backwards, and limits last as long as they should."""

from msgspec.structs import replace

from meetings.record.codec import said_by
from meetings.record.entry import Position
from meetings.rooms.keeper import Keeper
from meetings.rooms.meeting_clock import MeetingClock
from meetings.rooms.room import Room
from meetings.rules.floor import GiveFloor
from meetings.rules.identity import MemberId
from meetings.rules.poll_commands import CastVote
from meetings.rules.polls import PollState
from meetings.rules.proceedings import Announce
from tests.fakes.clock import FixedClock
from tests.rooms.chamber import MEETING, Chamber
from tests.rooms.virtual_time import passes

HOUR_MS = 3_600_000


def test_a_clock_that_is_not_behind_the_record_is_left_alone() -> None:
    clock = FixedClock(1000)
    meeting_clock = MeetingClock(clock, 1000)
    clock.go_on(5)
    meeting_clock.not_before(1004)
    assert meeting_clock.now() == 1005


def test_a_clock_that_is_behind_goes_on_from_the_record_at_its_own_pace() -> None:
    clock = FixedClock(1000)
    meeting_clock = MeetingClock(clock, 5000)
    assert meeting_clock.now() == 5000
    clock.go_on(10)
    assert meeting_clock.now() == 5010
    meeting_clock.not_before(6000)
    assert meeting_clock.now() == 6000


async def times(chamber: Chamber) -> list[int]:
    """When the entries of the record were made."""
    entries = await chamber.log.read(MEETING, Position.start(await chamber.log.id_of(MEETING)))
    return [said_by(entry).stamp.at for entry in entries]


class SetBack:
    """A node's clock after somebody has set it back by an hour."""

    def __init__(self, chamber: Chamber) -> None:
        self._clock = chamber.equipment.clock

    def now(self) -> int:
        """Milliseconds since 1970 UTC."""
        return self._clock.now() - HOUR_MS


async def started_anew(chamber: Chamber) -> Room:
    """The room after a restart with a clock that was set back."""
    await chamber.close()
    chamber.equip(clock=SetBack(chamber))
    return await chamber.keeper.room(MEETING)


async def test_after_the_clock_was_set_back_no_entry_is_earlier_than_the_one_before(chamber: Chamber) -> None:
    await chamber.convene()
    await passes(10)
    room = await started_anew(chamber)
    await chamber.do(room, "secretary", Announce(id=chamber.id(), text="Lunch"))
    await passes(60)
    await chamber.do(room, "secretary", Announce(id=chamber.id(), text="Coffee"))
    recorded = await times(chamber)
    assert recorded == sorted(recorded)
    assert recorded[-1] - recorded[-2] == 60_000


async def test_after_the_clock_was_set_back_a_timed_vote_ends_in_time(chamber: Chamber) -> None:
    await chamber.convene()
    room = await started_anew(chamber)
    poll = await chamber.open_poll(room, "p", closes_in_s=60)
    await passes(59)
    await chamber.do(room, "an", CastVote(id=chamber.id(), poll=poll, choice="yes"))
    assert room.meeting.polls.polls[poll].state is PollState.OPEN
    await passes(2)
    closed = room.meeting.polls.polls[poll]
    assert closed.state is PollState.CLOSED
    assert closed.opened_at is not None
    assert closed.closed_at is not None
    assert 60_000 <= closed.closed_at - closed.opened_at <= 61_000


async def test_a_speech_over_which_the_clock_was_set_back_is_no_shorter_than_nothing(chamber: Chamber) -> None:
    room = await chamber.convene()
    await chamber.do(room, "chair", GiveFloor(id=chamber.id(), member=MemberId("an"), limit_s=120))
    await passes(30)
    room = await started_anew(chamber)
    since = room.meeting.floor.since
    assert since is not None
    await passes(30)
    assert 30_000 <= room.clock.now() - since <= 61_000


async def test_what_another_node_with_a_clock_that_is_ahead_has_recorded_is_followed_in_time(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with Keeper(replace(chamber.equipment, clock=SetBack(chamber))) as behind:
        other = await behind.room(MEETING)
        await passes(5)
        for number, here in enumerate((room, other, room)):
            await chamber.do(here, "secretary", Announce(id=f"announce-{number}", text="Lunch"))
    recorded = await times(chamber)
    assert recorded == sorted(recorded)
