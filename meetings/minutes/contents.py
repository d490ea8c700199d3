"""What minutes say: facts from the record, in the order in which a reader expects them. No layout, no words of prose.

Times are milliseconds since 1970 UTC.
"""

from collections.abc import Sequence

from msgspec import Struct

from meetings.minutes.contents_of_attendance import (
    Attended,
    Person,
    QuorumChanged,
    QuorumCheck,
    Represented,
    Substituted,
)
from meetings.minutes.contents_of_debate import Declared, MotionMade, Ruled, Speech, TimeUsed
from meetings.minutes.contents_of_votes import Agreed, Voted
from meetings.minutes.moments import Announcement, Happened, Recess
from meetings.rules.agenda import ItemKind, ItemState
from meetings.rules.identity import ItemId
from meetings.rules.proceedings import MeetingState, Profile
from meetings.rules.quorum import QuorumRule
from meetings.rules.standing_orders import WithoutQuorum


class PaperLaid(Struct, frozen=True):
    """A paper of an item, with the version in force at the end and when it was replaced."""

    title: str
    version: int
    sha256: str
    pages: int
    is_withdrawn: bool
    replaced_at: Sequence[int]


class Resolved(Struct, frozen=True):
    """A decision or a task in words."""

    text: str
    to: Person | None = None
    due: str | None = None


class Consented(Struct, frozen=True):
    """When an item of the consent agenda was adopted, the numbers of the items adopted with it.

    `spared` are the questions of the polls that were prepared for it and fell away.
    """

    at: int
    others: Sequence[int]
    spared: Sequence[str]


class Urged(Struct, frozen=True):
    """What somebody has moved to put on the agenda as urgent, and with which vote it was decided."""

    at: int
    title: str
    mover: Person | None
    reason: str | None
    vote: int


class Dealt(Struct, frozen=True):
    """An item of the agenda and what happened under it.

    `recused_later` are those who were recused when they had voted on it, and when that was.
    """

    ref: ItemId
    number: int
    title: str
    kind: ItemKind
    state: ItemState
    outcome: str | None
    added_at: int | None
    moved_at: Sequence[int]
    taken_up: Sequence[int]
    consented: Consented | None
    together: Sequence[int]
    went_on: int | None
    parted_at: Sequence[int]
    until: str | None
    urgent_vote: int | None
    taken_out_by: Person | None
    papers: Sequence[PaperLaid]
    announcements: Sequence[Announcement]
    speeches: Sequence[Speech]
    time_used: Sequence[TimeUsed]
    rulings: Sequence[Ruled]
    incidents: Sequence[Happened]
    motions: Sequence[MotionMade]
    urged: Sequence[Urged]
    polls: Sequence[Voted]
    agreed: Sequence[Agreed]
    interests: Sequence[Declared]
    recused: Sequence[Person]
    recused_later: Sequence[tuple[Person, int]]
    decisions: Sequence[Resolved]
    tasks: Sequence[Resolved]


class Corrected(Struct, frozen=True):
    """A correction of what an entry of the record says; `said_at` is when that was recorded, if all may know it."""

    position: int
    text: str
    at: int
    said_at: int | None


class Restored(Struct, frozen=True):
    """The record came back from a backup: `kept` entries of it; what was recorded between the times may be missing."""

    at: int
    taken_at: int
    by: str
    kept: int


class Proof(Struct, frozen=True):
    """Which record the minutes tell of: the log's id, how many entries, the hash of the last one (hexadecimal)."""

    log: str
    position: int
    head: str


class Minutes(Struct, frozen=True, kw_only=True):
    """The minutes of a meeting.

    `settled_at` is when the roll had been called or business began: who came later came late. `speeches`,
    `announcements`, `rulings` and `incidents` are those outside every item.
    """

    meeting: str
    profile: Profile
    state: MeetingState
    called_at: int | None
    settled_at: int | None
    adjourned_at: int | None
    recesses: Sequence[Recess]
    chairs: Sequence[tuple[int, Person]]
    secretaries: Sequence[Person]
    quorum_rule: QuorumRule
    without_quorum: WithoutQuorum
    absentees_vote: bool
    quorum_checks: Sequence[QuorumCheck]
    quorum_changes: Sequence[QuorumChanged]
    attendance: Sequence[Attended]
    guests: Sequence[Attended]
    substitutes: Sequence[Substituted]
    represented: Sequence[Represented]
    proxies_present: bool
    speeches: Sequence[Speech]
    announcements: Sequence[Announcement]
    rulings: Sequence[Ruled]
    incidents: Sequence[Happened]
    items: Sequence[Dealt]
    corrections: Sequence[Corrected]
    restored: Sequence[Restored]
    proof: Proof

    @property
    def chair(self) -> Person | None:
        """Who presided last, and so signs."""
        return self.chairs[-1][1] if self.chairs else None

    @property
    def secretary(self) -> Person | None:
        """Who countersigns."""
        return self.secretaries[0] if self.secretaries else None
