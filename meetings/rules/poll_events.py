"""The events of voting: what the record says of a poll from its preparation to the declaration of its result."""

from collections.abc import Mapping

from meetings.rules.decision import Event
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.poll_terms import By, Method, Option, Secrecy
from meetings.rules.tally import Base, Fraction, Majority, Outcome, Second, Tie, Unmarked


class PollPrepared(Event, frozen=True, kw_only=True):
    """A question is in writing; perhaps about a motion, or a part of one, counted from 1."""

    poll: PollId
    item: ItemId
    question: str
    method: Method
    secrecy: Secrecy
    majority: Majority
    base: Base
    options: tuple[Option, ...]
    minimum: int = 1
    maximum: int = 1
    seats: int = 1
    electorate: str | tuple[MemberId, ...] | None = None
    tie: Tie | None = None
    turnout: Fraction | None = None
    second: Second | None = None
    blank: Unmarked = "left_out"
    invalid: Unmarked = "left_out"
    by: By = "tablet"
    motion: MotionId | None = None
    part: int = 0
    repeats: PollId | None = None
    round: int = 1


class PollOpened(Event, frozen=True, kw_only=True):
    """Voting has begun. `entitled` gives everybody who may vote, with their votes, for as long as the poll lasts.

    `groups` says to which group they belong, where a second majority is needed in each; `recused` who would be
    entitled but takes no part, and whether the votes of these stay in the base; `proxies` who may vote for whom;
    `first` whose name is called first in a roll call, `seed` with what that name was drawn by lot (hexadecimal).
    """

    poll: PollId
    entitled: Mapping[MemberId, int]
    closes_at: int | None = None
    groups: Mapping[MemberId, str] = {}
    recused: Mapping[MemberId, int] = {}
    recused_in_base: bool = False
    proxies: Mapping[MemberId, MemberId] = {}
    first: MemberId | None = None
    seed: str | None = None


class VoteCast(Event, frozen=True, kw_only=True):
    """A member voted by name, perhaps by proxy; a later vote of the same member takes its place."""

    poll: PollId
    member: MemberId
    choice: tuple[str, ...]
    proxy: MemberId | None = None


class BallotReceived(Event, frozen=True, kw_only=True):
    """A member's confidential ballot is in the box; a proxy may have put it there."""

    poll: PollId
    member: MemberId
    proxy: MemberId | None = None


class PollHeld(Event, frozen=True, kw_only=True):
    """Voting is interrupted, with so many milliseconds left of a time limit; perhaps by a restart of the server."""

    poll: PollId
    left_ms: int | None = None
    by_restart: bool = False


class PollResumed(Event, frozen=True, kw_only=True):
    """Voting goes on."""

    poll: PollId
    closes_at: int | None = None


class TimeAdded(Event, frozen=True, kw_only=True):
    """A timed poll closes so many seconds later."""

    poll: PollId
    seconds: int


class PollClosed(Event, frozen=True, kw_only=True):
    """Voting has ended, with this outcome; for a confidential poll also the digest of the sorted ballots (SHA-256)."""

    poll: PollId
    outcome: Outcome
    digest: str | None = None
    seed: str | None = None


class ResultDeclared(Event, frozen=True, kw_only=True):
    """The chair has announced the result."""

    poll: PollId


class PollCancelled(Event, frozen=True, kw_only=True):
    """The poll is void."""

    poll: PollId
    reason: str


PollProgress = (
    PollOpened
    | VoteCast
    | BallotReceived
    | PollHeld
    | PollResumed
    | TimeAdded
    | PollClosed
    | ResultDeclared
    | PollCancelled
)
"""What happens to a poll that is prepared."""


PollEvent = PollPrepared | PollProgress
