"""DIR/control.sock: how the command line speaks to the server that holds the folder. One request, one reply."""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec

from meetings.control.requests import Failed, Reply, Request

log = logging.getLogger(__name__)

LARGEST = 1024 * 2**20
LONGEST_PATH = 103
"""Bytes in the address of a socket: 107 on Linux, 103 on macOS and the BSDs."""

Answer = Callable[[Request], Awaitable[Reply]]

_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)
_encoder = msgspec.msgpack.Encoder()


class NoAnswer(Exception):
    """The server that holds the folder does not answer. The message is a sentence."""


class NoSocket(Exception):
    """There can be no control socket in the folder. The message is a sentence."""


@asynccontextmanager
async def listening(path: Path, answer: Answer) -> AsyncGenerator[None]:
    """Answer requests at the socket for as long as the block runs. Raises NoSocket.

    Only the owner of the folder can reach it.
    """
    place = within_reach(path)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(_encoder.encode(await _replied(await reader.read(-1), answer)))
            await writer.drain()
        except ConnectionError:
            log.info("the command line has gone before its answer")
        finally:
            writer.close()

    _clear(path)  # left by a server that was killed; the lock says that none runs
    try:
        server = await asyncio.start_unix_server(serve, place, limit=LARGEST)
    except OSError as fault:
        raise NoSocket(f"The control socket {path} cannot be made: {fault.strerror}.") from fault
    _for_owner_alone(path)
    try:
        yield
    finally:
        server.close()
        _clear(path)


def within_reach(path: Path) -> str:
    """The path in a form that a socket's address has room for. Raises NoSocket."""
    for form in (str(path), os.path.relpath(path)):
        if len(os.fsencode(form)) <= LONGEST_PATH:
            return form
    came = len(os.fsencode(path))
    raise NoSocket(
        f"The path of the data folder is too long: {path} was expected to have {LONGEST_PATH} bytes or less, "
        f"it has {came}."
    )


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
        reader, writer = await asyncio.open_unix_connection(within_reach(path), limit=LARGEST)
    except NoSocket as fault:
        raise NoAnswer(str(fault)) from fault
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
