"""Tablets that come back get what they missed, or a whole view where that is not known."""

from collections.abc import Mapping

import pytest

from meetings.record.entry import Position
from meetings.rooms.keeper import Keeper
from meetings.rooms.room import Room
from meetings.rules.agenda import AddItem
from meetings.rules.floor import RequestFloor, WithdrawRequest
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.proceedings import Announce, TakeChair
from meetings.views.audiences import Audience
from tests.rooms.chamber import Chamber
from tests.rooms.ears import Ear, joined
from tests.rooms.virtual_time import passes


async def announced(chamber: Chamber, room: Room, text: str = "Lunch") -> None:
    await chamber.do(room, "secretary", Announce(id=chamber.id(), text=text))


async def quiet(chamber: Chamber) -> Room:
    """A meeting of which all is published."""
    room = await chamber.convene()
    await passes(1)
    return room


def as_published(room: Room, audience: Audience) -> Mapping[str, object]:
    return room.publisher.published(audience).view


async def away(chamber: Chamber, room: Room, member: str = "an") -> Ear:
    """A tablet that was here, has left, and missed something since."""
    ear = joined(room.publisher, member)
    room.publisher.leave(ear)
    await announced(chamber, room)
    await chamber.do(room, "chair", AddItem(id=chamber.id(), ref=ItemId("x"), title="X"))
    await passes(1)
    return ear


async def test_who_comes_back_gets_what_was_missed(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = await away(chamber, room)
    room.publisher.join(ear, ear.position)
    missed = ear.welcomes[-1].missed
    assert missed is not None
    assert set(missed.put) == {"notice", "item/x"}
    assert ear.welcomes[-1].view == {}
    assert ear.shared == as_published(room, Audience.FLOOR)


async def test_a_chair_that_changed_hands_makes_for_a_whole_view(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = await away(chamber, room, "vice")
    await chamber.do(room, "chair", TakeChair(id=chamber.id(), member=MemberId("vice")))
    await passes(1)
    room.publisher.join(ear, ear.position)
    assert ear.welcomes[-1].missed is None
    assert ear.shared == as_published(room, Audience.DAIS)


@pytest.mark.parametrize("number", [0, -1, 10**9])
async def test_from_a_position_that_never_was_one_gets_a_whole_view(chamber: Chamber, number: int) -> None:
    room = await quiet(chamber)
    ear = await away(chamber, room)
    assert ear.position is not None
    room.publisher.join(ear, Position(number, ear.position.head))
    assert ear.welcomes[-1].missed is None


async def test_from_a_head_of_another_history_one_gets_a_whole_view(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = await away(chamber, room)
    assert ear.position is not None
    room.publisher.join(ear, Position(ear.position.number, bytes(32)))
    assert ear.welcomes[-1].missed is None
    assert ear.shared == as_published(room, Audience.FLOOR)


async def test_what_changed_before_the_room_was_opened_is_not_known(chamber: Chamber) -> None:
    ear = await away(chamber, await quiet(chamber))
    room = await chamber.reopened()
    room.publisher.join(ear, ear.position)
    assert ear.welcomes[-1].missed is None
    assert ear.shared == as_published(room, Audience.FLOOR)


async def test_after_a_restart_one_resumes_where_the_room_was_opened(chamber: Chamber) -> None:
    room = await quiet(chamber)
    ear = joined(room.publisher, "an")
    room = await chamber.reopened()
    await announced(chamber, room)
    await passes(1)
    room.publisher.join(ear, ear.position)
    missed = ear.welcomes[-1].missed
    assert missed is not None
    assert set(missed.put) == {"notice"}


async def test_from_a_position_that_another_node_published_one_gets_a_whole_view(chamber: Chamber) -> None:
    here = await quiet(chamber)
    there = await Keeper(chamber.equipment).room(here.id)
    await chamber.do(there, "binh", RequestFloor(id=chamber.id()))
    await passes(1)
    ear = joined(there.publisher, "an")
    there.publisher.leave(ear)
    await chamber.do(there, "binh", WithdrawRequest(id=chamber.id()))
    # This node hears of both at once, and sees no difference.
    await announced(chamber, here)
    await passes(1)
    here.publisher.join(ear, ear.position)
    assert ear.shared == as_published(here, Audience.FLOOR)
