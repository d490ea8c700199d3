"""Rooms are opened once, dropped on faults, and ended with the keeper."""

import asyncio

import pytest

from meetings.ports import NoSuchMeeting
from meetings.rooms.answers import Unknown
from meetings.rooms.keeper import Keeper
from meetings.rules.identity import LogId, MeetingId
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


async def test_a_room_that_is_being_opened_ends_with_the_keeper(chamber: Chamber) -> None:
    await chamber.convene()
    await chamber.close()
    async with Keeper(chamber.equipment) as keeper:
        opening = asyncio.create_task(keeper.room(MEETING))
        await passes(0)
    with pytest.raises(asyncio.CancelledError):
        await opening
    assert keeper.open_rooms() == []
