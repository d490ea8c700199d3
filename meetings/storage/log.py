"""The log: how a vote becomes durable.

`writing` holds a transaction in which nobody else writes into the same log, so a second writer waits; nothing is
awaited in between but the database. The statements are by hand and go to the driver: this path is taken for every vote.
"""

import sqlite3
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from meetings.ports import NoSuchMeeting, StorageFault
from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.rules.decision import Ballot
from meetings.rules.identity import LogId, MeetingId, PollId
from meetings.storage import ballot_box
from meetings.storage.database import Database, Driver
from meetings.storage.faults import Clash
from meetings.storage.tables import ENTRY, LOG

FROM_POSITION = (
    "SELECT position, text, salt, hash, digest FROM entry WHERE meeting = ? AND position >= ? ORDER BY position"
)
INSERT_ENTRIES = "INSERT INTO entry (meeting, position, text, salt, hash, digest) VALUES "
NO_BOX = "Confidential ballots cannot be stored here: this database would keep the order in which they came."
AT_ONCE = (256, 64, 16, 4, 1)
"""Entries in one statement: between statements the driver's thread and the rest of the server wait for each other."""


class SqlPen:
    """The pen of one log, while its transaction lasts."""

    def __init__(self, driver: Driver, meeting: MeetingId, missed: Sequence[Entry], end: Position, *, has_box: bool):
        self._driver: Driver | None = driver
        self._has_box = has_box
        self._meeting = meeting
        self._missed = missed
        self._end = end
        self._is_spoiled = False

    @property
    def missed(self) -> Sequence[Entry]:
        return self._missed

    async def box(self, poll: PollId) -> Sequence[tuple[str, ...]]:
        return await ballot_box.ballots_of(self._held(), self._meeting, poll)

    async def record(self, entries: Sequence[Entry], ballots: Sequence[Ballot]) -> None:
        """Raises ChainBroken, and then the whole block is taken back, if the entries do not follow the log's last."""
        driver = self._held()
        try:
            self._end = checked(self._end, entries)
            await _insert(driver, [_row(self._meeting, entry) for entry in entries])
            if ballots and not self._has_box:
                raise StorageFault(NO_BOX)
            if ballots:
                await ballot_box.drop(driver, self._meeting, ballots)
        except (sqlite3.IntegrityError, Clash) as fault:
            self._is_spoiled = True
            raise ChainBroken(
                f"the log of {self._meeting} already holds entry {self._end.number} or its hash"
            ) from fault
        except BaseException:
            self._is_spoiled = True
            raise

    def put_down(self) -> None:
        """The block ends. Raises StorageFault if something went wrong in it that its holder has passed over."""
        self._driver = None
        if self._is_spoiled:
            raise StorageFault("Recording failed part of the way, so nothing was stored.")

    def _held(self) -> Driver:
        if self._driver is None:
            raise RuntimeError("a pen is used inside its `async with` block only")
        return self._driver


class SqlLog:
    """The logs of all meetings in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.has_box = database.forgets
        """Whether confidential ballots may be put beside the log."""

    async def begin(self, meeting: MeetingId, log: LogId) -> None:
        Position.start(log)  # a log's id that is no hexadecimal would break its chain for ever
        try:
            async with self._database.begin() as connection:
                await connection.execute(insert(LOG).values(meeting=meeting, id=log))
        except StorageFault as fault:
            if isinstance(fault.__cause__, IntegrityError):
                raise ValueError(f"meeting {meeting} has a log already, or another meeting has this log") from fault
            raise

    async def id_of(self, meeting: MeetingId) -> LogId:
        async with self._database.reading() as connection:
            log = await connection.scalar(select(LOG.c.id).where(LOG.c.meeting == meeting))
        if log is None:
            raise _no_such(meeting)
        return LogId(log)

    async def meetings(self) -> Sequence[MeetingId]:
        async with self._database.reading() as connection:
            found = await connection.scalars(select(LOG.c.meeting).order_by(LOG.c.number))
        return [MeetingId(meeting) for meeting in found]

    async def lengths(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, int]:
        last = select(func.max(ENTRY.c.position)).where(ENTRY.c.meeting == LOG.c.meeting).scalar_subquery()
        counted = select(LOG.c.meeting, func.coalesce(last, 0)).where(LOG.c.meeting.in_(meetings))
        async with self._database.reading() as connection:
            return {MeetingId(meeting): length for meeting, length in await connection.execute(counted)}

    @asynccontextmanager
    async def writing(self, meeting: MeetingId, after: Position) -> AsyncGenerator[SqlPen]:
        async with self._database.transaction(meeting) as driver:
            missed = await _behind(driver, meeting, after)
            pen = SqlPen(driver, meeting, missed, _end(after, missed), has_box=self.has_box)
            yield pen
            pen.put_down()

    async def read(self, meeting: MeetingId, after: Position) -> Sequence[Entry]:
        async with self._database.turn() as driver:
            return await _behind(driver, meeting, after)

    async def boxes(self) -> Collection[tuple[MeetingId, PollId]]:
        if not self.has_box:
            return []
        async with self._database.turn() as driver:
            return await ballot_box.boxes(driver)

    async def erase_box(self, meeting: MeetingId, poll: PollId) -> None:
        if not self.has_box:
            return
        async with self._database.transaction(meeting) as driver:
            await ballot_box.empty(driver, meeting, poll)
        await self._database.forget()


async def _behind(driver: Driver, meeting: MeetingId, after: Position) -> list[Entry]:
    rows = await driver.execute_fetchall(FROM_POSITION, (meeting, after.number))
    entries = [Entry(*row) for row in rows]
    if after.number == 0:
        await _check_start(driver, meeting, after)
        return entries
    if not entries or entries[0].position != after.number or entries[0].hash != after.head:
        await _id_of(driver, meeting)
        raise ChainBroken(f"the log of {meeting} does not hold entry {after.number} with the hash {after.head.hex()}")
    return entries[1:]


async def _check_start(driver: Driver, meeting: MeetingId, after: Position) -> None:
    log = await _id_of(driver, meeting)
    if Position.start(log) != after:
        raise ChainBroken(f"the log of {meeting} begins with {log}, not with {after.head.hex()}")


async def _id_of(driver: Driver, meeting: MeetingId) -> LogId:
    for (log,) in await driver.execute_fetchall("SELECT id FROM log WHERE meeting = ?", (meeting,)):
        return LogId(log)
    raise _no_such(meeting)


def _end(after: Position, missed: Sequence[Entry]) -> Position:
    return Position(number=missed[-1].position, head=missed[-1].hash) if missed else after


def _no_such(meeting: MeetingId) -> NoSuchMeeting:
    return NoSuchMeeting(f"There is no meeting {meeting}.")


async def _insert(driver: Driver, rows: Sequence[Sequence[object]]) -> None:
    while rows:
        count = next(size for size in AT_ONCE if size <= len(rows))
        values = [value for row in rows[:count] for value in row]
        await driver.execute_fetchall(INSERT_ENTRIES + ", ".join(["(?, ?, ?, ?, ?, ?)"] * count), values)
        rows = rows[count:]


def _row(meeting: MeetingId, entry: Entry) -> tuple[object, ...]:
    return (meeting, entry.position, entry.text, entry.salt, entry.hash, entry.digest)
