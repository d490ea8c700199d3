"""The joint debate: several items are taken together, with one list of speakers; each is voted on by itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import agenda, items_in_hand
from meetings.rules.agenda import Agenda, ItemState
from meetings.rules.decision import Command, Event
from meetings.rules.identity import ItemId
from meetings.rules.items_in_hand import MAY_BE_STARTED
from meetings.rules.phrases import ITEM_STATES
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class JoinItems(Command, frozen=True, kw_only=True):
    """Take these items together with the one in hand."""

    items: tuple[ItemId, ...]


class PartItems(Command, frozen=True, kw_only=True):
    """End the joint debate: the item in hand stays, the others are still to come."""


JointCommand = JoinItems | PartItems


class ItemsJoined(Event, frozen=True, kw_only=True):
    """Items are debated together with the one in hand."""

    items: tuple[ItemId, ...]


class ItemsParted(Event, frozen=True, kw_only=True):
    """The joint debate has ended; these items are still to come."""

    items: tuple[ItemId, ...]


JointEvent = ItemsJoined | ItemsParted


def decide(meeting: "Meeting", command: JointCommand) -> Sequence[Event]:
    """The events of a command about the joint debate. Raises Refused."""
    items_in_hand.no_poll_open(meeting)
    match command:
        case JoinItems():
            return [_join(meeting.agenda, command)]
        case PartItems():
            parted = parting(meeting.agenda)
            if not parted:
                raise Refused(Code.ALREADY, "No items are taken together.")
            return parted


def _join(of: Agenda, command: JoinItems) -> Event:
    if of.current is None:
        raise Refused(Code.WRONG_STATE, "No item is in hand: start one of the items first.")
    if not command.items or len(set(command.items)) != len(command.items):
        raise Refused(Code.BAD_COMMAND, "items: different items were expected, at least one")
    for ref in command.items:
        item = agenda.find(of, ref)
        if item.state is ItemState.OPEN:
            raise Refused(Code.ALREADY, "The item “{title}” is already in hand.", title=item.title)
        if item.state not in MAY_BE_STARTED:
            raise Refused(
                Code.WRONG_STATE, "An item that is {state} cannot be taken up.", state=ITEM_STATES[item.state]
            )
    return ItemsJoined(items=command.items)


def parting(of: Agenda) -> Sequence[Event]:
    """The end of the joint debate, if there is one."""
    return [ItemsParted(items=of.together)] if of.together else []


def evolve(of: Agenda, event: JointEvent) -> Agenda:
    """The agenda after `event`."""
    state = ItemState.OPEN if isinstance(event, ItemsJoined) else ItemState.PLANNED
    items = of.items
    for ref in event.items:
        items = items.set(ref, replace(items[ref], state=state))
    together = (*of.together, *event.items) if isinstance(event, ItemsJoined) else ()
    return replace(of, items=items, together=together)
