"""What the log on SQLite must survive: a kill, a full disk, a failing disk, a new start."""

import asyncio
import itertools
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.ports import StorageFault
from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.rules.identity import MeetingId
from meetings.storage import sqlite
from meetings.storage.faults import DiskFailed
from meetings.storage.folder import DataFolder, held
from meetings.storage.log import SqlLog, SqlPen
from meetings.storage.schema import bring_up_to_date
from meetings.storage.sqlite import SqliteDatabase
from meetings.storage.stores import Stores, opened
from tests.storage.chains import COUNCIL, begun, end_of, entries_after, recorded, texts_in

TOP = Path(__file__).resolve().parents[2]
KILLS = 4
ACKNOWLEDGED_BEFORE_THE_KILL = 25


async def test_a_new_start_reads_the_same(folder: DataFolder):
    async with opened(folder) as stores:
        start = await begun(stores.log)
        await recorded(stores.log, start, "one", "two")
        before = await stores.log.read(COUNCIL, start)

    async with opened(folder) as stores:
        assert await stores.log.read(COUNCIL, start) == before
        assert await stores.log.meetings() == [COUNCIL]


async def test_settings_of_the_connection_are_those_of_the_design(stores: Stores):
    async with stores.database.turn() as driver:
        found = {
            name: next(iter(await driver.execute_fetchall(f"PRAGMA {name}")))[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "secure_delete", "temp_store")
        }

    full, on, off, memory = 2, 1, 0, 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": on,
        "trusted_schema": off,
        "secure_delete": on,
        "temp_store": memory,
    }


def test_no_acknowledged_entry_is_lost_when_the_process_is_killed(tmp_path: Path):
    start = asyncio.run(prepared(tmp_path / "data"))
    for _ in range(KILLS):
        number, head = killed_while_appending(tmp_path / "data")

        entries = asyncio.run(all_entries(tmp_path / "data", start))

        assert entries[number - 1].hash.hex() == head
        assert checked(start, entries).number == len(entries)


async def prepared(root: Path) -> Position:
    with held(root) as folder:
        async with opened(folder) as stores:
            return await begun(stores.log)


async def all_entries(root: Path, start: Position) -> list[Entry]:
    with held(root) as folder:
        async with opened(folder) as stores:
            return [*await stores.log.read(COUNCIL, start)]


def killed_while_appending(root: Path) -> tuple[int, str]:
    """What the program had acknowledged last."""
    command = [sys.executable, "-m", "tests.storage.appending", str(root)]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        assert program.stdout is not None
        lines = [program.stdout.readline() for _ in range(ACKNOWLEDGED_BEFORE_THE_KILL)]
        program.kill()
        lines += program.stdout.readlines()
    number, head, _ = [line for line in lines if line.endswith("\n")][-1].split()
    return int(number), head


async def fill_up(log: SqlLog, position: Position) -> Position:
    """Record until nothing more can be stored; the position of the last entry that was acknowledged."""
    with suppress(StorageFault):
        while True:
            position = await recorded(log, position, "x" * 3000)
    with pytest.raises(StorageFault, match="disk is full"):
        await recorded(log, position, "x" * 3000)
    return position


async def test_a_full_disk_is_said_and_what_was_acknowledged_is_there(stores: Stores):
    position = await begun(stores.log)
    async with stores.database.turn() as driver:
        ((pages,),) = await driver.execute_fetchall("PRAGMA page_count")
        await driver.execute_fetchall(f"PRAGMA max_page_count = {pages + 20}")

    end = await fill_up(stores.log, position)

    assert len(await texts_in(stores.log)) == end.number > 0


async def test_the_log_goes_on_when_there_is_space_again(stores: Stores):
    position = await begun(stores.log)
    async with stores.database.turn() as driver:
        await driver.execute_fetchall("PRAGMA max_page_count = 60")
    end = await fill_up(stores.log, position)
    async with stores.database.turn() as driver:
        await driver.execute_fetchall("PRAGMA max_page_count = 1000000")

    await recorded(stores.log, end, "space")

    assert (await texts_in(stores.log))[-1] == "space"


@contextmanager
def failing_disk(limit: int) -> Generator[None]:
    """Files of this process cannot grow over the limit: for SQLite an I/O error, as of a broken disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def broken(stores: Stores, folder: DataFolder, position: Position) -> None:
    size = folder.database.with_name("meetings.db-wal").stat().st_size
    with failing_disk(size + 4096), pytest.raises(DiskFailed, match="disk reported an error"):
        await recorded(stores.log, position, "x" * 50_000)


async def test_after_an_error_of_the_disk_nothing_is_written_until_a_new_start(folder: DataFolder):
    async with opened(folder) as stores:
        start = await begun(stores.log)
        position = await recorded(stores.log, start, "before")
        await broken(stores, folder, position)

        with pytest.raises(DiskFailed):
            await recorded(stores.log, position, "after")
        with pytest.raises(DiskFailed):
            await stores.directory.session(b"digest")

    async with opened(folder) as stores:
        assert await texts_in(stores.log) == ["before"]


async def test_the_owner_of_the_process_hears_of_the_failing_disk(stores: Stores, folder: DataFolder):
    position = await recorded(stores.log, await begun(stores.log), "before")
    await broken(stores, folder, position)

    assert "disk reported an error" in str(await stores.database.failure())


async def test_a_database_held_by_another_program_is_said(stores: Stores, folder: DataFolder):
    position = await begun(stores.log)
    async with stores.database.turn() as driver:
        await driver.execute_fetchall("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(folder.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageFault, match="locked by another program"):
        await recorded(stores.log, position, "not now")
    other.close()

    await recorded(stores.log, position, "now")


async def test_a_transaction_that_the_database_took_back_is_not_acknowledged(stores: Stores):
    start = await begun(stores.log)

    async def write() -> None:
        async with stores.database.transaction(COUNCIL) as driver:
            await driver.execute_fetchall("ROLLBACK")

    with pytest.raises(StorageFault, match="by itself"):
        await write()
    await recorded(stores.log, start, "the connection is in order")


async def test_the_tables_themselves_hold_an_entry_only_once(stores: Stores):
    start = await begun(stores.log)
    await recorded(stores.log, start, "one")

    async def write() -> None:
        async with stores.database.transaction(COUNCIL) as driver:
            pen = SqlPen(driver, COUNCIL, [], start, has_box=True)  # one that believes the log to be empty
            await pen.record(entries_after(start, "another one"), [])

    with pytest.raises(ChainBroken, match="already holds entry 1"):
        await write()
    assert await texts_in(stores.log) == ["one"]


@pytest.mark.parametrize("steps", range(24))
async def test_a_writer_cancelled_at_any_step_leaves_the_connection_in_order(stores: Stores, steps: int):
    start = await begun(stores.log)
    writer = asyncio.create_task(recorded(stores.log, start, "cancelled"))
    for _ in range(steps):
        await asyncio.sleep(0)
    writer.cancel()
    with suppress(asyncio.CancelledError):
        await writer

    # It is there or it is not; what is acknowledged after it is there in any case.
    before = [*await stores.log.read(COUNCIL, start)]
    await recorded(stores.log, end_of(before) if before else start, "after")

    assert (await texts_in(stores.log))[-1] == "after"
    assert checked(start, await stores.log.read(COUNCIL, start)).number == len(before) + 1


async def test_who_waits_too_long_for_the_connection_is_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sqlite, "TURN_TIMEOUT_S", 0.01)
    async with opened(folder) as stores, stores.database.turn():
        with pytest.raises(StorageFault, match="busy for too long"):
            await stores.log.meetings()


Batches = st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4), max_size=6)


def test_what_is_read_is_what_was_recorded(tmp_path: Path):
    meetings = itertools.count()
    with asyncio.Runner() as runner, held(tmp_path / "data") as folder:
        database = SqliteDatabase(folder.database)
        runner.run(bring_up_to_date(database))

        @given(Batches)
        def check(batches: list[list[str]]) -> None:
            runner.run(record_and_read(SqlLog(database), MeetingId(f"m{next(meetings)}"), batches))

        try:
            check()
        finally:
            runner.run(database.close())


async def record_and_read(log: SqlLog, meeting: MeetingId, batches: list[list[str]]) -> None:
    position = start = await begun(log, meeting)
    for texts in batches:
        recorded = entries_after(position, *texts)
        async with log.writing(meeting, position) as pen:
            await pen.record(recorded, [])
        position = end_of(recorded)

    entries = await log.read(meeting, start)

    assert [entry.text for entry in entries] == [text for texts in batches for text in texts]
    assert checked(start, entries) == position


async def test_every_position_can_be_read_from(stores: Stores):
    start = await begun(stores.log)
    entries = entries_after(start, *map(str, range(9)))
    async with stores.log.writing(COUNCIL, start) as pen:
        await pen.record(entries, [])

    for number in range(1, 9):
        assert await stores.log.read(COUNCIL, end_of(entries[:number])) == entries[number:]


async def test_whoever_writes_without_pause_keeps_nobody_from_their_turn(stores: Stores):
    position, read = await begun(stores.log), asyncio.create_task(stores.log.meetings())
    for _ in range(3):
        position = await recorded(stores.log, position, "one more")
    assert read.done()
