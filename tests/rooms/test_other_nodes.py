"""A room beside another node, and at the end of its server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from meetings.cluster.local import LocalDoorbell
from meetings.ports import StorageFault
from meetings.rooms.answers import Done, Unknown
from meetings.rooms.keeper import Keeper
from meetings.rules.identity import MeetingId
from meetings.rules.polls import PollState
from meetings.rules.proceedings import Announce
from tests.rooms.chamber import MEETING, Chamber
from tests.rooms.ears import joined
from tests.rooms.test_room import SECRETARY, entered, pen_held
from tests.rooms.virtual_time import passes


async def test_a_room_reads_what_another_node_has_recorded_when_the_doorbell_rings(chamber: Chamber) -> None:
    room = await chamber.convene()
    ear = joined(room.publisher, "guest")
    async with Keeper(chamber.equipment) as other_node:
        elsewhere = await other_node.room(MEETING)
        announcement = Announce(id=chamber.id(), text="Lunch")
        assert isinstance(await elsewhere.submit(SECRETARY, announcement), Done)
        await passes(1)
        assert room.position == elsewhere.position
        assert ear.position == elsewhere.position
        # What was answered there is answered here.
        assert (await room.submit(SECRETARY, announcement)) == (await elsewhere.submit(SECRETARY, announcement))
        assert await chamber.do(room, "secretary", Announce(id=chamber.id(), text="Coffee"))
        await passes(1)
        assert elsewhere.position == room.position


class Neighbour:
    """Another node that has every meeting in session, or none."""

    def __init__(self, *, is_there: bool) -> None:
        self.is_there = is_there
        self.fault: StorageFault | None = None

    async def enter(self, meeting: MeetingId) -> bool:
        if self.fault is not None:
            raise self.fault
        return self.is_there


@pytest.mark.parametrize(("is_there", "state"), [(True, PollState.OPEN), (False, PollState.HELD)])
async def test_a_timed_poll_is_held_by_the_first_room_only(chamber: Chamber, is_there: bool, state: PollState) -> None:
    room = await chamber.convene()
    poll = await chamber.open_poll(room, "p", closes_in_s=60)
    neighbours = Neighbour(is_there=is_there)
    async with Keeper(replace(chamber.equipment, neighbours=neighbours)) as other_node:
        elsewhere = await other_node.room(MEETING)
        await passes(1)
        assert elsewhere.meeting.polls.polls[poll].state is state


async def test_a_room_whose_neighbours_are_not_known_is_dropped(chamber: Chamber) -> None:
    await chamber.convene()
    neighbours = Neighbour(is_there=False)
    neighbours.fault = StorageFault("the database does not answer")
    async with Keeper(replace(chamber.equipment, neighbours=neighbours)) as other_node:
        elsewhere = await other_node.room(MEETING)
        late = Announce(id=chamber.id(), text="Lunch")
        assert await elsewhere.submit(SECRETARY, late) == Unknown(late.id)
        neighbours.fault = None
        assert isinstance(await (await other_node.room(MEETING)).submit(SECRETARY, late), Done)


async def test_while_another_node_has_the_pen_its_former_entries_are_read(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with Keeper(chamber.equipment) as other_node:
        elsewhere = await other_node.room(MEETING)
        await chamber.do(room, "secretary", Announce(id=chamber.id(), text="Lunch"))
        async with chamber.log.writing(MEETING, after=room.position):
            await passes(1)
            assert elsewhere.position == room.position


async def test_who_must_not_be_late_has_the_room_look(chamber: Chamber) -> None:
    room = await chamber.convene()
    async with Keeper(replace(chamber.equipment, doorbell=LocalDoorbell())) as other_node:
        elsewhere = await other_node.room(MEETING)
        await chamber.do(room, "secretary", Announce(id=chamber.id(), text="Lunch"))
        assert elsewhere.position != room.position
        await elsewhere.look()
        assert elsewhere.position == room.position
    await elsewhere.look()


class DeafOnce(LocalDoorbell):
    """A doorbell that is not heard at first."""

    has_failed = False

    def listen(self, meeting: MeetingId) -> AsyncIterator[int]:
        if not self.has_failed:
            self.has_failed = True
            raise OSError("the wire is cut")
        return super().listen(meeting)


async def test_a_doorbell_that_is_not_heard_is_listened_to_again(
    chamber: Chamber, caplog: pytest.LogCaptureFixture
) -> None:
    room = await chamber.convene()
    async with Keeper(replace(chamber.equipment, doorbell=DeafOnce())) as other_node:
        elsewhere = await other_node.room(MEETING)
        await passes(2)
        assert "the doorbell of meeting council is not heard" in caplog.text
        await chamber.do(room, "secretary", Announce(id=chamber.id(), text="Lunch"))
        await elsewhere.submit(SECRETARY, Announce(id=chamber.id(), text="Coffee"))
        assert elsewhere.position.number == room.position.number + 1


async def test_at_the_end_what_waits_is_answered_and_what_comes_is_to_be_asked_again(chamber: Chamber) -> None:
    room = await chamber.convene()
    ear = joined(room.publisher, "guest")
    async with pen_held(chamber, room):
        waiting = await entered(chamber, room, 3)
        ending = asyncio.create_task(chamber.keeper.settle())
        await asyncio.sleep(0)
        late = Announce(id=chamber.id(), text="Too late")
        assert await room.submit(SECRETARY, late) == Unknown(late.id)
        assert not ending.done()
    await ending
    assert [isinstance(answer.result(), Done) for answer in waiting] == [True] * 3
    assert ear.position == room.position, "what was recorded last is shown too"


async def test_a_room_that_is_opened_at_the_end_takes_nothing(chamber: Chamber) -> None:
    await chamber.convene()
    async with Keeper(chamber.equipment) as other_node:
        await other_node.settle()
        late = Announce(id=chamber.id(), text="Too late")
        assert await (await other_node.room(MEETING)).submit(SECRETARY, late) == Unknown(late.id)


async def test_the_end_does_not_wait_for_a_room_that_is_dropped(chamber: Chamber) -> None:
    room = await chamber.convene()
    chamber.log.fault = StorageFault("the disk is gone")
    waiting = await entered(chamber, room, 3)
    await chamber.keeper.settle()
    assert {type(await answer) for answer in waiting} == {Unknown}
