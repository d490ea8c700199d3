"""Does what the command line asks, on the stores of one installation."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from meetings.access.links import Renewed, renew
from meetings.control.requests import (
    BackedUp,
    Backup,
    Content,
    Export,
    Failed,
    Import,
    LinkMade,
    Links,
    LinksMade,
    Minutes,
    Reply,
    Request,
)
from meetings.convening.convene import convened, record
from meetings.convening.meeting_file import BadFile, MeetingFile, as_rehearsal, paper_paths, read
from meetings.intake import NotTaken, Taken, take_in
from meetings.minutes import jobs
from meetings.minutes.evidence import line
from meetings.ports import Blobs, Clock, Directory, EventLog, NoSuchMeeting, Seat, StorageFault, WorkFailed, Workshop
from meetings.record.entry import Position
from meetings.rooms.equipment import Chance
from meetings.rooms.history import RecordUnusable, history_of
from meetings.rules.attendance import Member
from meetings.rules.decision import Upload
from meetings.rules.identity import MeetingId, MemberId, Role
from meetings.rules.state import Meeting
from meetings.views.minutes import signed_edition


class Copying(Protocol):
    """Makes a copy of all that is stored."""

    async def backup(self, to: Path) -> str:
        """Write the copy; a sentence about it comes back. Raises StorageFault or OSError."""
        ...


class Stock(Struct, frozen=True):
    """What the operations work on. `base` is the address at which people's devices reach the installation."""

    log: EventLog
    directory: Directory
    blobs: Blobs
    workshop: Workshop
    clock: Clock
    chance: Chance
    copying: Copying
    base: str


class Operations:
    """The operations of one installation. `revoke` is told of seats whose sessions end by a new link."""

    def __init__(self, stock: Stock, revoke: Callable[[Seat], None]) -> None:
        self._stock = stock
        self._revoke = revoke

    async def answer(self, request: Request) -> Reply:
        """Do what is asked; what goes wrong with the input comes back as a sentence."""
        try:
            return await self._done(request)
        except (BadFile, RecordUnusable, StorageFault, WorkFailed) as fault:
            return Failed(sentence=str(fault))
        except OSError as fault:
            return Failed(sentence=f"{fault.filename or 'The data folder'}: {fault.strerror}")
        except NoSuchMeeting:
            return Failed(sentence="There is no meeting with this id in the data folder.")

    async def _done(self, request: Request) -> Reply:
        match request:
            case Import():
                return await self._import(request)
            case Links():
                return await self._links(request)
            case Minutes():
                return Content(content=await self._minutes(MeetingId(request.meeting)))
            case Export():
                return Content(content=await self._export(MeetingId(request.meeting)))
            case Backup():
                return BackedUp(sentence=await self._stock.copying.backup(Path(request.to)))

    async def _import(self, request: Import) -> Reply:
        file, stock = read(request.file), self._stock
        played = as_rehearsal(file) if request.rehearsal else file
        papers = await self._taken_in(file, request.papers)
        uploads = {path: _upload(taken) for path, taken in papers.items()}
        # Nothing is stored before all is known to be in order.
        made = convened(played, uploads, stock.clock.now(), stock.chance, has_box=stock.log.has_box)
        for taken in papers.values():
            await stock.blobs.put(taken.content, taken.media_type, taken.pages)
        await record(made, stock.log)
        return await self._links(Links(meeting=made.meeting, ref=None, base=request.base))

    async def _taken_in(self, file: MeetingFile, contents: Mapping[str, bytes]) -> Mapping[str, Taken]:
        """The papers of a file, by the path in it, as they will be stored. Raises BadFile."""
        taken: dict[str, Taken] = {}
        for where, path in paper_paths(file):
            if path in taken:
                continue
            try:
                taken[path] = await self._stock.workshop.run(take_in, contents[path])
            except KeyError:
                raise BadFile(f"{where}: a file was expected beside the meeting file, {path} is not there") from None
            except NotTaken as fault:
                raise BadFile(f"{where}: {path}: {fault}") from fault
        return taken

    async def _links(self, request: Links) -> Reply:
        meeting = MeetingId(request.meeting)
        state = (await history_of(meeting, self._stock.log)).meeting
        made: list[LinkMade] = []
        for member in _chosen(state, request.ref):
            seat = Seat(meeting, member.ref)
            renewed = await renew(self._stock.directory, request.base or self._stock.base, seat)
            self._revoke(seat)
            made.append(_made(member, renewed))
        profile = state.sitting.profile
        return LinksMade(meeting=meeting, title=profile.title, language=profile.language, links=made)

    async def _minutes(self, meeting: MeetingId) -> bytes:
        told = await history_of(meeting, self._stock.log)
        edition = signed_edition(told.meeting)
        path = await self._stock.blobs.path(edition.sha256) if edition is not None else None
        if path is not None:
            return await asyncio.to_thread(path.read_bytes)
        return await self._stock.workshop.run(jobs.render, jobs.packed(told.entries), meeting, told.log, False)

    async def _export(self, meeting: MeetingId) -> bytes:
        entries = await self._stock.log.read(meeting, Position.start(await self._stock.log.id_of(meeting)))
        return b"".join(line(entry, shown=True) for entry in entries)


def _upload(taken: Taken) -> Upload:
    return Upload(sha256=sha256(taken.content).hexdigest(), media_type=taken.media_type, pages=taken.pages)


OFFICES = (Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY, Role.STEWARD, Role.DELEGATE, Role.OBSERVER, Role.DISPLAY)


def _chosen(state: Meeting, ref: str | None) -> Sequence[Member]:
    """The participants who get a link, by office and name. Raises BadFile."""
    members = state.attendance.members
    if ref is None:
        return sorted(members.values(), key=lambda member: (OFFICES.index(member.role), member.name))
    member = members.get(MemberId(ref))
    if member is None:
        raise BadFile(f"--ref: the ref of a participant was expected, {ref[:64]} is not on the list")
    return [member]


def _made(member: Member, renewed: Renewed) -> LinkMade:
    link = renewed.link
    return LinkMade(ref=member.ref, name=member.name, role=member.role, token=link.token, code=link.code, url=link.url)
