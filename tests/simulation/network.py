"""Connections between tablets and a server, in one process: slow, silent, cut, and frames that come twice."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

from meetings.live.sink import EXTENSION
from meetings.ports import Seat
from meetings.rules.identity import MemberId
from meetings.wire import SUBPROTOCOL
from meetings.wire.framing import Frame
from tests.rooms.chamber import MEETING

Event = dict[str, Any]


class Pipe:
    """One direction of a connection. What comes out keeps its order; while it is stalled nothing comes out."""

    def __init__(self, dice: random.Random, slowest: float, deliver: Callable[[object], None]) -> None:
        self._dice = dice
        self._slowest = slowest
        self._deliver = deliver
        self._held: list[object] = []
        self._due = 0.0
        self.is_stalled = False
        self.is_cut = False
        self.unsent = 0
        self.moved = asyncio.Event()
        self.changed: Callable[[], None] = _nothing
        """Called when more or less is unsent than before."""

    def send(self, thing: object) -> None:
        if self.is_cut:
            return
        self.unsent += 1
        self.changed()
        loop = asyncio.get_running_loop()
        # Never in the same instant as what was sent before: timers that are due together come in any order.
        self._due = max(self._due + 1e-6, loop.time() + self._dice.uniform(0, self._slowest))
        loop.call_at(self._due, self._arrive, thing)

    def _arrive(self, thing: object) -> None:
        if self.is_stalled or self._held:
            self._held.append(thing)
        else:
            self._out(thing)

    def _out(self, thing: object) -> None:
        self.unsent -= 1
        self.moved.set()
        self.changed()
        if not self.is_cut:
            self._deliver(thing)

    def go_on(self) -> None:
        """What was held back comes out."""
        self.is_stalled = False
        held, self._held = self._held, []
        for thing in held:
            self._out(thing)

    def cut(self) -> None:
        """Nothing comes out any more."""
        self.is_cut = True
        self.moved.set()


class Sink:
    """What the server's transport offers, here: the pipe to the tablet, which takes only so much at a time."""

    def __init__(self, wire: "Wire", backlog: int) -> None:
        self._wire = wire
        self._backlog = backlog
        self.farewell: Callable[[], None] | None = None
        self.taken: Callable[[str], bool] = _not_taken

    @property
    def changed(self) -> Callable[[], None]:
        return self._wire.down.changed

    @changed.setter
    def changed(self, changed: Callable[[], None]) -> None:
        self._wire.down.changed = changed

    @property
    def straight(self) -> Callable[[bytes], object] | None:
        return None if self.is_slow else self._write_framed

    def _write_framed(self, framed: bytes) -> None:
        while framed:
            start = {126: 4, 127: 10}.get(framed[1], 2)
            end = start + (framed[1] if start == 2 else int.from_bytes(framed[2:start], "big"))
            self._wire.down.send(framed[start:end])
            framed = framed[end:]

    @property
    def is_slow(self) -> bool:
        return self.unsent >= self._backlog and not self._wire.down.is_cut

    @property
    def unsent(self) -> int:
        return self._wire.down.unsent

    async def writable(self) -> None:
        while self.is_slow:
            self._wire.down.moved.clear()
            await self._wire.down.moved.wait()

    def write(self, frame: Frame) -> None:
        self._wire.down.send(frame.json)

    def close(self, code: int, _reason: str) -> None:
        self._wire.down.send(code)


def _nothing() -> None:
    pass


def _not_taken(_text: str) -> bool:
    return False


class Wire:
    """A connection: what the tablet says comes to the server as ASGI events, what the server says into `inbox`."""

    def __init__(self, member: str, seed: str, slowest: float) -> None:
        self.member = member
        self.dice = random.Random(seed)
        self.inbox: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self._events.put_nowait({"type": "websocket.connect"})
        self.up = Pipe(self.dice, slowest, self._from_tablet)
        self.down = Pipe(self.dice, slowest, self._from_server)
        self.serving: asyncio.Task[None] | None = None
        self._sink: Sink | None = None

    def _from_tablet(self, thing: object) -> None:
        is_end = isinstance(thing, int)
        if isinstance(thing, str) and self._sink is not None and self._events.empty() and self._sink.taken(thing):
            return
        self._events.put_nowait(
            {"type": "websocket.disconnect", "code": thing} if is_end else {"type": "websocket.receive", "text": thing}
        )

    def _from_server(self, thing: object) -> None:
        assert isinstance(thing, bytes | int)
        self.inbox.put_nowait(thing)

    async def receive(self) -> Event:
        return await self._events.get()

    async def send(self, event: Event) -> None:
        if event["type"] == "websocket.send":
            self.down.send(event["text"].encode())
        elif event["type"] == "websocket.close":
            self.down.send(event.get("code", 1000))

    def scope(self, backlog: int) -> Event:
        """What the server is told of the connection; sometimes it has no sink, as behind another server."""
        self._sink = None if self.dice.random() < 0.2 else Sink(self, backlog)
        extensions = {} if self._sink is None else {EXTENSION: self._sink}
        return {
            "type": "websocket",
            "path": f"/m/{MEETING}/ws",
            "headers": [(b"host", b"council.example")],
            "query_string": b"",
            "path_params": {"meeting": MEETING},
            "subprotocols": [SUBPROTOCOL],
            "extensions": extensions,
        }

    @property
    def seat(self) -> Seat:
        """Whose connection it is."""
        return Seat(MEETING, MemberId(self.member))

    def end_at_server(self) -> None:
        """The server hears that the tablet is gone."""
        self.up.cut()
        self._events.put_nowait({"type": "websocket.disconnect", "code": 1006})

    def end_at_tablet(self) -> None:
        """The tablet hears that the server is gone."""
        self.down.cut()
        self.inbox.put_nowait(1006)
