"""What minutes say: facts from the record, in the order in which a reader expects them. No layout, no words of prose.

Times are milliseconds since 1970 UTC.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from meetings.rules.polls import Poll
from meetings.rules.proceedings import Profile
from meetings.rules.quorum import Quorum, QuorumRule


class Person(Struct, frozen=True):
    """A participant by name."""

    ref: str
    name: str
    role: str
    title: str | None
    seat: str | None
    group: str | None
    votes: int


class Stay(Struct, frozen=True):
    """A time during which a member was present; `until` is None for one who stayed to the end."""

    since: int
    until: int | None


class Attended(Struct, frozen=True):
    """A member's attendance: the times of presence, and the status at the end."""

    person: Person
    stays: Sequence[Stay]
    status: str


class QuorumCheck(Struct, frozen=True):
    """The quorum at a moment that matters: the call to order, or the opening of a poll."""

    at: int
    occasion: str
    quorum: Quorum


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
    kind: str
    since: int
    until: int | None


class MotionMade(Struct, frozen=True):
    """A motion with its mover and seconders."""

    text: str
    mover: Person
    seconders: Sequence[Person]
    state: str


class Resolved(Struct, frozen=True):
    """A decision or a task in words."""

    text: str
    to: Person | None = None
    due: str | None = None


class Voted(Struct, frozen=True):
    """A poll: the question with its rule and outcome, and the names by option as far as its grade allows.

    `names` is None where nobody may know them; `voters` then lists who voted, `silent` who was entitled and did not.
    """

    poll: Poll
    names: Mapping[str, Sequence[Person]] | None
    voters: Sequence[Person]
    silent: Sequence[Person]


class Dealt(Struct, frozen=True):
    """An item of the agenda and what happened under it."""

    number: int
    title: str
    kind: str
    state: str
    outcome: str | None
    taken_up: Sequence[int]
    papers: Sequence[PaperLaid]
    speeches: Sequence[Speech]
    motions: Sequence[MotionMade]
    polls: Sequence[Voted]
    decisions: Sequence[Resolved]
    tasks: Sequence[Resolved]


class Corrected(Struct, frozen=True):
    """A correction of what an entry of the record says."""

    position: int
    text: str
    at: int


class Proof(Struct, frozen=True):
    """Which record the minutes tell of: the log's id, how many entries, the hash of the last one (hexadecimal)."""

    log: str
    position: int
    head: str


class Minutes(Struct, frozen=True, kw_only=True):
    """The minutes of a meeting."""

    meeting: str
    profile: Profile
    state: str
    called_at: int | None
    adjourned_at: int | None
    recesses: Sequence[Stay]
    chairs: Sequence[tuple[int, Person]]
    secretaries: Sequence[Person]
    quorum_rule: QuorumRule
    quorum_checks: Sequence[QuorumCheck]
    attendance: Sequence[Attended]
    guests: Sequence[Attended]
    items: Sequence[Dealt]
    corrections: Sequence[Corrected]
    proof: Proof

    @property
    def chair(self) -> Person | None:
        """Who presided last, and so signs."""
        return self.chairs[-1][1] if self.chairs else None

    @property
    def secretary(self) -> Person | None:
        """Who countersigns."""
        return self.secretaries[0] if self.secretaries else None
