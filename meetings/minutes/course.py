"""The course of a meeting: what happened when, collected entry by entry. What is hidden from the public is not seen."""

from collections import defaultdict
from typing import Literal, cast

from msgspec.structs import replace

from meetings.minutes.contents_of_attendance import (
    Change,
    Occasion,
    Person,
    QuorumChanged,
    QuorumCheck,
    Represented,
    Substituted,
)
from meetings.minutes.contents_of_debate import RecordedFor, Speech
from meetings.minutes.moments import Announcement, Recess, Stay
from meetings.record.codec import Said
from meetings.rules import agenda, attendance
from meetings.rules.admission import MemberAdmitted
from meetings.rules.agenda import ItemAdded, ItemMoved
from meetings.rules.attendance import AttendanceRecorded, Member, RollCallClosed, Status
from meetings.rules.consent import ConsentAdopted
from meetings.rules.floor import FloorGiven, SpeechEnded
from meetings.rules.identity import ItemId, MemberId, MotionId, PaperId, PollId, Stamp
from meetings.rules.items_in_hand import ItemDeferred, ItemStarted
from meetings.rules.joint_debate import ItemsJoined, ItemsParted
from meetings.rules.motion_events import (
    AmendmentMoved,
    AmendmentRestated,
    MotionDivided,
    MotionMoved,
    MotionSeconded,
    MotionWithdrawn,
    ProceduralMoved,
)
from meetings.rules.papers import PaperAttached, PaperReplaced
from meetings.rules.poll_events import PollClosed, PollHeld, PollOpened, PollResumed, ResultDeclared
from meetings.rules.proceedings import (
    Adjourned,
    Announced,
    CalledToOrder,
    ChairTaken,
    RecessChanged,
    Resumed,
    Suspended,
)
from meetings.rules.proxies import ProxyEnded, ProxyGiven
from meetings.rules.quorum import Quorum
from meetings.rules.recusals import MemberRecused
from meetings.rules.state import Meeting
from meetings.rules.substitution import SubstituteSeated, SubstitutionEnded
from meetings.views.public_record import is_public

Counting = MemberAdmitted | AttendanceRecorded | ProxyGiven | ProxyEnded
"""What can change the quorum."""
ByMember = MotionMoved | AmendmentMoved | ProceduralMoved | MotionSeconded | MotionWithdrawn
"""What a member does with a motion."""


class Course:
    """What happened when. Times are milliseconds since 1970 UTC."""

    def __init__(self) -> None:
        # The meeting keeps its members and papers in maps ordered by hashes; here is the order of the log.
        self.members: list[MemberId] = []
        self.papers: list[PaperId] = []
        self.speeches: defaultdict[ItemId | None, list[Speech]] = defaultdict(list)
        self._spoken_on: ItemId | None = None
        self.announcements: defaultdict[ItemId | None, list[Announcement]] = defaultdict(list)
        self.taken_up: defaultdict[ItemId, list[int]] = defaultdict(list)
        self.added: dict[ItemId, int] = {}
        """When each item came on the agenda, where that was during the meeting."""
        self.moved_at: defaultdict[ItemId, list[int]] = defaultdict(list)
        self.adopted: dict[ItemId, tuple[int, tuple[ItemId, ...]]] = {}
        """When each item of the consent agenda was adopted, and with which others."""
        self.together: dict[ItemId, tuple[ItemId, ...]] = {}
        """For each item of a joint debate all of them, the one under which it was held first."""
        self.went_on: dict[ItemId, ItemId] = {}
        """For an item that was put off while others were debated with it, the one under which the debate went on."""
        self.parted: defaultdict[ItemId, list[int]] = defaultdict(list)
        self.replaced: defaultdict[PaperId, list[int]] = defaultdict(list)
        self.moved: dict[MotionId, int] = {}
        self.amended: dict[MotionId, str] = {}
        """The text that each amendment was moved to."""
        self.restated: dict[MotionId, tuple[str, str]] = {}  # what it changes, and how that would read
        self.divided: dict[MotionId, int] = {}
        self.recorded: defaultdict[MotionId, list[RecordedFor]] = defaultdict(list)
        """What members did aloud with each motion, recorded by others."""
        self.declared: dict[PollId, int] = {}
        self.seeds: dict[PollId, str] = {}
        self.quorums: dict[PollId, Quorum] = {}
        self.pauses: defaultdict[PollId, list[Stay]] = defaultdict(list)
        self.substitutes: defaultdict[MemberId, list[Substituted]] = defaultdict(list)
        self.represented: defaultdict[MemberId, list[Represented]] = defaultdict(list)
        self.recused: dict[tuple[ItemId | None, MemberId], int] = {}
        """When each member was last recused from each item."""
        self.recesses: list[Recess] = []
        self.chairs: list[tuple[int, Person]] = []
        self.checks: list[QuorumCheck] = []
        self.quorum_changes: list[QuorumChanged] = []
        self.settled_at: int | None = None
        self.times: dict[int, int] = {}

    def follow(self, said: Said, meeting: Meeting) -> None:
        """Take in one entry; `meeting` is as it stands after it."""
        event, at = said.event, said.stamp.at
        if not is_public(meeting, event):
            return
        self.times[said.stamp.position] = at
        match event:
            case MemberAdmitted():
                self.members.append(event.member)
                self._attended(event, said.stamp, meeting)
            case AttendanceRecorded():
                self._attended(event, said.stamp, meeting)
            case SubstituteSeated() | SubstitutionEnded():
                self._substituted(event, at, meeting)
            case ProxyGiven() | ProxyEnded():
                self._represented(event, at, meeting)
                self._attended(event, said.stamp, meeting)
            case CalledToOrder() | ChairTaken() | Suspended() | RecessChanged() | Resumed() | Adjourned():
                self._sat(event, said.stamp, meeting)
            case ItemStarted() | RollCallClosed() | PaperAttached() | PaperReplaced():
                self._went(event, at, meeting)
            case ItemAdded() | ItemMoved() | ConsentAdopted() | ItemsJoined() | ItemsParted():
                self._ordered(event, at, meeting)
            case ItemDeferred() if meeting.agenda.current in self.together.get(event.item, ()):
                self.went_on[event.item] = cast("ItemId", meeting.agenda.current)
            case MotionMoved() | AmendmentMoved() | ProceduralMoved():
                self._moved(event, said.stamp, meeting)
            case MotionSeconded() | MotionWithdrawn():
                self._done_aloud(event, said.stamp, meeting)
            case MotionDivided() | AmendmentRestated():
                self._reworded(event, at, meeting)
            case MemberRecused():
                self.recused[event.item, event.member] = at
            case FloorGiven() | SpeechEnded() | Announced():
                self._spoken(event, at, meeting)
            case PollOpened() | PollHeld() | PollResumed() | PollClosed() | ResultDeclared():
                self._polled(event, at, meeting)
            case _:
                pass  # the rest is read from the meeting as it ended

    def _moved(self, event: MotionMoved | AmendmentMoved | ProceduralMoved, stamp: Stamp, meeting: Meeting) -> None:
        self.moved[event.motion] = stamp.at
        if isinstance(event, AmendmentMoved):
            self.amended[event.motion] = meeting.motions.motions[event.amends].text
        self._done_aloud(event, stamp, meeting)

    def _done_aloud(self, event: ByMember, stamp: Stamp, meeting: Meeting) -> None:
        """Note what another one recorded for the member who did it."""
        members = meeting.attendance.members
        member = event.seconder if isinstance(event, MotionSeconded) else meeting.motions.motions[event.motion].mover
        by = stamp.recorder_for(member)
        if by is not None:
            told = RecordedFor(_deed(event), person(members[member]), person(members[by]))
            self.recorded[event.motion].append(told)

    def _attended(self, event: Counting, stamp: Stamp, meeting: Meeting) -> None:
        """Note when the quorum changes, is reached or lost."""
        if meeting.sitting.called_at is None:
            return
        quorum = attendance.quorum(meeting.attendance)
        if self.quorum_changes and self.quorum_changes[-1].quorum != quorum:
            member = person(meeting.attendance.members[event.member])
            self.quorum_changes.append(QuorumChanged(stamp.position, stamp.at, _change(event), member, quorum))
        if bool(self.checks) and self.checks[-1].quorum.is_met != quorum.is_met:
            self.checks.append(QuorumCheck(stamp.at, Occasion.REACHED if quorum.is_met else Occasion.LOST, quorum))

    def _substituted(self, event: SubstituteSeated | SubstitutionEnded, at: int, meeting: Meeting) -> None:
        """A seat in which somebody sits instead of its member has no other substitute at the same time."""
        last = self.substitutes.get(event.member, [])
        if last and last[-1].stay.until is None:
            last[-1] = Substituted(last[-1].person, last[-1].substitute, Stay(last[-1].stay.since, at))
        if isinstance(event, SubstituteSeated):
            member = person(meeting.attendance.members[event.member])
            self.substitutes[event.member].append(Substituted(member, event.name, Stay(at, None)))

    def _represented(self, event: ProxyGiven | ProxyEnded, at: int, meeting: Meeting) -> None:
        """A member has no other proxy at the same time."""
        members, given = meeting.attendance.members, self.represented[event.member]
        if isinstance(event, ProxyGiven):
            member, proxy = person(members[event.member]), person(members[event.proxy])
            given.append(Represented(member, proxy, event.authority, Stay(at, None)))
        else:
            last = given[-1]
            given[-1] = Represented(last.person, last.proxy, last.authority, Stay(last.stay.since, at))

    def _reworded(self, event: MotionDivided | AmendmentRestated, at: int, meeting: Meeting) -> None:
        if isinstance(event, MotionDivided):
            self.divided[event.motion] = at
            return
        amends = meeting.motions.motions[event.motion].amends
        self.restated[event.motion] = (meeting.motions.motions[amends or event.motion].text, event.text)

    def _sat(
        self,
        event: CalledToOrder | ChairTaken | Suspended | RecessChanged | Resumed | Adjourned,
        stamp: Stamp,
        meeting: Meeting,
    ) -> None:
        at = stamp.at
        match event:
            case CalledToOrder():
                quorum = attendance.quorum(meeting.attendance)
                self.checks.append(QuorumCheck(at, Occasion.CALL_TO_ORDER, quorum))
                self.quorum_changes.append(QuorumChanged(stamp.position, at, Change.CALLED, None, quorum))
            case ChairTaken():
                self.chairs.append((at, person(meeting.attendance.members[event.member])))
            case Suspended():
                self.recesses.append(Recess(at, None, () if event.until is None else (event.until,)))
            case RecessChanged():
                told = () if event.until is None else (event.until,)
                last = self.recesses[-1]
                self.recesses[-1] = replace(last, announced=(*last.announced, *told))
            case Resumed() | Adjourned():
                if self.recesses and self.recesses[-1].until is None:
                    self.recesses[-1] = replace(self.recesses[-1], until=at)

    def _went(
        self,
        event: ItemStarted | RollCallClosed | PaperAttached | PaperReplaced,
        at: int,
        meeting: Meeting,
    ) -> None:
        match event:
            case ItemStarted():
                self.taken_up[event.item].append(at)
                self._settled(at, meeting)
            case RollCallClosed():
                self._settled(at, meeting)
                self._called(at, meeting)
            case PaperAttached():
                self.papers.append(event.paper)
            case PaperReplaced():
                self.replaced[event.paper].append(at)

    def _ordered(
        self,
        event: ItemAdded | ItemMoved | ConsentAdopted | ItemsJoined | ItemsParted,
        at: int,
        meeting: Meeting,
    ) -> None:
        if isinstance(event, ConsentAdopted):
            self.adopted.update((item, (at, event.items)) for item in event.items)
        elif isinstance(event, ItemsJoined):
            self._joined(event.items, at, meeting)
        elif isinstance(event, ItemsParted):
            for item in event.items:
                self.parted[item].append(at)
        elif meeting.sitting.called_at is None:
            return
        elif isinstance(event, ItemAdded):
            self.added[event.item] = at
        else:
            self.moved_at[event.item].append(at)

    def _joined(self, items: tuple[ItemId, ...], at: int, meeting: Meeting) -> None:
        for item in items:
            self.taken_up[item].append(at)
        for item in agenda.in_hand(meeting.agenda):
            self.together[item] = agenda.in_hand(meeting.agenda)

    def _settled(self, at: int, meeting: Meeting) -> None:
        if self.settled_at is None and meeting.sitting.called_at is not None:
            self.settled_at = at

    def _called(self, at: int, meeting: Meeting) -> None:
        if meeting.sitting.called_at is not None:
            self.checks.append(QuorumCheck(at, Occasion.ROLL, attendance.quorum(meeting.attendance)))

    def _spoken(self, event: FloorGiven | SpeechEnded | Announced, at: int, meeting: Meeting) -> None:
        match event:
            case FloorGiven():
                self._spoken_on = meeting.agenda.current
                speaker = person(meeting.attendance.members[event.member])
                self.speeches[self._spoken_on].append(Speech(speaker, event.request, at, None))
            case SpeechEnded():
                # The item may have been put off during the speech, and another one carry the debate on.
                speeches = self.speeches[self._spoken_on]
                last = speeches[-1]
                speeches[-1] = Speech(last.speaker, last.kind, last.since, at)
            case Announced():
                self.announcements[meeting.agenda.current].append(Announcement(event.text, at))

    def _polled(
        self, event: PollOpened | PollHeld | PollResumed | PollClosed | ResultDeclared, at: int, meeting: Meeting
    ) -> None:
        match event:
            case PollOpened():
                quorum = attendance.quorum(meeting.attendance)
                self.quorums[event.poll] = quorum
                self.checks.append(QuorumCheck(at, Occasion.POLL, quorum, event.poll))
            case PollHeld():
                self.pauses[event.poll].append(Stay(at, None))
            case PollResumed():
                pauses = self.pauses[event.poll]
                pauses[-1] = Stay(pauses[-1].since, at)
            case PollClosed():
                if event.seed is not None:
                    self.seeds[event.poll] = event.seed
            case ResultDeclared():
                self.declared[event.poll] = at


def _deed(event: ByMember) -> Literal["moved", "seconded", "withdrawn"]:
    match event:
        case MotionSeconded():
            return "seconded"
        case MotionWithdrawn():
            return "withdrawn"
        case _:
            return "moved"


def _change(event: Counting) -> Change:
    match event:
        case MemberAdmitted():
            return Change.ADMITTED
        case AttendanceRecorded():
            return Change.ARRIVED if event.status is Status.PRESENT else Change.LEFT
        case ProxyGiven():
            return Change.PROXY_GIVEN
        case ProxyEnded():
            return Change.PROXY_ENDED


def person(member: Member) -> Person:
    """A participant by name."""
    return Person(member.ref, member.name, member.role, member.title, member.seat, member.group, member.votes)
