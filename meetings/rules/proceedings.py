"""The sitting: convened, called to order, suspended, resumed and adjourned; who presides; announcements to all."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import attendance, ballot_paper, floor, items_in_hand, standing_orders
from meetings.rules.decision import LATEST, LONGEST_TEXT, LONGEST_TITLE, Command, Event, Given, between, within
from meetings.rules.identity import Actor, MemberId, Role, Stamp
from meetings.rules.quorum import LARGEST_COUNT, LARGEST_TERM, QuorumRule
from meetings.rules.refusals import Code, Refused
from meetings.rules.standing_orders import Rules

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


FARTHEST_EAST_MIN = 24 * 60


class MeetingState(StrEnum):
    """Where a meeting stands."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Profile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is fixed when a meeting is convened.

    `starts_at` is milliseconds since 1970 UTC, `offset` the meeting's clock in minutes east of UTC.
    """

    title: str
    body: str
    place: str
    starts_at: int
    offset: int
    language: str
    minutes: str = "parliamentary"
    source: str = ""
    rehearsal: bool = False
    absentees_vote: bool = False


NO_PROFILE = Profile(title="", body="", place="", starts_at=0, offset=0, language="en")


class ConveneMeeting(Command, frozen=True, kw_only=True):
    """Put a meeting on the calendar: the first command of every log, given by the import alone."""

    profile: Profile
    quorum: QuorumRule
    rules: Rules = standing_orders.NO_RULES


class CallToOrder(Command, frozen=True, kw_only=True):
    """Open the sitting."""


class Suspend(Command, frozen=True, kw_only=True):
    """Suspend the sitting, perhaps until a time that is announced (milliseconds since 1970 UTC)."""

    until: int | None = None


class ChangeRecess(Command, frozen=True, kw_only=True):
    """Announce another time at which the suspended sitting goes on, or none."""

    until: int | None = None


class Resume(Command, frozen=True, kw_only=True):
    """Go on after a suspension."""


class Adjourn(Command, frozen=True, kw_only=True):
    """Close the sitting for good."""


class TakeChair(Command, frozen=True, kw_only=True):
    """Let a member preside from now on."""

    member: MemberId


class Announce(Command, frozen=True, kw_only=True):
    """Tell everybody something."""

    text: str


ProceedingsCommand = ConveneMeeting | CallToOrder | Suspend | ChangeRecess | Resume | Adjourn | TakeChair | Announce


class MeetingConvened(Event, frozen=True, kw_only=True):
    """The meeting is on the calendar."""

    profile: Profile
    quorum: QuorumRule
    rules: Rules = standing_orders.NO_RULES


class CalledToOrder(Event, frozen=True, kw_only=True):
    """The sitting is open."""


class Suspended(Event, frozen=True, kw_only=True):
    """The sitting is suspended."""

    until: int | None = None


class RecessChanged(Event, frozen=True, kw_only=True):
    """Another time, or none, is announced for going on."""

    until: int | None = None


class Resumed(Event, frozen=True, kw_only=True):
    """The sitting goes on."""


class Adjourned(Event, frozen=True, kw_only=True):
    """The sitting is closed."""


class ChairTaken(Event, frozen=True, kw_only=True):
    """A member presides."""

    member: MemberId


class Announced(Event, frozen=True, kw_only=True):
    """Everybody is told something."""

    text: str


ProceedingsEvent = (
    MeetingConvened | CalledToOrder | Suspended | RecessChanged | Resumed | Adjourned | ChairTaken | Announced
)


class Notice(Struct, frozen=True):
    """An announcement and when it was made."""

    text: str
    at: int


class Sitting(Struct, frozen=True):
    """The state of the sitting. Times are milliseconds since 1970 UTC."""

    profile: Profile = NO_PROFILE
    rules: Rules = standing_orders.NO_RULES
    state: MeetingState = MeetingState.SCHEDULED
    until: int | None = None
    called_at: int | None = None
    adjourned_at: int | None = None
    presiding: MemberId | None = None
    notice: Notice | None = None


def decide(meeting: "Meeting", actor: Actor, command: ProceedingsCommand, given: Given) -> Sequence[Event]:
    """The events of a command about the sitting. Raises Refused."""
    match command:
        case ConveneMeeting():
            return _convene(meeting, command)
        case CallToOrder():
            return [CalledToOrder()]
        case Suspend():
            return _suspend(meeting, command, given)
        case ChangeRecess():
            return [_change_recess(meeting, command, given)]
        case Resume():
            return [Resumed()]
        case Adjourn():
            return _adjourn(meeting)
        case TakeChair():
            return _take_chair(meeting, actor, command)
        case Announce():
            return [Announced(text=within(command.text, LONGEST_TEXT, "text"))]


def _convene(meeting: "Meeting", command: ConveneMeeting) -> Sequence[Event]:
    if meeting.sitting.profile is not NO_PROFILE:
        raise Refused(Code.ALREADY, "The meeting is already convened.")
    _can_be_recorded(command.profile)
    rule = command.quorum
    between(0, rule.count, LARGEST_COUNT, "quorum: count")
    between(1, rule.den, LARGEST_TERM, "quorum: den")
    # More than the whole can never be here.
    between(1, rule.num, rule.den - 1 if rule.strict else rule.den, "quorum: num")
    ballot_paper.can_be_asked(command.rules.terms.values())
    return [MeetingConvened(profile=command.profile, quorum=rule, rules=standing_orders.checked(command.rules))]


def _can_be_recorded(profile: Profile) -> None:
    for field in ("title", "body", "place", "language", "minutes"):
        within(getattr(profile, field), LONGEST_TITLE, field)
    if profile.source:
        within(profile.source, LONGEST_TEXT, "source")
    between(-LATEST, profile.starts_at, LATEST, "starts_at")
    between(-FARTHEST_EAST_MIN, profile.offset, FARTHEST_EAST_MIN, "offset")


def _suspend(meeting: "Meeting", command: Suspend, given: Given) -> Sequence[Event]:
    items_in_hand.no_poll_open(meeting)
    if command.until is not None:
        between(given.at + 1, command.until, LATEST, "until")
    return [*floor.end_of_speech(meeting.floor), Suspended(until=command.until)]


def _change_recess(meeting: "Meeting", command: ChangeRecess, given: Given) -> Event:
    if command.until == meeting.sitting.until:
        if command.until is None:
            raise Refused(Code.ALREADY, "As it stands, no time is announced.")
        raise Refused(Code.ALREADY, "This time is already announced.")
    if command.until is not None:
        between(given.at + 1, command.until, LATEST, "until")
    return RecessChanged(until=command.until)


def _adjourn(meeting: "Meeting") -> Sequence[Event]:
    items_in_hand.no_poll_open(meeting)
    ended: list[Event] = [*floor.cleared(meeting.floor), *items_in_hand.conclusion(meeting.agenda)]
    if meeting.attendance.roll.is_open:
        ended.append(attendance.RollCallClosed())
    return [*ended, Adjourned()]


def _take_chair(meeting: "Meeting", actor: Actor, command: TakeChair) -> Sequence[Event]:
    member = attendance.find(meeting.attendance, command.member)
    if member.role not in (Role.CHAIR, Role.VICE_CHAIR, Role.DELEGATE):
        raise Refused(Code.NOT_ALLOWED, "{name} cannot preside: a member of the body was expected.", name=member.name)
    if meeting.sitting.presiding == command.member:
        raise Refused(Code.ALREADY, "{name} already has the chair.", name=member.name)
    substitute = meeting.attendance.substitutes.get(member.ref)
    if substitute is not None:
        raise Refused(
            Code.NOT_ALLOWED,
            "{substitute} sits in the seat of {name}: a substitute cannot preside.",
            substitute=substitute,
            name=member.name,
        )
    if not _may_pass_the_chair(meeting, actor, command.member):
        raise Refused(Code.NOT_ALLOWED, "The chair is here: only the chair hands over the chair.")
    return [ChairTaken(member=command.member)]


def _may_pass_the_chair(meeting: "Meeting", actor: Actor, successor: MemberId) -> bool:
    if actor.member is None or actor.member == meeting.sitting.presiding:
        return True
    return actor.member == successor and may_take_chair(meeting, successor)


def may_take_chair(meeting: "Meeting", member: MemberId) -> bool:
    """The chair may take the chair back at any time, the vice-chair while nobody present presides; no substitute."""
    if member in meeting.attendance.substitutes:
        return False
    if meeting.attendance.members[member].role is Role.CHAIR:
        return True
    presiding = meeting.sitting.presiding
    return presiding is None or meeting.attendance.members[presiding].status in attendance.AWAY


def evolve(sitting: Sitting, event: ProceedingsEvent, stamp: Stamp) -> Sitting:
    """The sitting after `event`."""
    match event:
        case MeetingConvened():
            return replace(sitting, profile=event.profile, rules=_rules_of(event))
        case CalledToOrder():
            return replace(sitting, state=MeetingState.OPEN, called_at=stamp.at)
        case Suspended():
            return replace(sitting, state=MeetingState.SUSPENDED, until=event.until)
        case RecessChanged():
            return replace(sitting, until=event.until)
        case Resumed():
            return replace(sitting, state=MeetingState.OPEN, until=None)
        case Adjourned():
            return replace(sitting, state=MeetingState.CLOSED, until=None, adjourned_at=stamp.at)
        case ChairTaken():
            return replace(sitting, presiding=event.member)
        case Announced():
            return replace(sitting, notice=Notice(event.text, stamp.at))


def _rules_of(event: MeetingConvened) -> Rules:
    """The rules in force. Whether absentees vote stood in the profile before there were rules."""
    if event.profile.absentees_vote:
        return replace(event.rules, absentees_vote=True)
    return event.rules
