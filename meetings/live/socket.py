"""One open connection, after the upgrade: what comes in goes to the room, what the room says goes out.

Two tasks: the reader only decodes and enqueues, the outbox sends. Beats and deadlines are a timer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from msgspec import Struct

from meetings.live import signals
from meetings.live.outbox import Ending, Outbox
from meetings.live.sockets import Place, Sockets
from meetings.ports import NoSuchMeeting, Presence
from meetings.record.entry import Position
from meetings.rooms.answers import Answer, Refusal
from meetings.rooms.history import RecordUnusable
from meetings.rooms.room import Room
from meetings.rules.identity import Actor, MeetingId
from meetings.rules.meeting import PublicCommand
from meetings.views.audiences import Audience
from meetings.wire.decoding import Beat, Hello, Received, Signal, decode
from meetings.wire.encoding import answer_frame, beat_frame
from meetings.wire.frames import CloseCode, Violation

log = logging.getLogger(__name__)

_NO_COMMANDS = (Violation, Refusal, Signal, Beat)
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Rooms(Protocol):
    """Where rooms are opened."""

    async def room(self, meeting: MeetingId) -> Room:
        """The room of a meeting. Raises NoSuchMeeting and faults of storage."""
        ...


class House(Struct, frozen=True):
    """What every socket works with."""

    rooms: Rooms
    presence: Presence
    sockets: Sockets


class Socket:
    """A tablet that is connected."""

    def __init__(self, house: House, place: Place, receive: Receive) -> None:
        self._house = house
        self._place = place
        self._actor = Actor(place.seat.member)
        self._outbox: Outbox = place.outbox
        self._connection = place.connection
        self._receive = receive
        self._room: Room | None = None
        self._answered = asyncio.Event()
        self._is_reader_idle = False
        self._timer: asyncio.TimerHandle | None = None

    async def run(self) -> Ending:
        """Serve the tablet until the socket is to end."""
        self._look_at_the_time()
        try:
            async with asyncio.TaskGroup() as tasks:
                working = [tasks.create_task(self._read()), tasks.create_task(self._outbox.pump())]
                ending = await self._outbox.ended
                for task in working:
                    task.cancel()
            return ending
        finally:
            self._stop_looking()
            await self._leave()

    async def _read(self) -> None:
        while not self._outbox.ended.done():
            self._is_reader_idle = True
            event = await self._receive()
            self._is_reader_idle = False
            if event["type"] == "websocket.disconnect":
                self._outbox.end(None)
                return
            # What was taken at once in the meantime may not be answered yet.
            await self._until_it_may_read()
            if self._outbox.ended.done():
                return  # the seat was lost while this was on its way
            await self._take(self._connection.receive(event.get("text"), _now()))
            await self._until_it_may_read()

    async def _until_it_may_read(self) -> None:
        while not self._connection.may_read:
            self._answered.clear()
            await self._answered.wait()

    def take_now(self, text: str) -> bool:
        """Take what came without a change of tasks, unless the reader has something in hand or must wait for this."""
        room = self._room
        if room is None or not self._is_reader_idle or not self._connection.may_read or self._outbox.ended.done():
            return False
        received = decode(text)
        if isinstance(received, Hello) or not (isinstance(received, _NO_COMMANDS) or room.may_enter_now(received)):
            return False
        left = self._left_of(self._connection.take(received, _now()))
        if left is not None and not isinstance(left, Hello):
            self._enter(room, left)
        return True

    async def _take(self, received: Received) -> None:
        left = self._left_of(received)
        if isinstance(left, Hello):
            await self._join(left)
            self._look_at_the_time()
        elif left is not None:
            await self._ask(left)

    def _left_of(self, received: Received) -> Hello | PublicCommand | None:
        """Do what can be done at once; what is left of it comes back."""
        match received:
            case Violation():
                self._outbox.end(received)
            case Refusal():
                self._outbox.send(answer_frame(received))
            case Signal():
                self._show(received)
            case Beat():
                pass
            case _:
                return received
        return None

    async def _join(self, hello: Hello) -> None:
        seat, outbox = self._place.seat, self._outbox
        try:
            room = await self._house.rooms.room(seat.meeting)
        except NoSuchMeeting:
            outbox.end(Violation.plain(CloseCode.NOT_IN_MEETING))
            return
        except RecordUnusable as fault:
            log.info("a tablet is turned away: %s", fault)
            # It tries again, ever less often: somebody may restore the record.
            outbox.end(Violation(CloseCode.TOO_SLOW, "The record of this meeting cannot be used now."))
            return
        await self._house.presence.appear(seat.meeting, seat.member)
        self._room = room
        outbox.on_drained = lambda: room.publisher.welcome_again(outbox)
        if _votes(room, self._place):
            self._house.sockets.seat_taken(seat, self._place.session)
        try:
            room.publisher.join(outbox, _resumed(hello, room))
        except KeyError:
            outbox.end(Violation.plain(CloseCode.NOT_IN_MEETING))

    async def _leave(self) -> None:
        room, seat = self._room, self._place.seat
        if room is not None:
            room.publisher.leave(self._outbox)
            await self._house.presence.vanish(seat.meeting, seat.member)
            room.publisher.note_presence()

    async def _ask(self, command: PublicCommand) -> None:
        room = self._room
        if room is None:
            return
        if room.may_enter_now(command):
            self._enter(room, command)
            return
        self._connection.asked()
        await room.enter_later(self._actor, command, self._answer)

    def _enter(self, room: Room, command: PublicCommand) -> None:
        self._connection.asked()
        room.enter_now(self._actor, command, self._answer)

    def _answer(self, answer: Answer) -> None:
        self._connection.answered(_now())
        self._answered.set()
        self._outbox.send(answer_frame(answer))

    def _show(self, signal: Signal) -> None:
        if self._room is None or not signals.may_show(self._room.meeting, self._place.seat.member):
            return
        publisher = self._room.publisher
        page = signals.page_of(signal, publisher.published(Audience.DAIS).view)
        if page is not None or signals.is_end(signal):
            publisher.show(page)

    def _look_at_the_time(self) -> None:
        self._stop_looking()
        now = _now()
        expired = self._connection.expired(now)
        if expired is not None:
            self._outbox.end(expired)
            return
        if self._connection.beats(now) and self._room is not None:
            self._outbox.send(beat_frame(self._room.publisher.position.number, self._room.clock.now()))
        self._timer = asyncio.get_running_loop().call_at(self._connection.due_at(), self._look_at_the_time)

    def _stop_looking(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _votes(room: Room, place: Place) -> bool:
    member = room.meeting.attendance.members.get(place.seat.member)
    return member is not None and member.votes > 0


def _resumed(hello: Hello, room: Room) -> Position | None:
    """Where the tablet was, if it says so and means this very log; what cannot be read is no place to resume from."""
    if hello.log != room.publisher.log or hello.position is None or hello.head is None:
        return None
    try:
        return Position(hello.position, bytes.fromhex(hello.head))
    except ValueError:
        return None
