"""Runs the server: opens the folder, listens, and says in one line what keeps it from that."""

import asyncio
import errno
import gc
import logging
import os
import signal
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import click
import msgspec
import uvicorn
from msgspec.structs import replace
from starlette.applications import Starlette

from meetings.access.secrets_handed_out import digest_of_token
from meetings.app import (
    FolderUnusable,
    Installation,
    build_app,
    clear_uploads,
    control_socket,
    installation,
    look_over,
    server_options,
    settle,
)
from meetings.control.requests import Failed, Import, Links, LinksMade
from meetings.control.socket import NoSocket, listening, within_reach
from meetings.demonstration import FILE
from meetings.operating import Unworkable, papers_of
from meetings.printing import print_demonstration
from meetings.settings import Settings

log = logging.getLogger(__name__)

DEMONSTRATION = "demonstration.json"
"""In the data folder: the links of the demonstration meeting, so that a second start prints the same ones."""
WAITING = 2048
"""Connections that may wait until the server takes them: a whole hall comes back at once."""
FAILED = 1


def serve(settings: Settings) -> None:
    """Serve until told to stop. Raises Unworkable."""
    _run(_serve(settings, with_demonstration=False))


def demonstrate(settings: Settings) -> None:
    """The same, with the demonstration meeting imported once and its links printed. Raises Unworkable."""
    _run(_serve(settings, with_demonstration=True))


def _run(serving: Coroutine[Any, Any, None]) -> None:
    """On uvloop where there is one: with hundreds of tablets at once, a vote is answered a third sooner."""
    try:
        import uvloop
    except ImportError:
        asyncio.run(serving)
    else:
        uvloop.run(serving)


async def _serve(settings: Settings, *, with_demonstration: bool) -> None:
    keep_log()
    with listener(settings) as taken:
        settings = settings.at_port(taken.getsockname()[1])
        try:
            within_reach(control_socket(settings))
            async with installation(settings) as installed:
                await clear_uploads(installed)
                async with _attended(installed):
                    await look_over(installed)
                    if with_demonstration:
                        print_demonstration(await _demonstration(installed), settings.base)
                    await _listen(build_app(installed), taken, settings.base)
        except (FolderUnusable, NoSocket) as fault:
            raise Unworkable(str(fault)) from fault


async def _listen(app: Starlette, taken: socket.socket, base: str) -> None:
    # Addresses of requests are not logged, for a seat's name may stand in them; who is on the other side of a proxy
    # decides nothing, so the proxy's word for it is not asked for.
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
    _spare_the_collector()
    config = uvicorn.Config(app, proxy_headers=False, **quiet, **server_options())
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn stops at these and then raises them once more; what is to be closed after it is closed by us.
        signal.signal(number, _noted)
    await Server(config, base, partial(settle, app)).serve(sockets=[taken])


def _spare_the_collector() -> None:
    """What is loaded by now stays, and what thousands of tablets hold is not looked through at every turn."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


class Server(uvicorn.Server):
    """Says where it is once it can be reached, and can be told to stop: then it settles what is under way first."""

    def __init__(self, config: uvicorn.Config, base: str, settle: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._base = base
        self._settle = settle

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        click.echo(f"The server is at {self._base} (stop it with Ctrl-C)")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._settle()
        await super().shutdown(sockets)


def _noted(_number: int, _frame: FrameType | None) -> None:
    """A signal that has been obeyed already."""


@asynccontextmanager
async def _attended(installed: Installation) -> AsyncGenerator[None]:
    """What goes on beside the server: the command line's requests, the watch over the disk, and backups."""
    beside = [asyncio.create_task(_end_if_the_disk_fails(installed))]
    if installed.backups is not None:
        beside.append(asyncio.create_task(installed.backups.run()))
    try:
        async with listening(installed.folder.control_socket, installed.operations.answer):
            yield
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _end_if_the_disk_fails(installed: Installation) -> None:
    """End at once and without ado: what the system has dropped of the last writes, only a new start finds out."""
    failure = await installed.stores.database.failure()
    log.critical("The server ends: %s", failure)
    logging.shutdown()
    os._exit(FAILED)


def keep_log() -> None:
    """Log to standard error, one line an entry (and the lines of a traceback)."""
    lines = logging.StreamHandler()
    lines.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[lines], force=True)
    # Its coming and going is told by this module; its lines about sockets hold addresses.
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)


class OneLine(logging.Formatter):
    """Keeps what strangers sent from beginning a line of its own or steering a terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - named by the standard library
        """The line."""
        line = super().formatMessage(record)
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def listener(settings: Settings) -> socket.socket:
    """The socket to listen at, taken before anything else is done. Raises Unworkable."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((settings.host, settings.port))
        taken.listen(WAITING)
    except OSError as fault:
        taken.close()
        why = "another program uses it" if fault.errno == errno.EADDRINUSE else str(fault.strerror)
        raise Unworkable(f"The server cannot listen at {settings.host} port {settings.port}: {why}.") from fault
    return taken


async def _demonstration(installed: Installation) -> LinksMade:
    """The links of the demonstration meeting, which is imported if it was not before. Raises Unworkable."""
    kept = installed.folder.root / DEMONSTRATION
    made = await asyncio.to_thread(kept_links, kept)
    if made is not None:
        return await _with_living_links(installed, made, kept)
    content = await asyncio.to_thread(FILE.read_bytes)
    papers = await asyncio.to_thread(papers_of, FILE, content)
    reply = await installed.operations.answer(Import(file=content, papers=papers))
    if not isinstance(reply, LinksMade):
        why = reply.sentence if isinstance(reply, Failed) else reply
        raise Unworkable(f"The demonstration meeting could not be imported: {why}")
    await asyncio.to_thread(_keep, kept, reply)
    return reply


async def _with_living_links(installed: Installation, made: LinksMade, kept: Path) -> LinksMade:
    """`made`, with new links for those seats that got another one since, which nobody but its holder knows."""
    directory, links = installed.stores.directory, list(made.links)
    for place, link in enumerate(links):
        if await directory.seat_of_token(digest_of_token(link.token)) is None:
            reply = await installed.operations.answer(Links(meeting=made.meeting, ref=link.ref))
            links[place] = reply.links[0] if isinstance(reply, LinksMade) else link
    if links != list(made.links):
        made = replace(made, links=links)
        await asyncio.to_thread(_keep, kept, made)
    return made


def kept_links(kept: Path) -> LinksMade | None:
    """The links that an earlier start has kept, if any. Raises Unworkable."""
    try:
        return msgspec.json.decode(kept.read_bytes(), type=LinksMade)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as fault:
        raise Unworkable(f"{kept}: the links of the demonstration were expected; remove it for a new one.") from fault


def _keep(kept: Path, made: LinksMade) -> None:
    # There as a whole or not at all, for half of it would keep the next start from coming up.
    new = kept.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_bytes(msgspec.json.encode(made))
    new.replace(kept)
