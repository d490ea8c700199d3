"""The server's transport, as far as it can be tried without one."""

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState
from websockets.client import ClientProtocol
from websockets.frames import Frame as ReceivedFrame
from websockets.frames import Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

from meetings.live.sink import EXTENSION, READ_AHEAD, SLICE, Sink, SinkProtocol, server_options
from meetings.wire.framing import Frame

FRAME = Frame(b'{"t":"beat"}')
Event = dict[str, Any]


class Wire(asyncio.Transport):
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 1), "sockname": ("127.0.0.1", 2)})
        self.written = b""
        self.is_reading_paused = False
        self._closing = False
        self.was_aborted = False
        self.high = 0

    def write(self, data: Any) -> None:
        self.written += bytes(data)

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        self._closing = True

    def abort(self) -> None:
        self._closing = self.was_aborted = True

    def pause_reading(self) -> None:
        self.is_reading_paused = True

    def resume_reading(self) -> None:
        self.is_reading_paused = False

    def get_write_buffer_size(self) -> int:
        return len(self.written)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.high = high or 0


class Far:
    """A tablet at the other end of a wire, and the server's protocol at this end."""

    def __init__(self, at_once: str | None = None) -> None:
        self.scope: dict[str, Any] = {}
        self.received: list[Event] = []
        self.opened = asyncio.Event()
        config = Config(self._application, interface="asgi3", log_config=None, **server_options())
        config.load()
        self.wire = Wire()
        self.protocol = SinkProtocol(config, ServerState(), {})
        self.protocol.connection_made(self.wire)
        self._tablet = ClientProtocol(parse_uri("ws://council.example/m/council/ws"))
        self._tablet.send_request(self._tablet.connect())
        early = b"" if at_once is None else ReceivedFrame(Opcode.TEXT, at_once.encode()).serialize(mask=True)
        self.protocol.data_received(b"".join(self._tablet.data_to_send()) + early)

    def _let_through(self) -> None:
        for data in self._tablet.data_to_send():
            self.protocol.data_received(data)

    async def _application(self, scope: Event, receive: Any, send: Any) -> None:
        self.scope = scope
        await receive()
        await send({"type": "websocket.accept"})
        self.opened.set()
        while (event := await receive())["type"] != "websocket.disconnect":
            self.received.append(event)

    async def open(self) -> None:
        await self.opened.wait()
        self.heard()

    def heard(self) -> Iterator[Any]:
        """What the tablet has got since it was asked last."""
        self._tablet.receive_data(self.wire.written)
        self.wire.written = b""
        return (event for event in self._tablet.events_received() if not isinstance(event, Response))

    def says(self, text: str, times: int = 1) -> None:
        for _ in range(times):
            self._tablet.send_text(text.encode())
        self.protocol.data_received(b"".join(self._tablet.data_to_send()))

    def says_in_pieces(self, text: str, size: int) -> None:
        self._tablet.send_text(text.encode())
        data = b"".join(self._tablet.data_to_send())
        for start in range(0, len(data), size):
            self.protocol.data_received(data[start : start + size])

    def leaves(self) -> None:
        self._tablet.send_close(1001)
        self._let_through()

    def closes_too(self) -> None:
        """What the tablet answers to a close."""
        self._let_through()

    @property
    def sink(self) -> Sink:
        return cast("Sink", self.scope["extensions"][EXTENSION])


@pytest.fixture
async def far() -> Far:
    far = Far()
    await far.open()
    return far


def test_the_server_is_configured_without_compression_and_pings() -> None:
    assert server_options() == {
        "ws": SinkProtocol,
        "ws_max_size": 65536,
        "ws_per_message_deflate": False,
        "ws_ping_interval": None,
        "ws_ping_timeout": None,
        "timeout_graceful_shutdown": 5,
    }


async def test_a_frame_is_written_as_it_is(far: Far) -> None:
    far.sink.write(FRAME)
    assert far.sink.unsent == len(FRAME.framed)
    [frame] = far.heard()
    assert (frame.opcode, frame.data) == (Opcode.TEXT, FRAME.json)


async def test_what_else_the_server_offers_is_kept(far: Far) -> None:
    assert "websocket.http.response" in far.scope["extensions"]
    assert far.wire.high == 256 * 1024


async def test_nothing_is_written_before_the_handshake() -> None:
    far = Far()
    assert not far.protocol.sink.is_open
    far.protocol.sink.write(FRAME)
    assert far.wire.written == b""
    await far.open()
    assert far.protocol.sink.is_open


async def test_nothing_is_written_in_the_midst_of_a_message(far: Far) -> None:
    far.protocol.conn.send_text(b"first half", fin=False)
    assert not far.sink.is_open
    far.protocol.conn.send_continuation(b"second half", fin=True)
    assert far.sink.is_open


async def test_nothing_is_written_after_the_close(far: Far) -> None:
    far.sink.close(4409, "Taken.")
    far.sink.write(FRAME)
    far.sink.close(1012, "Again.")
    [frame] = far.heard()
    assert frame.opcode is Opcode.CLOSE
    assert frame.data == (4409).to_bytes(2, "big") + b"Taken."


async def test_nothing_is_written_when_the_tablet_is_gone(far: Far) -> None:
    far.wire.close()
    far.sink.write(FRAME)
    assert far.wire.written == b""


async def test_a_transport_that_holds_back_too_much_is_slow_until_it_resumes(far: Far) -> None:
    far.protocol.pause_writing()
    assert far.sink.is_slow
    waiting = asyncio.create_task(far.sink.writable())
    await asyncio.sleep(0)
    assert not waiting.done()
    far.protocol.resume_writing()
    await waiting
    assert not far.sink.is_slow


async def test_a_close_goes_out_although_the_tablet_reads_nothing_and_reading_goes_on(far: Far) -> None:
    await far.opened.wait()
    far.says("hello", times=READ_AHEAD + 1)
    far.protocol.pause_writing()
    assert far.wire.is_reading_paused
    far.sink.close(1013, "Too slow.")
    assert not far.wire.is_reading_paused
    [frame] = far.heard()
    assert frame.opcode is Opcode.CLOSE


async def test_at_the_end_of_the_server_a_farewell_comes_before_the_close(far: Far) -> None:
    far.sink.farewell = lambda: far.sink.write(FRAME)
    far.protocol.shutdown()
    first, second = far.heard()
    assert (first.data, second.opcode) == (FRAME.json, Opcode.CLOSE)
    assert not far.wire.is_closing(), "the tablet closes first: what it has sent would reset the connection"
    far.closes_too()
    assert far.wire.is_closing()


async def test_a_socket_without_a_farewell_is_just_closed(far: Far) -> None:
    far.protocol.shutdown()
    [frame] = far.heard()
    assert frame.opcode is Opcode.CLOSE


async def test_a_socket_that_the_tablet_has_closed_is_cut_at_the_end_of_the_server(far: Far) -> None:
    far.leaves()
    far.wire.was_aborted = False
    far.protocol.shutdown()
    assert far.wire.was_aborted


class Taker:
    """Takes texts at once, as far as it is willing."""

    def __init__(self, far: Far) -> None:
        self.texts: list[str] = []
        self.is_willing = True
        far.protocol.sink.taken = self._taken

    def _taken(self, text: str) -> bool:
        if self.is_willing:
            self.texts.append(text)
        return self.is_willing


async def test_a_text_may_be_taken_at_once(far: Far) -> None:
    taker = Taker(far)
    far.says("first")
    far.says("second")
    assert taker.texts == ["first", "second"]
    await asyncio.sleep(0)
    assert far.received == []


async def test_a_text_that_is_not_taken_goes_the_usual_way_and_nothing_overtakes_it(far: Far) -> None:
    taker = Taker(far)
    taker.is_willing = False
    far.says("first")
    taker.is_willing = True
    far.says("second")
    assert taker.texts == []
    while len(far.received) < 2:
        await asyncio.sleep(0)
    far.says("third")
    assert [event["text"] for event in far.received] == ["first", "second"]
    assert taker.texts == ["third"]


async def test_what_comes_in_pieces_goes_the_usual_way(far: Far) -> None:
    taker = Taker(far)
    far.says_in_pieces("a text in two pieces", 10)
    while len(far.received) < 1:
        await asyncio.sleep(0)
    far.says("whole")
    assert taker.texts == ["whole"]


async def test_who_says_something_with_the_request_is_heard_the_usual_way() -> None:
    far = Far(at_once="early")
    taker = Taker(far)
    await far.open()
    far.says("later")
    while len(far.received) < 2:
        await asyncio.sleep(0)
    assert [event["text"] for event in far.received] == ["early", "later"]
    assert taker.texts == []


async def test_nothing_is_taken_after_the_close(far: Far) -> None:
    taker = Taker(far)
    far.sink.close(1012, "Again.")
    far.says("late")
    assert taker.texts == []


async def test_whether_the_way_is_open_is_told(far: Far) -> None:
    told: list[bool] = []
    far.sink.changed = lambda: told.append(far.sink.straight is not None)
    far.protocol.pause_writing()
    far.protocol.resume_writing()
    far.leaves()
    assert told == [False, True, False]


async def test_a_breach_of_the_protocol_closes_the_way(far: Far) -> None:
    told: list[bool] = []
    far.sink.changed = lambda: told.append(far.sink.straight is not None)
    far.says("x" * 70_000)
    for _ in range(20):
        await asyncio.sleep(0)
    assert told[-1] is False


async def test_bytes_that_are_no_text_close_the_socket_and_leave_nothing_in_the_log(
    far: Far, caplog: pytest.LogCaptureFixture
) -> None:
    far.protocol.data_received(ReceivedFrame(Opcode.TEXT, b'{"do":"\xff"}').serialize(mask=True))
    far.says("after that")
    [frame] = far.heard()
    assert frame.opcode is Opcode.CLOSE
    assert frame.data[:2] == (1007).to_bytes(2, "big")
    await asyncio.sleep(0)
    assert far.received == []
    assert caplog.records == [], "whoever sends it could fill the log"


async def test_a_flood_is_parsed_in_slices_so_that_others_have_their_turn(far: Far) -> None:
    far.says("x" * 100, times=1000)
    others_turn: list[int] = []
    while len(far.received) < 1000:
        others_turn.append(len(far.received))
        await asyncio.sleep(0)
    most = max(after - before for before, after in pairwise(others_turn))
    assert most <= 2 * SLICE / 100
    await asyncio.sleep(0)
    assert not far.wire.is_reading_paused


async def test_nothing_more_is_read_while_a_flood_is_parsed(far: Far) -> None:
    far.says("x" * 100, times=1000)
    while len(far.received) < 900:
        assert far.wire.is_reading_paused
        await asyncio.sleep(0)


async def test_who_has_taken_all_that_is_parsed_does_not_let_more_be_read(far: Far) -> None:
    far.says("x" * 100, times=1000)
    while not far.protocol.queue.empty():
        await far.protocol.receive()
    assert far.wire.is_reading_paused


async def test_what_comes_in_during_a_flood_comes_after_it(far: Far) -> None:
    far.says("x" * 100, times=100)
    far.says("last")
    while len(far.received) < 101:
        await asyncio.sleep(0)
    assert far.received[-1]["text"] == "last"


async def test_the_rest_of_a_flood_is_dropped_with_the_tablet(far: Far) -> None:
    far.says("x" * 100, times=1000)
    far.wire.close()
    for _ in range(10):
        await asyncio.sleep(0)
    assert len(far.received) < 100


async def test_a_flood_that_breaks_the_protocol_ends_with_it(far: Far) -> None:
    far.says("x" * 70_000)
    for _ in range(20):
        await asyncio.sleep(0)
    [frame] = far.heard()
    assert frame.data[:2] == (1009).to_bytes(2, "big")
    assert far.wire.is_closing()
