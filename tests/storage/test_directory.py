"""What an unknown seat costs in the database: a write, as a known one does, so that time tells nothing."""

from typing import cast

import pytest

from meetings.ports import Opening, Seat, StorageFault
from meetings.rules.identity import MeetingId, MemberId
from meetings.storage.directory import SqlDirectory
from meetings.storage.stores import Stores

KNOWN = Seat(meeting=MeetingId("council"), member=MemberId("anna"))
UNSTORABLE = Seat(meeting=MeetingId("council"), member=cast("MemberId", None))
UNKNOWN = Seat(meeting=MeetingId("council"), member=MemberId("nobody"))


@pytest.mark.parametrize("seat", [KNOWN, UNKNOWN])
async def test_every_wrong_code_is_a_write(stores: Stores, seat: Seat):
    await stores.directory.put_link(KNOWN, b"t" * 32, b"c" * 32)
    async with stores.database.turn() as driver:
        before = driver.total_changes

    await stores.directory.count_wrong_code(seat)

    async with stores.database.turn() as driver:
        assert driver.total_changes > before


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
