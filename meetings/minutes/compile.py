"""From the record to the contents of the minutes: one more fold of the log, over its public entries only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from meetings.minutes.contents import (
    Attended,
    Corrected,
    Dealt,
    Minutes,
    MotionMade,
    PaperLaid,
    Person,
    Proof,
    QuorumCheck,
    Resolved,
    Speech,
    Stay,
    Voted,
)
from meetings.record.codec import Said
from meetings.rules import attendance
from meetings.rules.agenda import Item, ItemStarted
from meetings.rules.attendance import AttendanceRecorded, Member, Status
from meetings.rules.floor import FloorGiven, SpeechEnded
from meetings.rules.identity import ItemId, MemberId, PaperId, Role
from meetings.rules.meeting import NO_MEETING, evolve
from meetings.rules.minute_book import Minute, MinuteKind
from meetings.rules.papers import Paper, PaperReplaced
from meetings.rules.polls import Poll, PollOpened
from meetings.rules.proceedings import Adjourned, CalledToOrder, ChairTaken, Resumed, Suspended
from meetings.rules.state import Meeting
from meetings.views.public_record import is_public
from meetings.views.showing import COUNTED, names_are_known


def compile_minutes(meeting_id: str, record: Sequence[Said], proof: Proof) -> Minutes:
    """The minutes of a whole record. What is hidden from the public does not come in."""
    final = NO_MEETING
    for said in record:
        final = evolve(final, said.event, said.stamp)
    course = _Course(final)
    meeting = NO_MEETING
    for said in record:
        meeting = evolve(meeting, said.event, said.stamp)
        if is_public(final, said.event):
            course.follow(said, meeting)
    return course.minutes(meeting_id, proof)


def _person(member: Member) -> Person:
    return Person(member.ref, member.name, member.role, member.title, member.seat, member.group, member.votes)


class _Course:
    """What happened when, collected while the record is read."""

    def __init__(self, final: Meeting) -> None:
        self._final = final
        self._stays: defaultdict[MemberId, list[Stay]] = defaultdict(list)
        self._speeches: defaultdict[ItemId | None, list[Speech]] = defaultdict(list)
        self._taken_up: defaultdict[ItemId, list[int]] = defaultdict(list)
        self._replaced: defaultdict[PaperId, list[int]] = defaultdict(list)
        self._recesses: list[Stay] = []
        self._chairs: list[tuple[int, Person]] = []
        self._checks: list[QuorumCheck] = []

    def follow(self, said: Said, meeting: Meeting) -> None:
        """Take in one entry; `meeting` is as it stands after it."""
        event, at = said.event, said.stamp.at
        match event:
            case AttendanceRecorded():
                self._attended(event, at)
            case CalledToOrder() | PollOpened() | ChairTaken() | Suspended() | Resumed() | Adjourned():
                self._sat(event, at, meeting)
            case ItemStarted():
                self._taken_up[event.item].append(at)
            case FloorGiven() | SpeechEnded():
                self._spoken(event, at, meeting)
            case PaperReplaced():
                self._replaced[event.paper].append(at)
            case _:
                pass  # the rest is read from the meeting as it ended

    def _attended(self, event: AttendanceRecorded, at: int) -> None:
        stays = self._stays[event.member]
        if event.status is Status.PRESENT:
            stays.append(Stay(at, None))
        elif stays and stays[-1].until is None:
            stays[-1] = Stay(stays[-1].since, at)

    def _sat(
        self,
        event: CalledToOrder | PollOpened | ChairTaken | Suspended | Resumed | Adjourned,
        at: int,
        meeting: Meeting,
    ) -> None:
        match event:
            case CalledToOrder():
                self._checks.append(QuorumCheck(at, "call to order", attendance.quorum(meeting.attendance)))
            case PollOpened():
                self._checks.append(QuorumCheck(at, event.poll, attendance.quorum(meeting.attendance)))
            case ChairTaken():
                self._chairs.append((at, self._person(event.member)))
            case Suspended():
                self._recesses.append(Stay(at, None))
            case Resumed() | Adjourned():
                if self._recesses and self._recesses[-1].until is None:
                    self._recesses[-1] = Stay(self._recesses[-1].since, at)

    def _spoken(self, event: FloorGiven | SpeechEnded, at: int, meeting: Meeting) -> None:
        speeches = self._speeches[meeting.agenda.current]
        if isinstance(event, FloorGiven):
            speeches.append(Speech(self._person(event.member), event.request, at, None))
        elif speeches and speeches[-1].until is None:
            last = speeches[-1]
            speeches[-1] = Speech(last.speaker, last.kind, last.since, at)

    def _person(self, member: MemberId) -> Person:
        return _person(self._final.attendance.members[member])

    def minutes(self, meeting_id: str, proof: Proof) -> Minutes:
        """Everything together."""
        final = self._final
        members = list(final.attendance.members.values())
        return Minutes(
            meeting=meeting_id,
            profile=final.sitting.profile,
            state=final.sitting.state,
            called_at=final.sitting.called_at,
            adjourned_at=final.sitting.adjourned_at,
            recesses=self._recesses,
            chairs=self._chairs,
            secretaries=[_person(member) for member in members if member.role is Role.SECRETARY],
            quorum_rule=final.attendance.quorum,
            quorum_checks=self._checks,
            attendance=self._attendances(member for member in members if member.votes > 0),
            guests=self._attendances(member for member in members if member.role is Role.OBSERVER),
            items=self._items(),
            corrections=[Corrected(each.corrects, each.text, each.at) for each in final.corrections.corrections],
            proof=proof,
        )

    def _attendances(self, members: Iterable[Member]) -> Sequence[Attended]:
        return [Attended(_person(member), self._stays[member.ref], member.status) for member in members]

    def _items(self) -> Sequence[Dealt]:
        """Items as they were taken up; those never taken up follow in the order of the agenda."""
        agenda = self._final.agenda
        numbers = {ref: number for number, ref in enumerate(agenda.order, start=1)}
        taken = sorted((ref for ref in agenda.order if ref in self._taken_up), key=lambda ref: self._taken_up[ref][0])
        rest = [ref for ref in agenda.order if ref not in self._taken_up]
        return [self._dealt(agenda.items[ref], numbers[ref]) for ref in (*taken, *rest)]

    def _dealt(self, item: Item, number: int) -> Dealt:
        final, book = self._final, self._final.minutes.minutes
        mine = [minute for minute in book if minute.item == item.ref]
        return Dealt(
            number=number,
            title=item.title,
            kind=item.kind,
            state=item.state,
            outcome=item.outcome,
            taken_up=self._taken_up[item.ref],
            papers=[self._laid(paper) for paper in final.papers.papers.values() if paper.item == item.ref],
            speeches=self._speeches[item.ref],
            motions=self._motions(item),
            polls=[self._voted(poll) for poll in self._polls(item)],
            decisions=[self._resolved(minute) for minute in mine if minute.kind is MinuteKind.DECISION],
            tasks=[self._resolved(minute) for minute in mine if minute.kind is MinuteKind.TASK],
        )

    def _laid(self, paper: Paper) -> PaperLaid:
        latest = paper.versions[-1]
        return PaperLaid(
            title=paper.title,
            version=len(paper.versions),
            sha256=latest.sha256,
            pages=latest.pages,
            is_withdrawn=paper.is_withdrawn,
            replaced_at=self._replaced[paper.ref],
        )

    def _motions(self, item: Item) -> Sequence[MotionMade]:
        mine = [motion for motion in self._final.motions.motions.values() if motion.item == item.ref]
        return [
            MotionMade(
                text=motion.text,
                mover=self._person(motion.mover),
                seconders=[self._person(seconder) for seconder in motion.seconders],
                state=motion.state,
            )
            for motion in mine
        ]

    def _polls(self, item: Item) -> Sequence[Poll]:
        mine = [poll for poll in self._final.polls.polls.values() if poll.item == item.ref]
        return sorted(mine, key=lambda poll: (poll.opened_at is None, poll.opened_at or 0))

    def _voted(self, poll: Poll) -> Voted:
        by_name = sorted(poll.votes, key=lambda member: self._final.attendance.members[member].name.casefold())
        names = None
        if names_are_known(poll) and poll.state in COUNTED:
            names = {
                option: [self._person(member) for member in by_name if option in poll.votes[member].choice]
                for option in poll.option_refs
            }
        silent = sorted((member for member in poll.entitled if member not in poll.votes), key=self._name)
        return Voted(poll, names, [self._person(each) for each in by_name], [self._person(each) for each in silent])

    def _name(self, member: MemberId) -> str:
        return self._final.attendance.members[member].name.casefold()

    def _resolved(self, minute: Minute) -> Resolved:
        return Resolved(minute.text, None if minute.to is None else self._person(minute.to), minute.due)
