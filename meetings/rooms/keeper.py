"""Opens a room when somebody comes, keeps its writer running, and drops it when its storage fails.

A room to which nobody has come for long is closed, or a server that runs for years would hold every meeting that
anybody ever opened. Its log holds all of it: who comes again finds the room folded anew.
"""

import asyncio
import logging
from types import TracebackType

from msgspec import structs

from meetings.ports import StorageFault
from meetings.rooms.answers import Answers
from meetings.rooms.equipment import Equipment
from meetings.rooms.history import history_of
from meetings.rooms.meeting_clock import MeetingClock
from meetings.rooms.published import Prefix
from meetings.rooms.publisher import Publisher
from meetings.rooms.room import Folded, Room
from meetings.rules.identity import MeetingId

log = logging.getLogger(__name__)

LAST_QUESTIONS_S = 0.05
IDLE_S = 12 * 3600.0
"""A room is closed when nobody was there and nothing was under way for so long: longer than a break or a night."""
LOOK_S = 60.0


class Keeper:
    """The rooms of this node. Used as `async with`; leaving it ends all rooms."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._rooms: dict[MeetingId, asyncio.Task[Room]] = {}
        self._writers: dict[Room, asyncio.Task[None]] = {}
        self._busy_at: dict[MeetingId, float] = {}
        """When somebody was in a meeting's room last, or asked for it, by the clock of the loop."""
        self._is_settling = False

    async def __aenter__(self) -> "Keeper":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        # A room that is being opened just now would outlive the keeper.
        ending: list[asyncio.Task[object]] = [*self._rooms.values(), *self._writers.values()]
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    async def room(self, meeting: MeetingId) -> Room:
        """The room of a meeting, opened if need be.

        Raises NoSuchMeeting, RecordUnusable, StorageFault.
        """
        self._busy_at[meeting] = asyncio.get_running_loop().time()
        opening = self._rooms.get(meeting)
        if opening is None:
            opening = asyncio.create_task(self._open(meeting))
            self._rooms[meeting] = opening
            opening.add_done_callback(lambda done: self._forget_if_failed(meeting, done))
        return await asyncio.shield(opening)

    def _forget_if_failed(self, meeting: MeetingId, opening: asyncio.Task[Room]) -> None:
        if opening.cancelled() or opening.exception() is not None:
            self._rooms.pop(meeting, None)
            self._busy_at.pop(meeting, None)

    async def _open(self, meeting: MeetingId) -> Room:
        told = await history_of(meeting, self._equipment.log)
        clock = MeetingClock(self._equipment.clock, told.recorded_at)
        equipment = structs.replace(self._equipment, clock=clock)
        answers = Answers()
        answers.learn(zip(told.saids, (entry.digest for entry in told.entries), strict=True))
        heads = [entry.hash for entry in told.entries]
        publisher = Publisher(meeting, told.log, Prefix(told.meeting, told.position), heads, equipment)
        folded = Folded(told.meeting, told.position, answers, clock)
        room = Room(meeting, told.log, folded, equipment, publisher)
        if self._is_settling:
            room.take_no_more()
        writer = self._writers[room] = asyncio.create_task(self._keep(room))
        writer.add_done_callback(lambda _: self._writers.pop(room, None))
        return room

    async def _keep(self, room: Room) -> None:
        try:
            await room.write()
        except StorageFault as fault:
            # One line for each: tablets ask again and again, and the disk may be full.
            log.error("the room of meeting %s is closed and will be folded anew from its log: %s", room.id, fault)
        except Exception:
            log.exception("the room of meeting %s is closed and will be folded anew from its log", room.id)
        finally:
            self._forget(room)

    def _forget(self, room: Room) -> None:
        """Who asks from now on gets another room, if that is not so already."""
        if room in self.open_rooms():
            del self._rooms[room.id]
            self._busy_at.pop(room.id, None)

    async def close_idle_rooms(self) -> None:
        """Close rooms in which nobody was for long, for as long as the server runs."""
        while True:
            await asyncio.sleep(LOOK_S)
            for room in self.open_rooms():
                self._close_if_idle(room, asyncio.get_running_loop().time())

    def _close_if_idle(self, room: Room, now: float) -> None:
        if not room.is_idle:
            self._busy_at[room.id] = now
        elif self._busy_at.get(room.id, now) <= now - IDLE_S:
            # Without an await in between: nobody gets a room that is about to end.
            self._forget(room)
            self._writers[room].cancel()

    async def settle(self) -> None:
        """The server stops: all that was asked is answered and shown, and nothing new is taken in."""
        self._is_settling = True
        rooms = self.open_rooms()
        for room in rooms:
            room.take_no_more()
        await asyncio.gather(*(room.settled() for room in rooms))
        for room in rooms:
            room.publisher.publish()
        # Whoever asks on after an answer is told too, not left without a word.
        await asyncio.sleep(LAST_QUESTIONS_S)

    def open_rooms(self) -> list[Room]:
        """The rooms that are open now."""
        opened = [task for task in self._rooms.values() if task.done() and not task.cancelled()]
        return [task.result() for task in opened if task.exception() is None]
