"""The items in hand: one is taken up, perhaps others are debated with it; each is concluded or put off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meetings.rules import floor
from meetings.rules.agenda import Agenda, ItemState, find, in_hand, with_item
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE, Command, Event, within
from meetings.rules.identity import ItemId
from meetings.rules.phrases import ITEM_STATES
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class StartItem(Command, frozen=True, kw_only=True):
    """Take up an item; the item in hand is concluded."""

    item: ItemId


class ConcludeItem(Command, frozen=True, kw_only=True):
    """Conclude the item in hand, with its outcome in words."""

    item: ItemId
    outcome: str | None = None


class DeferItem(Command, frozen=True, kw_only=True):
    """Put an item off, perhaps to a day (ISO 8601)."""

    item: ItemId
    until: str | None = None


HandCommand = StartItem | ConcludeItem | DeferItem


class ItemStarted(Event, frozen=True, kw_only=True):
    """An item is in hand."""

    item: ItemId


class ItemConcluded(Event, frozen=True, kw_only=True):
    """An item is dealt with."""

    item: ItemId
    outcome: str | None = None


class ItemDeferred(Event, frozen=True, kw_only=True):
    """An item is put off, perhaps to a day."""

    item: ItemId
    until: str | None = None


HandEvent = ItemStarted | ItemConcluded | ItemDeferred

MAY_BE_STARTED = frozenset({ItemState.PLANNED, ItemState.DEFERRED, ItemState.CONCLUDED})


def conclusion(agenda: Agenda) -> Sequence[Event]:
    """The end of what is in hand; of several items that of the one with the debate comes last."""
    return [_concluded(agenda, item, None) for item in reversed(in_hand(agenda))]


def _concluded(agenda: Agenda, item: ItemId, outcome: str | None) -> Event:
    """The end of an item; one that was taken up again and ends without words keeps the outcome that it had."""
    return ItemConcluded(item=item, outcome=agenda.items[item].outcome if outcome is None else outcome)


def decide(meeting: "Meeting", command: HandCommand) -> Sequence[Event]:
    """The events of a command about the items in hand. Raises Refused."""
    match command:
        case StartItem():
            return _start(meeting, command)
        case ConcludeItem():
            return _conclude(meeting, command)
        case DeferItem():
            return _defer(meeting, command)


def _start(meeting: "Meeting", command: StartItem) -> Sequence[Event]:
    item = find(meeting.agenda, command.item)
    if item.state is ItemState.OPEN:
        raise Refused(Code.ALREADY, "The item is already in hand.")
    if item.state not in MAY_BE_STARTED:
        raise Refused(Code.WRONG_STATE, "An item that is {state} cannot be taken up.", state=ITEM_STATES[item.state])
    no_poll_open(meeting)
    ended = [*floor.cleared(meeting.floor), *conclusion(meeting.agenda)]
    return [*ended, ItemStarted(item=item.ref), *floor.reopened(meeting.floor)]


def _conclude(meeting: "Meeting", command: ConcludeItem) -> Sequence[Event]:
    _must_be_in_hand(meeting, command.item)
    outcome = None if command.outcome is None else within(command.outcome, LONGEST_TEXT, "outcome")
    end = _concluded(meeting.agenda, command.item, outcome)
    if command.item != meeting.agenda.current:
        return [end]
    # The debate ends with its item, and so do all that were debated with it.
    others = [_concluded(meeting.agenda, item, None) for item in meeting.agenda.together]
    return [*floor.cleared(meeting.floor), *others, end]


def _defer(meeting: "Meeting", command: DeferItem) -> Sequence[Event]:
    item = find(meeting.agenda, command.item)
    if item.state is ItemState.DEFERRED:
        raise Refused(Code.ALREADY, "The item is already deferred.")
    if item.state not in (ItemState.PLANNED, ItemState.OPEN):
        raise Refused(Code.WRONG_STATE, "An item that is {state} cannot be deferred.", state=ITEM_STATES[item.state])
    until = None if command.until is None else within(command.until, LONGEST_TITLE, "until")
    deferred = ItemDeferred(item=item.ref, until=until)
    if item.state is ItemState.PLANNED:
        return [deferred]
    no_poll_open(meeting)
    if item.ref != meeting.agenda.current or meeting.agenda.together:
        # The debate goes on with what is left in hand, and so does its list of speakers.
        return [deferred]
    return [*floor.cleared(meeting.floor), deferred]


def _must_be_in_hand(meeting: "Meeting", ref: ItemId) -> None:
    item = find(meeting.agenda, ref)
    if item.state is ItemState.CONCLUDED:
        raise Refused(Code.ALREADY, "The item is already concluded.")
    if item.state is not ItemState.OPEN:
        raise Refused(Code.WRONG_STATE, "Only the item in hand can be concluded.")
    no_poll_open(meeting)


def no_poll_open(meeting: "Meeting") -> None:
    """Nothing that would disturb a poll is in order while one is open (RONR 45:1; UN GA rule 88). Raises Refused."""
    if meeting.polls.open is not None:
        raise Refused(Code.WRONG_STATE, "A poll is open: close or cancel it first.")


def evolve(agenda: Agenda, event: HandEvent) -> Agenda:
    """The agenda after `event`."""
    match event:
        case ItemStarted():
            started = with_item(agenda, replace(agenda.items[event.item], state=ItemState.OPEN, until=None))
            return replace(started, current=event.item)
        case ItemConcluded():
            concluded = replace(agenda.items[event.item], state=ItemState.CONCLUDED, outcome=event.outcome)
            return _put_down(with_item(agenda, concluded), event.item)
        case ItemDeferred():
            deferred = replace(agenda.items[event.item], state=ItemState.DEFERRED, until=event.until)
            return _put_down(with_item(agenda, deferred), event.item)


def _put_down(agenda: Agenda, item: ItemId) -> Agenda:
    if agenda.current == item:
        # Of several items the next one carries the debate on.
        first, others = (agenda.together[0], agenda.together[1:]) if agenda.together else (None, ())
        return replace(agenda, current=first, together=others)
    return replace(agenda, together=tuple(ref for ref in agenda.together if ref != item))
