"""A simulated tablet: a websocket that comes back by itself, and commands that are sent until they are answered."""

import asyncio
import random
import secrets
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from websockets import ClientConnection, ConnectionClosed, InvalidHandshake, InvalidStatus, Origin, Subprotocol
from websockets.asyncio.client import connect

from meetings.rehearsal.frames import (
    SUBPROTOCOL,
    AnyFrame,
    Beat,
    Bye,
    Delta,
    Done,
    Refused,
    Unknown,
    Welcome,
    frame_of,
)
from meetings.rehearsal.screen import Screen
from meetings.rules.meeting import PublicCommand

BEAT_S = 8
SILENCE_S = 25
LARGEST_FRAME = 2**26
SHORTEST_PAUSE_S, LONGEST_PAUSE_S = 0.05, 1.0
FOR_GOOD = frozenset({4400, 4401, 4403, 4409, 4429})
"""Close codes after which a tablet does not come back by itself."""


class TurnedAway(Exception):
    """The server does not let this tablet in, or not any more. The message says how."""


class NotTaken(Exception):
    """A command was refused. The message is the server's, with its code."""

    def __init__(self, command: PublicCommand, refused: Refused) -> None:
        super().__init__(f"{type(command).__name__}: {refused.code}: {refused.message}")
        self.code = refused.code


class Receipt(Struct, frozen=True):
    """The durable answer to a command, and when (seconds of this process) the one was sent and the other came."""

    id: str
    position: int
    sent_at: float
    came_at: float
    ref: str | None


class Pending(Struct):
    """A command that is kept until it is answered."""

    command: PublicCommand
    frame: bytes
    sent_at: float
    answer: asyncio.Future[Receipt]


class Venue(Struct, frozen=True):
    """Where the meeting is: the server's address without a slash at its end, and the meeting's id."""

    url: str
    meeting: str


class Tablet:
    """The tablet of one participant. `run` keeps it connected; `give` sends a command and waits for its answer."""

    def __init__(self, venue: Venue, ref: str, cookie: str) -> None:
        self.ref = ref
        self.cookie = cookie
        self.screen = Screen()
        self.returns = -1
        self.given = 0
        self.answered = 0
        self.venue = venue
        self._socket: ClientConnection | None = None
        self._pending: dict[str, Pending] = {}
        self._watchers: list[tuple[Callable[[Screen], bool], asyncio.Future[None]]] = []
        self._pause_s = SHORTEST_PAUSE_S
        self._heard_at = 0.0
        self._fault: Exception | None = None

    async def run(self) -> None:
        """Stay connected until cancelled. What ends it otherwise is raised to whoever waits for this tablet, too."""
        try:
            await self._keep_coming()
        except Exception as fault:
            self._give_up(fault)
            raise

    async def _keep_coming(self) -> None:
        while True:
            try:
                async with self._connect() as socket:
                    await self._converse(socket)
            except InvalidStatus as refused:
                if refused.response.status_code < 500:
                    raise TurnedAway(f"{self.ref}: HTTP status {refused.response.status_code}") from refused
            except ConnectionClosed as closed:
                if closed.rcvd is not None and closed.rcvd.code in FOR_GOOD:
                    raise TurnedAway(f"{self.ref}: {closed.rcvd.code} {closed.rcvd.reason}") from closed
            except (OSError, InvalidHandshake, TimeoutError):
                pass
            finally:
                self._socket = None
            # Not all in the same instant: a server that has just started has enough to do.
            await asyncio.sleep(random.uniform(self._pause_s / 2, self._pause_s))
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    def _connect(self) -> connect:
        return connect(
            f"ws{self.venue.url.removeprefix('http')}/m/{self.venue.meeting}/ws?seat={self.ref}",
            origin=Origin(self.venue.url),
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            additional_headers={"Cookie": self.cookie},
            compression=None,
            ping_interval=None,
            proxy=None,
            max_size=LARGEST_FRAME,
            user_agent_header=None,
        )

    async def _converse(self, socket: ClientConnection) -> None:
        screen = self.screen
        hello = {"do": "hello", "log": screen.log, "position": screen.position or None, "head": screen.head or None}
        await socket.send(msgspec.json.encode(hello), text=True)
        # Nothing may go out before the hello. What was given in the meantime is among the unanswered.
        self._socket = socket
        for pending in list(self._pending.values()):
            await socket.send(pending.frame, text=True)
        self._heard_at = perf_counter()
        beating = asyncio.create_task(self._beat(socket))
        try:
            while True:
                self._take(frame_of(await socket.recv(decode=False)))
        finally:
            beating.cancel()

    def _give_up(self, fault: Exception) -> None:
        self._fault = fault
        waiting = [*(pending.answer for pending in self._pending.values()), *(seen for _, seen in self._watchers)]
        for each in waiting:
            if not each.done():
                each.set_exception(fault)

    async def _beat(self, socket: ClientConnection) -> None:
        while perf_counter() - self._heard_at < SILENCE_S:
            await asyncio.sleep(random.uniform(BEAT_S / 2, BEAT_S))
            await self._send(b'{"do":"beat"}')
        await socket.close()

    def _take(self, frame: AnyFrame) -> None:
        self._heard_at = perf_counter()
        match frame:
            case Welcome():
                self.screen.welcome(frame)
                self.returns += 1
                self._pause_s = SHORTEST_PAUSE_S
            case Delta():
                self.screen.change(frame, self._heard_at)
            case Done():
                self._done(frame)
            case Refused():
                self._refused(frame)
            case Unknown():
                self._again(frame.id)
            case Bye():
                self._pause_s = max(frame.after_ms / 1000, SHORTEST_PAUSE_S)
            case Beat():
                pass
        if self._watchers:
            self._look()

    def _done(self, frame: Done) -> None:
        pending = self._pending.pop(frame.id, None)
        if pending is not None and not pending.answer.done():
            self.answered += 1
            receipt = Receipt(frame.id, frame.position, pending.sent_at, self._heard_at, frame.ref)
            pending.answer.set_result(receipt)

    def _refused(self, frame: Refused) -> None:
        pending = self._pending.pop(frame.id, None)
        if pending is not None and not pending.answer.done():
            pending.answer.set_exception(NotTaken(pending.command, frame))

    def _again(self, id_: str) -> None:
        """The server does not know whether it was recorded: the same id once more, in a moment."""
        pending = self._pending.get(id_)
        if pending is not None:
            loop = asyncio.get_running_loop()
            loop.call_later(SHORTEST_PAUSE_S, lambda: asyncio.ensure_future(self._send(pending.frame)))

    async def _send(self, frame: bytes) -> None:
        # Without a socket nothing is lost: what is unanswered is sent when the tablet is back.
        if self._socket is not None:
            with suppress(ConnectionClosed):
                await self._socket.send(frame, text=True)

    async def give(self, command: PublicCommand) -> Receipt:
        """Give a command; the answer comes once it is durable, however often it has to be sent.

        Raises NotTaken, TurnedAway.
        """
        if self._fault is not None:
            raise self._fault
        named = replace(command, id=secrets.token_hex(8))
        pending = Pending(
            command=named,
            frame=msgspec.json.encode(named),
            sent_at=perf_counter(),
            answer=asyncio.get_running_loop().create_future(),
        )
        self._pending[named.id] = pending
        self.given += 1
        await self._send(pending.frame)
        return await pending.answer

    async def until(self, holds: Callable[[Screen], bool]) -> None:
        """Wait until something is seen on the screen. Raises TurnedAway."""
        if self._fault is not None:
            raise self._fault
        if not holds(self.screen):
            seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.append((holds, seen))
            await seen

    def _look(self) -> None:
        waiting: list[tuple[Callable[[Screen], bool], asyncio.Future[None]]] = []
        for holds, seen in self._watchers:
            if seen.done():
                continue
            if holds(self.screen):
                seen.set_result(None)
            else:
                waiting.append((holds, seen))
        self._watchers = waiting
