"""What waits to be sent to one tablet: bounded, and nobody ever waits to put something in.

Deltas beyond the bound make the tablet lag: it gets nothing more until all else is sent, and then one fresh view.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import cast

from msgspec import Struct

from meetings.live.line import Line
from meetings.rooms import listening
from meetings.rules.identity import MemberId
from meetings.wire.encoding import bye_frame
from meetings.wire.frames import CloseCode, Violation
from meetings.wire.framing import Frame


class Bounds(Struct, frozen=True, kw_only=True):
    """How much may wait, and how long nothing may move."""

    delta_bytes: int = 512 * 1024
    deltas: int = 256
    answers: int = 1024
    stuck_s: float = 10


BOUNDS = Bounds()


class Ending(Struct, frozen=True):
    """How a socket ends: by which close (None if the tablet is gone), and after how long it is told to come back."""

    close: Violation | None
    bye_ms: int | None = None


class Outbox:
    """The listener of one socket."""

    def __init__(self, member: MemberId, line: Line, bounds: Bounds = BOUNDS) -> None:
        self.member = member
        self.ended: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self.on_drained: Callable[[], None] = _nothing
        """Called when a tablet that lagged has been sent all that waited: it is to be welcomed anew."""
        self._changed: Callable[[], None] = _nothing
        self._line = line
        self._bounds = bounds
        self._waiting: deque[tuple[Frame, bool]] = deque()
        self._deltas = self._delta_bytes = 0
        self._is_lagging = False
        self._is_delivering = False
        self._wake = asyncio.Event()
        self._is_empty = asyncio.Event()

    @property
    def is_lagging(self) -> bool:
        """Whether deltas are left out until the tablet is welcomed anew."""
        return self._is_lagging

    @property
    def waiting_bytes(self) -> int:
        """How much waits to be sent, here and in the transport."""
        return self._line.unsent + sum(len(frame) for frame, _ in self._waiting)

    @property
    def straight(self) -> listening.Straight | None:
        """The way to the tablet, if nothing waits: what comes later never overtakes what waits or is being sent."""
        return None if self._waiting or self._is_lagging or self._is_delivering else self._line.straight

    def tell(self, changed: Callable[[], None]) -> None:
        """From now on call `changed` whenever `straight` may be another."""
        self._changed = changed
        self._line.tell(changed)

    async def emptied(self) -> None:
        """Wait until nothing is held back any more, or the socket ends."""
        while (self._waiting or self._is_delivering) and not self.ended.done():
            self._is_empty.clear()
            await self._is_empty.wait()

    def put(self, frame: listening.Frame) -> None:
        """Send a delta, unless the tablet lags."""
        if self._is_lagging:
            return
        self._enter(_made_by_wire(frame), is_delta=True)
        if self._deltas > self._bounds.deltas or self._delta_bytes > self._bounds.delta_bytes:
            self._forget_deltas()
            self._is_lagging = True

    def send(self, frame: Frame) -> None:
        """Send an answer or a beat, also to a tablet that lags."""
        self._enter(frame, is_delta=False)
        if len(self._waiting) - self._deltas > self._bounds.answers:
            self.end(Violation.plain(CloseCode.TOO_SLOW))

    def welcome(self, frames: Sequence[listening.Frame]) -> None:
        """Send a whole view, which takes the place of the deltas that wait."""
        self._forget_deltas()
        self._is_lagging = False
        for frame in frames:
            self._enter(_made_by_wire(frame), is_delta=False)

    def close(self) -> None:
        """The room is gone."""
        self.end(Violation.plain(CloseCode.RESTARTING))

    def end(self, close: Violation | None, bye_ms: int | None = None) -> None:
        """End the socket; the first reason counts."""
        if not self.ended.done():
            self.ended.set_result(Ending(close, bye_ms))
            self._is_empty.set()

    def farewell(self, after_ms: int) -> None:
        """The server stops: say now when to come back, for it closes the socket itself in a moment."""
        self._line.try_write(bye_frame(after_ms))

    async def pump(self) -> None:
        """Sends what waits, for as long as the socket lives."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._drain()
            except TimeoutError:
                self.end(Violation.plain(CloseCode.TOO_SLOW))
                return

    async def _drain(self) -> None:
        while self._waiting or self._is_lagging:
            await self._line.ready()
            if self._waiting:
                await self._deliver_next()
            elif self._is_lagging:
                self._is_lagging = False
                self.on_drained()
            self._changed()

    async def _deliver_next(self) -> None:
        frame, is_delta = self._waiting.popleft()
        self._count(frame, -1 if is_delta else 0)
        self._is_delivering = True
        await self._line.deliver(frame)
        self._is_delivering = False
        if not self._waiting:
            self._is_empty.set()

    def _enter(self, frame: Frame, *, is_delta: bool) -> None:
        if not self._waiting and not self._is_delivering and self._line.try_write(frame):
            return
        self._waiting.append((frame, is_delta))
        self._count(frame, 1 if is_delta else 0)
        self._changed()
        self._wake.set()

    def _count(self, frame: Frame, times: int) -> None:
        self._deltas += times
        self._delta_bytes += times * len(frame)

    def _forget_deltas(self) -> None:
        if self._deltas:
            self._waiting = deque((frame, is_delta) for frame, is_delta in self._waiting if not is_delta)
            self._deltas = self._delta_bytes = 0


def _made_by_wire(frame: listening.Frame) -> Frame:
    # Rooms hand back what the encoding made, without looking into it.
    return cast("Frame", frame)


def _nothing() -> None:
    pass
