"""The roll call, and who comes, goes and returns: by the code in the hall, by the hand of others, or by oneself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetings.rules import floor, roll_codes
from meetings.rules.admission import Admit, admit
from meetings.rules.attendance import (
    AbsenceExplained,
    Attendance,
    AttendanceRecorded,
    Member,
    RollCallClosed,
    RollCallOpened,
    RollKeyed,
    RollMethod,
    Status,
    find,
    must_be_present,
)
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, within
from meetings.rules.identity import Actor, MemberId, Role
from meetings.rules.phrases import FIELDS, STATUSES
from meetings.rules.refusals import Code, Refused
from meetings.rules.stays import Means

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

WITHOUT_ATTENDANCE = frozenset({Role.DISPLAY, Role.STEWARD})
"""Who serves the meeting and takes no part in it."""


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
    """Record the same of many members at once; of whom it is recorded already nothing is recorded again.

    `late` goes with `present`; with `unrecorded` whoever has a record of whatever kind is left as recorded.
    """

    members: tuple[MemberId, ...]
    status: Status
    late: bool = False
    unrecorded: bool = False


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
    _with_presence(command.status, late=command.late, badge=command.badge)
    events: list[Event] = []
    if _is_new(member, command.status, late=command.late):
        means = "badge" if command.badge else _hand(meeting, actor)
        recorded = AttendanceRecorded(member=member.ref, status=command.status, means=means, late=command.late)
        events += _with_departure(meeting, recorded)
    if command.reason is not None and meeting.attendance.reasons.get(member.ref) != command.reason:
        events.append(AbsenceExplained(member=member.ref, reason=within(command.reason, LONGEST_TEXT, "reason")))
    if not events:
        raise Refused(
            Code.ALREADY, "{name} is already recorded as {status}.", name=member.name, status=STATUSES[member.status]
        )
    return events


def _with_presence(status: Status, **said: bool) -> None:
    for field, is_said in said.items():
        if is_said and status is not Status.PRESENT:
            raise Refused(
                Code.BAD_COMMAND,
                "{field}: it goes with the status present, {status} came",
                field=FIELDS[field],
                status=STATUSES[status],
            )


def _is_new(member: Member, status: Status, *, late: bool) -> bool:
    """Whether this says more of the member than is recorded: of whom nothing is, even that it is absent."""
    if member.status is not status or member.recorded_at is None:
        return True
    return late and not member.stays[-1].is_late


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
    _with_presence(command.status, late=command.late)
    others = [member.ref for member in members if _is_new(member, command.status, late=command.late)]
    if command.unrecorded:
        others = [ref for ref in others if meeting.attendance.members[ref].recorded_at is None]
    if not others:
        raise Refused(
            Code.ALREADY,
            "members: somebody not yet recorded as {status} was expected",
            status=STATUSES[command.status],
        )
    means = _hand(meeting, actor)
    recorded = [AttendanceRecorded(member=ref, status=command.status, means=means, late=command.late) for ref in others]
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
