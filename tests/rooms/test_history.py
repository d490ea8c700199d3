"""A log that is damaged, or of another version, is told apart from one that is not there."""

from collections.abc import Sequence

import pytest

from meetings.ports import NoSuchMeeting, StorageFault
from meetings.record.entry import Entry, Position, chained
from meetings.rooms.history import TOLERANCE_MS, RecordUnusable, findings, history_of
from meetings.rules.identity import LogId, MeetingId
from tests.fakes.log import MemoryLog
from tests.rooms.chamber import MEETING, Chamber

LOG = LogId("5a" * 32)


async def a_log_of(*texts: str) -> MemoryLog:
    log = MemoryLog()
    await log.begin(MEETING, LOG)
    entries = chained(Position.start(LOG), texts, [b"s" * 16] * len(texts), [None] * len(texts))
    async with log.writing(MEETING, Position.start(LOG)) as pen:
        await pen.record(entries, [])
    return log


async def test_a_log_of_a_version_that_is_not_known_is_said_to_be_one() -> None:
    with pytest.raises(RecordUnusable, match="council cannot be read by this version of the program"):
        await history_of(MEETING, await a_log_of('{"kind": "of tomorrow"}'))


async def test_a_damaged_log_is_said_to_be_damaged_and_where() -> None:
    log = await a_log_of("one", "two", "three")
    log.damage(MEETING, 2)
    with pytest.raises(
        RecordUnusable, match=r"council is damaged: entry 2 does not match its hash. Restore the latest"
    ):
        await history_of(MEETING, log)


async def test_a_meeting_that_is_not_there_is_not_damaged() -> None:
    with pytest.raises(NoSuchMeeting):
        await history_of(MEETING, MemoryLog())


async def test_of_several_logs_the_damaged_ones_are_found(chamber: Chamber) -> None:
    await chamber.convene()
    await chamber.convene(meeting=MeetingId("senate"))
    now = chamber.equipment.clock.now()
    assert await findings(chamber.log, now) == {}
    chamber.log.damage(MeetingId("senate"), 1)
    assert list(await findings(chamber.log, now)) == ["senate"]


async def test_a_clock_that_was_set_back_is_found(chamber: Chamber) -> None:
    await chamber.convene()
    now = chamber.equipment.clock.now()
    assert await findings(chamber.log, now - TOLERANCE_MS) == {}
    found = await findings(chamber.log, now - 2 * TOLERANCE_MS)
    assert "The record of meeting council goes on to 120 s from now" in found[MEETING]


async def test_a_log_of_another_version_is_found() -> None:
    assert list(await findings(await a_log_of('{"kind": "of tomorrow"}'), 0)) == [MEETING]


class DeafLog(MemoryLog):
    """A log that cannot be read."""

    async def read(self, meeting: MeetingId, after: Position) -> Sequence[Entry]:
        raise StorageFault("the page is damaged")


async def test_a_log_that_cannot_be_read_counts_as_damaged() -> None:
    log = DeafLog()
    await log.begin(MEETING, LOG)
    assert await findings(log, 0) == {MEETING: "the page is damaged"}
