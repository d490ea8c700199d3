"""The agenda: its items, their order, and the one item in hand."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import floor
from meetings.rules.decision import LONGEST_TEXT, LONGEST_TITLE, Command, Event, Given, between, ref_for, within
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

LONGEST_ITEM_MIN = 7 * 24 * 60


class ItemKind(StrEnum):
    """What an item is for."""

    INFORMATION = "information"
    DECISION = "decision"
    ELECTION = "election"


class ItemState(StrEnum):
    """Where an item stands."""

    PLANNED = "planned"
    OPEN = "open"
    CONCLUDED = "concluded"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class Consent(StrEnum):
    """What the consent agenda has to do with an item."""

    LISTED = "listed"
    TAKEN_OUT = "taken_out"
    ADOPTED = "adopted"


class AddItem(Command, frozen=True, kw_only=True):
    """Put an item on the agenda, after another one or at the end. `minutes` is the time planned for it.

    `consent`: it is to be adopted with the consent agenda.
    """

    ref: ItemId | None = None
    title: str
    kind: ItemKind = ItemKind.INFORMATION
    after: ItemId | None = None
    minutes: int | None = None
    consent: bool = False


class RetitleItem(Command, frozen=True, kw_only=True):
    """Word an item's title anew."""

    item: ItemId
    title: str


class MoveItem(Command, frozen=True, kw_only=True):
    """Put an item behind another one, or first (`after` is null)."""

    item: ItemId
    after: ItemId | None


class WithdrawItem(Command, frozen=True, kw_only=True):
    """Take an item off the agenda; it stays visible as withdrawn."""

    item: ItemId


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


AgendaCommand = AddItem | RetitleItem | MoveItem | WithdrawItem | StartItem | ConcludeItem | DeferItem


class ItemAdded(Event, frozen=True, kw_only=True):
    """An item is on the agenda."""

    item: ItemId
    title: str
    item_kind: ItemKind
    after: ItemId | None = None
    minutes: int | None = None
    consent: bool = False


class ItemRetitled(Event, frozen=True, kw_only=True):
    """An item has a new title."""

    item: ItemId
    title: str


class ItemMoved(Event, frozen=True, kw_only=True):
    """An item stands elsewhere in the order."""

    item: ItemId
    after: ItemId | None = None


class ItemWithdrawn(Event, frozen=True, kw_only=True):
    """An item is off the agenda."""

    item: ItemId


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


AgendaEvent = ItemAdded | ItemRetitled | ItemMoved | ItemWithdrawn | ItemStarted | ItemConcluded | ItemDeferred


class Item(Struct, frozen=True):
    """An item of the agenda."""

    ref: ItemId
    title: str
    kind: ItemKind
    state: ItemState = ItemState.PLANNED
    outcome: str | None = None
    minutes: int | None = None
    consent: Consent | None = None
    taken_out_by: MemberId | None = None
    until: str | None = None


class Urgent(Struct, frozen=True):
    """What somebody has moved to put on the agenda, with which poll, why, and when."""

    item: ItemId
    title: str
    kind: ItemKind
    poll: PollId
    mover: MemberId | None
    reason: str | None
    at: int


class Agenda(Struct, frozen=True):
    """All items, their order, and the item in hand with those that are debated together with it.

    `urgent` is what somebody has moved to put on the agenda, whatever became of it.
    """

    items: Map[ItemId, Item] = Map()
    order: tuple[ItemId, ...] = ()
    current: ItemId | None = None
    together: tuple[ItemId, ...] = ()
    urgent: tuple[Urgent, ...] = ()


MAY_BE_STARTED = frozenset({ItemState.PLANNED, ItemState.DEFERRED, ItemState.CONCLUDED})
MAY_BE_WITHDRAWN = frozenset({ItemState.PLANNED, ItemState.DEFERRED})


def find(agenda: Agenda, ref: ItemId) -> Item:
    """The item with that ref. Raises Refused."""
    item = agenda.items.get(ref)
    if item is None:
        raise Refused(Code.NO_SUCH_ITEM, f"The agenda has no item {ref}.")
    return item


def in_hand(agenda: Agenda) -> tuple[ItemId, ...]:
    """The item in hand, if there is one, and those that are debated together with it."""
    return () if agenda.current is None else (agenda.current, *agenda.together)


def must_be_new(agenda: Agenda, ref: ItemId) -> None:
    """No item has that ref, nor is to get it. Raises Refused."""
    if ref in agenda.items or any(urgent.item == ref for urgent in agenda.urgent):
        raise Refused(Code.ALREADY, f"The agenda already has an item {ref}.")


def conclusion(agenda: Agenda) -> Sequence[Event]:
    """The end of what is in hand; of several items that of the one with the debate comes last."""
    return [_concluded(agenda, item, None) for item in reversed(in_hand(agenda))]


def _concluded(agenda: Agenda, item: ItemId, outcome: str | None) -> Event:
    """The end of an item; one that was taken up again and ends without words keeps the outcome that it had."""
    return ItemConcluded(item=item, outcome=agenda.items[item].outcome if outcome is None else outcome)


def decide(meeting: "Meeting", command: AgendaCommand, given: Given) -> Sequence[Event]:
    """The events of a command about the agenda. Raises Refused."""
    agenda = meeting.agenda
    match command:
        case AddItem():
            return _add(agenda, command, given)
        case RetitleItem():
            return _retitle(agenda, command)
        case MoveItem():
            return _move(agenda, command)
        case WithdrawItem():
            return _withdraw(agenda, command)
        case StartItem():
            return _start(meeting, command)
        case ConcludeItem():
            return _conclude(meeting, command)
        case DeferItem():
            return _defer(meeting, command)


def _add(agenda: Agenda, command: AddItem, given: Given) -> Sequence[Event]:
    ref = ItemId(ref_for(command.ref, given))
    must_be_new(agenda, ref)
    if command.after is not None:
        find(agenda, command.after)
    if command.minutes is not None:
        between(0, command.minutes, LONGEST_ITEM_MIN, "minutes")
    title = within(command.title, LONGEST_TITLE, "title")
    return [
        ItemAdded(
            item=ref,
            title=title,
            item_kind=command.kind,
            after=command.after,
            minutes=command.minutes,
            consent=command.consent,
        )
    ]


def _retitle(agenda: Agenda, command: RetitleItem) -> Sequence[Event]:
    title = within(command.title, LONGEST_TITLE, "title")
    if find(agenda, command.item).title == title:
        raise Refused(Code.ALREADY, "The item already has this title.")
    return [ItemRetitled(item=command.item, title=title)]


def _move(agenda: Agenda, command: MoveItem) -> Sequence[Event]:
    find(agenda, command.item)
    if command.after is not None:
        find(agenda, command.after)
    if _moved(agenda.order, command.item, command.after) == agenda.order:
        raise Refused(Code.ALREADY, "The item already stands there.")
    return [ItemMoved(item=command.item, after=command.after)]


def _withdraw(agenda: Agenda, command: WithdrawItem) -> Sequence[Event]:
    item = find(agenda, command.item)
    if item.state is ItemState.WITHDRAWN:
        raise Refused(Code.ALREADY, "The item is already withdrawn.")
    if item.state not in MAY_BE_WITHDRAWN:
        raise Refused(Code.WRONG_STATE, f"An item that is {item.state} cannot be withdrawn.")
    return [ItemWithdrawn(item=item.ref)]


def _start(meeting: "Meeting", command: StartItem) -> Sequence[Event]:
    item = find(meeting.agenda, command.item)
    if item.state is ItemState.OPEN:
        raise Refused(Code.ALREADY, "The item is already in hand.")
    if item.state not in MAY_BE_STARTED:
        raise Refused(Code.WRONG_STATE, f"An item that is {item.state} cannot be taken up.")
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
        raise Refused(Code.WRONG_STATE, f"An item that is {item.state} cannot be deferred.")
    until = None if command.until is None else within(command.until, LONGEST_TITLE, "until")
    deferred = ItemDeferred(item=item.ref, until=until)
    if item.state is ItemState.PLANNED:
        return [deferred]
    no_poll_open(meeting)
    if item.ref != meeting.agenda.current:
        return [deferred]
    if meeting.agenda.together:
        raise Refused(Code.WRONG_STATE, "Other items are taken together with this one: end the joint debate first.")
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


def _moved(order: tuple[ItemId, ...], item: ItemId, after: ItemId | None) -> tuple[ItemId, ...]:
    if item == after:
        return order
    rest = tuple(ref for ref in order if ref != item)
    place = 0 if after is None else rest.index(after) + 1
    return (*rest[:place], item, *rest[place:])


def evolve(agenda: Agenda, event: AgendaEvent) -> Agenda:
    """The agenda after `event`."""
    match event:
        case ItemAdded():
            return _added(agenda, event)
        case ItemRetitled():
            return _with(agenda, replace(agenda.items[event.item], title=event.title))
        case ItemMoved():
            return replace(agenda, order=_moved(agenda.order, event.item, event.after))
        case ItemWithdrawn():
            return _with(agenda, replace(agenda.items[event.item], state=ItemState.WITHDRAWN))
        case ItemStarted():
            started = _with(agenda, replace(agenda.items[event.item], state=ItemState.OPEN, until=None))
            return replace(started, current=event.item)
        case ItemConcluded():
            concluded = replace(agenda.items[event.item], state=ItemState.CONCLUDED, outcome=event.outcome)
            return _put_down(_with(agenda, concluded), event.item)
        case ItemDeferred():
            deferred = replace(agenda.items[event.item], state=ItemState.DEFERRED, until=event.until)
            return _put_down(_with(agenda, deferred), event.item)


def _added(agenda: Agenda, event: ItemAdded) -> Agenda:
    consent = Consent.LISTED if event.consent else None
    item = Item(event.item, event.title, event.item_kind, minutes=event.minutes, consent=consent)
    last = agenda.order[-1] if agenda.order else None
    order = _moved((*agenda.order, event.item), event.item, event.after or last)
    return replace(agenda, items=agenda.items.set(event.item, item), order=order)


def _with(agenda: Agenda, item: Item) -> Agenda:
    return replace(agenda, items=agenda.items.set(item.ref, item))


def _put_down(agenda: Agenda, item: ItemId) -> Agenda:
    if agenda.current == item:
        return replace(agenda, current=None)
    return replace(agenda, together=tuple(ref for ref in agenda.together if ref != item))
