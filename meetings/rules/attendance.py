"""Who is a member, who is here, and whether the meeting has its quorum.

Presence of a tablet is not attendance: only what is recorded here counts.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import floor, roll_codes
from meetings.rules.admission import Admit, MemberAdmitted, admit
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, within
from meetings.rules.identity import Actor, MemberId, Role, Stamp
from meetings.rules.mandates import Mandates
from meetings.rules.quorum import Quorum, QuorumRule
from meetings.rules.quorum import quorum as reckoned
from meetings.rules.refusals import Code, Refused
from meetings.rules.stays import Means, Stays, arrived, departed

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class Status(StrEnum):
    """What the record says of a member's attendance."""

    ABSENT = "absent"
    PRESENT = "present"
    EXCUSED = "excused"
    LEFT = "left"


WITHOUT_ATTENDANCE = frozenset({Role.DISPLAY, Role.STEWARD})
"""Who serves the meeting and takes no part in it."""
AWAY = frozenset({Status.ABSENT, Status.EXCUSED, Status.LEFT})


class RollMethod(StrEnum):
    """How a roll is called: by the code on the hall display, or by the secretary reading the names."""

    CODE = "code"
    CALL = "call"


class OpenRollCall(Command, frozen=True, kw_only=True):
    """Begin a roll call."""

    method: RollMethod


class CloseRollCall(Command, frozen=True, kw_only=True):
    """End the roll call; who has not answered stays as recorded before."""


class RecordAttendance(Command, frozen=True, kw_only=True):
    """Record by hand whether a member is here; the reason of an absence stays with the organisers.

    `late` goes with `present`: the member came after the roll had been called. So does `badge`: it was scanned.
    """

    member: MemberId
    status: Status
    reason: str | None = None
    late: bool = False
    badge: bool = False


class RecordAttendances(Command, frozen=True, kw_only=True):
    """Record the same of many members at once; of whom it is recorded already nothing is recorded again."""

    members: tuple[MemberId, ...]
    status: Status


class AnswerRoll(Command, frozen=True, kw_only=True):
    """Answer the roll with the code of the hall display, or with the ticket it was exchanged for."""

    code: str


class Leave(Command, frozen=True, kw_only=True):
    """Leave the meeting before its end."""


class ReturnToMeeting(Command, frozen=True, kw_only=True):
    """Come back after having left."""


AttendanceCommand = (
    Admit | OpenRollCall | CloseRollCall | RecordAttendance | RecordAttendances | AnswerRoll | Leave | ReturnToMeeting
)


class RollCallOpened(Event, frozen=True, kw_only=True):
    """A roll call has begun."""

    method: RollMethod


class RollKeyed(Event, frozen=True, kw_only=True):
    """The secret from which the roll's codes are made (32 bytes, hexadecimal). Hidden from everybody."""

    secret: str


class RollCallClosed(Event, frozen=True, kw_only=True):
    """The roll call has ended."""


class AttendanceRecorded(Event, frozen=True, kw_only=True):
    """A member's attendance, and how it was established."""

    member: MemberId
    status: Status
    means: Means
    late: bool = False


class AbsenceExplained(Event, frozen=True, kw_only=True):
    """Why a member is away. Hidden from the public record."""

    member: MemberId
    reason: str


AttendanceEvent = MemberAdmitted | RollCallOpened | RollKeyed | RollCallClosed | AttendanceRecorded | AbsenceExplained


class Member(Struct, frozen=True):
    """A participant: who, in which office, with how many votes, and whether here; `order` on the list counts from 1.

    `stays` are the times of being here.
    """

    ref: MemberId
    order: int
    name: str
    role: Role
    votes: int
    seat: str | None = None
    group: str | None = None
    title: str | None = None
    status: Status = Status.ABSENT
    stays: Stays = ()


class Roll(Struct, frozen=True):
    """The roll call in hand or the last one."""

    is_open: bool = False
    method: RollMethod = RollMethod.CALL
    secret: bytes = b""


class Attendance(Struct, frozen=True):
    """The list of participants and the state of the roll.

    `substitutes` are those who sit in the seats of members, `mandates` who votes for whom.
    """

    quorum: QuorumRule = QuorumRule()
    members: Map[MemberId, Member] = Map()
    roll: Roll = Roll()
    reasons: Map[MemberId, str] = Map()
    substitutes: Map[MemberId, str] = Map()
    mandates: Mandates = Mandates()


def find(attendance: Attendance, ref: MemberId) -> Member:
    """The participant with that ref. Raises Refused."""
    member = attendance.members.get(ref)
    if member is None:
        raise Refused(Code.NO_SUCH_MEMBER, f"No participant has the ref {ref}.")
    return member


def is_present(attendance: Attendance, ref: MemberId | None) -> bool:
    """Whether the record says that this participant is here."""
    member = attendance.members.get(ref) if ref is not None else None
    return member is not None and member.status is Status.PRESENT


def is_represented(attendance: Attendance, ref: MemberId) -> bool:
    """Whether this member is away and its proxy is here."""
    mandate = attendance.mandates.given.get(ref)
    return mandate is not None and not is_present(attendance, ref) and is_present(attendance, mandate.proxy)


def must_be_present(meeting: "Meeting", actor: Actor) -> MemberId:
    """The acting participant, if recorded present. Raises Refused."""
    if actor.member is None or not is_present(meeting.attendance, actor.member):
        raise Refused(Code.NOT_PRESENT, "You are not recorded as present: answer the roll call or ask the secretary.")
    return actor.member


def quorum(attendance: Attendance) -> Quorum:
    """The quorum at this moment. Only members with a vote count."""
    by_votes = attendance.quorum.of == "votes"
    voting = voting_members(attendance)
    here = [member for member in voting if member.status is Status.PRESENT]
    represented = _represented(attendance)
    if not by_votes:
        return reckoned(attendance.quorum, len(here), len(voting), len(represented))
    groups = (here, voting, represented)
    return reckoned(attendance.quorum, *(sum(member.votes for member in members) for members in groups))


def _represented(attendance: Attendance) -> Sequence[Member]:
    """The members who count as present though they are away."""
    mandates = attendance.mandates
    if not mandates.are_present:
        return ()
    return [attendance.members[ref] for ref in mandates.given if is_represented(attendance, ref)]


def decide(meeting: "Meeting", actor: Actor, command: AttendanceCommand, given: Given) -> Sequence[Event]:
    """The events of a command about attendance. Raises Refused."""
    match command:
        case Admit():
            return admit(meeting.attendance.members, command, given)
        case OpenRollCall():
            return _open_roll_call(meeting.attendance, command, given)
        case CloseRollCall():
            return _close_roll_call(meeting.attendance)
        case RecordAttendance():
            return _record_attendance(meeting, actor, command)
        case RecordAttendances():
            return _record_attendances(meeting, actor, command)
        case AnswerRoll():
            return _answer_roll(meeting.attendance, actor, command, given)
        case Leave():
            return _leave(meeting, actor)
        case ReturnToMeeting():
            return _return(meeting.attendance, actor)


def _open_roll_call(attendance: Attendance, command: OpenRollCall, given: Given) -> Sequence[Event]:
    if attendance.roll.is_open:
        raise Refused(Code.ALREADY, "A roll call is already open.")
    opened = RollCallOpened(method=command.method)
    return [opened, RollKeyed(secret=given.seed.hex())] if command.method is RollMethod.CODE else [opened]


def _close_roll_call(attendance: Attendance) -> Sequence[Event]:
    if not attendance.roll.is_open:
        raise Refused(Code.ALREADY, "No roll call is open.")
    return [RollCallClosed()]


def _record_attendance(meeting: "Meeting", actor: Actor, command: RecordAttendance) -> Sequence[Event]:
    member = _attendee(meeting, command.member)
    for field in ("late", "badge"):
        if getattr(command, field) and command.status is not Status.PRESENT:
            raise Refused(Code.BAD_COMMAND, f"{field}: it goes with the status present, {command.status} came")
    events: list[Event] = []
    if member.status is not command.status or (command.late and not member.stays[-1].is_late):
        means = "badge" if command.badge else _hand(meeting, actor)
        recorded = AttendanceRecorded(member=member.ref, status=command.status, means=means, late=command.late)
        events += _with_departure(meeting, recorded)
    if command.reason is not None and meeting.attendance.reasons.get(member.ref) != command.reason:
        events.append(AbsenceExplained(member=member.ref, reason=within(command.reason, LONGEST_TEXT, "reason")))
    if not events:
        raise Refused(Code.ALREADY, f"{member.name} is already recorded as {member.status}.")
    return events


def _attendee(meeting: "Meeting", ref: MemberId) -> Member:
    member = find(meeting.attendance, ref)
    if member.role in WITHOUT_ATTENDANCE:
        raise Refused(Code.NOT_ALLOWED, "Displays and stewards have no attendance.")
    return member


def _hand(meeting: "Meeting", actor: Actor) -> Means:
    """By whose hand the attendance of others is recorded."""
    registered = meeting.attendance.members.get(actor.member or MemberId(""))
    return "steward" if registered is not None and registered.role is Role.STEWARD else "secretary"


def _with_departure(meeting: "Meeting", recorded: AttendanceRecorded) -> Sequence[Event]:
    if recorded.status is Status.PRESENT:
        return [recorded]
    return [*floor.departure(meeting.floor, recorded.member), recorded]


def _record_attendances(meeting: "Meeting", actor: Actor, command: RecordAttendances) -> Sequence[Event]:
    members = [_attendee(meeting, ref) for ref in dict.fromkeys(command.members)]
    others = [member.ref for member in members if member.status is not command.status]
    if not others:
        raise Refused(Code.ALREADY, f"members: somebody not yet recorded as {command.status} was expected")
    means = _hand(meeting, actor)
    recorded = [AttendanceRecorded(member=ref, status=command.status, means=means) for ref in others]
    return [event for one in recorded for event in _with_departure(meeting, one)]


def _answer_roll(attendance: Attendance, actor: Actor, command: AnswerRoll, given: Given) -> Sequence[Event]:
    member = find(attendance, actor.member or MemberId(""))
    roll = attendance.roll
    if not roll.is_open or roll.method is not RollMethod.CODE:
        raise Refused(Code.WRONG_STATE, "No roll call by code is open.")
    if not roll_codes.is_accepted(roll.secret, command.code, given.at):
        raise Refused(Code.BAD_CODE, "This code is not the one on the hall display, or it is no longer valid.")
    if member.status is Status.PRESENT:
        raise Refused(Code.ALREADY, "You are already recorded as present.")
    return [AttendanceRecorded(member=member.ref, status=Status.PRESENT, means="roll")]


def _leave(meeting: "Meeting", actor: Actor) -> Sequence[Event]:
    acting = meeting.attendance.members.get(actor.member or MemberId(""))
    if acting is not None and acting.status is Status.LEFT:
        raise Refused(Code.ALREADY, "You are already recorded as having left.")
    member = must_be_present(meeting, actor)
    left = AttendanceRecorded(member=member, status=Status.LEFT, means="member")
    return [*floor.departure(meeting.floor, member), left]


def _return(attendance: Attendance, actor: Actor) -> Sequence[Event]:
    member = find(attendance, actor.member or MemberId(""))
    if member.status is Status.PRESENT:
        raise Refused(Code.ALREADY, "You are already recorded as present.")
    if member.status is not Status.LEFT:
        raise Refused(Code.WRONG_STATE, "You have not been recorded as present yet: answer the roll call first.")
    return [AttendanceRecorded(member=member.ref, status=Status.PRESENT, means="member")]


def evolve(attendance: Attendance, event: AttendanceEvent, stamp: Stamp) -> Attendance:
    """Attendance after `event`."""
    match event:
        case MemberAdmitted():
            return replace(
                attendance, members=attendance.members.set(event.member, _member(event, len(attendance.members) + 1))
            )
        case RollCallOpened():
            return replace(attendance, roll=Roll(is_open=True, method=event.method))
        case RollKeyed():
            return replace(attendance, roll=replace(attendance.roll, secret=bytes.fromhex(event.secret)))
        case RollCallClosed():
            return replace(attendance, roll=replace(attendance.roll, is_open=False, secret=b""))
        case AttendanceRecorded():
            member = _attending(attendance.members[event.member], event, stamp.at)
            return replace(attendance, members=attendance.members.set(event.member, member))
        case AbsenceExplained():
            return replace(attendance, reasons=attendance.reasons.set(event.member, event.reason))


def _attending(member: Member, event: AttendanceRecorded, at: int) -> Member:
    if event.status is Status.PRESENT:
        stays = arrived(member.stays, at, event.means, late=event.late)
    else:
        stays = departed(member.stays, at, event.means)
    return replace(member, status=event.status, stays=stays)


def _member(event: MemberAdmitted, order: int) -> Member:
    return Member(
        ref=event.member,
        order=order,
        name=event.name,
        role=event.role,
        votes=event.votes,
        seat=event.seat,
        group=event.group,
        title=event.title,
    )


def voting_members(attendance: Attendance) -> Sequence[Member]:
    """Everybody with at least one vote."""
    return [member for member in attendance.members.values() if member.votes > 0]
