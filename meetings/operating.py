"""What the command line does with an installation: by its running server if there is one, else on the folder itself.

Unworkable    what was asked cannot be done; the message says why in one line
"""

import asyncio
import getpass
import os
from collections.abc import Sequence
from pathlib import Path

from meetings.app import (
    FolderInUse,
    FolderUnusable,
    control_socket,
    holds_meetings,
    installation,
    restored,
    verified,
)
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
from meetings.convening.meeting_file import BadFile, paper_paths, read
from meetings.intake import LARGEST
from meetings.minutes.certificates import der_of
from meetings.minutes.report import Report
from meetings.ports import WorkFailed
from meetings.settings import Settings


class Unworkable(Exception):
    """It cannot be done."""


async def operate(request: Request, settings: Settings) -> Reply:
    """The reply of the installation. Raises Unworkable."""
    if not isinstance(request, Import) and not await asyncio.to_thread(holds_meetings, settings):
        raise Unworkable(f"{settings.folder}: a data folder was expected, there is none.")
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
    try:
        content = await asyncio.to_thread(content_of, path, "a meeting file")
        papers = await asyncio.to_thread(papers_of, path, content)
        return _links(await operate(Import(file=content, papers=papers, base=base, rehearsal=rehearsal), settings))
    except BadFile as fault:
        raise Unworkable(f"{path}: {fault}") from fault
    except Unworkable as fault:
        raise Unworkable(f"{path}: {fault}" if str(fault).startswith("$") else str(fault)) from fault


def content_of(path: Path, expected: str) -> bytes:
    """What is in a file. Raises Unworkable, which names what was `expected`."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Unworkable(f"{path}: {expected} was expected: {fault.strerror}.") from fault


def papers_of(path: Path, content: bytes) -> dict[str, bytes]:
    """The papers that a meeting file names, from the folder in which it lies. Raises BadFile."""
    root = path.resolve().parent
    return {paper: _paper(root, where, paper) for where, paper in paper_paths(read(content))}


def _paper(root: Path, where: str, paper: str) -> bytes:
    file = (root / paper).resolve()
    if not file.is_relative_to(root):
        raise BadFile(f"{where}: a path inside the folder was expected, {paper} leads out of it")
    try:
        if file.stat().st_size > LARGEST:
            raise BadFile(f"{where}: a file of at most {LARGEST // 2**20} MB was expected, {paper} is larger")
        return file.read_bytes()
    except OSError as fault:
        raise BadFile(f"{where}: a file was expected beside the meeting file, {paper}: {fault.strerror}") from fault


async def make_links(meeting: str, ref: str | None, base: str | None, settings: Settings) -> LinksMade:
    """New links. Raises Unworkable."""
    return _links(await operate(Links(meeting=meeting, ref=ref, base=base), settings))


async def fetch_minutes(meeting: str, settings: Settings) -> bytes:
    """The minutes. Raises Unworkable."""
    return _bytes(await operate(Minutes(meeting=meeting), settings))


async def fetch_log(meeting: str, settings: Settings) -> bytes:
    """The whole log. Raises Unworkable."""
    return _bytes(await operate(Export(meeting=meeting), settings))


async def check(file: Path, roots: Sequence[Path]) -> Report:
    """What a verification of minutes finds; `roots` are certificates of authorities already known.

    Raises Unworkable.
    """
    pdf = await asyncio.to_thread(content_of, file, "a PDF of minutes")
    try:
        return await verified(pdf, [_certificate(root) for root in roots])
    except (WorkFailed, MemoryError) as fault:
        raise Unworkable(f"{file}: the file takes more time or memory to verify than is allowed.") from fault


def _certificate(root: Path) -> bytes:
    try:
        return der_of(content_of(root, "a certificate"))
    except ValueError as fault:
        raise Unworkable(f"{root}: {fault}") from fault


async def back_up(out: Path, settings: Settings) -> str:
    """A sentence about the copy. Raises Unworkable."""
    reply = await operate(Backup(to=_absolute(out)), settings)
    if not isinstance(reply, BackedUp):
        raise _astray(reply)
    return reply.sentence


async def restore(file: Path, by: str | None, settings: Settings) -> str:
    """A sentence about what came back; `by` is the person who restores. Raises Unworkable."""
    try:
        return await restored(file, settings, by or _account())
    except FolderUnusable as fault:
        raise Unworkable(str(fault)) from fault


def _account() -> str:
    """The account of the system under which the program runs."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name; which of the two is raised depends on the version
        return f"account {os.getuid()}"


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
