"""Who is a member, who is here, and whether the meeting has its quorum.

Presence of a tablet is not attendance: only what is recorded here counts.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.admission import MemberAdmitted
from meetings.rules.decision import Event
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


AWAY = frozenset({Status.ABSENT, Status.EXCUSED, Status.LEFT})


class RollMethod(StrEnum):
    """How a roll is called: by the code on the hall display, or by the secretary reading the names."""

    CODE = "code"
    CALL = "call"


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

    `stays` are the times of being here; `recorded_at` is the time of which the last record of them speaks,
    if there is any.
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
    recorded_at: int | None = None


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
        raise Refused(Code.NO_SUCH_MEMBER, "No participant has the ref {ref}.", ref=ref)
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
    return replace(member, status=event.status, stays=stays, recorded_at=at)


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
