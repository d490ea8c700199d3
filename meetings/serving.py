"""Runs the server: opens the folder, listens, and says in one line what keeps it from that."""

import asyncio
import errno
import logging
import socket
from pathlib import Path

import click
import msgspec
import uvicorn

from meetings.app import FolderUnusable, Installation, build_app, installation, server_options
from meetings.control.requests import Failed, Import, LinksMade
from meetings.demonstration import FILE
from meetings.operating import Unworkable, papers_of
from meetings.printing import print_demonstration
from meetings.settings import Settings, settled

DEMONSTRATION = "demonstration.json"
"""In the data folder: the links of the demonstration meeting, so that a second start prints the same ones."""


def serve(settings: Settings) -> int:
    """Serve until told to stop; the exit code comes back. Raises Unworkable."""
    return asyncio.run(_serve(settings, with_demonstration=False))


def demonstrate(settings: Settings) -> int:
    """The same, with the demonstration meeting imported once and its links printed. Raises Unworkable."""
    return asyncio.run(_serve(settings, with_demonstration=True))


async def _serve(settings: Settings, *, with_demonstration: bool) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    listener = _bound(settings)
    if settings.port == 0:
        settings = settled(host=settings.host, port=listener.getsockname()[1], base="", folder=settings.folder)
    try:
        async with installation(settings) as installed:
            if with_demonstration:
                print_demonstration(await _demonstration(settings, installed))
            config = uvicorn.Config(build_app(settings, installed), **server_options())
            server = uvicorn.Server(config)
            click.echo(f"\nThe server is at {settings.base}. Stop it with Ctrl-C.")
            await server.serve(sockets=[listener])
    except FolderUnusable as fault:
        raise Unworkable(str(fault)) from fault
    finally:
        listener.close()
    return 0


def _bound(settings: Settings) -> socket.socket:
    """The socket to listen at, taken before anything else is done. Raises Unworkable."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as fault:
        listener.close()
        why = "another program uses it" if fault.errno == errno.EADDRINUSE else str(fault.strerror)
        raise Unworkable(f"The server cannot listen at {settings.host} port {settings.port}: {why}.") from fault
    listener.set_inheritable(True)
    return listener


async def _demonstration(settings: Settings, installed: Installation) -> LinksMade:
    kept = settings.folder / DEMONSTRATION
    made = await asyncio.to_thread(_kept_links, kept)
    if made is not None:
        return made
    content = await asyncio.to_thread(FILE.read_bytes)
    papers = await asyncio.to_thread(papers_of, FILE, content)
    reply = await installed.operations.answer(Import(file=content, papers=papers, base=settings.base))
    if isinstance(reply, Failed) or not isinstance(reply, LinksMade):
        raise Unworkable(f"The demonstration meeting could not be imported: {reply}")
    await asyncio.to_thread(_keep, kept, reply)
    return reply


def _kept_links(kept: Path) -> LinksMade | None:
    try:
        return msgspec.json.decode(kept.read_bytes(), type=LinksMade)
    except FileNotFoundError:
        return None


def _keep(kept: Path, made: LinksMade) -> None:
    kept.touch(mode=0o600)
    kept.write_bytes(msgspec.json.encode(made))
