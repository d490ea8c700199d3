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
    return SubstituteSeated(member=member.ref, name=name)


def evolve(state: attendance.Attendance, event: SubstitutionEvent) -> attendance.Attendance:
    """The attendance after `event`."""
    match event:
        case SubstituteSeated():
            return replace(state, substitutes=state.substitutes.set(event.member, event.name))
        case SubstitutionEnded():
            return replace(state, substitutes=state.substitutes.delete(event.member))
