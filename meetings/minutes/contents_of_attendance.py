"""What minutes say of who was there: persons, their stays, substitutes and proxies, and the quorum.

Times are milliseconds since 1970 UTC.
"""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from meetings.minutes.moments import Stay
from meetings.rules.attendance import Status
from meetings.rules.identity import MemberId, Role
from meetings.rules.quorum import Quorum


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
