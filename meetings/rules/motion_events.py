"""The events of motions: what the record says of how they were moved, seconded, divided and ended."""

from meetings.rules.decision import Event
from meetings.rules.identity import ItemId, MemberId, MotionId
from meetings.rules.motion_parts import Part
from meetings.rules.standing_orders import Procedure


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


class AmendmentCarriedOver(Event, frozen=True, kw_only=True):
    """An amendment changes the same in its motion as another amendment has left it, and reads so now."""

    motion: MotionId
    text: str
    parts: tuple[Part, ...] = ()


class AmendmentExcluded(Event, frozen=True, kw_only=True):
    """An amendment touches words that another one, adopted before, has changed: it cannot be put as it is."""

    motion: MotionId
    by: MotionId


class AmendmentRestated(Event, frozen=True, kw_only=True):
    """An amendment that was excluded is put in other words, for the motion as it reads now."""

    motion: MotionId
    text: str


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


MovedEvent = MotionMoved | AmendmentMoved | ProceduralMoved
"""What brings a motion."""
LaterEvent = (
    AmendmentCarriedOver
    | AmendmentExcluded
    | AmendmentRestated
    | AmendmentsOrdered
    | MotionSeconded
    | MotionWithdrawn
    | MotionDropped
)
"""What becomes of one."""
MotionEvent = MovedEvent | LaterEvent | MotionDivided
