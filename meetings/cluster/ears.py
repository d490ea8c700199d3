"""Who listens on this node for rings, of whichever bell."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from weakref import WeakSet

from meetings.rules.identity import MeetingId


class Ear:
    """Hears rings for one meeting. Only the latest position is kept, so one who is slow misses nothing that counts."""

    def __init__(self) -> None:
        self._position: int | None = None
        self._rang = asyncio.Event()

    def hear(self, position: int) -> None:
        self._position = max(position, self._position or 0)
        self._rang.set()

    def __aiter__(self) -> "Ear":
        return self

    async def __anext__(self) -> int:
        while self._position is None:
            self._rang.clear()
            await self._rang.wait()
        position, self._position = self._position, None
        return position


class Ears:
    """All ears of this node. Who drops their iterator no longer hears."""

    def __init__(self) -> None:
        self._ears: defaultdict[MeetingId, WeakSet[Ear]] = defaultdict(WeakSet)

    @property
    def meetings(self) -> Sequence[MeetingId]:
        """The meetings for which somebody listens."""
        return [meeting for meeting, ears in self._ears.items() if ears]

    def hear(self, meeting: MeetingId, position: int) -> None:
        """It rang."""
        for ear in list(self._ears.get(meeting, ())):
            ear.hear(position)

    def listen(self, meeting: MeetingId) -> AsyncIterator[int]:
        """Hears from this moment on, not only from the first step of the iteration."""
        ear = Ear()
        self._ears[meeting].add(ear)
        return ear
