"""The agenda: its items and their order. How they are taken up and dealt with is in `items_in_hand`."""

from collections.abc import Sequence
from enum import StrEnum

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules.decision import LONGEST_TITLE, Command, Event, Given, between, ref_for, within
from meetings.rules.identity import ItemId, MemberId, PollId
from meetings.rules.phrases import ITEM_STATES
from meetings.rules.refusals import Code, Refused

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


AgendaCommand = AddItem | RetitleItem | MoveItem | WithdrawItem


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


AgendaEvent = ItemAdded | ItemRetitled | ItemMoved | ItemWithdrawn


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


MAY_BE_WITHDRAWN = frozenset({ItemState.PLANNED, ItemState.DEFERRED})


def in_hand(agenda: Agenda) -> tuple[ItemId, ...]:
    """The item in hand, if there is one, and those that are debated together with it."""
    return () if agenda.current is None else (agenda.current, *agenda.together)


def find(agenda: Agenda, ref: ItemId) -> Item:
    """The item with that ref. Raises Refused."""
    item = agenda.items.get(ref)
    if item is None:
        raise Refused(Code.NO_SUCH_ITEM, "The agenda has no item {ref}.", ref=ref)
    return item


def must_be_new(agenda: Agenda, ref: ItemId) -> None:
    """No item has that ref, nor is to get it. Raises Refused."""
    if ref in agenda.items or any(urgent.item == ref for urgent in agenda.urgent):
        raise Refused(Code.ALREADY, "The agenda already has an item {ref}.", ref=ref)


def decide(agenda: Agenda, command: AgendaCommand, given: Given) -> Sequence[Event]:
    """The events of a command about the agenda. Raises Refused."""
    match command:
        case AddItem():
            return _add(agenda, command, given)
        case RetitleItem():
            return _retitle(agenda, command)
        case MoveItem():
            return _move(agenda, command)
        case WithdrawItem():
            return _withdraw(agenda, command)


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
        raise Refused(Code.WRONG_STATE, "An item that is {state} cannot be withdrawn.", state=ITEM_STATES[item.state])
    return [ItemWithdrawn(item=item.ref)]


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
            return with_item(agenda, replace(agenda.items[event.item], title=event.title))
        case ItemMoved():
            return replace(agenda, order=_moved(agenda.order, event.item, event.after))
        case ItemWithdrawn():
            return with_item(agenda, replace(agenda.items[event.item], state=ItemState.WITHDRAWN))


def _added(agenda: Agenda, event: ItemAdded) -> Agenda:
    consent = Consent.LISTED if event.consent else None
    item = Item(event.item, event.title, event.item_kind, minutes=event.minutes, consent=consent)
    last = agenda.order[-1] if agenda.order else None
    order = _moved((*agenda.order, event.item), event.item, event.after or last)
    return replace(agenda, items=agenda.items.set(event.item, item), order=order)


def with_item(agenda: Agenda, item: Item) -> Agenda:
    """The agenda with an item as it stands now."""
    return replace(agenda, items=agenda.items.set(item.ref, item))
