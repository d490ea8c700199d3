"""Doorbell, presence and neighbours for one process: nothing leaves it."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable

from meetings.cluster.ears import Ears
from meetings.rules.identity import MeetingId, MemberId


class LocalDoorbell:
    """Rings within this process."""

    def __init__(self, ears: Ears | None = None) -> None:
        self._ears = ears or Ears()

    async def ring(self, meeting: MeetingId, position: int) -> None:
        self._ears.hear(meeting, position)

    def listen(self, meeting: MeetingId) -> AsyncIterator[int]:
        return self._ears.listen(meeting)


class NoNeighbours:
    """There is one node."""

    async def enter(self, meeting: MeetingId) -> bool:  # noqa: ARG002 - whichever it is
        return False


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

    def watch(self, meeting: MeetingId, changed: Callable[[], None]) -> None:
        """There are no other nodes."""
