"""What an unknown seat costs in the database: a write, as a known one does, so that time tells nothing."""

import pytest

from meetings.ports import Seat
from meetings.rules.identity import MeetingId, MemberId
from meetings.storage.stores import Stores

KNOWN = Seat(meeting=MeetingId("council"), member=MemberId("anna"))
UNKNOWN = Seat(meeting=MeetingId("council"), member=MemberId("nobody"))


@pytest.mark.parametrize("seat", [KNOWN, UNKNOWN])
async def test_every_wrong_code_is_a_write(stores: Stores, seat: Seat):
    await stores.directory.put_link(KNOWN, b"t" * 32, b"c" * 32)
    async with stores.database.turn() as driver:
        before = driver.total_changes

    await stores.directory.count_wrong_code(seat)

    async with stores.database.turn() as driver:
        assert driver.total_changes > before
