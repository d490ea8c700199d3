"""DIR/control.sock: how the command line speaks to the server that holds the folder. One request, one reply."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from meetings.control.requests import Failed, Reply, Request

log = logging.getLogger(__name__)

LARGEST = 1024 * 2**20

Answer = Callable[[Request], Awaitable[Reply]]

_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)
_encoder = msgspec.msgpack.Encoder()


class NoAnswer(Exception):
    """The server that holds the folder does not answer. The message is a sentence."""


@asynccontextmanager
async def listening(path: Path, answer: Answer) -> AsyncGenerator[None]:
    """Answer requests at the socket for as long as the block runs. Only the owner of the folder can reach it."""
    _clear(path)  # left by a server that was killed; the lock says that none runs

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(_encoder.encode(await _replied(await reader.read(-1), answer)))
            await writer.drain()
        finally:
            writer.close()

    server = await asyncio.start_unix_server(serve, path, limit=LARGEST)
    _for_owner_alone(path)
    try:
        yield
    finally:
        server.close()
        _clear(path)


def _clear(path: Path) -> None:
    path.unlink(missing_ok=True)


def _for_owner_alone(path: Path) -> None:
    path.chmod(0o600)


async def _replied(content: bytes, answer: Answer) -> Reply:
    try:
        return await answer(_requests.decode(content))
    except msgspec.MsgspecError as fault:
        return Failed(sentence=f"The server is of another version and does not understand the request: {fault}")
    except Exception:
        log.exception("a fault in a request of the command line")
        return Failed(sentence="The server made a mistake; its log says which.")


async def ask(path: Path, request: Request) -> Reply:
    """The server's reply. Raises NoAnswer."""
    try:
        reader, writer = await asyncio.open_unix_connection(path, limit=LARGEST)
    except OSError as fault:
        raise NoAnswer(f"The server that holds {path.parent} does not answer at {path}: {fault.strerror}.") from fault
    writer.write(_encoder.encode(request))
    writer.write_eof()
    try:
        return _replies.decode(await reader.read(-1))
    except (msgspec.MsgspecError, OSError) as fault:
        raise NoAnswer("The server ended before it answered; it is not known whether it was done.") from fault
    finally:
        writer.close()
