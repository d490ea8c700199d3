"""Motions and amendments: moved, seconded, ordered, withdrawn, dropped, and what the vote made of them.

The text of an amendment is the whole motion as it would read; once adopted it is the text of the motion.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import agenda, attendance
from meetings.rules.decision import LONGEST_TEXT, Command, Event, Given, ref_for, within
from meetings.rules.identity import Actor, ItemId, MemberId, MotionId
from meetings.rules.motion_parts import Part
from meetings.rules.refusals import Code, Refused
from meetings.rules.standing_orders import Procedure

if TYPE_CHECKING:
    from meetings.rules.state import Meeting


class MotionState(StrEnum):
    """Where a motion stands."""

    MOVED = "moved"
    SECONDED = "seconded"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"
    ADOPTED = "adopted"
    REJECTED = "rejected"


PENDING = frozenset({MotionState.MOVED, MotionState.SECONDED})


class MoveMotion(Command, frozen=True, kw_only=True):
    """Bring a motion on an item."""

    ref: MotionId | None = None
    item: ItemId
    text: str


class MoveAmendment(Command, frozen=True, kw_only=True):
    """Move that a motion read otherwise: `text` is the whole of it as amended."""

    ref: MotionId | None = None
    motion: MotionId
    text: str


class OrderAmendments(Command, frozen=True, kw_only=True):
    """Say in which order the amendments to a motion are voted on, the furthest from it first."""

    motion: MotionId
    amendments: tuple[MotionId, ...]


class SecondMotion(Command, frozen=True, kw_only=True):
    """Second another member's motion."""

    motion: MotionId


class WithdrawMotion(Command, frozen=True, kw_only=True):
    """Withdraw one's own motion."""

    motion: MotionId


class DropMotion(Command, frozen=True, kw_only=True):
    """Not put a motion to the vote, for a reason: nobody seconds it, or an amendment adopted before excludes it."""

    motion: MotionId
    reason: str


MotionCommand = MoveMotion | MoveAmendment | OrderAmendments | SecondMotion | WithdrawMotion | DropMotion


class MotionMoved(Event, frozen=True, kw_only=True):
    """A motion is before the meeting."""

    motion: MotionId
    item: ItemId
    mover: MemberId
    text: str


class AmendmentMoved(Event, frozen=True, kw_only=True):
    """An amendment to a motion is before the meeting."""

    motion: MotionId
    amends: MotionId
    item: ItemId
    mover: MemberId
    text: str


class ProceduralMoved(Event, frozen=True, kw_only=True):
    """A procedural motion is before the meeting; the poll of the same ref is about it.

    `divides` is the motion that it asks to divide.
    """

    motion: MotionId
    item: ItemId
    mover: MemberId
    procedure: Procedure
    text: str = ""
    divides: MotionId | None = None


class AmendmentsOrdered(Event, frozen=True, kw_only=True):
    """The amendments to a motion are voted on in this order."""

    motion: MotionId
    amendments: tuple[MotionId, ...]


class MotionDivided(Event, frozen=True, kw_only=True):
    """A motion is voted on in parts, and then as a whole where that is the rule.

    `decided_by` is the procedural motion by which the meeting decided so.
    """

    motion: MotionId
    parts: tuple[Part, ...]
    whole: bool
    decided_by: MotionId | None = None


class MotionSeconded(Event, frozen=True, kw_only=True):
    """A motion is supported by another member."""

    motion: MotionId
    seconder: MemberId


class MotionWithdrawn(Event, frozen=True, kw_only=True):
    """A motion is no longer before the meeting."""

    motion: MotionId


class MotionDropped(Event, frozen=True, kw_only=True):
    """A motion is not put to the vote; without a reason where it fell with the motion that it was to amend."""

    motion: MotionId
    reason: str | None = None


SingleEvent = (
    MotionMoved
    | AmendmentMoved
    | ProceduralMoved
    | AmendmentsOrdered
    | MotionSeconded
    | MotionWithdrawn
    | MotionDropped
)
MotionEvent = SingleEvent | MotionDivided


class Motion(Struct, frozen=True, kw_only=True):
    """A motion; `order` counts from 1 as they were moved.

    `moved` is the text with which it was moved, `text` how it reads now; `amends` the motion that it is to amend;
    `ballot_order` the order in which the amendments to it are voted on, where the chair has said one;
    `replaced` the text of its motion that an adopted amendment took the place of. `parts` are those in which it is
    voted on, `results` what became of each, `undivided` the text to which their edits belong, `whole` whether what is
    left is voted on once more; `divides` is the motion that a procedural motion asks to divide, `decided_by` the
    procedural motion that divided this one; `is_late`: its result is, by a correction, not that on
    which its motion was voted.
    """

    ref: MotionId
    order: int
    item: ItemId
    mover: MemberId
    text: str
    moved: str
    seconders: tuple[MemberId, ...] = ()
    state: MotionState = MotionState.MOVED
    amends: MotionId | None = None
    procedure: Procedure | None = None
    ballot_order: tuple[MotionId, ...] = ()
    reason: str | None = None
    replaced: str | None = None
    divides: MotionId | None = None
    parts: tuple[Part, ...] = ()
    results: tuple[bool | None, ...] = ()
    undivided: str = ""
    whole: bool = True
    decided_by: MotionId | None = None
    is_late: bool = False


class Motions(Struct, frozen=True):
    """All motions."""

    motions: Map[MotionId, Motion] = Map()


def decide(meeting: "Meeting", actor: Actor, command: MotionCommand, given: Given) -> Sequence[Event]:
    """The events of a command about motions. Raises Refused."""
    if isinstance(command, OrderAmendments):
        return [_order(meeting, command)]
    if isinstance(command, DropMotion):
        return _drop(meeting, command)
    member = attendance.must_be_present(meeting, actor)
    match command:
        case MoveMotion():
            return [_move(meeting, member, command, given)]
        case MoveAmendment():
            return [_amend(meeting, member, command, given)]
        case SecondMotion():
            return _second(pending(meeting, command.motion), member)
        case WithdrawMotion():
            return _withdraw(meeting, find(meeting.motions, command.motion), member)


def new_ref(meeting: "Meeting", chosen: MotionId | None, given: Given) -> MotionId:
    """The ref of a new motion. Raises Refused."""
    ref = MotionId(ref_for(chosen, given))
    if ref in meeting.motions.motions:
        raise Refused(Code.ALREADY, f"There already is a motion {ref}.")
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


def _order(meeting: "Meeting", command: OrderAmendments) -> Event:
    motion = find(meeting.motions, command.motion)
    waiting = [amendment.ref for amendment in amendments(meeting.motions, motion.ref) if amendment.state in PENDING]
    if sorted(command.amendments) != sorted(waiting):
        names = ", ".join(sorted(waiting)) or "none"
        raise Refused(Code.BAD_COMMAND, f"amendments: each of {names} was expected once, others came")
    if command.amendments == motion.ballot_order:
        raise Refused(Code.ALREADY, "The amendments already stand in this order.")
    return AmendmentsOrdered(motion=motion.ref, amendments=command.amendments)


def find(motions: Motions, ref: MotionId) -> Motion:
    """The motion with that ref. Raises Refused."""
    motion = motions.motions.get(ref)
    if motion is None:
        raise Refused(Code.NO_SUCH_MOTION, f"There is no motion {ref}.")
    return motion


def amendments(motions: Motions, ref: MotionId) -> list[Motion]:
    """The amendments to a motion, as they were moved."""
    found = [motion for motion in motions.motions.values() if motion.amends == ref]
    return sorted(found, key=lambda motion: motion.order)


def waiting_amendments(meeting: "Meeting", ref: MotionId) -> list[Motion]:
    """The amendments to a motion that are before the meeting; one that lacks seconders is not."""
    found = (one for one in amendments(meeting.motions, ref) if one.state in PENDING)
    return [one for one in found if len(one.seconders) >= meeting.sitting.rules.seconders]


def amendments_are_settled(meeting: "Meeting", ref: MotionId) -> None:
    """Whether no amendment to the motion is before the meeting. Raises Refused."""
    if waiting := [amendment.ref for amendment in waiting_amendments(meeting, ref)]:
        raise Refused(Code.WRONG_STATE, f"Amendments are voted on before the motion: {', '.join(waiting)}.")


def pending(meeting: "Meeting", ref: MotionId) -> Motion:
    """The motion with that ref, if it is neither settled nor being voted on (RONR 45:1). Raises Refused."""
    motion = find(meeting.motions, ref)
    if motion.state not in PENDING:
        raise Refused(Code.WRONG_STATE, f"The motion is {motion.state}.")
    if is_voted_on(meeting, ref):
        raise Refused(Code.WRONG_STATE, "The motion is being voted on.")
    return motion


def is_voted_on(meeting: "Meeting", ref: MotionId) -> bool:
    """Whether the poll that is open is about this motion."""
    return meeting.polls.open is not None and meeting.polls.polls[meeting.polls.open].motion == ref


def _second(motion: Motion, member: MemberId) -> Sequence[Event]:
    if motion.mover == member:
        raise Refused(Code.NOT_ALLOWED, "The mover cannot second the motion: another member was expected.")
    if member in motion.seconders:
        raise Refused(Code.ALREADY, "You have already seconded this motion.")
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


def evolve(motions: Motions, event: MotionEvent, seconders: int) -> Motions:
    """The motions after `event`; a motion is seconded once it has so many seconders, or one."""
    if isinstance(event, MotionDivided):
        return Motions(motions.motions.set(event.motion, _divided(motions, event)))
    return Motions(motions.motions.set(event.motion, _evolved(motions, event, max(1, seconders))))


def _divided(motions: Motions, event: MotionDivided) -> Motion:
    motion = motions.motions[event.motion]
    return replace(
        motion,
        parts=event.parts,
        results=(None,) * len(event.parts),
        undivided=motion.text if motion.amends is None else motions.motions[motion.amends].text,
        whole=event.whole,
        decided_by=event.decided_by,
    )


def _evolved(motions: Motions, event: SingleEvent, seconders: int) -> Motion:
    match event:
        case MotionMoved() | AmendmentMoved() | ProceduralMoved():
            return _moved(event, len(motions.motions) + 1)
        case AmendmentsOrdered():
            return replace(motions.motions[event.motion], ballot_order=event.amendments)
        case MotionSeconded():
            motion = motions.motions[event.motion]
            supported = replace(motion, seconders=(*motion.seconders, event.seconder))
            enough = len(supported.seconders) >= seconders
            return replace(supported, state=MotionState.SECONDED) if enough else supported
        case MotionWithdrawn():
            return replace(motions.motions[event.motion], state=MotionState.WITHDRAWN)
        case MotionDropped():
            return replace(motions.motions[event.motion], state=MotionState.DROPPED, reason=event.reason)


def _moved(event: MotionMoved | AmendmentMoved | ProceduralMoved, order: int) -> Motion:
    return Motion(
        ref=event.motion,
        order=order,
        item=event.item,
        mover=event.mover,
        text=event.text,
        moved=event.text,
        amends=event.amends if isinstance(event, AmendmentMoved) else None,
        procedure=event.procedure if isinstance(event, ProceduralMoved) else None,
        divides=event.divides if isinstance(event, ProceduralMoved) else None,
    )
