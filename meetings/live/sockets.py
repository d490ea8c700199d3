"""Who is connected: the sockets of each seat, with the session through which they came, so that they can be ended."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator

from msgspec import Struct

from meetings.live.outbox import Outbox
from meetings.ports import Seat
from meetings.wire.connection import Connection
from meetings.wire.frames import CloseCode, Violation

LEAST_SPREAD_MS = 1000
SPREAD_PER_SOCKET_MS = 5
MOST_OF_A_SESSION = 24
"""Sockets that one session may have open on one seat: a browser with many tabs, some of them cut off unnoticed."""


class Place(Struct, eq=False):
    """A socket: on which seat, by which session (digest; a sign-in in the same browser changes it), and its outbox."""

    seat: Seat
    session: bytes
    outbox: Outbox
    connection: Connection


class Sockets:
    """All sockets of this node."""

    def __init__(self, chance: Callable[[], float]) -> None:
        self._places: defaultdict[Seat, defaultdict[bytes, list[Place]]] = defaultdict(lambda: defaultdict(list))
        """By seat and session: of a seat that is open to many there may be thousands."""
        self._chance = chance

    def __iter__(self) -> Iterator[Place]:
        return (place for seat in list(self._places) for place in self._at(seat))

    def __len__(self) -> int:
        return sum(len(places) for sessions in self._places.values() for places in sessions.values())

    def sessions(self) -> set[bytes]:
        """The sessions (digests) that have a socket open."""
        return {place.session for place in self}

    def burden(self) -> tuple[int, int]:
        """The bytes that wait in all outboxes, and how many tablets lag."""
        outboxes = [place.outbox for place in self]
        return sum(each.waiting_bytes for each in outboxes), sum(each.is_lagging for each in outboxes)

    def add(self, place: Place) -> None:
        """A socket is open. Of too many of one session on a seat the one that was silent for longest is closed."""
        # A page that is open beats, so it is not closed for those that come and go beside it.
        places = self._places[place.seat][place.session]
        own = [each for each in places if not each.outbox.ended.done()]
        if len(own) >= MOST_OF_A_SESSION:
            silent = min(own, key=lambda each: each.connection.heard_at)
            silent.outbox.end(Violation.plain(CloseCode.TOO_MANY_PAGES))
        places.append(place)

    def remove(self, place: Place) -> None:
        """A socket is gone."""
        sessions = self._places[place.seat]
        sessions[place.session].remove(place)
        if not sessions[place.session]:
            del sessions[place.session]
        if not sessions:
            del self._places[place.seat]

    def seat_taken(self, seat: Seat, session: bytes) -> None:
        """A newer session has taken a voting seat: the sockets of the older ones are closed."""
        for place in self._at(seat):
            if place.session != session:
                place.outbox.end(Violation.plain(CloseCode.SEAT_TAKEN))

    def seat_lost(self, seat: Seat, sessions: Collection[bytes]) -> None:
        """These sessions have ended at a seat that too many hold."""
        for place in self._at(seat):
            if place.session in sessions:
                place.outbox.end(Violation.plain(CloseCode.NOT_SIGNED_IN))

    def session_renewed(self, former: bytes, session: bytes) -> None:
        """Another session has taken the place of the former one in the same browser, where other pages stay open."""
        for sessions in self._places.values():
            for place in sessions.pop(former, list[Place]()):
                place.session = session
                sessions[session].append(place)

    def seat_revoked(self, seat: Seat) -> None:
        """The sessions of a seat have ended: it got a new link."""
        for place in self._at(seat):
            place.outbox.end(Violation.plain(CloseCode.NOT_SIGNED_IN))

    def signed_out(self, session: bytes) -> None:
        """A session has ended, on all its seats."""
        for place in self:
            if place.session == session:
                place.outbox.end(Violation.plain(CloseCode.NOT_SIGNED_IN))

    async def sent(self) -> None:
        """Wait until no outbox holds anything back."""
        for place in list(self):
            await place.outbox.emptied()

    def restart(self) -> None:
        """Tell every tablet to come back, not all in the same moment, and close its socket."""
        for place in self:
            place.outbox.end(Violation.plain(CloseCode.RESTARTING), self.moment_to_return())

    def moment_to_return(self) -> int:
        """After how many milliseconds a tablet is to come back: some time of its own."""
        return int(self._chance() * max(LEAST_SPREAD_MS, SPREAD_PER_SOCKET_MS * len(self)))

    def _at(self, seat: Seat) -> list[Place]:
        sessions = self._places.get(seat)
        return [place for places in sessions.values() for place in places] if sessions else []
