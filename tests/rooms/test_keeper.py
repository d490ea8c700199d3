"""Rooms are opened once, dropped on faults, and ended with the keeper."""

import asyncio

import pytest

from meetings.ports import NoSuchMeeting
from meetings.rooms.answers import Done, Unknown
from meetings.rooms.keeper import Keeper
from meetings.rules.identity import LogId, MeetingId
from meetings.rules.polls import PollState
from meetings.rules.proceedings import Announce
from tests.rooms.chamber import MEETING, Chamber
from tests.rooms.ears import joined
from tests.rooms.virtual_time import passes


async def test_many_who_come_at_once_find_one_room(chamber: Chamber) -> None:
    await chamber.convene()
    await chamber.close()
    keeper = Keeper(chamber.equipment)
    async with keeper:
        rooms = await asyncio.gather(*(keeper.room(MEETING) for _ in range(20)))
        assert len(set(map(id, rooms))) == 1
        assert keeper.open_rooms() == [rooms[0]]


async def test_a_room_is_as_its_log_says(chamber: Chamber) -> None:
    before = await chamber.convene()
    after = await chamber.reopened()
    assert after is not before
    assert (after.meeting, after.position, after.log_id) == (before.meeting, before.position, before.log_id)


async def test_a_meeting_that_is_not_there_yet_may_come(chamber: Chamber) -> None:
    with pytest.raises(NoSuchMeeting):
        await chamber.keeper.room(MEETING)
    await chamber.log.begin(MEETING, LogId("5a" * 32))
    assert (await chamber.keeper.room(MEETING)).id == MEETING


async def test_each_meeting_has_its_own_room(chamber: Chamber) -> None:
    first = await chamber.convene()
    second = await chamber.convene(meeting=MeetingId("senate"))
    assert chamber.keeper.open_rooms() == [first, second]
    assert first.log_id != second.log_id


async def test_who_gives_up_waiting_does_not_stop_the_others(chamber: Chamber) -> None:
    await chamber.convene()
    await chamber.close()
    async with Keeper(chamber.equipment) as keeper:
        impatient = asyncio.create_task(keeper.room(MEETING))
        patient = asyncio.create_task(keeper.room(MEETING))
        await passes(0)
        impatient.cancel()
        assert (await patient).id == MEETING


async def test_leaving_the_keeper_ends_its_rooms(chamber: Chamber) -> None:
    room = await chamber.convene()
    ear = joined(room.publisher, "an")
    heard = len(ear.heard)
    await chamber.close()
    assert ear.is_closed
    assert chamber.keeper.open_rooms() == []
    assert await chamber.ask(room, "secretary", Announce(id="announce-1", text="Lunch")) == Unknown("announce-1")
    await passes(10)
    assert len(ear.heard) == heard


async def looked_after(chamber: Chamber, hours: float) -> None:
    """So many hours go by while idle rooms are closed."""
    looking = asyncio.create_task(chamber.keeper.close_idle_rooms())
    await passes(hours * 3600)
    looking.cancel()


async def test_a_room_in_which_nobody_was_for_long_is_closed_and_opened_again_as_it_was(chamber: Chamber) -> None:
    before = await chamber.convene()
    said = Announce(id="announce-1", text="Lunch")
    answer = await chamber.do(before, "secretary", said)
    await looked_after(chamber, 13)
    assert chamber.keeper.open_rooms() == []
    after = await chamber.keeper.room(MEETING)
    assert after is not before
    assert (after.meeting, after.position) == (before.meeting, before.position)
    assert await chamber.do(after, "secretary", said) == answer
    await passes(1)
    assert chamber.keeper.open_rooms() == [after]
    assert await chamber.ask(before, "secretary", Announce(id="announce-2", text="Tea")) == Unknown("announce-2")


async def test_a_room_that_somebody_asked_for_meanwhile_stays(chamber: Chamber) -> None:
    room = await chamber.convene()
    for _ in range(4):
        await looked_after(chamber, 11)
        assert await chamber.keeper.room(MEETING) is room


async def test_a_room_in_which_somebody_listens_stays_and_is_closed_long_after_they_have_left(
    chamber: Chamber,
) -> None:
    room = await chamber.convene()
    ear = joined(room.publisher, "an")
    await looked_after(chamber, 30)
    assert chamber.keeper.open_rooms() == [room]
    room.publisher.leave(ear)
    await looked_after(chamber, 11)
    assert chamber.keeper.open_rooms() == [room]
    await looked_after(chamber, 2)
    assert chamber.keeper.open_rooms() == []
    assert not ear.is_closed


async def test_a_room_with_a_timed_vote_stays_until_long_after_its_end(chamber: Chamber) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p", closes_in_s=3600)
    looking = asyncio.create_task(chamber.keeper.close_idle_rooms())
    await passes(12.5 * 3600)
    assert chamber.keeper.open_rooms() == [room]
    await passes(3600)
    looking.cancel()
    assert chamber.keeper.open_rooms() == []
    assert (await chamber.keeper.room(MEETING)).meeting.polls.polls[poll].state is PollState.CLOSED


async def test_a_vote_without_a_limit_stays_open_in_a_room_that_was_closed(chamber: Chamber) -> None:
    poll = await chamber.open_poll(await chamber.convene(), "p")
    await looked_after(chamber, 13)
    assert (await chamber.keeper.room(MEETING)).meeting.polls.polls[poll].state is PollState.OPEN


async def test_who_comes_while_a_room_is_being_closed_finds_another(chamber: Chamber) -> None:
    before = await chamber.convene()
    looking = asyncio.create_task(chamber.keeper.close_idle_rooms())
    while chamber.keeper.open_rooms():
        await passes(60)
    after = await chamber.keeper.room(MEETING)
    await passes(1)
    looking.cancel()
    assert after is not before
    assert chamber.keeper.open_rooms() == [after]
    assert isinstance(await chamber.ask(after, "secretary", Announce(id="announce-1", text="Tea")), Done)


async def test_a_room_that_is_being_opened_ends_with_the_keeper(chamber: Chamber) -> None:
    await chamber.convene()
    await chamber.close()
    async with Keeper(chamber.equipment) as keeper:
        opening = asyncio.create_task(keeper.room(MEETING))
        await passes(0)
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert keeper.open_rooms() == []
