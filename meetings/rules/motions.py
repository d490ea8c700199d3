"""Motions: moved, seconded, withdrawn."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import agenda, attendance
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, ref_for, within
from meetings.rules.identity import Actor, ItemId, MemberId, MotionId
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MotionState(StrEnum):
    """Where a motion stands."""

    MOVED = "moved"
    SECONDED = "seconded"
    WITHDRAWN = "withdrawn"


class MoveMotion(Command, frozen=True, kw_only=True):
    """Bring a motion on an item."""

    ref: MotionId | None = None
    item: ItemId
    text: str


class SecondMotion(Command, frozen=True, kw_only=True):
    """Second another member's motion."""

    motion: MotionId


class WithdrawMotion(Command, frozen=True, kw_only=True):
    """Withdraw one's own motion."""

    motion: MotionId


MotionCommand = MoveMotion | SecondMotion | WithdrawMotion


class MotionMoved(Event, frozen=True, kw_only=True):
    """A motion is before the meeting."""

    motion: MotionId
    item: ItemId
    mover: MemberId
    text: str


class MotionSeconded(Event, frozen=True, kw_only=True):
    """A motion is supported by another member."""

    motion: MotionId
    seconder: MemberId


class MotionWithdrawn(Event, frozen=True, kw_only=True):
    """A motion is no longer before the meeting."""

    motion: MotionId


MotionEvent = MotionMoved | MotionSeconded | MotionWithdrawn


class Motion(Struct, frozen=True):
    """A motion; `order` counts from 1 as they were moved."""

    ref: MotionId
    order: int
    item: ItemId
    mover: MemberId
    text: str
    seconders: tuple[MemberId, ...] = ()
    state: MotionState = MotionState.MOVED


class Motions(Struct, frozen=True):
    """All motions."""

    motions: Map[MotionId, Motion] = Map()


def decide(meeting: "Meeting", actor: Actor, command: MotionCommand, given: Given) -> Sequence[Event]:
    """The events of a command about motions. Raises Refused."""
    member = attendance.must_be_present(meeting, actor)
    match command:
        case MoveMotion():
            return _move(meeting, member, command, given)
        case SecondMotion():
            return _second(_find(meeting, command.motion), member)
        case WithdrawMotion():
            return _withdraw(_find(meeting, command.motion), member)


def _move(meeting: "Meeting", member: MemberId, command: MoveMotion, given: Given) -> Sequence[Event]:
    ref = MotionId(ref_for(command.ref, given))
    if ref in meeting.motions.motions:
        raise Refused(Code.ALREADY, f"There already is a motion {ref}.")
    if agenda.find(meeting.agenda, command.item).state is agenda.ItemState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The item is withdrawn: no motion can be brought on it.")
    text = within(command.text, LONGEST_TEXT, "text")
    return [MotionMoved(motion=ref, item=command.item, mover=member, text=text)]


def _find(meeting: "Meeting", ref: MotionId) -> Motion:
    motion = meeting.motions.motions.get(ref)
    if motion is None:
        raise Refused(Code.NO_SUCH_MOTION, f"There is no motion {ref}.")
    return motion


def _second(motion: Motion, member: MemberId) -> Sequence[Event]:
    if motion.mover == member:
        raise Refused(Code.NOT_ALLOWED, "The mover cannot second the motion: another member was expected.")
    if motion.state is MotionState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The motion is withdrawn.")
    if member in motion.seconders:
        raise Refused(Code.ALREADY, "You have already seconded this motion.")
    return [MotionSeconded(motion=motion.ref, seconder=member)]


def _withdraw(motion: Motion, member: MemberId) -> Sequence[Event]:
    if motion.mover != member:
        raise Refused(Code.NOT_ALLOWED, "Only the mover can withdraw the motion.")
    if motion.state is MotionState.WITHDRAWN:
        raise Refused(Code.ALREADY, "The motion is already withdrawn.")
    return [MotionWithdrawn(motion=motion.ref)]


def evolve(motions: Motions, event: MotionEvent) -> Motions:
    """The motions after `event`."""
    return Motions(motions.motions.set(event.motion, _evolved(motions, event)))


def _evolved(motions: Motions, event: MotionEvent) -> Motion:
    match event:
        case MotionMoved():
            return Motion(event.motion, len(motions.motions) + 1, event.item, event.mover, event.text)
        case MotionSeconded():
            motion = motions.motions[event.motion]
            return replace(motion, seconders=(*motion.seconders, event.seconder), state=MotionState.SECONDED)
        case MotionWithdrawn():
            return replace(motions.motions[event.motion], state=MotionState.WITHDRAWN)
