"""A disk that tears and lies until it is synced, and the log of one server process on it.

What was written can be read at once; after a power cut only what was synced is sure to be there.
"""

import asyncio
import random
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from msgspec.structs import replace

from meetings.ports import StorageFault
from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.rules.decision import Ballot
from meetings.rules.identity import LogId, MeetingId, PollId
from tests.simulation.oracle import Oracle
from tests.simulation.weather import Weather


class Disk:
    """What is there when every process is dead: one log, in transactions, each whole or not there."""

    def __init__(self, log_id: LogId, entries: Sequence[Entry], oracle: Oracle) -> None:
        self.log_id = log_id
        self.entries = list(entries)
        self.synced = len(self.entries)
        self.lock = asyncio.Lock()
        self.is_rotten = False
        self._oracle = oracle
        self._ends = [self.synced]
        self._ballots: list[tuple[int, Ballot]] = []
        self._sound: list[Entry] = []

    def write(self, entries: Sequence[Entry], ballots: Sequence[Ballot]) -> None:
        """Write one transaction; nothing is durable yet."""
        self.entries.extend(entries)
        end = len(self.entries)
        self._ends.append(end)
        self._ballots += [(end, ballot) for ballot in ballots]
        self._oracle.appended(entries, self.box_sizes())

    def sync(self, upto: int) -> None:
        """Make durable what was written up to here."""
        self.synced = max(self.synced, min(upto, len(self.entries)))
        self._ends = [end for end in self._ends if end >= self.synced] or [self.synced]

    def tear(self, dice: random.Random) -> None:
        """The power is cut: of what was not synced, some of the transactions are there."""
        kept = dice.choice([end for end in {self.synced, *self._ends} if end >= self.synced])
        self.take_back(kept)
        self.synced = kept

    def take_back(self, kept: int) -> None:
        """Only so many entries are there."""
        if kept < len(self.entries):
            del self.entries[kept:]
            self._ends = [end for end in self._ends if end <= kept]
            self._ballots = [(end, ballot) for end, ballot in self._ballots if end <= kept]
            self._oracle.cut_back(kept)

    def box(self, poll: PollId) -> list[tuple[str, ...]]:
        """The ballots in a box."""
        return sorted(ballot.choice for _, ballot in self._ballots if ballot.poll == poll)

    def box_sizes(self) -> dict[str, int]:
        """How many ballots are in each box."""
        sizes: dict[str, int] = {}
        for _, ballot in self._ballots:
            sizes[ballot.poll] = sizes.get(ballot.poll, 0) + 1
        return sizes

    def rot(self, dice: random.Random) -> None:
        """The disk lies: an entry reads otherwise than it was written, or is gone."""
        self._sound = list(self.entries)
        place = dice.randrange(len(self.entries) - 1)
        entry = self.entries[place]
        altered = entry.text.replace('"yes"', '"no"') if '"yes"' in entry.text else entry.text.replace("a", "e")
        if dice.random() < 0.5 and altered != entry.text:
            self.entries[place] = replace(entry, text=altered)
        else:
            del self.entries[place]
        self.is_rotten = True

    def restore(self) -> None:
        """Somebody has put the last backup back, which is whole."""
        self.entries, self.is_rotten = self._sound, False


class SimulatedPen:
    """The pen of a transaction."""

    def __init__(self, disk: Disk, missed: Sequence[Entry], after: Position) -> None:
        self._disk = disk
        self.missed = missed
        self.end = Position(missed[-1].position, missed[-1].hash) if missed else after
        self.entries: list[Entry] = []
        self.ballots: list[Ballot] = []

    async def box(self, poll: PollId) -> Sequence[tuple[str, ...]]:
        return self._disk.box(poll)

    async def record(self, entries: Sequence[Entry], ballots: Sequence[Ballot]) -> None:
        self.end = checked(self.end, entries)
        self.entries.extend(entries)
        self.ballots.extend(ballots)


class SimulatedLog:
    """The log as one process has it open. `die` is called when the disk fails: the process ends itself."""

    has_fsync = True
    has_fence = True
    has_box = True

    def __init__(self, disk: Disk, weather: Weather, die: Callable[[], None]) -> None:
        self._disk = disk
        self._weather = weather
        self._die = die
        self.is_dead = False

    async def begin(self, meeting: MeetingId, log: LogId) -> None:
        raise AssertionError("the log is there when a simulation begins")

    async def meetings(self) -> Sequence[MeetingId]:
        return []

    async def lengths(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, int]:
        return dict.fromkeys(meetings, len(self._disk.entries))

    async def id_of(self, meeting: MeetingId) -> LogId:
        await self._takes(0.001)
        return self._disk.log_id

    async def read(self, meeting: MeetingId, after: Position) -> Sequence[Entry]:
        # Nobody reads in the midst of another's commit: SQLite has one connection for all, and PostgreSQL shows only
        # what is durable.
        async with self._disk.lock:
            await self._takes(0.002)
            return self._behind(after)

    async def boxes(self) -> Collection[tuple[MeetingId, PollId]]:
        raise AssertionError("a simulation begins with the room")

    async def erase_box(self, meeting: MeetingId, poll: PollId) -> None:
        await self._takes(0.002)

    @asynccontextmanager
    async def writing(self, meeting: MeetingId, after: Position) -> AsyncGenerator[SimulatedPen]:
        async with self._disk.lock:
            await self._takes(0.001)
            if self._weather.strikes("busy"):
                raise StorageFault("The database is locked by another program.")
            missed = self._behind(after) if self.has_fence else []
            pen = SimulatedPen(self._disk, missed, after)
            yield pen
            if self._weather.strikes("full"):
                raise StorageFault("The disk is full.")
            if pen.entries:
                await self._commit(pen)

    async def _commit(self, pen: SimulatedPen) -> None:
        before = len(self._disk.entries)
        self._disk.write(pen.entries, pen.ballots)
        if not self.has_fsync:
            return
        upto = len(self._disk.entries)
        try:
            await self._takes(self._weather.fsync_s())
        except BaseException:
            self._settle(before, upto)
            raise
        if self._weather.strikes("io"):
            # What the system has dropped of it, only a new start finds out.
            self._settle(before, upto)
            self._die()
            raise StorageFault("The disk reported an error.")
        self._disk.sync(upto)

    def _settle(self, before: int, upto: int) -> None:
        """The process ends in the middle of a commit: it is there as a whole or not at all."""
        if self._disk.synced >= upto:
            return
        if self._weather.dice.random() < 0.5:
            self._disk.take_back(before)
        else:
            self._disk.sync(upto)

    async def _takes(self, most_s: float) -> None:
        await asyncio.sleep(self._weather.dice.uniform(0, most_s))
        if self.is_dead:
            raise StorageFault("The process is dead.")

    def _behind(self, after: Position) -> list[Entry]:
        start = Position.start(self._disk.log_id)
        entries = self._disk.entries
        at = entries[after.number - 1].hash if 0 < after.number <= len(entries) else start.head
        if after.number > len(entries) or at != after.head:
            raise ChainBroken(f"the log does not hold entry {after.number}")
        return entries[after.number :]
