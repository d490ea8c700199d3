"""What every log keeps to: the one on SQLite, the one on PostgreSQL and the one in memory."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest

from meetings.ports import EventLog, NoSuchMeeting, Pen, StorageFault
from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.rules.decision import Ballot
from meetings.rules.identity import LogId, MeetingId, PollId
from meetings.storage.folder import DataFolder
from tests.fakes.log import MemoryLog
from tests.storage.both import stores_of
from tests.storage.chains import COUNCIL, begun, end_of, entries_after, fresh_log, recorded, texts_in

POLL = PollId("budget")


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
async def log(request: pytest.FixtureRequest, folder: DataFolder) -> AsyncGenerator[EventLog]:
    async with AsyncExitStack() as stack:
        yield MemoryLog() if request.param == "memory" else (await stores_of(request, folder, stack)).log


@pytest.fixture(params=["sqlite", "memory"])
async def box_log(request: pytest.FixtureRequest, folder: DataFolder) -> AsyncGenerator[EventLog]:
    """A log with ballot boxes beside it."""
    async with AsyncExitStack() as stack:
        yield MemoryLog() if request.param == "memory" else (await stores_of(request, folder, stack)).log


async def test_a_fresh_log_is_empty_and_begins_with_its_id(log: EventLog):
    fresh = fresh_log()
    await log.begin(COUNCIL, fresh)

    assert await log.id_of(COUNCIL) == fresh
    assert await log.read(COUNCIL, Position.start(fresh)) == []


async def test_meetings_are_listed_from_the_oldest(log: EventLog):
    for meeting in ("zebra", "adder", "mole"):
        await begun(log, MeetingId(meeting))

    assert await log.meetings() == ["zebra", "adder", "mole"]


async def test_a_meeting_has_one_log(log: EventLog):
    await begun(log)

    with pytest.raises(ValueError, match="has a log already"):
        await log.begin(COUNCIL, fresh_log())


async def test_two_meetings_never_share_a_log(log: EventLog):
    fresh = fresh_log()
    await log.begin(COUNCIL, fresh)

    with pytest.raises(ValueError, match="another meeting has this log"):
        await log.begin(MeetingId("board"), fresh)


async def test_a_log_id_is_hexadecimal(log: EventLog):
    with pytest.raises(ValueError, match="hexadecimal"):
        await log.begin(COUNCIL, LogId("no hexadecimal"))


async def test_a_meeting_that_nobody_began_is_named(log: EventLog):
    nowhere = MeetingId("nowhere")

    with pytest.raises(NoSuchMeeting, match="nowhere"):
        await log.id_of(nowhere)
    with pytest.raises(NoSuchMeeting, match="nowhere"):
        await log.read(nowhere, Position(number=3, head=bytes(32)))
    with pytest.raises(NoSuchMeeting, match="nowhere"):
        async with log.writing(nowhere, Position.start(fresh_log())):
            pytest.fail("there is no pen for a meeting that is not there")


async def test_what_was_recorded_is_read_back_exactly(log: EventLog):
    start = await begun(log)
    entries = entries_after(start, '{"a":1}', "", "Nguyễn Thị Ánh 🗳 \u202e\u0001 Ж")

    async with log.writing(COUNCIL, start) as pen:
        await pen.record(entries, [])

    assert await log.read(COUNCIL, start) == entries
    assert checked(start, entries) == end_of(entries)


async def test_reading_goes_on_behind_a_position(log: EventLog):
    middle = await recorded(log, await begun(log), "one", "two")
    end = await recorded(log, middle, "three")

    assert [entry.text for entry in await log.read(COUNCIL, middle)] == ["three"]
    assert await log.read(COUNCIL, end) == []


async def test_a_pen_may_record_several_times(log: EventLog):
    start = await begun(log)
    entries = entries_after(start, "one", "two", "three")

    async with log.writing(COUNCIL, start) as pen:
        await pen.record(entries[:1], [])
        await pen.record(entries[1:], [])

    assert await texts_in(log) == ["one", "two", "three"]


async def test_a_pen_knows_what_others_recorded_meanwhile(log: EventLog):
    start = await begun(log)
    await recorded(log, start, "by another")

    async with log.writing(COUNCIL, start) as pen:
        assert [entry.text for entry in pen.missed] == ["by another"]
        await pen.record(entries_after(end_of(list(pen.missed)), "by me"), [])

    assert await texts_in(log) == ["by another", "by me"]


async def test_a_second_writer_waits_for_the_first(log: EventLog):
    start = await begun(log)
    asked = asyncio.Event()

    async def second() -> list[str]:
        asked.set()
        async with log.writing(COUNCIL, start) as pen:
            return [entry.text for entry in pen.missed]

    async with log.writing(COUNCIL, start) as pen:
        waiting = asyncio.create_task(second())
        await asked.wait()
        await pen.record(entries_after(start, "first"), [])

    assert await waiting == ["first"]


async def test_many_writers_make_one_chain(log: EventLog):
    start = await begun(log)

    async def write(text: str) -> None:
        async with log.writing(COUNCIL, start) as pen:
            await pen.record(entries_after(end_of([*pen.missed]) if pen.missed else start, text), [])

    await asyncio.gather(*(write(str(number)) for number in range(20)))

    assert sorted(map(int, await texts_in(log))) == list(range(20))
    assert checked(start, await log.read(COUNCIL, start)).number == 20


async def test_a_waiting_writer_can_be_cancelled(log: EventLog):
    start = await begun(log)

    async def write() -> None:
        async with log.writing(COUNCIL, start):
            pytest.fail("this writer never gets the pen")

    async with log.writing(COUNCIL, start):
        waiting = asyncio.create_task(write())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

    await recorded(log, start, "the pen is free")


async def test_a_writer_that_is_cancelled_records_nothing(log: EventLog):
    start = await begun(log)
    has_recorded = asyncio.Event()

    async def write() -> None:
        async with log.writing(COUNCIL, start) as pen:
            await pen.record(entries_after(start, "half"), [])
            has_recorded.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(write())
    await has_recorded.wait()
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer

    assert await texts_in(log) == []


async def test_an_exception_in_the_block_records_nothing(log: EventLog):
    start = await begun(log)

    async def fail() -> None:
        async with log.writing(COUNCIL, start) as pen:
            await pen.record(entries_after(start, "one"), [])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async with log.writing(COUNCIL, start) as pen:
        assert pen.missed == []


async def test_an_exception_in_the_block_puts_nothing_into_the_box(box_log: EventLog):
    start = await begun(box_log)

    async def fail() -> None:
        async with box_log.writing(COUNCIL, start) as pen:
            await pen.record(entries_after(start, "one"), [Ballot(poll=POLL, choice=("yes",))])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()

    async with box_log.writing(COUNCIL, start) as pen:
        assert await pen.box(POLL) == []


@pytest.mark.parametrize(
    "wrong",
    [
        Position(number=1, head=bytes(32)),
        Position(number=0, head=bytes(32)),
        Position(number=99, head=bytes(32)),
    ],
)
async def test_a_position_that_the_log_does_not_hold_breaks_the_chain(log: EventLog, wrong: Position):
    await recorded(log, await begun(log), "one")

    with pytest.raises(ChainBroken):
        await log.read(COUNCIL, wrong)
    with pytest.raises(ChainBroken):
        async with log.writing(COUNCIL, wrong):
            pytest.fail("there is no pen at a position that the log does not hold")


async def refused(log: EventLog, start: Position, entries: list[Entry]) -> None:
    with pytest.raises(ChainBroken):
        async with log.writing(COUNCIL, start) as pen:
            await pen.record(entries, [])


async def test_entries_that_do_not_follow_are_not_recorded(log: EventLog):
    start = await begun(log)
    one, two = entries_after(start, "one", "two")
    await refused(log, start, [two])
    await refused(log, start, [one, one])
    await refused(log, start, entries_after(Position.start(fresh_log()), "of another log"))
    end = await recorded(log, start, "one")

    await refused(log, end, [one])

    assert await texts_in(log) == ["one"]


async def test_a_fault_that_the_writer_passes_over_records_nothing(log: EventLog):
    start = await begun(log)
    one, two = entries_after(start, "one", "two")

    async def pass_over() -> None:
        async with log.writing(COUNCIL, start) as pen:
            await pen.record([one], [])
            with pytest.raises(ChainBroken):
                await pen.record([one, two], [])

    with pytest.raises(StorageFault, match="nothing was stored"):
        await pass_over()

    assert await texts_in(log) == []


async def test_a_pen_is_no_longer_valid_behind_its_block(log: EventLog):
    start = await begun(log)
    pens: list[Pen] = []
    async with log.writing(COUNCIL, start) as pen:
        pens.append(pen)

    with pytest.raises(RuntimeError):
        await pens[0].record(entries_after(start, "too late"), [])
    with pytest.raises(RuntimeError):
        await pens[0].box(POLL)


async def test_a_box_is_sorted_and_holds_every_ballot(box_log: EventLog):
    position = await begun(box_log)
    for choice in (("no",), ("yes",), ("no",), ("b", "a"), ()):
        entries = entries_after(position, "cast")
        async with box_log.writing(COUNCIL, position) as pen:
            await pen.record(entries, [Ballot(poll=POLL, choice=choice)])
        position = end_of(entries)

    async with box_log.writing(COUNCIL, position) as pen:
        assert await pen.box(POLL) == [(), ("b", "a"), ("no",), ("no",), ("yes",)]
        assert await pen.box(PollId("another")) == []


async def test_a_pen_sees_the_ballots_that_it_recorded_itself(box_log: EventLog):
    start = await begun(box_log)

    async with box_log.writing(COUNCIL, start) as pen:
        await pen.record(entries_after(start, "cast"), [Ballot(poll=POLL, choice=("yes",))])
        assert await pen.box(POLL) == [("yes",)]


async def test_polls_of_the_same_name_in_two_meetings_have_two_boxes(box_log: EventLog):
    start, other = await begun(box_log), await begun(box_log, MeetingId("board"))
    async with box_log.writing(COUNCIL, start) as pen:
        await pen.record(entries_after(start, "cast"), [Ballot(poll=POLL, choice=("yes",))])

    async with box_log.writing(MeetingId("board"), other) as pen:
        assert await pen.box(POLL) == []


async def test_an_erased_box_still_holds_its_ballots(box_log: EventLog):
    start = await begun(box_log)
    entries = entries_after(start, "cast")
    async with box_log.writing(COUNCIL, start) as pen:
        await pen.record(entries, [Ballot(poll=POLL, choice=("yes",)), Ballot(poll=POLL, choice=("no",))])

    await box_log.erase_box(COUNCIL, POLL)
    await box_log.erase_box(COUNCIL, POLL)

    async with box_log.writing(COUNCIL, end_of(entries)) as pen:
        assert await pen.box(POLL) == [("no",), ("yes",)]


async def test_boxes_are_told_until_they_are_erased(box_log: EventLog):
    start = await begun(box_log)
    ballots = [Ballot(poll=poll, choice=("yes",)) for poll in (POLL, POLL, PollId("another"))]
    async with box_log.writing(COUNCIL, start) as pen:
        await pen.record(entries_after(start, "cast"), ballots)
    assert sorted(await box_log.boxes()) == sorted([(COUNCIL, POLL), (COUNCIL, PollId("another"))])

    await box_log.erase_box(COUNCIL, POLL)

    assert list(await box_log.boxes()) == [(COUNCIL, PollId("another"))]


async def test_a_log_without_ballots_has_no_boxes(log: EventLog):
    await begun(log)
    assert list(await log.boxes()) == []


async def test_the_lengths_of_several_logs_are_told_at_once(log: EventLog):
    await recorded(log, await begun(log), "one", "two")
    board, nowhere = MeetingId("board"), MeetingId("nowhere")
    await begun(log, board)

    assert await log.lengths([COUNCIL, board, nowhere]) == {COUNCIL: 2, board: 0}
    assert await log.lengths([]) == {}
