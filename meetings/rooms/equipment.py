"""What rooms work with: the ports, and what the edges lend them."""

from collections.abc import Callable

from msgspec import Struct

from meetings.ports import Blobs, Clock, Doorbell, EventLog, Neighbours, Presence
from meetings.rooms.listening import Encoding

Chance = Callable[[int], bytes]
"""So many random bytes."""


class Equipment(Struct, frozen=True):
    """What a room works with. `base` is the address that people's devices use, without a slash at its end.

    `space` gives the bytes left where the log is stored, or None where nobody knows; `on_close` hears of each poll and
    meeting that was closed.
    """

    log: EventLog
    clock: Clock
    doorbell: Doorbell
    presence: Presence
    neighbours: Neighbours
    blobs: Blobs
    chance: Chance
    encoding: Encoding
    base: str
    space: Callable[[], int | None] = lambda: None
    on_close: Callable[[], None] = lambda: None
