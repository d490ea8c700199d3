"""What the command line does with an installation: by its running server if there is one, else on the folder itself.

Unworkable    what was asked cannot be done; the message says why in one line
"""

import asyncio
from pathlib import Path

from meetings.app import FolderInUse, FolderUnusable, control_socket, installation, restored
from meetings.control.requests import (
    BackedUp,
    Backup,
    Content,
    Export,
    Failed,
    Import,
    Links,
    LinksMade,
    Minutes,
    Reply,
    Request,
)
from meetings.control.socket import NoAnswer, ask
from meetings.convening.meeting_file import BadFile, read
from meetings.settings import Settings


class Unworkable(Exception):
    """It cannot be done."""


async def operate(request: Request, settings: Settings) -> Reply:
    """The reply of the installation. Raises Unworkable."""
    try:
        async with installation(settings) as installed:
            reply = await installed.operations.answer(request)
    except FolderInUse:
        reply = await _asked(request, settings)
    except FolderUnusable as fault:
        raise Unworkable(str(fault)) from fault
    if isinstance(reply, Failed):
        raise Unworkable(reply.sentence)
    return reply


async def _asked(request: Request, settings: Settings) -> Reply:
    try:
        return await ask(control_socket(settings), request)
    except NoAnswer as fault:
        raise Unworkable(str(fault)) from fault


async def import_meeting(path: Path, base: str | None, settings: Settings, *, rehearsal: bool) -> LinksMade:
    """Convene the meeting of a file; without a `base` the links lead to the installation's own address.

    Raises Unworkable; then nothing was stored.
    """
    content = await asyncio.to_thread(_content, path)
    try:
        papers = await asyncio.to_thread(papers_of, path, content)
    except BadFile as fault:
        raise Unworkable(f"{path}: {fault}") from fault
    request = Import(file=content, papers=papers, base=base, rehearsal=rehearsal)
    try:
        return _links(await operate(request, settings))
    except Unworkable as fault:
        raise Unworkable(f"{path}: {fault}" if str(fault).startswith("$") else str(fault)) from fault


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Unworkable(f"{path}: a meeting file was expected: {fault.strerror}") from fault


def papers_of(path: Path, content: bytes) -> dict[str, bytes]:
    """The papers that a meeting file names, from the folder in which it lies. Raises BadFile."""
    found: dict[str, bytes] = {}
    root = path.resolve().parent
    for place, item in enumerate(read(content).agenda):
        for number, paper in enumerate(item.papers):
            file = (root / paper.file).resolve()
            where = f"$.agenda[{place}].papers[{number}].file"
            if not file.is_relative_to(root):
                raise BadFile(f"{where}: a path inside the folder was expected, {paper.file} leads out of it")
            if not file.is_file():
                raise BadFile(f"{where}: a file was expected beside the meeting file, {paper.file} is not there")
            found[paper.file] = file.read_bytes()
    return found


async def make_links(meeting: str, ref: str | None, base: str | None, settings: Settings) -> LinksMade:
    """New links. Raises Unworkable."""
    return _links(await operate(Links(meeting=meeting, ref=ref, base=base), settings))


async def fetch_minutes(meeting: str, settings: Settings) -> bytes:
    """The minutes. Raises Unworkable."""
    return _bytes(await operate(Minutes(meeting=meeting), settings))


async def fetch_log(meeting: str, settings: Settings) -> bytes:
    """The whole log. Raises Unworkable."""
    return _bytes(await operate(Export(meeting=meeting), settings))


async def back_up(out: Path, settings: Settings) -> str:
    """A sentence about the copy. Raises Unworkable."""
    reply = await operate(Backup(to=_absolute(out)), settings)
    if not isinstance(reply, BackedUp):
        raise _astray(reply)
    return reply.sentence


async def restore(file: Path, settings: Settings) -> str:
    """A sentence about what came back. Raises Unworkable."""
    try:
        return await restored(file, settings.folder)
    except FolderUnusable as fault:
        raise Unworkable(str(fault)) from fault


def _absolute(path: Path) -> str:
    """The server that writes the file may run in another folder."""
    return str(path.absolute())


def _links(reply: Reply) -> LinksMade:
    if not isinstance(reply, LinksMade):
        raise _astray(reply)
    return reply


def _bytes(reply: Reply) -> bytes:
    if not isinstance(reply, Content):
        raise _astray(reply)
    return reply.content


def _astray(reply: Reply) -> Unworkable:
    return Unworkable(f"The server is of another version: it answered with {type(reply).__name__}.")
