"""What minutes say of the debate: speeches and the time used, rulings, motions with their amendments and parts.

Times are milliseconds since 1970 UTC.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from meetings.minutes.contents_of_attendance import Person
from meetings.rules.floor import RequestKind
from meetings.rules.identity import MotionId, RulingId
from meetings.rules.motions import MotionState
from meetings.rules.points_of_order import Verdict
from meetings.rules.standing_orders import Procedure


class Declared(Struct, frozen=True):
    """What a member has declared: an interest in an item, or why a vote was cast as it was."""

    member: Person
    text: str


class Speech(Struct, frozen=True):
    """Who had the floor, for what, and for how long."""

    speaker: Person
    kind: RequestKind
    since: int
    until: int | None


class Ruled(Struct, frozen=True):
    """A ruling on a point of order, and what an appeal made of it.

    `vote` is the number of the vote on an appeal; `stands` is None as long as that is not decided;
    `recorded_by` is who recorded the appeal for the member.
    """

    ref: RulingId
    at: int
    member: Person
    verdict: Verdict
    reason: str
    appellant: Person | None
    vote: int | None
    stands: bool | None
    recorded_by: Person | None = None


class TimeUsed(Struct, frozen=True):
    """How much of the speaking time for an item a member or a group has used, where the rules limit it."""

    name: str
    ms: int
    limit_s: int


class PartPut(Struct, frozen=True):
    """A part of a question that was divided; `votes` are the numbers of the votes on it."""

    text: str
    is_operative: bool
    is_adopted: bool | None
    votes: Sequence[int]


class RecordedFor(Struct, frozen=True):
    """What a member did aloud with a motion, and who recorded it for the member."""

    deed: Literal["moved", "seconded", "withdrawn"]
    member: Person
    by: Person


class MotionMade(Struct, frozen=True):
    """A motion with its mover and seconders, the amendments to it, and what became of it.

    `text` is what was moved, `reads` how it reads if that was amended; `amended_text` is the text that an amendment
    was moved to. `votes` are the numbers of the votes on it; `parts` those of a question that was divided at
    `divided_at`, `by_decision` where the meeting had decided so; `recorded` is what was recorded for members.
    `restated`: the text that an amendment was restated to change, and how that would read; `excluded_by` the mover of
    the amendment that had changed the same words before.
    """

    ref: MotionId
    at: int
    text: str
    reads: str | None
    mover: Person
    seconders: Sequence[Person]
    state: MotionState
    procedure: Procedure | None
    reason: str | None
    votes: Sequence[int]
    was_agreed: bool
    amended_text: str | None
    amendments: "Sequence[MotionMade]"
    parts: Sequence[PartPut] = ()
    divided_at: int = 0
    by_decision: bool = False
    recorded: Sequence[RecordedFor] = ()
    restated: tuple[str, str] | None = None
    excluded_by: Person | None = None
