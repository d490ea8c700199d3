"""How frames leave."""

import asyncio
from typing import Any, cast

import pytest

from meetings.live.line import AsgiLine, SinkLine, line_of
from meetings.live.sink import Sink
from meetings.wire.framing import Frame

FRAME = Frame(b'{"t":"beat"}')


class Pipe:
    """As much of a sink as a line needs."""

    def __init__(self) -> None:
        self.is_slow = False
        self.unsent = 0
        self.written: list[bytes] = []
        self.closed: tuple[int, str] | None = None
        self.waits = 0

    async def writable(self) -> None:
        self.waits += 1
        self.unsent -= 100
        if self.unsent > 0:
            await asyncio.Event().wait()
        self.is_slow = False

    def write(self, frame: Frame) -> None:
        self.written.append(frame.framed)

    def close(self, code: int, reason: str) -> None:
        self.closed = code, reason


class Blocked(Pipe):
    """One through which nothing moves."""

    async def writable(self) -> None:
        await asyncio.Event().wait()


def sink_line(pipe: Pipe) -> SinkLine:
    return SinkLine(cast("Sink", pipe), patience_s=0.01)


async def test_a_sink_is_written_to_at_once_unless_it_is_slow() -> None:
    pipe = Pipe()
    line = sink_line(pipe)
    assert line.try_write(FRAME)
    pipe.is_slow = True
    assert not line.try_write(FRAME)
    await line.deliver(FRAME)
    assert pipe.written == [FRAME.framed] * 2


async def test_a_slow_sink_is_waited_for() -> None:
    pipe = Pipe()
    pipe.is_slow = True
    await sink_line(pipe).ready()
    assert not pipe.is_slow


async def test_a_sink_that_moves_a_little_has_more_time() -> None:
    pipe = Pipe()
    pipe.is_slow, pipe.unsent = True, 350
    await sink_line(pipe).ready()
    assert pipe.waits == 4


async def test_a_sink_in_which_nothing_moves_is_given_up() -> None:
    pipe = Blocked()
    pipe.is_slow, pipe.unsent = True, 350
    with pytest.raises(TimeoutError):
        await sink_line(pipe).ready()


async def test_a_sink_is_closed_at_once() -> None:
    pipe = Pipe()
    await sink_line(pipe).close(1012, "Come back.")
    assert pipe.closed == (1012, "Come back.")


async def test_without_a_sink_frames_go_by_the_servers_own_way() -> None:
    sent: list[dict[str, Any]] = []

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    line = line_of({"extensions": None}, send, 1)
    assert isinstance(line, AsgiLine)
    assert not line.try_write(FRAME)
    await line.ready()
    await line.deliver(FRAME)
    await line.close(1012, "Come back.")
    assert sent == [
        {"type": "websocket.send", "text": '{"t":"beat"}'},
        {"type": "websocket.close", "code": 1012, "reason": "Come back."},
    ]


async def test_a_server_that_lets_us_wait_is_given_up() -> None:
    async def send(_event: dict[str, Any]) -> None:
        await asyncio.Event().wait()

    line = AsgiLine(send, 0.01)
    with pytest.raises(TimeoutError):
        await line.deliver(FRAME)
    with pytest.raises(TimeoutError):
        await line.close(1013, "Too slow.")


async def test_a_tablet_that_is_gone_is_no_fault() -> None:
    async def send(_event: dict[str, Any]) -> None:
        raise ConnectionResetError

    await AsgiLine(send, 1).deliver(FRAME)
