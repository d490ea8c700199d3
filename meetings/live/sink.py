"""The server's transport, for frames that are framed already: one write per tablet, no encoding, no task switch.

A subclass of uvicorn's websocket protocol that puts a `Sink` into `scope["extensions"]`; the rest of it is unchanged.
"""

import asyncio
import socket
from asyncio.transports import BaseTransport
from collections.abc import Callable, Sequence
from typing import Any, TypedDict, cast

from uvicorn._types import ASGIReceiveEvent
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame as ReceivedFrame
from websockets.protocol import State

from meetings.wire.arriving import Boundary, whole_text
from meetings.wire.frames import CloseCode
from meetings.wire.framing import Frame

EXTENSION = "meetings.sink"
LAST_WORD_S = 0.5
"""How long a tablet has for its part of the close when the server stops."""
HIGH_WATER = 256 * 1024
"""Bytes that a transport may hold back before its tablet counts as slow."""
UNSENT_IN_SYSTEM = 128 * 1024
"""Bytes not yet sent that the system takes from us: else it takes megabytes for a tablet that reads nothing."""
LARGEST_FRAME = 64 * 1024
END_OF_REQUEST = b"\r\n\r\n"
NO_TEXT = 1007
"""The close code of RFC 6455 section 7.4.1 for a text frame that is not in UTF-8."""
READ_AHEAD = 8
"""Messages that may wait for the application before the reading is paused."""
SLICE = 4096
"""Bytes that are parsed in one go. A flood of small frames comes in large pieces, and others want their turn too."""


class Sink:
    """The transport of one websocket."""

    __slots__ = ("_protocol", "changed", "farewell", "is_slow", "taken")

    def __init__(self, protocol: "SinkProtocol") -> None:
        self._protocol = protocol
        self.is_slow = False
        """Whether the transport holds back so much that it asks for a pause."""
        self.farewell: Callable[[], None] | None = None
        """Called when the server stops, while the socket can still be written to."""
        self.changed: Callable[[], None] = _nothing
        """Called whenever `straight` may have changed."""
        self.taken: Callable[[str], bool] = _not_taken
        """Asked to take a text at once; whether it did comes back, and if not, the text goes the usual way."""

    @property
    def is_open(self) -> bool:
        """Whether a frame may go out now: after the handshake, before the close, not in the midst of a message."""
        protocol = self._protocol
        is_between = protocol.handshake_complete and not protocol.close_sent and not protocol.transport.is_closing()
        connection = protocol.conn
        return is_between and connection.state is State.OPEN and not connection.expect_continuation_frame

    @property
    def straight(self) -> Callable[[bytes], object] | None:
        """What takes the bytes of frames, unless the socket is not open or slow."""
        return self._protocol.transport.write if self.is_open and not self.is_slow else None

    @property
    def unsent(self) -> int:
        """Bytes that the transport holds back."""
        return self._protocol.transport.get_write_buffer_size()

    async def writable(self) -> None:
        """Waits until the transport has sent most of what it held back, or is gone."""
        await self._protocol.writable.wait()

    def write(self, frame: Frame) -> None:
        """Send a frame now; on a socket that is not open it is dropped."""
        if self.is_open:
            self._protocol.transport.write(frame.framed)

    def close(self, code: int, reason: str) -> None:
        """Begin the closing handshake now, even if the tablet reads nothing."""
        if self.is_open:
            self._protocol.close_now(code, reason)


class SinkProtocol(WebSocketsSansIOProtocol):
    """uvicorn's websocket protocol, with a sink."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.sink = Sink(self)
        self._unparsed = bytearray()
        self._boundary = Boundary()

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=HIGH_WATER)
        _bound_what_the_system_holds(transport)

    def pause_writing(self) -> None:
        self.sink.is_slow = True
        super().pause_writing()
        self.sink.changed()

    def resume_writing(self) -> None:
        self.sink.is_slow = False
        super().resume_writing()
        self.sink.changed()

    def connection_lost(self, exc: Exception | None) -> None:
        self.sink.is_slow = False
        super().connection_lost(exc)
        self.sink.changed()

    def handle_close(self, event: ReceivedFrame) -> None:
        super().handle_close(event)
        self.sink.changed()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self.sink.changed()

    def data_received(self, data: bytes) -> None:
        if not self._unparsed and len(data) <= SLICE:
            if not self._is_taken(data):
                self._parse(data)
            return
        is_under_way = bool(self._unparsed)
        self._unparsed += data
        if not is_under_way:
            self._parse_slice()

    def _is_taken(self, data: bytes) -> bool:
        """Whether this was a text that the application took at once: nothing that came before it waits for its turn."""
        if not self._boundary.is_reached or not self.queue.empty() or not self.sink.is_open:
            return False
        text = whole_text(data)
        return text is not None and self.sink.taken(text)

    def _parse(self, data: bytes) -> None:
        if self.handshake_complete:
            self._boundary.move(data)
        elif not data.endswith(END_OF_REQUEST):
            self._boundary.lose()
        super().data_received(data)

    def _parse_slice(self) -> None:
        if self.transport.is_closing():
            self._unparsed.clear()
            return
        piece = bytes(self._unparsed[:SLICE])
        del self._unparsed[:SLICE]
        self._parse(piece)
        if self.transport.is_closing():
            self._unparsed.clear()
        elif self._unparsed:
            self.transport.pause_reading()
            self.loop.call_soon(self._parse_slice)
        elif not self.read_paused:
            self.transport.resume_reading()

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not self.close_sent and not _is_text(self.frames):
            # uvicorn would log twenty lines: whoever sends such frames could fill the disk.
            self.frames = []
            self.close_now(NO_TEXT, "")
            return
        # uvicorn pauses the reading for each message, which is two calls of the system; a few may wait.
        if self.read_paused or self.queue.qsize() >= READ_AHEAD:
            super().send_receive_event_to_app()
        else:
            self.read_paused = True
            super().send_receive_event_to_app()
            self.read_paused = False

    async def receive(self) -> ASGIReceiveEvent:
        event = await super().receive()
        if self._unparsed and not self.transport.is_closing():
            # It may just have been resumed, but what was read is not parsed yet.
            self.transport.pause_reading()
        return event

    async def run_asgi(self) -> None:
        extensions = cast("dict[str, object]", self.scope.get("extensions"))
        extensions[EXTENSION] = self.sink
        await super().run_asgi()

    def shutdown(self) -> None:
        # uvicorn closes with 1012 at once; before that the tablet is told when to come back.
        if self.sink.farewell is not None:
            self.sink.farewell()
        if self.conn.state is State.CLOSING and not self.close_sent:
            # The tablet has closed, and does not take what was sent to it before: uvicorn would fail on a second close.
            self.transport.abort()
        elif self.sink.is_open:
            # uvicorn would close the transport at once; what a busy tablet has sent and nobody has read then makes the
            # system reset the connection, and answers that were on their way are lost. So the tablet closes first.
            self.close_timeout = LAST_WORD_S
            self.close_now(CloseCode.RESTARTING, "")
        else:
            super().shutdown()
        self.sink.changed()

    def close_now(self, code: int, reason: str) -> None:
        """As `websocket.close` does it, but without waiting for a tablet that reads nothing, and with an end to it."""
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.sink.changed()
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)


def _is_text(pieces: Sequence[bytes]) -> bool:
    try:
        b"".join(pieces).decode()
    except UnicodeDecodeError:
        return False
    return True


def _nothing() -> None:
    pass


def _not_taken(_text: str) -> bool:
    return False


def _bound_what_the_system_holds(transport: BaseTransport) -> None:
    # Linux and macOS have it; where it is missing, only the system's own limit counts.
    option: int | None = getattr(socket, "TCP_NOTSENT_LOWAT", None)
    line = transport.get_extra_info("socket")
    if option is not None and line is not None and line.family in (socket.AF_INET, socket.AF_INET6):
        line.setsockopt(socket.IPPROTO_TCP, option, UNSENT_IN_SYSTEM)


class ServerOptions(TypedDict):
    """What uvicorn is to be configured with for this endpoint."""

    ws: type[asyncio.Protocol]
    ws_max_size: int
    ws_per_message_deflate: bool
    ws_ping_interval: float | None
    ws_ping_timeout: float | None
    timeout_graceful_shutdown: int


def server_options() -> ServerOptions:
    """No compression (it costs more than it saves), no pings: our own beats find out who is silent."""
    return ServerOptions(
        ws=SinkProtocol,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,
        ws_ping_interval=None,
        ws_ping_timeout=None,
        timeout_graceful_shutdown=5,
    )
