"""What may be asked of a poll. What it means is decided in `voting`."""

import msgspec

from meetings.rules.decision import Command
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId
from meetings.rules.poll_terms import By, ByGroup, Method, Option, Secrecy
from meetings.rules.tally import Base, Fraction, Majority, Second, Tie


class PreparePoll(Command, frozen=True, kw_only=True):
    """Put a question in writing: how it is voted on, by whom, and what decides it."""

    ref: PollId | None = None
    item: ItemId
    question: str | None = None
    method: Method
    secrecy: Secrecy
    majority: Majority | None = None
    base: Base | None = None
    options: tuple[Option, ...] = ()
    minimum: int = msgspec.field(default=1, name="min")
    maximum: int = msgspec.field(default=1, name="max")
    seats: int = 1
    electorate: ByGroup | tuple[MemberId, ...] | None = None
    tie: Tie | None = None
    turnout: Fraction | None = None
    second: Second | None = None
    by: By | None = None
    motion: MotionId | None = None
    instead_of: PollId | None = None
    """The question that is in writing already, whose place this one takes: the same on other terms."""


class OpenPoll(Command, frozen=True, kw_only=True):
    """Begin the voting, perhaps for so many seconds."""

    poll: PollId
    closes_in_s: int | None = None


class HoldPoll(Command, frozen=True, kw_only=True):
    """Interrupt the voting; votes cast stay."""

    poll: PollId


class ResumePoll(Command, frozen=True, kw_only=True):
    """Go on with the voting."""

    poll: PollId
    closes_in_s: int | None = None


class AddTime(Command, frozen=True, kw_only=True):
    """Give a timed poll so many seconds more, whether it is open or held."""

    poll: PollId
    seconds: int


class ClosePoll(Command, frozen=True, kw_only=True):
    """End the voting and count."""

    poll: PollId


class DeclareResult(Command, frozen=True, kw_only=True):
    """Announce the result."""

    poll: PollId


class CancelPoll(Command, frozen=True, kw_only=True):
    """Void a poll that is not closed."""

    poll: PollId
    reason: str


class CastVote(Command, frozen=True, kw_only=True):
    """Vote. `choice` is an option's ref, or a list of them in a choice among options."""

    poll: PollId
    choice: str | tuple[str, ...]
    voter: MemberId | None = msgspec.field(default=None, name="for")


PollCommand = (
    PreparePoll | OpenPoll | HoldPoll | ResumePoll | AddTime | ClosePoll | DeclareResult | CancelPoll | CastVote
)
