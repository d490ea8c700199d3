"""The consent agenda: items that are adopted together without a vote, unless a member has one of them taken out.

RONR 41:32: whatever a member asks to have taken out is dealt with by itself.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda, attendance, electorate, items_in_hand
from meetings.rules.agenda import Agenda, Consent, Item, ItemState
from meetings.rules.decision import Command, Event
from meetings.rules.identity import Actor, ItemId, MemberId, Role
from meetings.rules.phrases import ITEM_STATES
from meetings.rules.polls import Polls, PollState
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MarkConsent(Command, frozen=True, kw_only=True):
    """Put an item that is still to come on the consent agenda, or off it."""

    item: ItemId
    consent: bool


class TakeOut(Command, frozen=True, kw_only=True):
    """Have an item taken out of the consent agenda; recorded by organisers for the member that they name."""

    item: ItemId
    member: MemberId | None = None


class AdoptConsent(Command, frozen=True, kw_only=True):
    """Declare the consent agenda adopted: these items, which are all that is left of it."""

    items: tuple[ItemId, ...]


ConsentCommand = MarkConsent | TakeOut | AdoptConsent


class ConsentMarked(Event, frozen=True, kw_only=True):
    """An item is on the consent agenda, or is not any more."""

    item: ItemId
    consent: bool


class ItemTakenOut(Event, frozen=True, kw_only=True):
    """An item is taken out of the consent agenda because a member asked for it."""

    item: ItemId
    member: MemberId


class ConsentAdopted(Event, frozen=True, kw_only=True):
    """The items of the consent agenda are adopted together without a vote."""

    items: tuple[ItemId, ...]


ConsentEvent = ConsentMarked | ItemTakenOut | ConsentAdopted


def decide(meeting: "Meeting", actor: Actor, role: Role | None, command: ConsentCommand) -> Sequence[Event]:
    """The events about the consent agenda; `role` is the office in which the actor acts. Raises Refused."""
    match command:
        case MarkConsent():
            return [_mark(meeting, command)]
        case TakeOut():
            return [_take_out(meeting, _asking(actor, role, command), command)]
        case AdoptConsent():
            return [_adopt(meeting, command)]


def _mark(meeting: "Meeting", command: MarkConsent) -> Event:
    item = agenda.find(meeting.agenda, command.item)
    if (item.consent is Consent.LISTED) is command.consent:
        raise Refused(Code.ALREADY, "This is so already.")
    if item.consent is Consent.TAKEN_OUT:
        raise Refused(Code.WRONG_STATE, "A member had this item taken out of the consent agenda.")
    if item.state is not ItemState.PLANNED:
        raise Refused(
            Code.WRONG_STATE,
            "An item that is {state} cannot be adopted with the consent agenda.",
            state=ITEM_STATES[item.state],
        )
    return ConsentMarked(item=item.ref, consent=command.consent)


def _take_out(meeting: "Meeting", asking: MemberId, command: TakeOut) -> Event:
    member = attendance.find(meeting.attendance, asking)
    if member.votes == 0:
        raise Refused(Code.NOT_ENTITLED, "{name} has no vote: a member who has one was expected.", name=member.name)
    item = agenda.find(meeting.agenda, command.item)
    if item.consent is Consent.TAKEN_OUT:
        raise Refused(Code.ALREADY, "The item is already taken out.")
    if item not in listed(meeting.agenda):
        raise Refused(Code.WRONG_STATE, "The item is not on the consent agenda.")
    return ItemTakenOut(item=item.ref, member=member.ref)


def _asking(actor: Actor, role: Role | None, command: TakeOut) -> MemberId:
    speaks_for_others = actor.member is None or role in (Role.CHAIR, Role.SECRETARY)
    if command.member not in (None, actor.member) and not speaks_for_others:
        raise Refused(Code.NOT_ALLOWED, "Only for yourself: the chair and the secretary record it for others.")
    return command.member or actor.member or MemberId("")


def _adopt(meeting: "Meeting", command: AdoptConsent) -> Event:
    items_in_hand.no_poll_open(meeting)
    electorate.must_have_quorum(meeting)
    left = tuple(item.ref for item in listed(meeting.agenda))
    if not left:
        raise Refused(Code.WRONG_STATE, "Nothing is on the consent agenda.")
    if sorted(command.items) != sorted(left):
        # Somebody had an item taken out, or one was added, while the chair was reading out the list.
        raise Refused(Code.WRONG_STATE, "The consent agenda has changed; now it is: {items}.", items=left)
    return ConsentAdopted(items=left)


def listed(of: Agenda) -> list[Item]:
    """The items that are on the consent agenda now, in the order of the agenda."""
    items = (of.items[ref] for ref in of.order)
    return [item for item in items if item.consent is Consent.LISTED and item.state is ItemState.PLANNED]


def evolve(of: Agenda, event: ConsentEvent) -> Agenda:
    """The agenda after `event`."""
    match event:
        case ConsentMarked():
            return _with(of, replace(of.items[event.item], consent=Consent.LISTED if event.consent else None))
        case ItemTakenOut():
            return _with(of, replace(of.items[event.item], consent=Consent.TAKEN_OUT, taken_out_by=event.member))
        case ConsentAdopted():
            for ref in event.items:
                of = _with(of, replace(of.items[ref], consent=Consent.ADOPTED, state=ItemState.CONCLUDED))
            return of


def spared(polls: Polls, event: ConsentAdopted) -> Polls:
    """The polls, those that were prepared for what is adopted with the consent agenda being spared."""
    waiting = [poll for poll in polls.polls.values() if poll.item in event.items and poll.state is PollState.PREPARED]
    kept = polls.polls
    for poll in waiting:
        kept = kept.set(poll.ref, replace(poll, state=PollState.AGREED))
    return replace(polls, polls=kept)


def _with(of: Agenda, item: Item) -> Agenda:
    return replace(of, items=of.items.set(item.ref, item))
