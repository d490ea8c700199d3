"""The directory in memory."""

from collections.abc import Collection, Mapping

from meetings.ports import Opening, Seat, Session
from meetings.rules.identity import MeetingId


class MemoryDirectory:
    def __init__(self) -> None:
        self._tokens: dict[Seat, bytes] = {}
        self._codes: dict[Seat, tuple[bytes, int]] = {}
        self._keys: dict[Seat, tuple[bytes, int]] = {}
        self._sessions: dict[bytes, dict[Seat, int]] = {}

    async def put_link(self, seat: Seat, token: bytes, code: bytes) -> frozenset[bytes]:
        self._tokens[seat], self._codes[seat] = token, (code, 0)
        self._keys.pop(seat, None)
        self._keys.pop(seat, None)
        return self._take_from(self._holders(seat), seat)

    async def seat_of_token(self, token: bytes) -> Seat | None:
        return next((seat for seat, kept in self._tokens.items() if kept == token), None)

    async def code_of(self, seat: Seat) -> tuple[bytes, int] | None:
        return self._codes.get(seat)

    async def count_wrong_codes(self, tries: Mapping[tuple[Seat, bytes], int]) -> None:
        for (seat, tried), times in tries.items():
            code, wrong = self._codes.get(seat, (b"", 0))
            if code == tried:
                self._codes[seat] = code, wrong + times

    async def open_session(self, opening: Opening) -> frozenset[bytes]:
        digest, seat = opening.digest, opening.seat
        if opening.former in self._sessions:
            self._sessions[digest] = self._sessions.pop(opening.former)
        others = opening.losing(
            sorted(self._holders(seat) - {digest}, key=lambda each: (self._sessions[each][seat], each))
        )
        self._sessions.setdefault(digest, {}).setdefault(seat, opening.at)
        return self._take_from(others, seat)

    async def session(self, digest: bytes) -> Session | None:
        seats = self._sessions.get(digest, {})
        held = sorted(seats, key=lambda seat: (seats[seat], seat.meeting, seat.member))
        return Session(digest=digest, seats=tuple(held), used_at=max(seats.values())) if held else None

    async def holders(self, meetings: Collection[MeetingId]) -> Mapping[Seat, frozenset[bytes]]:
        seats = {seat for held in self._sessions.values() for seat in held if seat.meeting in meetings}
        return {seat: self._holders(seat) for seat in seats}

    async def close_session(self, digest: bytes) -> None:
        self._sessions.pop(digest, None)

    async def note_uses(self, uses: Mapping[bytes, int], ended_before: int) -> None:
        for digest in uses.keys() & self._sessions.keys():
            self._sessions[digest] = {seat: max(at, uses[digest]) for seat, at in self._sessions[digest].items()}
        over = [digest for digest, seats in self._sessions.items() if max(seats.values(), default=0) < ended_before]
        for digest in over:
            del self._sessions[digest]

    async def put_key(self, seat: Seat, key: bytes) -> None:
        self._keys[seat] = key, 0

    async def key_of(self, seat: Seat) -> tuple[bytes, int] | None:
        return self._keys.get(seat)

    async def count_wrong_pin(self, seat: Seat) -> None:
        if seat in self._keys:
            key, wrong = self._keys[seat]
            self._keys[seat] = key, wrong + 1

    def _holders(self, seat: Seat) -> frozenset[bytes]:
        return frozenset(digest for digest, seats in self._sessions.items() if seat in seats)

    def _take_from(self, digests: frozenset[bytes], seat: Seat) -> frozenset[bytes]:
        for digest in digests:
            del self._sessions[digest][seat]
        return digests
