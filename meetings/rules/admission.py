"""The list of participants: who is put on it, in which office and with how many votes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from meetings.rules.decision import LONGEST_TITLE, Command, Event, Given, between, ref_for, within
from meetings.rules.identity import MemberId, Role
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.attendance import Member

MOST_VOTES = 1_000_000_000


class Admit(Command, frozen=True, kw_only=True):
    """Put a participant on the list."""

    ref: MemberId | None = None
    name: str
    role: Role
    votes: int | None = None
    seat: str | None = None
    group: str | None = None
    title: str | None = None


class MemberAdmitted(Event, frozen=True, kw_only=True):
    """A participant is on the list."""

    member: MemberId
    name: str
    role: Role
    votes: int
    seat: str | None = None
    group: str | None = None
    title: str | None = None


def admit(members: Mapping[MemberId, "Member"], command: Admit, given: Given) -> Sequence[Event]:
    """The admission of a participant besides those on the list. Raises Refused."""
    ref = MemberId(ref_for(command.ref, given))
    if ref in members:
        raise Refused(Code.ALREADY, "A participant already has the ref {ref}.", ref=ref)
    if command.role is Role.CHAIR and any(member.role is Role.CHAIR for member in members.values()):
        raise Refused(Code.ALREADY, "The meeting already has a chair.")
    for field in ("seat", "group", "title"):
        if (text := getattr(command, field)) is not None:
            within(text, LONGEST_TITLE, field)
    return [
        MemberAdmitted(
            member=ref,
            name=within(command.name, LONGEST_TITLE, "name"),
            role=command.role,
            votes=_votes(command),
            seat=command.seat,
            group=command.group,
            title=command.title,
        )
    ]


def _votes(command: Admit) -> int:
    votes = command.votes
    if votes is None:
        return 1 if command.role is Role.DELEGATE else 0
    most = 0 if command.role in (Role.OBSERVER, Role.DISPLAY, Role.STEWARD) else MOST_VOTES
    return between(1 if command.role is Role.DELEGATE else 0, votes, most, "votes")
