"""Does what the command line asks, on the stores of one installation."""

from collections.abc import Callable, Mapping, Sequence
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
from meetings.convening.convene import convene
from meetings.convening.meeting_file import BadFile, MeetingFile, as_rehearsal, read
from meetings.intake import NotTaken, take_in
from meetings.minutes.evidence import line
from meetings.minutes.render import Edition, render
from meetings.ports import Blobs, Clock, Directory, EventLog, NoSuchMeeting, Seat, StorageFault, Workshop
from meetings.record.codec import said_by
from meetings.record.entry import Position, checked
from meetings.rooms.equipment import Chance
from meetings.rules.attendance import Member
from meetings.rules.decision import Upload
from meetings.rules.identity import LogId, MeetingId, MemberId
from meetings.rules.meeting import fold
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
    """The operations of one installation. Seats whose sessions end by a new link are told to `revoke`."""

    def __init__(self, stock: Stock) -> None:
        self._stock = stock
        self.revoke: Callable[[Seat], None] = lambda _: None

    async def answer(self, request: Request) -> Reply:
        """Do what is asked; what goes wrong with the input comes back as a sentence."""
        try:
            return await self._done(request)
        except (BadFile, NotTaken, StorageFault, OSError) as fault:
            return Failed(sentence=str(fault))
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
        file = read(request.file)
        papers = await self._papers(file, request.papers)
        played = as_rehearsal(file) if request.rehearsal else file
        stock = self._stock
        meeting = await convene(played, papers, stock.log, stock.clock.now(), stock.chance)
        return await self._links(Links(meeting=meeting, ref=None, base=request.base))

    async def _papers(self, file: MeetingFile, contents: Mapping[str, bytes]) -> Mapping[str, Upload]:
        stored: dict[str, Upload] = {}
        for place, item in enumerate(file.agenda):
            for number, paper in enumerate(item.papers):
                path = f"$.agenda[{place}].papers[{number}].file"
                if paper.file not in contents:
                    raise BadFile(f"{path}: a file was expected beside the meeting file, {paper.file} is not there")
                try:
                    taken = await self._stock.workshop.run(take_in, contents[paper.file])
                except NotTaken as fault:
                    raise BadFile(f"{path}: {paper.file}: {fault}") from fault
                stored[paper.file] = await self._stock.blobs.put(taken.content, taken.media_type, taken.pages)
        return stored

    async def _links(self, request: Links) -> Reply:
        meeting = MeetingId(request.meeting)
        _, state = await self._folded(meeting)
        members = _chosen(state, request.ref)
        made: list[LinkMade] = []
        for member in members:
            renewed = await renew(self._stock.directory, request.base or self._stock.base, Seat(meeting, member.ref))
            self.revoke(Seat(meeting, member.ref))
            made.append(_made(member, renewed))
        return LinksMade(meeting=meeting, title=state.sitting.profile.title, links=made)

    async def _minutes(self, meeting: MeetingId) -> bytes:
        log_id, state = await self._folded(meeting)
        edition = signed_edition(state)
        path = self._stock.blobs.path(edition.sha256) if edition is not None else None
        if path is not None:
            return path.read_bytes()
        entries = await self._stock.log.read(meeting, Position.start(log_id))
        return await self._stock.workshop.run(render, list(entries), meeting, log_id, Edition.DRAFT)

    async def _export(self, meeting: MeetingId) -> bytes:
        log_id = await self._stock.log.id_of(meeting)
        entries = await self._stock.log.read(meeting, Position.start(log_id))
        return b"".join(line(entry, shown=True) for entry in entries)

    async def _folded(self, meeting: MeetingId) -> tuple[LogId, Meeting]:
        log_id = await self._stock.log.id_of(meeting)
        start = Position.start(log_id)
        entries = await self._stock.log.read(meeting, start)
        checked(start, entries)
        saids = [said_by(entry) for entry in entries]
        return log_id, fold((said.event, said.stamp) for said in saids)


def _chosen(state: Meeting, ref: str | None) -> Sequence[Member]:
    members = state.attendance.members
    if ref is None:
        return list(members.values())
    member = members.get(MemberId(ref))
    if member is None:
        raise BadFile(f"--ref: the ref of a participant was expected, {ref[:64]} is not on the list")
    return [member]


def _made(member: Member, renewed: Renewed) -> LinkMade:
    link = renewed.link
    return LinkMade(ref=member.ref, name=member.name, role=member.role, token=link.token, code=link.code, url=link.url)
