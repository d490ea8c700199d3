"""The floor: who speaks, since when, for how long, and who is waiting to."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import agenda, attendance, speaking_time
from meetings.rules.decision import Command, Event, Given, between
from meetings.rules.identity import Actor, ItemId, MemberId, Role, Stamp
from meetings.rules.refusals import Code, Refused
from meetings.rules.speaking_time import Spoken, counted

if TYPE_CHECKING:
    from meetings.rules.state import Meeting

LONGEST_SPEECH_S = 24 * 3600


class RequestKind(StrEnum):
    """What the floor is asked for."""

    SPEAK = "speak"
    POINT_OF_ORDER = "point_of_order"
    REPLY = "reply"
    QUESTION = "question"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"


UNCOUNTED = frozenset({RequestKind.POINT_OF_ORDER, RequestKind.ANSWER})
"""What uses up nobody's speaking time."""
_RANK = {RequestKind.POINT_OF_ORDER: 0, RequestKind.FOLLOW_UP: 1}
"""A point of order comes before everything, a follow-up before those who have not yet begun."""


class RequestFloor(Command, frozen=True, kw_only=True):
    """Ask for the floor; recorded by chair or secretary for the member that they name."""

    kind: RequestKind = RequestKind.SPEAK
    member: MemberId | None = None


class WithdrawRequest(Command, frozen=True, kw_only=True):
    """No longer ask for the floor; recorded by chair or secretary for the member that they name."""

    member: MemberId | None = None


class GiveFloor(Command, frozen=True, kw_only=True):
    """Give a member the floor, perhaps for so many seconds; without `kind`, for what the member asked it for."""

    member: MemberId
    limit_s: int | None = None
    kind: RequestKind | None = None


class MoveRequest(Command, frozen=True, kw_only=True):
    """Put somebody on the list of speakers behind somebody else, or first (`after` is null)."""

    member: MemberId
    after: MemberId | None


class EndSpeech(Command, frozen=True, kw_only=True):
    """End the speech in hand."""


class YieldFloor(Command, frozen=True, kw_only=True):
    """End one's own speech."""


class OpenList(Command, frozen=True, kw_only=True):
    """Open the list of speakers."""


class CloseList(Command, frozen=True, kw_only=True):
    """Close the list of speakers; points of order may still be raised."""


FloorCommand = RequestFloor | WithdrawRequest | MoveRequest | GiveFloor | EndSpeech | YieldFloor | OpenList | CloseList


class FloorRequested(Event, frozen=True, kw_only=True):
    """A member asks for the floor."""

    member: MemberId
    request: RequestKind


class RequestWithdrawn(Event, frozen=True, kw_only=True):
    """A member no longer asks for the floor."""

    member: MemberId


class RequestMoved(Event, frozen=True, kw_only=True):
    """Somebody waits elsewhere on the list."""

    member: MemberId
    after: MemberId | None = None


class FloorGiven(Event, frozen=True, kw_only=True):
    """A member has the floor."""

    member: MemberId
    request: RequestKind = RequestKind.SPEAK
    limit_s: int | None = None


class SpeechEnded(Event, frozen=True, kw_only=True):
    """The speech is over."""

    member: MemberId


class ListOpened(Event, frozen=True, kw_only=True):
    """The list of speakers is open."""


class ListClosed(Event, frozen=True, kw_only=True):
    """The list of speakers is closed."""


class ListCleared(Event, frozen=True, kw_only=True):
    """Nobody is waiting any more, since the item is dealt with."""


FloorEvent = (
    FloorRequested | RequestWithdrawn | RequestMoved | FloorGiven | SpeechEnded | ListOpened | ListClosed | ListCleared
)


class Request(Struct, frozen=True):
    """Somebody waiting for the floor since a time (milliseconds since 1970 UTC)."""

    member: MemberId
    kind: RequestKind
    since: int


class Stretch(Struct, frozen=True):
    """A part of a speech in milliseconds, during which these items were in hand."""

    items: tuple[ItemId, ...]
    ms: int


class Floor(Struct, frozen=True):
    """Who has the floor and who is waiting, in the order in which they will be called.

    `points` are those whose point of order waits for a ruling, `spoken` says for each item how much of their time
    members have used. `stretches` are those of the speech in hand that ended with a change of the items in hand.
    """

    speaker: MemberId | None = None
    kind: RequestKind | None = None
    since: int | None = None
    limit_s: int | None = None
    waiting: tuple[Request, ...] = ()
    is_open: bool = True
    points: tuple[MemberId, ...] = ()
    spoken: Spoken = Map()
    stretches: tuple[Stretch, ...] = ()


def request_of(floor: Floor, member: MemberId) -> Request | None:
    """What this member is waiting for, if for anything."""
    return next((request for request in floor.waiting if request.member == member), None)


def end_of_speech(floor: Floor) -> Sequence[Event]:
    """The end of the speech in hand, if there is one."""
    return [] if floor.speaker is None else [SpeechEnded(member=floor.speaker)]


def cleared(floor: Floor) -> Sequence[Event]:
    """What ends on the floor with the item in hand."""
    ended = end_of_speech(floor)
    return [*ended, ListCleared()] if floor.waiting or floor.points else ended


def reopened(floor: Floor) -> Sequence[Event]:
    """What begins on the floor with an item: a list of its own, which is open."""
    return [] if floor.is_open else [ListOpened()]


def departure(floor: Floor, member: MemberId) -> Sequence[Event]:
    """What ends on the floor when a member leaves."""
    ended: Sequence[Event] = end_of_speech(floor) if floor.speaker == member else []
    return [*ended, RequestWithdrawn(member=member)] if request_of(floor, member) else ended


def decide(meeting: "Meeting", actor: Actor, command: FloorCommand, given: Given) -> Sequence[Event]:
    """The events of a command about the floor. Raises Refused."""
    floor = meeting.floor
    match command:
        case RequestFloor():
            return _request(meeting, attendance.must_be_present(meeting, actor), command)
        case WithdrawRequest():
            return _withdraw(meeting, actor)
        case MoveRequest():
            return _move(meeting, command)
        case GiveFloor():
            return _give(meeting, command, given)
        case EndSpeech():
            if floor.speaker is None:
                raise Refused(Code.ALREADY, "Nobody has the floor.")
            return end_of_speech(floor)
        case YieldFloor():
            # The chair may have given the floor to the next speaker in the meantime, whom this must not cut off.
            if actor.member is None or floor.speaker != actor.member:
                raise Refused(Code.ALREADY, "You do not have the floor.")
            return end_of_speech(floor)
        case OpenList():
            if floor.is_open:
                raise Refused(Code.ALREADY, "The list of speakers is already open.")
            return [ListOpened()]
        case CloseList():
            if not floor.is_open:
                raise Refused(Code.ALREADY, "The list of speakers is already closed.")
            return [ListClosed()]


def _request(meeting: "Meeting", member: MemberId, command: RequestFloor) -> Sequence[Event]:
    floor, name = meeting.floor, attendance.find(meeting.attendance, member).name
    if request_of(floor, member):
        raise Refused(Code.ALREADY, "{name} is already on the list of speakers.", name=name)
    if floor.speaker == member and command.kind is RequestKind.SPEAK:
        raise Refused(Code.ALREADY, "{name} already has the floor.", name=name)
    # A point of order is in order at any time (RONR 23; UN GA rule 71).
    if not floor.is_open and command.kind is not RequestKind.POINT_OF_ORDER:
        raise Refused(Code.LIST_CLOSED, "The list of speakers is closed.")
    return [FloorRequested(member=member, request=command.kind)]


def _withdraw(meeting: "Meeting", actor: Actor) -> Sequence[Event]:
    member = attendance.find(meeting.attendance, actor.member or MemberId(""))
    if not request_of(meeting.floor, member.ref):
        raise Refused(Code.ALREADY, "{member} is not on the list of speakers.", member=member.name)
    return [RequestWithdrawn(member=member.ref)]


def _move(meeting: "Meeting", command: MoveRequest) -> Sequence[Event]:
    floor = meeting.floor
    for member in (command.member, command.after):
        if member is not None and request_of(floor, member) is None:
            who = meeting.attendance.members.get(member)
            name = member if who is None else who.name
            raise Refused(Code.WRONG_STATE, "{member} is not on the list of speakers.", member=name)
    moved = _moved(floor.waiting, command.member, command.after)
    if moved == floor.waiting:
        raise Refused(Code.ALREADY, "The request already stands there.")
    urgent = [other.kind is RequestKind.POINT_OF_ORDER for other in moved]
    if urgent != sorted(urgent, reverse=True):
        raise Refused(Code.WRONG_STATE, "Points of order come before everybody else on the list of speakers.")
    return [RequestMoved(member=command.member, after=command.after)]


def _moved(waiting: tuple[Request, ...], member: MemberId, after: MemberId | None) -> tuple[Request, ...]:
    if member == after:
        return waiting
    [moved] = (request for request in waiting if request.member == member)
    rest = _without(waiting, member)
    place = 0 if after is None else [request.member for request in rest].index(after) + 1
    return (*rest[:place], moved, *rest[place:])


def _give(meeting: "Meeting", command: GiveFloor, given: Given) -> Sequence[Event]:
    floor, member = meeting.floor, attendance.find(meeting.attendance, command.member)
    if member.role is Role.DISPLAY:
        raise Refused(Code.NOT_ALLOWED, "A display cannot have the floor: a person was expected.")
    if not attendance.is_present(meeting.attendance, member.ref):
        raise Refused(
            Code.WRONG_STATE, "{name} is not recorded as present: nobody who is away can speak.", name=member.name
        )
    if command.limit_s is not None:
        between(1, command.limit_s, LONGEST_SPEECH_S, "limit_s")
    if floor.speaker == member.ref:
        raise Refused(Code.ALREADY, "{name} already has the floor.", name=member.name)
    request = request_of(floor, member.ref)
    kind = command.kind or (request.kind if request else RequestKind.SPEAK)
    ended, spoken = end_of_speech(floor), _spoken(floor, given.at, agenda.in_hand(meeting.agenda))
    limit = command.limit_s
    if limit is None:
        just_before = replace(meeting, floor=replace(floor, spoken=spoken))
        limit = speaking_time.limit_of(just_before, member.ref, is_counted=kind not in UNCOUNTED)
    return [*ended, FloorGiven(member=member.ref, request=kind, limit_s=limit)]


def evolve(floor: Floor, event: FloorEvent, stamp: Stamp, items: tuple[ItemId, ...]) -> Floor:
    """The floor after `event`; `items` are in hand."""
    match event:
        case FloorRequested():
            waiting = _queued(floor.waiting, Request(event.member, event.request, stamp.at))
            return replace(floor, waiting=waiting, points=_raised(floor, event.member, event.request))
        case RequestWithdrawn():
            return settled(floor, event.member)
        case RequestMoved():
            return replace(floor, waiting=_moved(floor.waiting, event.member, event.after))
        case FloorGiven():
            points = _raised(floor, event.member, event.request)
            given = replace(floor, waiting=_without(floor.waiting, event.member), points=points)
            return replace(given, kind=event.request, speaker=event.member, since=stamp.at, limit_s=event.limit_s)
        case SpeechEnded():
            ended = replace(floor, speaker=None, kind=None, since=None, limit_s=None, stretches=())
            return replace(ended, spoken=_spoken(floor, stamp.at, items))
        case ListOpened():
            return replace(floor, is_open=True)
        case ListClosed():
            return replace(floor, is_open=False)
        case ListCleared():
            return replace(floor, waiting=(), points=())


def settled(floor: Floor, member: MemberId) -> Floor:
    """The floor without what a member waits for."""
    points = tuple(other for other in floor.points if other != member)
    return replace(floor, waiting=_without(floor.waiting, member), points=points)


def _raised(floor: Floor, member: MemberId, kind: RequestKind) -> tuple[MemberId, ...]:
    """Those whose point of order waits for a ruling, with this one if it is one."""
    if kind is not RequestKind.POINT_OF_ORDER or member in floor.points:
        return floor.points
    return (*floor.points, member)


def _queued(waiting: tuple[Request, ...], request: Request) -> tuple[Request, ...]:
    """Points of order come before everybody else, then follow-ups, each in their own order."""
    rank = _rank(request)
    place = next((at for at, other in enumerate(waiting) if _rank(other) > rank), len(waiting))
    return (*waiting[:place], request, *waiting[place:])


def _rank(request: Request) -> int:
    return _RANK.get(request.kind, len(_RANK))


def turned(floor: Floor, now: int, items: tuple[ItemId, ...]) -> Floor:
    """The floor when other items come in hand than these during a speech: so far it was about these."""
    return floor if floor.since is None else replace(floor, stretches=_stretches(floor, floor.since, now, items))


def _stretches(floor: Floor, since: int, now: int, items: tuple[ItemId, ...]) -> tuple[Stretch, ...]:
    """The speech in hand up to now, in parts."""
    before = sum(stretch.ms for stretch in floor.stretches)
    return (*floor.stretches, Stretch(items, now - since - before))


def _spoken(floor: Floor, now: int, items: tuple[ItemId, ...]) -> Spoken:
    """The speaking time used, with the speech in hand up to now, which is about each of the items in hand."""
    if floor.speaker is None or floor.since is None or floor.kind in UNCOUNTED:
        return floor.spoken
    spoken = floor.spoken
    for stretch in _stretches(floor, floor.since, now, items):
        for item in stretch.items or (None,):
            spoken = counted(spoken, item, floor.speaker, stretch.ms)
    return spoken


def _without(waiting: tuple[Request, ...], member: MemberId) -> tuple[Request, ...]:
    return tuple(request for request in waiting if request.member != member)
