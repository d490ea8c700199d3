"""How much the secretary of a meeting may upload that no paper holds yet: it would fill the disk for everybody.

Counted in memory for a day; what is then still not attached, the next start removes.
"""

from collections import defaultdict
from collections.abc import Collection, Generator
from contextlib import contextmanager
from itertools import count

from msgspec import Struct

from meetings.ports import Seat

MOST_FILES = 50
MOST_BYTES = 500 * 2**20
KEPT_MS = 24 * 3_600_000


class TooManyUploads(Exception):
    """No more is taken in before something of it is attached. `files` have come so far."""

    def __init__(self, files: int) -> None:
        super().__init__(f"{files} files are uploaded and not attached")
        self.files = files


class Held(Struct, frozen=True):
    """A file that was uploaded, or is being stored: how large, and when it came."""

    size: int
    at: int


class Uploads:
    """What was uploaded from each seat and is in no paper of its meeting, by digest."""

    def __init__(self) -> None:
        self._held: defaultdict[Seat, dict[str, Held]] = defaultdict(dict)
        self._under_way = count()

    def clear(self, seat: Seat, attached: Collection[str], at: int) -> None:
        """What the papers of the meeting hold now, or came more than a day ago, is counted no more."""
        held = self._held[seat]
        for digest in [key for key, each in held.items() if key in attached or each.at < at - KEPT_MS]:
            del held[digest]

    @contextmanager
    def room_for(self, seat: Seat, size: int, at: int) -> Generator[dict[str, Held]]:
        """Room for one more file while it is being stored; what this gives then takes it. Raises TooManyUploads."""
        held = self._held[seat]
        if len(held) >= MOST_FILES or size + sum(each.size for each in held.values()) > MOST_BYTES:
            raise TooManyUploads(len(held))
        place = f"under way {next(self._under_way)}"
        held[place] = Held(size, at)
        try:
            yield held
        finally:
            del held[place]
