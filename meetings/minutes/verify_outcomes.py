"""The result of a poll as the entries tell it: the votes, the majority, the rounds of a run-off.

Written apart from the rules, from PROTOCOL ("Votes") alone, so that a fault there does not hide itself here.
"""

from typing import Annotated

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0)]


class Turnout(Struct, frozen=True):
    """The votes that had to be cast, and those that were."""

    needed: Count
    cast: Count


class Share(Struct, frozen=True):
    """The majority in one group."""

    tally: dict[str, Count]
    base: Count
    needed: Count | None
    adopted: bool


class Round(Struct, frozen=True):
    """A round of a run-off, and who left after it."""

    tally: dict[str, Count]
    exhausted: Count
    base: Count
    needed: Count | None
    dropped: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    by: str | None = None


class Outcome(Struct, frozen=True):
    """The result as it was recorded."""

    tally: dict[str, Count]
    cast: Count
    base: Count
    needed: Count | None = None
    adopted: bool | None = None
    winners: tuple[str, ...] | None = None
    decided_by: str | None = None
    invalid: Count = 0
    turnout: Turnout | None = None
    groups: dict[str, Share] | None = None
    rounds: tuple[Round, ...] | None = None
