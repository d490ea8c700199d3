"""Doorbell and presence for one process: nothing leaves it."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from weakref import WeakSet

from meetings.rules.identity import MeetingId, MemberId


class Ear:
    """Hears rings for one meeting. Only the latest position is kept, so one who is slow misses nothing that counts."""

    def __init__(self) -> None:
        self._position: int | None = None
        self._rang = asyncio.Event()

    def hear(self, position: int) -> None:
        self._position = position
        self._rang.set()

    def __aiter__(self) -> "Ear":
        return self

    async def __anext__(self) -> int:
        while self._position is None:
            self._rang.clear()
            await self._rang.wait()
        position, self._position = self._position, None
        return position


class LocalDoorbell:
    """Rings within this process. Who drops their iterator no longer hears."""

    def __init__(self) -> None:
        self._ears: defaultdict[MeetingId, WeakSet[Ear]] = defaultdict(WeakSet)

    async def ring(self, meeting: MeetingId, position: int) -> None:
        for ear in list(self._ears.get(meeting, ())):
            ear.hear(position)

    def listen(self, meeting: MeetingId) -> AsyncIterator[int]:
        """Hears from this moment on, not only from the first step of the iteration."""
        ear = Ear()
        self._ears[meeting].add(ear)
        return ear

    def listeners(self, meeting: MeetingId) -> int:
        return len(self._ears.get(meeting, ()))


class LocalPresence:
    """Counts the tablets of every member."""

    def __init__(self) -> None:
        self._tablets: defaultdict[MeetingId, Counter[MemberId]] = defaultdict(Counter)
        self._connected: dict[MeetingId, frozenset[MemberId]] = {}
        """As it was asked for, until somebody comes or goes: it is asked for at every change of a meeting."""

    async def appear(self, meeting: MeetingId, member: MemberId) -> None:
        self._tablets[meeting][member] += 1
        self._connected.pop(meeting, None)

    async def vanish(self, meeting: MeetingId, member: MemberId) -> None:
        tablets = self._tablets[meeting]
        self._connected.pop(meeting, None)
        tablets[member] -= 1
        if tablets[member] <= 0:
            del tablets[member]
        if not tablets:
            del self._tablets[meeting]

    def connected(self, meeting: MeetingId) -> frozenset[MemberId]:
        known = self._connected.get(meeting)
        if known is None:
            known = self._connected[meeting] = frozenset(self._tablets.get(meeting, ()))
        return known
