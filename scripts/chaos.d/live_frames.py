"""Random and hostile frames to a real server, over real sockets, while everybody else goes on with the meeting."""

import asyncio
import random
from asyncio import StreamReader, StreamWriter

from findings import Finding
from frames import good, spoilt
from process import memory_mb
from voting import Votes, all_returned, in_a_hall, like, port_of
from websockets.frames import Frame, Opcode

from meetings.rehearsal.frames import SUBPROTOCOL
from meetings.rehearsal.rehearsing import connected
from meetings.rehearsal.tablet import Tablet
from tests.acceptance.hall import Hall

BROKEN = "random and hostile frames to the server"
SENDERS = 8
MOST_AT_ONCE = 24
HELLO = b'{"do":"hello"}'
WARMED_UP = 0.5
"""Garbage is collected seldom, so that it takes a while until the memory stays as it is."""
PAUSE_S = 0.5
"""Between the votes of others: what is recorded takes memory too."""
MOST_GROWN = 0.05
FAULTS = (" ERROR ", " CRITICAL ", "Traceback")


class Hostile:
    """Tablets that send what comes to their mind, and come back as often as they are thrown out."""

    def __init__(self, place: Hall, seed: int, most: int) -> None:
        self.sent = self.connections = 0
        self._place = place
        self._good = good()
        self._dice = random.Random(seed)
        self._most = most

    async def run(self, upto: float) -> None:
        """Until this share of all frames is sent."""
        async with asyncio.TaskGroup() as group:
            for number in range(SENDERS):
                group.create_task(self._keep_sending(self._place.delegates[number], upto * self._most))

    async def _keep_sending(self, tablet: Tablet, most: float) -> None:
        while self.sent < most:
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(self._place))
            try:
                async with asyncio.timeout(30):
                    await self._visit(tablet, reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.transport.abort()

    async def _visit(self, tablet: Tablet, reader: StreamReader, writer: StreamWriter) -> None:
        """One connection: a handshake, frames, and the server's answers until it says nothing more."""
        self.connections += 1
        writer.write(_handshake(tablet))
        await reader.readuntil(b"\r\n\r\n")
        count = self._dice.randrange(1, MOST_AT_ONCE)
        self.sent += count
        writer.write(_framed(HELLO) + b"".join(self._any_frame() for _ in range(count)))
        await writer.drain()
        while True:
            try:
                async with asyncio.timeout(0.02):
                    if not await reader.read(2**16):
                        return
            except TimeoutError:
                return

    def _any_frame(self) -> bytes:
        """A frame whose text is spoilt; now and then its head is, too, or it is none that may be."""
        dice, text = self._dice, spoilt(self._dice, self._good)
        match dice.randrange(12):
            case 0:
                return dice.randbytes(dice.randrange(1, 200))
            case 1:
                return bytes((dice.randrange(256), *_framed(text[:120])[1:]))
            case 2:
                half = len(text) // 2
                rest = Frame(Opcode.CONT, text[half:], fin=True).serialize(mask=True)
                return Frame(Opcode.TEXT, text[:half], fin=False).serialize(mask=True) + rest
            case 3:
                framed = bytearray(_framed(text))
                framed[dice.randrange(min(8, len(framed)))] = dice.randrange(256)
                return bytes(framed)
            case _:
                return _framed(text)


def _framed(text: bytes) -> bytes:
    return Frame(Opcode.TEXT, text).serialize(mask=True)


def _handshake(tablet: Tablet) -> bytes:
    lines = (
        f"GET /m/{tablet.venue.meeting}/ws?seat={tablet.ref} HTTP/1.1",
        f"Host: {tablet.venue.url.removeprefix('http://')}",
        f"Origin: {tablet.venue.url}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Protocol: {SUBPROTOCOL}",
        f"Cookie: {tablet.cookie}",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode()


def live_frames(executions: int, seed: int) -> Finding:
    """So many frames, while the others vote."""

    async def experiment(place: Hall) -> Finding:
        hostile, votes = (
            Hostile(place, seed, executions),
            Votes([like(each) for each in place.delegates[SENDERS:]], seed, PAUSE_S),
        )
        async with connected(votes.tablets), asyncio.TaskGroup() as group:
            voting = group.create_task(votes.cast())
            await hostile.run(WARMED_UP)
            before = memory_mb(place.server.pid)[0]
            await hostile.run(1)
            votes.is_over = True
            await voting
            grown = memory_mb(place.server.pid)[0] / before - 1
        faults = [line for line in place.server.said().splitlines() if any(fault in line for fault in FAULTS)]
        wrong = await votes.compared(place)
        await place.server.stop()
        await place.server.start()
        await all_returned([place.secretary], 1)
        done = f"{hostile.sent:,} frames, {hostile.connections:,} connections, seed {seed}"
        said = f"{len(faults)} faults in the server's log{''.join(f' ({line[:200]})' for line in faults[:1])}"
        found = f"{said}, memory {grown:+.1%} in the second half; {len(votes.confirmed):,} votes of others, "
        is_good = not faults and not wrong and grown < MOST_GROWN
        return Finding(BROKEN, done, found + (", ".join(wrong) or "0 lost, 0 doubled"), is_good)

    return in_a_hall(experiment)
