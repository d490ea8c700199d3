"""`meetings rehearse`: finds or starts a server, imports the copy that is played, shows progress, prints the report.

Ends with 0 if all is well, with 1 for any difference or loss, with 2 for bad usage or input.
"""

import asyncio
import socket
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec
from msgspec import Struct

from meetings.convening.meeting_file import BadFile, MeetingFile, read
from meetings.rehearsal.http import NotServed
from meetings.rehearsal.play import Stuck
from meetings.rehearsal.rehearsing import Invitation, NotARehearsal, play_meeting
from meetings.rehearsal.report import Report
from meetings.rehearsal.script import Unplayable, write
from meetings.rehearsal.server import PROGRAM, NotStarted, Server, free_port
from meetings.rehearsal.tablet import TurnedAway, Venue

GOOD, BAD_RESULT, BAD_INPUT = 0, 1, 2


class BadUsage(Exception):
    """The options do not fit together, or what they name cannot be used. The message is a sentence."""


class Options(Struct, frozen=True, kw_only=True):
    """What the command line says."""

    file: Path
    base: str | None = None
    links: Path | None = None
    data: Path | None = None
    tablets: int | None = None
    as_json: bool = False


class _Link(Struct, frozen=True):
    ref: str
    token: str
    url: str


class Links(Struct, frozen=True):
    """What `meetings import --json` prints."""

    meeting: str
    links: tuple[_Link, ...]


def run(options: Options) -> int:
    """Rehearse as the command line says; the exit code comes back."""
    try:
        report = asyncio.run(_rehearsed(options))
    except (BadUsage, BadFile, Unplayable, NotARehearsal, NotServed, NotStarted, OSError) as fault:
        return _told(fault, BAD_INPUT)
    except (TurnedAway, Stuck) as fault:
        return _told(fault, BAD_RESULT)
    click.echo(report.json() if options.as_json else report.lines())
    return GOOD if report.is_good else BAD_RESULT


def _told(fault: Exception, code: int) -> int:
    click.echo(f"Error: {' '.join(str(fault).split())}", err=True)
    return code


async def _rehearsed(options: Options) -> Report:
    file = await asyncio.to_thread(_file, options.file)
    script = write(file, options.tablets)
    async with _invited(options) as invitation:
        # On standard error, so that standard output holds the report alone.
        with click.progressbar(length=script.ballots, label="ballots", file=sys.stderr) as bar:
            return await play_meeting(file, invitation, options.tablets, bar.update)


def _file(path: Path) -> MeetingFile:
    try:
        return read(path.read_bytes())
    except BadFile as fault:
        raise BadFile(f"{path}: {fault}") from fault


@asynccontextmanager
async def _invited(options: Options) -> AsyncGenerator[Invitation]:
    """An invitation to a copy of the meeting: as given, in a folder, or on a server that lives as long as the block."""
    if options.base is not None or options.links is not None:
        yield await _given(options)
        return
    async with AsyncExitStack() as stack:
        folder = options.data
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="meetings-rehearsal-")))
        elif await asyncio.to_thread(is_served, folder):
            yield invitation(await import_copy(options.file, folder))
            return
        port = free_port()
        links = await import_copy(options.file, folder, f"http://127.0.0.1:{port}")
        await stack.enter_async_context(Server(folder, port))
        yield invitation(links)


async def _given(options: Options) -> Invitation:
    if options.base is None or options.links is None or options.data is not None:
        raise BadUsage("--url and --links were expected together, without --data.")
    content = await asyncio.to_thread(options.links.read_bytes)
    try:
        links = msgspec.json.decode(content, type=Links)
    except msgspec.MsgspecError as fault:
        expected = "what `meetings import --rehearsal --json` printed was expected"
        raise BadUsage(f"{options.links}: {expected}: {fault}") from fault
    return invitation(links, options.base.rstrip("/"))


def invitation(links: Links, url: str | None = None) -> Invitation:
    """The invitation that links make, to the server that they name or to another address of it."""
    if not links.links:
        raise BadUsage("The links: one for each participant was expected, there are none.")
    named = urlsplit(links.links[0].url)
    venue = Venue(url or f"{named.scheme}://{named.netloc}", links.meeting)
    return Invitation(venue, {link.ref: link.token for link in links.links})


def is_served(folder: Path) -> bool:
    """Whether a server holds this data folder and answers."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(folder / "control.sock"))
        except OSError:
            return False
    return True


async def import_copy(file: Path, folder: Path, url: str | None = None) -> Links:
    """Convene a copy of the meeting, marked as a rehearsal, in a data folder. Raises BadUsage."""
    base = [] if url is None else ["--url", url]
    process = await asyncio.create_subprocess_exec(
        *PROGRAM,
        *("import", "--rehearsal", "--json", "--data", str(folder), *base, str(file)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, said = await process.communicate()
    if process.returncode != 0:
        raise BadUsage(said.decode("utf-8", "replace").strip().removeprefix("Error: "))
    return msgspec.json.decode(out, type=Links)
