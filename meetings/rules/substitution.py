"""Substitutes: somebody else sits in a member's seat and acts there for the member, where the body allows it.

The seat stays the member's: its attendance, its votes and its tablet are those of whoever sits in it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import attendance
from meetings.rules.decision import LONGEST_TITLE, Command, Event, within
from meetings.rules.identity import MemberId
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class Substitute(Command, frozen=True, kw_only=True):
    """Let somebody sit in a member's seat from now on."""

    member: MemberId
    name: str


class EndSubstitution(Command, frozen=True, kw_only=True):
    """Give the seat back to its member."""

    member: MemberId


class SubstituteSeated(Event, frozen=True, kw_only=True):
    """Somebody sits in a member's seat."""

    member: MemberId
    name: str


class SubstitutionEnded(Event, frozen=True, kw_only=True):
    """The seat is its member's own again."""

    member: MemberId


SubstitutionCommand = Substitute | EndSubstitution
SubstitutionEvent = SubstituteSeated | SubstitutionEnded


def decide(meeting: "Meeting", command: SubstitutionCommand) -> Sequence[Event]:
    """The events of a command about substitutes. Raises Refused."""
    member = attendance.find(meeting.attendance, command.member)
    match command:
        case Substitute():
            return [_seated(meeting, member, command)]
        case EndSubstitution():
            if member.ref not in meeting.attendance.substitutes:
                raise Refused(Code.ALREADY, "Nobody sits in the seat of {name} instead.", name=member.name)
            _is_not_voting(meeting, member)
            return [SubstitutionEnded(member=member.ref)]


def _seated(meeting: "Meeting", member: attendance.Member, command: Substitute) -> Event:
    if not meeting.sitting.rules.substitutes:
        raise Refused(Code.NOT_ALLOWED, "The rules of this body know no substitutes.")
    if member.votes == 0:
        raise Refused(Code.NOT_ALLOWED, "Only who has a vote is substituted.")
    name = within(command.name, LONGEST_TITLE, "name")
    if meeting.attendance.substitutes.get(member.ref) == name:
        raise Refused(
            Code.ALREADY, "{substitute} already sits in the seat of {name}.", substitute=name, name=member.name
        )
    if meeting.sitting.presiding == member.ref:
        raise Refused(
            Code.WRONG_STATE,
            "{name} has the chair: hand it over before somebody else sits in the seat.",
            name=member.name,
        )
    if member.ref in meeting.attendance.mandates.held:
        raise Refused(Code.WRONG_STATE, "{name} votes for others: a proxy cannot be passed on.", name=member.name)
    _is_not_voting(meeting, member)
    return SubstituteSeated(member=member.ref, name=name)


def _is_not_voting(meeting: "Meeting", member: attendance.Member) -> None:
    """Who may vote is fixed when a poll opens, and so is who sits in the seats of those who may. Raises Refused."""
    open_poll = meeting.polls.open
    if open_poll is not None and member.ref in meeting.polls.polls[open_poll].entitled:
        raise Refused(Code.WRONG_STATE, "A poll is open in which {name} may vote: the seat is fixed.", name=member.name)


def evolve(state: attendance.Attendance, event: SubstitutionEvent) -> attendance.Attendance:
    """The attendance after `event`."""
    match event:
        case SubstituteSeated():
            return replace(state, substitutes=state.substitutes.set(event.member, event.name))
        case SubstitutionEnded():
            return replace(state, substitutes=state.substitutes.delete(event.member))
