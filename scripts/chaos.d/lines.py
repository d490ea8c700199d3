"""A proxy between tablets and server that delays, cuts, goes silent, and sends the frames of tablets twice."""

import asyncio
import contextlib
import random
import re
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager

END_OF_HEAD = b"\r\n\r\n"
HELLO = b'{"do":"hello"'
ORIGIN = re.compile(rb"(Origin: http://127\.0\.0\.1:)\d+\r\n", re.IGNORECASE)
"""Pages come from the server's own port; here the tablets think that this is the proxy's."""
CHUNK = 64 * 1024


class Trouble:
    """How bad the lines are. A calm one only passes on."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.is_calm = True
        self.cuts = self.silences = self.doubles = 0

    def delay_s(self) -> float:
        """How long the next piece is held back; now and then the line is silent for a while."""
        if self.is_calm:
            return 0
        if self.dice.random() < 0.002:
            self.silences += 1
            return self.dice.uniform(0.5, 2)
        return self.dice.uniform(0, 0.01)

    def cuts_now(self) -> bool:
        """Whether the connection is cut here."""
        is_cut = not self.is_calm and self.dice.random() < 0.004
        self.cuts += is_cut
        return is_cut

    def doubles_now(self) -> bool:
        """Whether a frame is sent once more."""
        is_double = not self.is_calm and self.dice.random() < 0.1
        self.doubles += is_double
        return is_double


class Frames:
    """Cuts what a tablet sends into the head of its request and whole websocket frames (RFC 6455 section 5.2)."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._is_past_head = False

    def whole(self, piece: bytes) -> Iterable[bytes]:
        """What is whole by now, in order."""
        self._bytes += piece
        while (length := self._length()) is not None:
            yield bytes(self._bytes[:length])
            del self._bytes[:length]

    def _length(self) -> int | None:
        if not self._is_past_head:
            end = self._bytes.find(END_OF_HEAD)
            self._is_past_head = end >= 0
            return end + len(END_OF_HEAD) if end >= 0 else None
        if len(self._bytes) < 2:
            return None
        size, start = self._bytes[1] & 0x7F, 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(self._bytes[2:start], "big")
        length = start + 4 + size  # a tablet's frames are masked
        return length if len(self._bytes) >= length else None


def is_command(frame: bytes) -> bool:
    """Whether a frame is a text frame that may come twice: a second hello would be no protocol."""
    if frame[0] != 0x81 or frame[1] & 0x7F == 127:
        return False
    start = 4 if frame[1] & 0x7F == 126 else 2
    mask, body = frame[start : start + 4], frame[start + 4 :]
    said = bytes(byte ^ mask[place % 4] for place, byte in enumerate(body))
    return not said.startswith(HELLO)


class Proxy:
    """Listens on a port of its own and passes on to the server's."""

    def __init__(self, server_port: int, trouble: Trouble) -> None:
        self.trouble = trouble
        self._server_port = server_port
        self._open: set[StreamWriter] = set()

    @asynccontextmanager
    async def listening(self) -> AsyncGenerator[int]:
        """The port, for as long as the block runs."""
        server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0, backlog=2048)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            self.cut_all()

    def cut_all(self) -> None:
        """Cut every connection at once."""
        for writer in list(self._open):
            writer.transport.abort()

    async def _pass_on(self, from_tablet: StreamReader, to_tablet: StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            to_tablet.transport.abort()
            return
        ends = {to_tablet, to_server}
        self._open |= ends
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._up(from_tablet, to_server))
                group.create_task(self._down(from_server, to_tablet))
        except* (OSError, EOFError):
            pass
        finally:
            self._open -= ends
            for writer in ends:
                writer.transport.abort()

    async def _up(self, reader: StreamReader, writer: StreamWriter) -> None:
        frames = Frames()
        while True:
            for piece in frames.whole(await self._piece(reader)):
                if piece.startswith(b"GET "):
                    await self._send(writer, ORIGIN.sub(rb"\g<1>%d\r\n" % self._server_port, piece))
                else:
                    twice = is_command(piece) and self.trouble.doubles_now()
                    await self._send(writer, piece + piece if twice else piece)

    async def _down(self, reader: StreamReader, writer: StreamWriter) -> None:
        while True:
            await self._send(writer, await self._piece(reader))

    @staticmethod
    async def _piece(reader: StreamReader) -> bytes:
        piece = await reader.read(CHUNK)
        if not piece:
            raise EOFError
        return piece

    async def _send(self, writer: StreamWriter, piece: bytes) -> None:
        delay = self.trouble.delay_s()
        if delay:
            await asyncio.sleep(delay)
        if self.trouble.cuts_now():
            raise EOFError
        with contextlib.suppress(RuntimeError):
            writer.write(piece)
            await writer.drain()
