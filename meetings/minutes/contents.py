"""What minutes say: facts from the record, in the order in which a reader expects them. No layout, no words of prose.

Times are milliseconds since 1970 UTC.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from meetings.minutes.moments import Announcement, Happened, Recess, Stay
from meetings.rules.agenda import ItemKind, ItemState
from meetings.rules.attendance import Status
from meetings.rules.floor import RequestKind
from meetings.rules.identity import ItemId, MemberId, MotionId, Role, RulingId
from meetings.rules.left_standing import LeftStanding
from meetings.rules.motions import MotionState
from meetings.rules.points_of_order import Verdict
from meetings.rules.polls import Poll, Silence
from meetings.rules.proceedings import MeetingState, Profile
from meetings.rules.quorum import Quorum, QuorumRule
from meetings.rules.standing_orders import Procedure, WithoutQuorum
from meetings.rules.tally import Outcome


class Person(Struct, frozen=True):
    """A participant by name."""

    ref: MemberId
    name: str
    role: Role
    title: str | None
    seat: str | None
    group: str | None
    votes: int


class Attended(Struct, frozen=True):
    """A member's attendance: the times of presence, and the status at the end."""

    person: Person
    stays: Sequence[Stay]
    status: Status


class Substituted(Struct, frozen=True):
    """Who sat in the seat of a member, and when."""

    person: Person
    substitute: str
    stay: Stay


class Represented(Struct, frozen=True):
    """Who voted for a member by proxy, on what authority, and when the proxy was in force."""

    person: Person
    proxy: Person
    authority: str
    stay: Stay


class Occasion(StrEnum):
    """Why the quorum is on record at a moment."""

    CALL_TO_ORDER = "call to order"
    ROLL = "roll"
    POLL = "poll"
    REACHED = "reached"
    LOST = "lost"


class QuorumCheck(Struct, frozen=True):
    """The quorum at a moment that matters; `poll` names the poll that was opened then."""

    at: int
    occasion: Occasion
    quorum: Quorum
    poll: str | None = None


class Change(StrEnum):
    """What changes the quorum."""

    CALLED = "called to order"
    ARRIVED = "arrived"
    LEFT = "left"
    ADMITTED = "admitted"
    PROXY_GIVEN = "proxy given"
    PROXY_ENDED = "proxy ended"


class QuorumChanged(Struct, frozen=True):
    """The quorum as it was from an entry on, and what changed it: who did what; nobody at the call to order."""

    position: int
    at: int
    change: Change
    person: Person | None
    quorum: Quorum

    @property
    def is_met(self) -> bool:
        """Whether business could be done."""
        return self.quorum.is_met

    @property
    def present(self) -> int:
        """How many were present."""
        return self.quorum.present

    @property
    def total(self) -> int:
        """How many there were."""
        return self.quorum.total

    @property
    def needed(self) -> int:
        """How many had to be present."""
        return self.quorum.required


class Declared(Struct, frozen=True):
    """What a member has declared: an interest in an item, or why a vote was cast as it was."""

    member: Person
    text: str


class PaperLaid(Struct, frozen=True):
    """A paper of an item, with the version in force at the end and when it was replaced."""

    title: str
    version: int
    sha256: str
    pages: int
    is_withdrawn: bool
    replaced_at: Sequence[int]


class Speech(Struct, frozen=True):
    """Who had the floor, for what, and for how long."""

    speaker: Person
    kind: RequestKind
    since: int
    until: int | None


class Ruled(Struct, frozen=True):
    """A ruling on a point of order, and what an appeal made of it.

    `vote` is the number of the vote on an appeal; `stands` is None as long as that is not decided.
    """

    ref: RulingId
    at: int
    member: Person
    verdict: Verdict
    reason: str
    appellant: Person | None
    vote: int | None
    stands: bool | None


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


class MotionMade(Struct, frozen=True):
    """A motion with its mover and seconders, the amendments to it, and what became of it.

    `text` is what was moved, `reads` how it reads if that was amended; `amended_text` is the text that an amendment
    was moved to. `votes` are the numbers of the votes on it; `parts` those of a question that was divided at
    `divided_at`, `by_decision` where the meeting had decided so.
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


class Resolved(Struct, frozen=True):
    """A decision or a task in words."""

    text: str
    to: Person | None = None
    due: str | None = None


class Called(Struct, frozen=True):
    """A name on the roll of a vote by roll call, and what was answered: options, or why there was no vote."""

    person: Person
    choice: Sequence[str]
    why: Silence | None


class Righted(Struct, frozen=True):
    """A result that was corrected: what it was, when and by whom it was put right, and why.

    `votes` are those that were wrong: who voted, what was recorded, what is right (no options: no vote).
    """

    at: int
    by: Person | None
    reason: str
    before: Outcome
    votes: Sequence[tuple[Person, Sequence[str], Sequence[str]]]


class Voted(Struct, frozen=True):
    """A poll: the question with its rule and outcome, and the names by option as far as its grade allows.

    `names` is None where nobody may know them, and for ranked votes, of which `rankings` says who ranked how; `voters`
    then lists who voted, `silent` who was entitled and did not. `seed` is what a lot was drawn with (hexadecimal),
    `quorum` how it stood when the poll was opened, `pauses` when voting was interrupted, `repeats` the number of the
    vote that it follows, `left_standing` what corrections of its result do not undo, `is_outdated` that it is a round
    that rests on a result that was corrected, `by_proxy` who voted for whom, `called` the names of a roll call.
    """

    poll: Poll
    names: Mapping[str, Sequence[Person]] | None
    voters: Sequence[Person]
    silent: Sequence[Person]
    declared_at: int | None = None
    seed: str | None = None
    quorum: Quorum | None = None
    pauses: Sequence[Stay] = ()
    recused: Sequence[Person] = ()
    repeats: int | None = None
    explanations: Sequence[Declared] = ()
    righted: Sequence[Righted] = ()
    rankings: Sequence[tuple[tuple[str, ...], Sequence[Person]]] | None = None
    by_proxy: Mapping[MemberId, Person] = {}
    called: Sequence[Called] = ()
    left_standing: LeftStanding | None = None
    is_outdated: bool = False


class Agreed(Struct, frozen=True):
    """What was agreed without a vote, who objected, and the question of the poll that was spared."""

    text: str
    at: int
    objections: Sequence[Person]
    question: str | None = None


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
    """An item of the agenda and what happened under it."""

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
