"""Motions and amendments are moved, seconded, put in order, withdrawn and dropped.

The text of an amendment is the whole motion as it would read; once adopted it is the text of the motion.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from meetings.rules import agenda, attendance
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, ref_for, within
from meetings.rules.identity import Actor, ItemId, MemberId, MotionId
from meetings.rules.motion_events import (
    AmendmentMoved,
    AmendmentRestated,
    AmendmentsOrdered,
    MotionDropped,
    MotionMoved,
    MotionSeconded,
    MotionWithdrawn,
)
from meetings.rules.motions import PENDING, Motion, MotionState, amendments, by_mover, find, pending
from meetings.rules.phrases import Phrase
from meetings.rules.refusals import Code, Refused

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MoveMotion(Command, frozen=True, kw_only=True):
    """Bring a motion on an item; recorded by chair or secretary for the member that they name, as are those below."""

    ref: MotionId | None = None
    item: ItemId
    text: str
    member: MemberId | None = None


class MoveAmendment(Command, frozen=True, kw_only=True):
    """Move that a motion read otherwise: `text` is the whole of it as amended."""

    ref: MotionId | None = None
    motion: MotionId
    text: str
    member: MemberId | None = None


class RestateAmendment(Command, frozen=True, kw_only=True):
    """Put an amendment in other words, where one adopted before touches the same: `text` is the whole as amended."""

    motion: MotionId
    text: str


class OrderAmendments(Command, frozen=True, kw_only=True):
    """Say in which order the amendments to a motion are voted on, the furthest from it first."""

    motion: MotionId
    amendments: tuple[MotionId, ...]


class SecondMotion(Command, frozen=True, kw_only=True):
    """Second another member's motion."""

    motion: MotionId
    member: MemberId | None = None


class WithdrawMotion(Command, frozen=True, kw_only=True):
    """Withdraw one's own motion."""

    motion: MotionId
    member: MemberId | None = None


class DropMotion(Command, frozen=True, kw_only=True):
    """Not put a motion to the vote, for a reason: nobody seconds it, or an amendment adopted before excludes it."""

    motion: MotionId
    reason: str


MotionCommand = (
    MoveMotion | MoveAmendment | RestateAmendment | OrderAmendments | SecondMotion | WithdrawMotion | DropMotion
)


def decide(meeting: "Meeting", actor: Actor, command: MotionCommand, given: Given) -> Sequence[Event]:
    """The events of a command about motions. Raises Refused."""
    if isinstance(command, OrderAmendments):
        return [_order(meeting, command)]
    if isinstance(command, DropMotion):
        return _drop(meeting, command)
    if isinstance(command, RestateAmendment):
        return [_restate(meeting, actor, command)]
    member = attendance.must_be_present(meeting, actor)
    match command:
        case MoveMotion():
            return [_move(meeting, member, command, given)]
        case MoveAmendment():
            return [_amend(meeting, member, command, given)]
        case SecondMotion():
            return _second(meeting, pending(meeting, command.motion), member)
        case WithdrawMotion():
            return _withdraw(meeting, find(meeting.motions, command.motion), member)


def new_ref(meeting: "Meeting", chosen: MotionId | None, given: Given) -> MotionId:
    """The ref of a new motion. Raises Refused."""
    ref = MotionId(ref_for(chosen, given))
    if ref in meeting.motions.motions:
        raise Refused(Code.ALREADY, "There already is a motion {ref}.", ref=ref)
    return ref


def _move(meeting: "Meeting", member: MemberId, command: MoveMotion, given: Given) -> Event:
    ref = new_ref(meeting, command.ref, given)
    if agenda.find(meeting.agenda, command.item).state is agenda.ItemState.WITHDRAWN:
        raise Refused(Code.WRONG_STATE, "The item is withdrawn: no motion can be brought on it.")
    text = within(command.text, LONGEST_TEXT, "text")
    return MotionMoved(motion=ref, item=command.item, mover=member, text=text)


def _amend(meeting: "Meeting", member: MemberId, command: MoveAmendment, given: Given) -> Event:
    ref = new_ref(meeting, command.ref, given)
    motion = pending(meeting, command.motion)
    if motion.amends is not None or motion.procedure is not None:
        raise Refused(Code.WRONG_STATE, "Only the motion itself can be amended.")
    if motion.parts:
        raise Refused(Code.WRONG_STATE, "The motion is divided: amendments are moved before its parts are voted on.")
    text = within(command.text, LONGEST_TEXT, "text")
    if text == motion.text:
        raise Refused(Code.BAD_COMMAND, "text: a text that differs from the motion was expected")
    return AmendmentMoved(motion=ref, amends=motion.ref, item=motion.item, mover=member, text=text)


def _restate(meeting: "Meeting", actor: Actor, command: RestateAmendment) -> Event:
    motion = pending(meeting, command.motion)
    is_chair = actor.member is not None and actor.member == meeting.sitting.presiding
    if not is_chair and attendance.must_be_present(meeting, actor) != motion.mover:
        raise Refused(Code.NOT_ALLOWED, "Only the mover and the chair restate an amendment.")
    if motion.excluded_by is None or motion.amends is None:
        raise Refused(Code.WRONG_STATE, "Only an amendment to words that another one has changed is restated.")
    if motion.parts:
        raise Refused(Code.WRONG_STATE, "The amendment is divided: it cannot be restated, another can be moved.")
    text = within(command.text, LONGEST_TEXT, "text")
    if text == find(meeting.motions, motion.amends).text:
        raise Refused(Code.BAD_COMMAND, "text: a text that differs from the motion was expected")
    return AmendmentRestated(motion=motion.ref, text=text)


def may_restate(meeting: "Meeting", member: MemberId | None = None) -> bool:
    """Whether there is an amendment that can be restated now; of a member, one of its own."""
    found = (each for each in meeting.motions.motions.values() if member in (None, each.mover))
    return any(each.excluded_by is not None and each.state in PENDING and not each.parts for each in found)


def _order(meeting: "Meeting", command: OrderAmendments) -> Event:
    motion = find(meeting.motions, command.motion)
    waiting = [amendment for amendment in amendments(meeting.motions, motion.ref) if amendment.state in PENDING]
    if sorted(command.amendments) != sorted(amendment.ref for amendment in waiting):
        raise _wrongly_ordered(tuple(by_mover(meeting, amendment) for amendment in waiting))
    if command.amendments == motion.ballot_order:
        raise Refused(Code.ALREADY, "The amendments already stand in this order.")
    return AmendmentsOrdered(motion=motion.ref, amendments=command.amendments)


def _wrongly_ordered(waiting: tuple[Phrase, ...]) -> Refused:
    if not waiting:
        return Refused(Code.BAD_COMMAND, "amendments: none were expected, because none is open; others came")
    return Refused(
        Code.BAD_COMMAND, "amendments: each of {amendments} was expected once, others came", amendments=waiting
    )


def _second(meeting: "Meeting", motion: Motion, member: MemberId) -> Sequence[Event]:
    if motion.mover == member:
        raise Refused(Code.NOT_ALLOWED, "The mover cannot second the motion: another member was expected.")
    if member in motion.seconders:
        name = attendance.find(meeting.attendance, member).name
        raise Refused(Code.ALREADY, "{name} has already seconded this motion.", name=name)
    return [MotionSeconded(motion=motion.ref, seconder=member)]


def _withdraw(meeting: "Meeting", motion: Motion, member: MemberId) -> Sequence[Event]:
    if motion.mover != member:
        raise Refused(Code.NOT_ALLOWED, "Only the mover can withdraw the motion.")
    if motion.state is MotionState.WITHDRAWN:
        raise Refused(Code.ALREADY, "The motion is already withdrawn.")
    pending(meeting, motion.ref)
    if any(result is not None for result in motion.results):
        # UN GA rule 80: a motion may be withdrawn before voting on it has commenced.
        raise Refused(Code.WRONG_STATE, "Parts of the motion are decided: it can no longer be withdrawn.")
    return [MotionWithdrawn(motion=motion.ref), *_fallen_with(meeting, motion)]


def _drop(meeting: "Meeting", command: DropMotion) -> Sequence[Event]:
    motion = pending(meeting, command.motion)
    reason = within(command.reason, LONGEST_TEXT, "reason")
    return [MotionDropped(motion=motion.ref, reason=reason), *_fallen_with(meeting, motion)]


def _fallen_with(meeting: "Meeting", motion: Motion) -> list[Event]:
    """The amendments that fall with the motion that they were to amend."""
    fallen = (amendment for amendment in amendments(meeting.motions, motion.ref) if amendment.state in PENDING)
    return [MotionDropped(motion=amendment.ref) for amendment in fallen]
