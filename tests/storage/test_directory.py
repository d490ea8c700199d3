"""What the directory on SQLite holds in memory, and what it writes."""

from typing import cast

import pytest

from meetings.access.entrance import Entrance, NotAdmitted
from meetings.access.links import renew
from meetings.ports import Opening, Seat, StorageFault
from meetings.rules.identity import MeetingId, MemberId
from meetings.storage.directory import SqlDirectory
from meetings.storage.stores import Stores
from tests.fakes.clock import FixedClock

KNOWN = Seat(meeting=MeetingId("council"), member=MemberId("anna"))
UNSTORABLE = Seat(meeting=MeetingId("council"), member=cast("MemberId", None))


async def changes(stores: Stores) -> int:
    """How many rows were written since the folder was opened."""
    async with stores.database.turn() as driver:
        return driver.total_changes


async def test_strangers_write_nothing_but_the_five_wrong_codes_of_each_seat_together(stores: Stores):
    entrance = Entrance(stores.directory, FixedClock())
    await renew(stores.directory, "http://council.example", KNOWN)
    before = await changes(stores)

    for number in range(50):
        for member in ("anna", f"nobody-{number}"):
            with pytest.raises(NotAdmitted):
                await entrance.seat_by_code("council", member, "WRONG")
        with pytest.raises(NotAdmitted):
            await entrance.seat_by_token("made up")
        await entrance.sign_out("made up")
    assert await changes(stores) == before

    await entrance.wrong_codes.write_down()
    assert await changes(stores) == before + 1
    known = await stores.directory.code_of(KNOWN)
    assert known is not None
    assert known[1] == 5


async def test_a_change_that_is_taken_back_leaves_a_session_as_it_was(stores: Stores):
    directory = stores.directory
    await directory.open_session(Opening(digest=b"d" * 32, seat=KNOWN, at=1, exclusive=True))
    before = await directory.session(b"d" * 32)
    with pytest.raises(StorageFault):
        await directory.open_session(Opening(digest=b"d" * 32, seat=UNSTORABLE, at=1))
    assert await directory.session(b"d" * 32) == before


async def test_sessions_are_those_of_the_folder_when_it_is_opened_again(stores: Stores):
    await stores.directory.open_session(Opening(digest=b"d" * 32, seat=KNOWN, at=1, exclusive=True))
    again = SqlDirectory(stores.database)
    assert await again.session(b"d" * 32) == await stores.directory.session(b"d" * 32)
    assert await again.session(b"e" * 32) is None
