"""Attendance over time: each arrival, leaving and return of a member, when it was and how it was established."""

from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

Means = Literal["roll", "secretary", "member", "steward", "badge"]
"""By the code of the roll, by the hand of chair or secretary, by oneself, by a steward at the door, by the badge."""


class Stay(Struct, frozen=True, omit_defaults=True):
    """A time during which a member was here, in milliseconds since 1970 UTC; without an end, still.

    `is_late`: the secretary noted at the arrival that the roll had been called before.
    """

    since: int
    came: Means
    until: int | None = None
    went: Means | None = None
    is_late: bool = msgspec.field(default=False, name="late")


Stays = tuple[Stay, ...]
"""In the order of time. Only the last one may be without an end."""


def is_here(stays: Stays) -> bool:
    """Whether the last stay goes on."""
    return bool(stays) and stays[-1].until is None


def arrived(stays: Stays, at: int, means: Means, *, late: bool) -> Stays:
    """The stays of a member who is here from now on; of who is here already, only that the arrival was late."""
    if not is_here(stays):
        return (*stays, Stay(since=at, came=means, is_late=late))
    return (*stays[:-1], replace(stays[-1], is_late=stays[-1].is_late or late))


def departed(stays: Stays, at: int, means: Means) -> Stays:
    """The stays of a member who is not here any more."""
    return (*stays[:-1], replace(stays[-1], until=at, went=means)) if is_here(stays) else stays
