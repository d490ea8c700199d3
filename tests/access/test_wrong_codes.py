"""Wrong codes count at once, also while they are written down, and outlast the server."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

import pytest

from meetings.access.entrance import MOST_WRONG_CODES, Entrance, NotAdmitted
from meetings.access.links import Link, renew
from meetings.ports import Seat, StorageFault
from meetings.rules.identity import MeetingId, MemberId
from tests.fakes.clock import FixedClock
from tests.fakes.directory import MemoryDirectory

ANNA = Seat(meeting=MeetingId("council"), member=MemberId("anna"))


class BusyDirectory(MemoryDirectory):
    """Every write lets the others go first, before and after; one can be made to fail."""

    def __init__(self) -> None:
        super().__init__()
        self.fails = False

    async def count_wrong_codes(self, tries: Mapping[tuple[Seat, bytes], int]) -> None:
        if self.fails:
            raise StorageFault("the disk is gone")
        await asyncio.sleep(0)
        await super().count_wrong_codes(tries)
        await asyncio.sleep(0)


async def linked(directory: MemoryDirectory) -> Link:
    return (await renew(directory, "http://council.example", ANNA)).link


async def guess(entrance: Entrance, code: str = "WRONG") -> bool:
    """Whether a code opens the seat."""
    with suppress(NotAdmitted):
        return await entrance.seat_by_code("council", "anna", code) == ANNA
    return False


async def test_wrong_codes_outlast_the_server():
    directory = BusyDirectory()
    link, entrance = await linked(directory), Entrance(directory, FixedClock())
    running = asyncio.create_task(entrance.wrong_codes.run())
    await asyncio.sleep(0)
    for _ in range(MOST_WRONG_CODES):
        await guess(entrance)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert not await guess(Entrance(directory, FixedClock()), link.code)


async def test_what_is_being_written_down_counts_neither_twice_nor_not_at_all():
    directory = BusyDirectory()
    link, entrance = await linked(directory), Entrance(directory, FixedClock())
    for _ in range(MOST_WRONG_CODES - 1):
        await asyncio.gather(guess(entrance), entrance.wrong_codes.write_down(), entrance.wrong_codes.write_down())

    assert await guess(entrance, link.code)
    await asyncio.gather(entrance.wrong_codes.write_down(), guess(entrance))
    assert not await guess(entrance, link.code)
    await entrance.wrong_codes.write_down()
    known = await directory.code_of(ANNA)
    assert known is not None
    assert known[1] == MOST_WRONG_CODES


async def test_a_new_code_is_not_charged_with_wrong_tries_of_the_one_before():
    directory = BusyDirectory()
    await linked(directory)
    entrance = Entrance(directory, FixedClock())
    for _ in range(MOST_WRONG_CODES):
        await guess(entrance)
    renewed = await linked(directory)
    await entrance.wrong_codes.write_down()

    assert await guess(entrance, renewed.code)


async def test_what_could_not_be_written_down_still_counts(caplog: pytest.LogCaptureFixture):
    directory = BusyDirectory()
    link, entrance = await linked(directory), Entrance(directory, FixedClock())
    directory.fails = True
    for _ in range(MOST_WRONG_CODES):
        await guess(entrance)
    running = asyncio.create_task(entrance.wrong_codes.run())
    await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert "could not be written down" in caplog.text
    assert not await guess(entrance, link.code)
