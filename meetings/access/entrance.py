"""Signing in: from a link's token or a typed code to a seat, from a seat to a session.

NotAdmitted       one sentence for unknown, wrong, ended and guessed at too often, so that guessing teaches nothing
└── Slowed        too many wrong codes for this meeting in the last minute: ask again later

Two steps, because only the meeting knows whether a seat votes: `seat_by_…`, then `sit_down`.
"""

import asyncio
import hmac
from collections.abc import Iterable
from contextlib import nullcontext
from math import ceil
from weakref import WeakValueDictionary

from msgspec import Struct

from meetings.access.guesses import Guesses
from meetings.access.renewals import Renewals
from meetings.access.secrets_handed_out import digest_of_code, digest_of_token, fresh_cookie_token
from meetings.access.wrong_codes import WrongCodes
from meetings.ports import Clock, Directory, Opening, Seat, Session
from meetings.rules.identity import MeetingId, MemberId, is_ref

MOST_WRONG_CODES = 5
MOST_SESSIONS = 5_000
"""Browsers that may be signed in at one seat without votes, besides the newest. Observers may share one link."""
UNUSED_MS = 24 * 3_600_000
"""A session that nobody has used for so long ends. It lasts over a night between two days of a meeting."""
NO_CODE = bytes(32)
"""Compared with where a seat has no code, so that it takes as long."""


class NotAdmitted(Exception):
    """What was shown opens no seat. `values` fill the `{names}` of the sentence."""

    def __init__(self, sentence: str, **values: int) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


class Slowed(NotAdmitted):
    """A wrong code while many are being tried. A right code is never slowed."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            "Too many wrong codes were typed for this meeting. Please wait {seconds} s and type the code again.",
            seconds=retry_after_s,
        )
        self.retry_after_s = retry_after_s


def _wrong_code() -> NotAdmitted:
    return NotAdmitted(
        "This code does not open this seat. Please compare seat and code; after {most} wrong codes only a new one from "
        "the secretary opens it.",
        most=MOST_WRONG_CODES,
    )


class SatDown(Struct, frozen=True):
    """A session holds a seat now. `cookie` is to be set in the browser; the sockets of `lost` are to be closed.

    The sockets of `former`, the session that this one follows on in the same browser, are its own from now on.
    """

    cookie: str
    digest: bytes
    lost: frozenset[bytes]
    former: bytes | None = None


class Entrance:
    """Lets people in, by the directory."""

    def __init__(
        self, directory: Directory, clock: Clock, unused_ms: int = UNUSED_MS, most: int = MOST_SESSIONS
    ) -> None:
        self._directory = directory
        self._clock = clock
        self._unused_ms = unused_ms
        self._most = most
        self._uses: dict[bytes, int] = {}
        """When sessions were used that is not written down yet: nobody waits for a disk to be let in."""
        self._guesses = Guesses()
        self._renewals = Renewals()
        self._renewing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.wrong_codes = WrongCodes(directory)

    async def seat_by_token(self, token: str) -> Seat:
        """The seat that a join link opens. Raises NotAdmitted."""
        seat = await self._directory.seat_of_token(digest_of_token(token))
        if seat is None:
            raise NotAdmitted("This link opens no seat. It may have been replaced by a newer one: ask the secretary.")
        return seat

    async def seat_by_code(self, meeting: str, member: str, code: str) -> Seat:
        """The seat that was named, if the code opens it. Raises NotAdmitted or Slowed."""
        seat = Seat(meeting=MeetingId(meeting), member=MemberId(member))
        # One try after the other: five wrong codes end a code, also when a thousand are sent at once.
        async with self.wrong_codes.turn(seat):
            if is_ref(meeting) and is_ref(member) and await self._opens(seat, code):
                return seat
        wait = self._guesses.count(seat.meeting, self._clock.now())
        raise _wrong_code() if wait is None else Slowed(ceil(wait / 1000))

    async def sit_down(self, seat: Seat, cookie: str | None, *, exclusive: bool) -> SatDown:
        """Let the browser with this cookie hold one more seat, by a session of a new token.

        The session that it came with ends, and its seats go over: whoever planted that cookie, or has seen it, has
        nothing of what the browser signs in to. `exclusive` (a seat with votes) takes the seat from all others.
        """
        # One after the other, or a link that is opened twice at once would take the seat from itself.
        async with self._renewing.setdefault(cookie, asyncio.Lock()) if cookie else nullcontext():
            return await self._repeated(seat, cookie) or await self._seated(seat, cookie, exclusive=exclusive)

    async def _repeated(self, seat: Seat, cookie: str | None) -> SatDown | None:
        """The same sign-in a moment ago: its answer is on its way to the browser, or was lost."""
        token = self._renewals.token(digest_of_token(cookie), seat, self._clock.now()) if cookie else None
        session = await self.session_of(token)
        if token is None or session is None or seat not in session.seats:
            return None
        return SatDown(cookie=token, digest=session.digest, lost=frozenset())

    async def _seated(self, seat: Seat, cookie: str | None, *, exclusive: bool) -> SatDown:
        session = await self.session_of(cookie)
        former = session.digest if session is not None else None
        token, now = fresh_cookie_token(), self._clock.now()
        digest = digest_of_token(token)
        opening = Opening(digest=digest, seat=seat, at=now, former=former, most=self._most, exclusive=exclusive)
        lost = await self._directory.open_session(opening)
        if former is not None:
            self._uses.pop(former, None)
            self._uses[digest] = now
            self._renewals.note(former, seat, token, now)
        return SatDown(cookie=token, digest=digest, lost=lost, former=former)

    async def session_of(self, cookie: str | None) -> Session | None:
        """The session of a browser, or None if it has none, lost its last seat, or was not used for too long."""
        session = await self._directory.session(digest_of_token(cookie)) if cookie else None
        if session is None:
            return None
        now = self._clock.now()
        if max(session.used_at, self._uses.get(session.digest, 0)) < now - self._unused_ms:
            await self._directory.close_session(session.digest)
            return None
        self._uses[session.digest] = now
        return session

    async def write_down_uses(self, connected: Iterable[bytes]) -> None:
        """Write down when sessions were used, those of open sockets just now; what is unused for too long ends.

        Raises StorageFault.
        """
        now = self._clock.now()
        uses, self._uses = self._uses | dict.fromkeys(connected, now), {}
        await self._directory.note_uses(uses, now - self._unused_ms)

    async def sign_out(self, cookie: str) -> bytes:
        """End a session; its digest comes back, for its sockets are to be closed."""
        digest = digest_of_token(cookie)
        # A made-up cookie costs a look: strangers write nothing.
        if await self._directory.session(digest) is not None:
            await self._directory.close_session(digest)
        return digest

    async def _opens(self, seat: Seat, code: str) -> bool:
        known = await self._directory.code_of(seat)
        kept, wrong = known or (NO_CODE, 0)
        is_alive = wrong + self.wrong_codes.unwritten(seat, kept) < MOST_WRONG_CODES
        if hmac.compare_digest(kept, digest_of_code(seat, code)):
            return is_alive
        if known is not None and is_alive:
            self.wrong_codes.count(seat, kept)
        return False
