"""The log in memory."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from msgspec.structs import replace

from meetings.ports import NoSuchMeeting, StorageFault
from meetings.record.entry import ChainBroken, Entry, Position, checked
from meetings.rules.decision import Ballot
from meetings.rules.identity import LogId, MeetingId, PollId

Box = tuple[tuple[str, ...], ...]


class MemoryPen:
    def __init__(self, missed: Sequence[Entry], end: Position, boxes: dict[PollId, Box]) -> None:
        self._missed = missed
        self.end = end
        self.entries: list[Entry] = []
        self.boxes = dict(boxes)
        self.is_held = True
        self.is_spoiled = False

    @property
    def missed(self) -> Sequence[Entry]:
        return self._missed

    async def box(self, poll: PollId) -> Sequence[tuple[str, ...]]:
        self._check_held()
        return sorted(self.boxes.get(poll, ()))

    async def record(self, entries: Sequence[Entry], ballots: Sequence[Ballot]) -> None:
        self._check_held()
        try:
            self.end = checked(self.end, entries)
        except ChainBroken:
            self.is_spoiled = True
            raise
        self.entries.extend(entries)
        for ballot in ballots:
            poll = PollId(ballot.poll)
            self.boxes[poll] = (*self.boxes.get(poll, ()), ballot.choice)

    def _check_held(self) -> None:
        if not self.is_held:
            raise RuntimeError("a pen is used inside its `async with` block only")


class MemoryLog:
    """All logs in dictionaries. `fault` is raised by the next commit, if a test sets it; nothing is recorded then."""

    has_box = True

    def __init__(self) -> None:
        self._ids: dict[MeetingId, LogId] = {}
        self._entries: dict[MeetingId, list[Entry]] = {}
        self._boxes: dict[MeetingId, dict[PollId, Box]] = {}
        self._turn = asyncio.Lock()
        self.fault: StorageFault | None = None
        self.erased: list[tuple[MeetingId, PollId]] = []

    async def begin(self, meeting: MeetingId, log: LogId) -> None:
        Position.start(log)
        if meeting in self._ids or log in self._ids.values():
            raise ValueError(f"meeting {meeting} has a log already, or another meeting has this log")
        self._ids[meeting], self._entries[meeting], self._boxes[meeting] = log, [], {}

    async def id_of(self, meeting: MeetingId) -> LogId:
        if meeting not in self._ids:
            raise NoSuchMeeting(f"There is no meeting {meeting}.")
        return self._ids[meeting]

    async def meetings(self) -> Sequence[MeetingId]:
        return list(self._ids)

    async def lengths(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, int]:
        return {meeting: len(self._entries[meeting]) for meeting in meetings if meeting in self._entries}

    @asynccontextmanager
    async def writing(self, meeting: MeetingId, after: Position) -> AsyncGenerator[MemoryPen]:
        async with self._turn:
            missed = await self.read(meeting, after)
            end = Position(number=missed[-1].position, head=missed[-1].hash) if missed else after
            pen = MemoryPen(missed, end, self._boxes[meeting])
            try:
                yield pen
            finally:
                pen.is_held = False
            self._commit(meeting, pen)

    def _commit(self, meeting: MeetingId, pen: MemoryPen) -> None:
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault
        if pen.is_spoiled:
            raise StorageFault("Recording failed part of the way, so nothing was stored.")
        self._entries[meeting].extend(pen.entries)
        self._boxes[meeting] = pen.boxes

    async def read(self, meeting: MeetingId, after: Position) -> Sequence[Entry]:
        start = Position.start(await self.id_of(meeting))
        entries = self._entries[meeting]
        last = entries[after.number - 1] if 0 < after.number <= len(entries) else None
        if (start.head if after.number == 0 else last and last.hash) != after.head:
            raise ChainBroken(
                f"the log of {meeting} does not hold entry {after.number} with the hash {after.head.hex()}"
            )
        return entries[after.number :]

    def damage(self, meeting: MeetingId, position: int) -> None:
        """One entry gets another text, as on a disk that rots."""
        entries = self._entries[meeting]
        entries[position - 1] = replace(entries[position - 1], text="other")

    async def boxes(self) -> Collection[tuple[MeetingId, PollId]]:
        lying = [(meeting, poll) for meeting, boxes in self._boxes.items() for poll in boxes]
        return [each for each in lying if each not in self.erased]

    async def erase_box(self, meeting: MeetingId, poll: PollId) -> None:
        self.erased.append((meeting, poll))
