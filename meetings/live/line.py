"""How frames leave: straight into the server's transport where it offers one, else by the ASGI `send`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, cast

from meetings.live.sink import EXTENSION, Sink
from meetings.rooms.listening import Straight
from meetings.wire.framing import Frame

log = logging.getLogger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]


class Line(Protocol):
    """The way to one tablet."""

    @property
    def unsent(self) -> int:
        """Bytes that were taken and could not be sent yet."""
        ...

    @property
    def straight(self) -> Straight | None:
        """What takes the bytes of frames at once, if nothing is in the way now."""
        ...

    def tell(self, changed: Callable[[], None]) -> None:
        """From now on call `changed` whenever `straight` may be another."""
        ...

    def try_write(self, frame: Frame, /) -> bool:
        """Send a frame at once, if that is possible without waiting."""
        ...

    async def ready(self) -> None:
        """Waits for room. Raises TimeoutError if nothing at all moves for too long."""
        ...

    async def deliver(self, frame: Frame) -> None:
        """Send a frame, after `ready`. Raises TimeoutError if that takes too long."""
        ...

    async def close(self, code: int, reason: str) -> None:
        """Close the socket. Raises TimeoutError if that takes too long."""
        ...


class SinkLine:
    """Into the transport."""

    def __init__(self, sink: Sink, patience_s: float) -> None:
        self._sink = sink
        self._patience_s = patience_s

    @property
    def unsent(self) -> int:
        return self._sink.unsent

    @property
    def straight(self) -> Straight | None:
        return self._sink.straight

    def tell(self, changed: Callable[[], None]) -> None:
        self._sink.changed = changed

    def try_write(self, frame: Frame, /) -> bool:
        if self._sink.is_slow:
            return False
        self._sink.write(frame)
        return True

    async def ready(self) -> None:
        while self._sink.is_slow:
            before = self._sink.unsent
            try:
                async with asyncio.timeout(self._patience_s):
                    await self._sink.writable()
            except TimeoutError:
                if self._sink.unsent >= before:
                    raise

    async def deliver(self, frame: Frame) -> None:
        self._sink.write(frame)

    async def close(self, code: int, reason: str) -> None:
        self._sink.close(code, reason)


class AsgiLine:
    """By the `send` of a server without a sink, which may make us wait: so nothing is ever sent at once."""

    def __init__(self, send: Send, patience_s: float) -> None:
        self._send = send
        self._patience_s = patience_s

    @property
    def unsent(self) -> int:
        """What the server holds is not told."""
        return 0

    @property
    def straight(self) -> Straight | None:
        return None

    def tell(self, changed: Callable[[], None]) -> None:
        """There never is one."""

    def try_write(self, _frame: Frame, /) -> bool:
        return False

    async def ready(self) -> None:
        """`deliver` itself waits."""

    async def deliver(self, frame: Frame) -> None:
        await self._sent({"type": "websocket.send", "text": frame.text})

    async def close(self, code: int, reason: str) -> None:
        await self._sent({"type": "websocket.close", "code": code, "reason": reason})

    async def _sent(self, event: dict[str, Any]) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                await self._send(event)
        except TimeoutError:
            raise
        except OSError:
            log.debug("the tablet is gone; the reader will hear of it")


def line_of(scope: Mapping[str, Any], send: Send, patience_s: float) -> Line:
    """The best line that the server offers."""
    sink = sink_of(scope)
    return AsgiLine(send, patience_s) if sink is None else SinkLine(sink, patience_s)


def sink_of(scope: Mapping[str, Any]) -> Sink | None:
    """The transport, if the server offers it."""
    extensions: Mapping[str, object] = scope.get("extensions") or {}
    return cast("Sink | None", extensions.get(EXTENSION))
