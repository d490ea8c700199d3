"""A council chamber in memory: a keeper on memory ports, and a meeting put on its log by the real commands."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import structs

from meetings.cluster.local import LocalDoorbell, LocalPresence, NoNeighbours
from meetings.ports import Clock
from meetings.rooms.answers import Answer, Done
from meetings.rooms.equipment import Equipment
from meetings.rooms.keeper import Keeper
from meetings.rooms.listening import Encoding
from meetings.rooms.room import Room
from meetings.rules.admission import Admit
from meetings.rules.agenda import AddItem
from meetings.rules.attendance import Status
from meetings.rules.identity import SERVER, Actor, ItemId, LogId, MeetingId, MemberId, PollId, Role
from meetings.rules.items_in_hand import StartItem
from meetings.rules.meeting import AnyCommand
from meetings.rules.poll_commands import OpenPoll, PreparePoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.proceedings import CallToOrder, ConveneMeeting, Profile, TakeChair
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import NO_RULES, Rules
from tests.fakes.blobs import MemoryBlobs
from tests.fakes.log import MemoryLog

MEETING = MeetingId("council")
PROFILE = Profile(
    title="Third sitting", body="Regional Council", place="Town hall", starts_at=0, offset=420, language="en"
)
DELEGATES = ("an", "binh", "chi", "dung")
ROLES = {
    "chair": Role.CHAIR,
    "vice": Role.VICE_CHAIR,
    "secretary": Role.SECRETARY,
    "guest": Role.OBSERVER,
    "hall": Role.DISPLAY,
}


class Dice:
    """Chance that a test can foresee."""

    def __init__(self) -> None:
        self._throws = 0

    def __call__(self, size: int) -> bytes:
        self._throws += 1
        return sha256(b"%d" % self._throws).digest()[:size]


class Chamber:
    """The equipment of a room, and who is in it."""

    def __init__(self, folder: Path, clock: Clock, encoding: Encoding) -> None:
        self.log = MemoryLog()
        self.presence = LocalPresence()
        self.blobs = MemoryBlobs(folder)
        self._ids = 0
        self.equipment = Equipment(
            log=self.log,
            clock=clock,
            doorbell=LocalDoorbell(),
            presence=self.presence,
            neighbours=NoNeighbours(),
            blobs=self.blobs,
            chance=Dice(),
            encoding=encoding,
            base="http://council.example",
        )
        self.keeper = Keeper(self.equipment)

    async def convene(
        self, delegates: tuple[str, ...] = DELEGATES, meeting: MeetingId = MEETING, rules: Rules = NO_RULES
    ) -> Room:
        """A meeting that has been called to order, with everybody present and the item `budget` in hand."""
        await self.log.begin(meeting, LogId(sha256(meeting.encode()).hexdigest()))
        room = await self.keeper.room(meeting)
        people = {**ROLES, **dict.fromkeys(delegates, Role.DELEGATE)}
        await self.do(room, None, ConveneMeeting(profile=PROFILE, quorum=QuorumRule(), rules=rules))
        for ref, role in people.items():
            await self.do(room, None, Admit(ref=MemberId(ref), name=ref.title(), role=role))
        await self.do(room, None, TakeChair(member=MemberId("chair")))
        await self.do(room, None, AddItem(ref=ItemId("budget"), title="Budget"))
        await self.do(room, "chair", CallToOrder(id=self.id()))
        for ref in ("chair", "vice", *delegates):
            here = RecordAttendance(id=self.id(), member=MemberId(ref), status=Status.PRESENT)
            await self.do(room, "secretary", here)
        await self.do(room, "chair", StartItem(id=self.id(), item=ItemId("budget")))
        return room

    async def open_poll(
        self, room: Room, ref: str, secrecy: Secrecy = Secrecy.OPEN, closes_in_s: int | None = None
    ) -> PollId:
        """A question that is being voted on."""
        poll = PollId(ref)
        await self.do(
            room,
            "secretary",
            PreparePoll(
                id=self.id(),
                ref=poll,
                item=ItemId("budget"),
                question=f"Question {ref}?",
                method="yes_no_abstain",
                secrecy=secrecy,
            ),
        )
        await self.do(room, "chair", OpenPoll(id=self.id(), poll=poll, closes_in_s=closes_in_s))
        return poll

    async def reopened(self) -> Room:
        """The meeting's room after a restart of the server."""
        await self.close()
        self.keeper = Keeper(self.equipment)
        return await self.keeper.room(MEETING)

    def equip(self, **changes: Any) -> None:
        """Other equipment for rooms that are opened from now on."""
        self.equipment = structs.replace(self.equipment, **changes)
        self.log = changes.get("log", self.log)
        self.keeper = Keeper(self.equipment)

    async def close(self) -> None:
        """End all rooms."""
        await self.keeper.__aexit__(None, None, None)

    async def do(self, room: Room, member: str | None, command: AnyCommand) -> Done:
        """Give a command that is in order."""
        answer = await self.ask(room, member, command)
        assert isinstance(answer, Done), answer
        return answer

    async def ask(self, room: Room, member: str | None, command: AnyCommand) -> Answer:
        """Give a command."""
        return await room.submit(self.actor(member), command)

    @staticmethod
    def actor(member: str | None) -> Actor:
        return SERVER if member is None else Actor(MemberId(member))

    def id(self) -> str:
        """An id for a command, never the same twice."""
        self._ids += 1
        return f"command-{self._ids:06d}"
