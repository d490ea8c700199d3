"""Ends the sockets of sessions that lost their seat at another node: what this node is told by nobody, it looks up."""

from meetings.live.sockets import Sockets
from meetings.ports import Directory
from meetings.wire.frames import CloseCode, Violation


class Vigil:
    """The watch over the seats of the open sockets."""

    def __init__(self, sockets: Sockets, directory: Directory) -> None:
        self._sockets = sockets
        self._directory = directory

    async def look(self) -> None:
        """Look once. Raises StorageFault."""
        # Those who come while the answer is on its way are looked at the next time.
        places = list(self._sockets)
        held = await self._directory.holders({place.seat.meeting for place in places})
        for place in places:
            holders = held.get(place.seat, frozenset())
            if place.session not in holders:
                lost = CloseCode.SEAT_TAKEN if holders else CloseCode.NOT_SIGNED_IN
                place.outbox.end(Violation.plain(lost))
