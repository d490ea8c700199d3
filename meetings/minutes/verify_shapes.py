"""The shapes of the entries about votes, as PROTOCOL has them.

Written apart from the rules, from PROTOCOL alone, so that a fault there does not hide itself here.
"""

from typing import Annotated

from msgspec import Meta, Struct

from meetings.minutes.evidence import Hash
from meetings.minutes.verify_outcomes import Count, Outcome

Natural = Annotated[int, Meta(ge=1)]


class Option(Struct, frozen=True):
    """Something that could be chosen."""

    ref: str


class Fraction(Struct, frozen=True):
    """A majority that is a part of the base."""

    num: Natural
    den: Natural
    strict: bool = False


class Second(Struct, frozen=True):
    """A majority that is needed in each of some groups."""

    majority: str | Fraction = "simple"
    base: str = "yes_no"
    groups: tuple[str, ...] = ()


class Prepared(Struct, frozen=True):
    """The question and what decides it."""

    poll: str
    item: str
    question: str
    method: str
    secrecy: str
    majority: str | Fraction
    base: str
    options: tuple[Option, ...]
    minimum: Natural = 1
    maximum: Natural = 1
    seats: Natural = 1
    tie: str | None = None
    turnout: Fraction | None = None
    second: Second | None = None
    electorate: str | tuple[str, ...] | None = None
    repeats: str | None = None
    round: Natural = 1
    by: str = "tablet"
    blank: str = "left_out"
    invalid: str = "left_out"


class Opened(Struct, frozen=True):
    """Voting begins; who may vote, with how many votes."""

    poll: str
    entitled: dict[str, Natural]
    closes_at: int | None = None
    groups: dict[str, str] = {}
    recused: dict[str, Natural] = {}
    recused_in_base: bool = False
    proxies: dict[str, str] = {}
    first: str | None = None
    seed: Hash | None = None


class Cast(Struct, frozen=True):
    """A vote by name, perhaps by proxy."""

    poll: str
    member: str
    choice: tuple[str, ...]
    proxy: str | None = None


class Uncast(Struct, frozen=True):
    """Somebody who was called gave no vote, or an answer was taken back."""

    poll: str
    member: str


class Received(Struct, frozen=True):
    """A confidential ballot was put into the box."""

    poll: str
    member: str
    proxy: str | None = None


class Counts(Struct, frozen=True, kw_only=True):
    """What was counted in the room; within a correction without the ref of the poll."""

    poll: str = ""
    tally: dict[str, Count]
    ballots: Count
    invalid: Count = 0


class Closed(Struct, frozen=True):
    """Voting has ended with this result."""

    poll: str
    outcome: Outcome
    digest: Hash | None = None
    seed: Hash | None = None


class Corrected(Struct, frozen=True):
    """The result is put right: the votes or the counts that were wrong, and the result that follows."""

    poll: str
    outcome: Outcome
    votes: dict[str, tuple[str, ...]] = {}
    counts: Counts | None = None
    seed: Hash | None = None


class Turned(Struct, frozen=True):
    """Voting is interrupted, goes on until some time, or is given up."""

    poll: str
    closes_at: int | None = None


class Added(Struct, frozen=True):
    """A timed poll closes so many seconds later."""

    poll: str
    seconds: Natural
