"""Declarations of interest: a member says openly what interest of one's own a matter touches; it stands in the minutes.

Whether that alone keeps the member out of the votes on the item is for the body to say (RONR 45:4).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from meetings.rules import agenda, recusals
from meetings.rules.decision import LONGEST_TEXT, Command, Event, within
from meetings.rules.identity import Actor, ItemId, MemberId, Role, Stamp
from meetings.rules.recusals import MemberRecused, RecusalWithdrawn
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class DeclareInterest(Command, frozen=True, kw_only=True):
    """Declare what interest an item touches; recorded by organisers for the member that they name."""

    item: ItemId
    text: str
    member: MemberId | None = None


class WithdrawInterest(Command, frozen=True, kw_only=True):
    """Take a declaration back."""

    item: ItemId
    member: MemberId | None = None


InterestCommand = DeclareInterest | WithdrawInterest


class InterestDeclared(Event, frozen=True, kw_only=True):
    """A member has declared an interest; a later declaration on the same item takes its place."""

    member: MemberId
    item: ItemId
    text: str


class InterestWithdrawn(Event, frozen=True, kw_only=True):
    """A member's declaration is taken back."""

    member: MemberId
    item: ItemId


InterestEvent = InterestDeclared | InterestWithdrawn


class Interest(Struct, frozen=True):
    """What a member has declared on an item, and when (milliseconds since 1970 UTC)."""

    member: MemberId
    item: ItemId
    text: str
    at: int


def decide(meeting: "Meeting", actor: Actor, role: Role | None, command: InterestCommand) -> Sequence[Event]:
    """The events of a declaration; `role` is the office in which the actor acts. Raises Refused."""
    item = agenda.find(meeting.agenda, command.item).ref
    member = recusals.spoken_for(meeting, actor, role, command.member)
    declared = of_member(meeting.conduct.interests, member, item)
    if isinstance(command, WithdrawInterest):
        if declared is None:
            raise Refused(Code.ALREADY, "This member has declared no interest in this item.")
        taken_back = InterestWithdrawn(member=member, item=item)
        if not recusals.may_take_back(meeting, actor, role, item, None):
            # What chair or secretary recorded stands until they take it back.
            return [taken_back]
        return [taken_back, *_recusal(meeting, member, item, is_recused=False)]
    text = within(command.text, LONGEST_TEXT, "text")
    if declared is not None and declared.text == text:
        raise Refused(Code.ALREADY, "This is already declared.")
    return [
        InterestDeclared(member=member, item=item, text=text),
        *_recusal(meeting, member, item, is_recused=True),
    ]


def _recusal(meeting: "Meeting", member: MemberId, item: ItemId, *, is_recused: bool) -> Sequence[Event]:
    """What the declaration does to the votes on the item, if the body decided that it does anything."""
    is_bound = meeting.sitting.rules.interests == "recused"
    if not is_bound or recusals.has(meeting.polls, member, item, None) is is_recused:
        return []
    recusals.not_voted_on(meeting, item, None)
    return [MemberRecused(member=member, item=item) if is_recused else RecusalWithdrawn(member=member, item=item)]


def of_member(interests: Sequence[Interest], member: MemberId, item: ItemId) -> Interest | None:
    """What this member has declared on this item, if anything."""
    return next((each for each in interests if (each.member, each.item) == (member, item)), None)


def evolve(interests: Sequence[Interest], event: InterestEvent, stamp: Stamp) -> tuple[Interest, ...]:
    """The declarations after `event`."""
    others = tuple(each for each in interests if (each.member, each.item) != (event.member, event.item))
    match event:
        case InterestDeclared():
            return (*others, Interest(event.member, event.item, event.text, stamp.at))
        case InterestWithdrawn():
            return others
