"""Motions and amendments as they stand, and what the events make of them.

The text of an amendment is the whole motion as it would read; once adopted it is the text of the motion.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from meetings.rules import attendance
from meetings.rules.identity import ItemId, MemberId, MotionId, Stamp
from meetings.rules.motion_events import (
    AmendmentCarriedOver,
    AmendmentExcluded,
    AmendmentMoved,
    AmendmentRestated,
    AmendmentsOrdered,
    LaterEvent,
    MotionDivided,
    MotionDropped,
    MotionEvent,
    MotionSeconded,
    MotionWithdrawn,
    MovedEvent,
    ProceduralMoved,
)
from meetings.rules.motion_parts import Part
from meetings.rules.phrases import MOTION_STATES, Phrase
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


class Motion(Struct, frozen=True, kw_only=True):
    """A motion; `order` counts from 1 as they were moved.

    `moved` is the text with which it was moved, `text` how it reads now; `amends` the motion that it is to amend;
    `ballot_order` the order in which the amendments to it are voted on, where the chair has said one;
    `onto` the text of its motion that it changes; `excluded_by` the amendment that has changed the same words before;
    `replaced` the text of its motion that an adopted amendment took the place of. `parts` are those in which it is
    voted on, `results` what became of each, `undivided` the text to which their edits belong, `whole` whether what is
    left is voted on once more; `divides` is the motion that a procedural motion asks to divide, `decided_by` the
    procedural motion that divided this one; `is_late`: its result is, by a correction, not that on
    which its motion was voted; `recorded_by` who recorded it for the mover, who moved it aloud.
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
    onto: str | None = None
    excluded_by: MotionId | None = None
    replaced: str | None = None
    divides: MotionId | None = None
    parts: tuple[Part, ...] = ()
    results: tuple[bool | None, ...] = ()
    undivided: str = ""
    whole: bool = True
    decided_by: MotionId | None = None
    is_late: bool = False
    recorded_by: MemberId | None = None


class Motions(Struct, frozen=True):
    """All motions."""

    motions: Map[MotionId, Motion] = Map()


def find(motions: Motions, ref: MotionId) -> Motion:
    """The motion with that ref. Raises Refused."""
    motion = motions.motions.get(ref)
    if motion is None:
        raise Refused(Code.NO_SUCH_MOTION, "There is no motion {ref}.", ref=ref)
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
    if waiting := waiting_amendments(meeting, ref):
        named = tuple(by_mover(meeting, amendment) for amendment in waiting)
        raise Refused(Code.WRONG_STATE, "Amendments are voted on before the motion: {amendments}.", amendments=named)


def by_mover(meeting: "Meeting", amendment: Motion) -> Phrase:
    """What an amendment is called in a sentence, for nobody in the room knows its ref."""
    mover = attendance.find(meeting.attendance, amendment.mover)
    return Phrase("motion", "the amendment of {name}", {"name": mover.name})


def pending(meeting: "Meeting", ref: MotionId) -> Motion:
    """The motion with that ref, if it is neither settled nor being voted on (RONR 45:1). Raises Refused."""
    motion = find(meeting.motions, ref)
    if motion.state not in PENDING:
        raise Refused(Code.WRONG_STATE, "The motion is {state}.", state=MOTION_STATES[motion.state])
    if is_voted_on(meeting, ref):
        raise Refused(Code.WRONG_STATE, "The motion is being voted on.")
    return motion


def is_voted_on(meeting: "Meeting", ref: MotionId) -> bool:
    """Whether the poll that is open is about this motion."""
    return meeting.polls.open is not None and meeting.polls.polls[meeting.polls.open].motion == ref


def evolve(motions: Motions, event: MotionEvent, seconders: int, stamp: Stamp) -> Motions:
    """The motions after `event`; a motion is seconded once it has so many seconders, or one."""
    if isinstance(event, MotionDivided):
        return Motions(motions.motions.set(event.motion, _divided(motions, event)))
    if isinstance(event, MovedEvent):
        moved = _moved(event, len(motions.motions) + 1, stamp)
        if isinstance(event, AmendmentMoved):
            moved = replace(moved, amends=event.amends, onto=motions.motions[event.amends].text)
        return Motions(motions.motions.set(event.motion, moved))
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


def _evolved(motions: Motions, event: LaterEvent, seconders: int) -> Motion:
    match event:
        case AmendmentCarriedOver() | AmendmentRestated():
            return _reworded(motions, event)
        case AmendmentExcluded():
            return replace(motions.motions[event.motion], excluded_by=event.by)
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


def _reworded(motions: Motions, event: AmendmentCarriedOver | AmendmentRestated) -> Motion:
    """An amendment as it reads on the text that its motion has now."""
    amendment = motions.motions[event.motion]
    onto = amendment.text if amendment.amends is None else motions.motions[amendment.amends].text
    reworded = replace(amendment, text=event.text, onto=onto, excluded_by=None)
    parts = event.parts if isinstance(event, AmendmentCarriedOver) else ()
    return replace(reworded, parts=parts, undivided=onto) if parts else reworded


def _moved(event: MovedEvent, order: int, stamp: Stamp) -> Motion:
    return Motion(
        ref=event.motion,
        order=order,
        item=event.item,
        mover=event.mover,
        text=event.text,
        moved=event.text,
        procedure=event.procedure if isinstance(event, ProceduralMoved) else None,
        divides=event.divides if isinstance(event, ProceduralMoved) else None,
        recorded_by=stamp.recorder_for(event.mover),
    )
