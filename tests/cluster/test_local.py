"""What every doorbell and presence keeps to, tried on those of one process."""

import asyncio
import gc
from collections.abc import AsyncIterator

import pytest

from meetings.cluster.ears import Ears
from meetings.cluster.local import LocalDoorbell, LocalPresence
from meetings.ports import Doorbell, Presence
from meetings.rules.identity import MeetingId, MemberId

COUNCIL, BOARD = MeetingId("council"), MeetingId("board")
ANNA, BINH = MemberId("anna"), MemberId("binh")


@pytest.fixture
def doorbell() -> Doorbell:
    return LocalDoorbell()


@pytest.fixture
def presence() -> Presence:
    return LocalPresence()


async def heard(ears: AsyncIterator[int]) -> int:
    async with asyncio.timeout(5):
        return await anext(ears)


async def test_a_ring_is_heard_by_all_who_listen(doorbell: Doorbell):
    left, right = doorbell.listen(COUNCIL), doorbell.listen(COUNCIL)
    await doorbell.ring(COUNCIL, 7)

    assert [await heard(left), await heard(right)] == [7, 7]


async def test_a_ring_wakes_one_who_waits(doorbell: Doorbell):
    waiting = asyncio.create_task(heard(doorbell.listen(COUNCIL)))
    await asyncio.sleep(0)
    await doorbell.ring(COUNCIL, 7)

    assert await waiting == 7


async def test_who_is_slow_hears_the_last_position_only(doorbell: Doorbell):
    ears = doorbell.listen(COUNCIL)
    for position in range(1, 100):
        await doorbell.ring(COUNCIL, position)
    assert await heard(ears) == 99

    await doorbell.ring(COUNCIL, 100)
    assert await heard(ears) == 100


async def test_another_meeting_is_not_heard(doorbell: Doorbell):
    ears = doorbell.listen(COUNCIL)
    await doorbell.ring(BOARD, 1)
    await doorbell.ring(COUNCIL, 2)

    assert await heard(ears) == 2


async def test_ringing_where_nobody_listens_is_no_fault(doorbell: Doorbell):
    await doorbell.ring(COUNCIL, 1)


async def test_an_iteration_goes_on_until_its_task_ends(doorbell: Doorbell):
    positions: list[int] = []
    ears = doorbell.listen(COUNCIL)
    await doorbell.ring(COUNCIL, 1)
    async for position in ears:
        positions.append(position)
        if position == 3:
            break
        await doorbell.ring(COUNCIL, position + 1)

    assert positions == [1, 2, 3]


async def test_who_listens_no_longer_is_forgotten():
    ears = Ears()
    listening = LocalDoorbell(ears).listen(COUNCIL)
    assert ears.meetings == [COUNCIL]

    del listening
    gc.collect()

    assert ears.meetings == []


async def test_a_member_is_connected_while_one_of_their_tablets_is(presence: Presence):
    await presence.appear(COUNCIL, ANNA)
    await presence.appear(COUNCIL, ANNA)
    await presence.appear(COUNCIL, BINH)
    await presence.vanish(COUNCIL, ANNA)
    assert presence.connected(COUNCIL) == {ANNA, BINH}

    await presence.vanish(COUNCIL, ANNA)
    assert presence.connected(COUNCIL) == {BINH}


async def test_presence_is_kept_apart_for_each_meeting(presence: Presence):
    await presence.appear(COUNCIL, ANNA)

    assert presence.connected(BOARD) == frozenset()


async def test_vanishing_without_having_appeared_changes_nothing(presence: Presence):
    await presence.vanish(COUNCIL, ANNA)
    await presence.appear(COUNCIL, ANNA)

    assert presence.connected(COUNCIL) == {ANNA}
