"""What CPython can do at best: uvloop's transports alone, and one loop of `write` with a frame that was made once.

No HTTP, no frames read beyond what tells one who publishes from one who listens, nothing stored.
"""

import asyncio
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha1
from typing import cast

import uvloop

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
ways: dict[asyncio.Transport, Callable[[bytes], None]] = {}


class Bare(asyncio.Protocol):
    """One connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._is_publisher = self._is_open = False

    def data_received(self, data: bytes) -> None:
        if not self._is_open:
            self._open(data)
        elif self._is_publisher:
            _broadcast(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - named by asyncio
        ways.pop(self._transport, None)

    def _open(self, request: bytes) -> None:
        self._is_open = True
        self._is_publisher = request.startswith(b"GET /pub")
        key = next(line.split()[1] for line in request.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:"))
        accept = b64encode(sha1(key + GUID, usedforsecurity=False).digest())
        upgraded = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        self._transport.write(upgraded + b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n")
        if not self._is_publisher:
            ways[self._transport] = self._transport.write


def _broadcast(masked: bytes) -> None:
    """Pass on a text of 126 bytes or more that came in one piece, masked with zeros."""
    text = masked[8:]
    frame = b"\x81\x7e" + len(text).to_bytes(2, "big") + text
    for write in ways.values():
        write(frame)


async def main() -> None:
    """Serve."""
    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", int(sys.argv[1]), backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main())
