"""Every boundary of the product on one page: what the core needs from storage, the network, the clock and workers.

Adapters are in `storage` and `cluster`; only `app.py` names them. Every adapter passes the contract suite of its port.
"""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from msgspec import Struct

from meetings.record.entry import Entry, Position
from meetings.rules.decision import Ballot, Upload
from meetings.rules.identity import LogId, MeetingId, MemberId, PollId

Result = TypeVar("Result")


class StorageFault(Exception):
    """Storage failed in the middle of something: it is not known whether it was recorded."""


class NoSuchMeeting(Exception):
    """No meeting has this id. The message names it."""


class WorkFailed(Exception):
    """The worker process died of a piece of work, or the work took too long. The message names it."""


# The log


class Pen(Protocol):
    """The right to write into one log; held by one writer at a time, durable when its block is left."""

    @property
    def missed(self) -> Sequence[Entry]:
        """What others recorded since the position at which the pen was asked for."""
        ...

    async def box(self, poll: PollId) -> Sequence[tuple[str, ...]]:
        """The confidential ballots of a poll so far, sorted."""
        ...

    async def record(self, entries: Sequence[Entry], ballots: Sequence[Ballot]) -> None:
        """Put entries into the log and ballots into the box."""
        ...


class EventLog(Protocol):
    """The logs of all meetings."""

    @property
    def has_box(self) -> bool:
        """Whether confidential ballots may be put beside them: only where their order leaves no trace."""
        ...

    async def begin(self, meeting: MeetingId, log: LogId) -> None:
        """Make an empty log for a new meeting. Raises ValueError if the meeting has one."""
        ...

    async def id_of(self, meeting: MeetingId) -> LogId:
        """The id of a meeting's log. Raises NoSuchMeeting."""
        ...

    async def meetings(self) -> Sequence[MeetingId]:
        """All meetings that have a log, the oldest first."""
        ...

    async def lengths(self, meetings: Collection[MeetingId]) -> Mapping[MeetingId, int]:
        """How many entries the logs of these meetings have; a meeting without a log is left out."""
        ...

    def writing(self, meeting: MeetingId, after: Position) -> AbstractAsyncContextManager[Pen]:
        """The pen of a log: lock … commit. Leaving the block normally makes what was recorded durable.

        Leaving it with an exception records nothing. Raises StorageFault where it is not known what was recorded,
        ChainBroken if the log no longer holds `after`.
        """
        ...

    async def read(self, meeting: MeetingId, after: Position) -> Sequence[Entry]:
        """The entries behind a position. Raises ChainBroken if the log does not hold that position."""
        ...

    async def boxes(self) -> Collection[tuple[MeetingId, PollId]]:
        """The confidential polls of which ballots lie in a box: those that are open, and those not yet erased."""
        ...

    async def erase_box(self, meeting: MeetingId, poll: PollId) -> None:
        """Once a confidential poll is closed: leave no trace of the order in which its ballots came."""
        ...


# Between nodes


class Doorbell(Protocol):
    """Tells other nodes that a log has grown. It may be late or silent: the log is the truth."""

    async def ring(self, meeting: MeetingId, position: int) -> None:
        """Say that the log has come to this position."""
        ...

    def listen(self, meeting: MeetingId) -> AsyncIterator[int]:
        """Positions that others rang for."""
        ...


class Presence(Protocol):
    """Which members have a tablet connected, on any node. Not attendance."""

    async def appear(self, meeting: MeetingId, member: MemberId) -> None:
        """One more tablet of a member is connected."""
        ...

    async def vanish(self, meeting: MeetingId, member: MemberId) -> None:
        """One tablet less."""
        ...

    def connected(self, meeting: MeetingId) -> frozenset[MemberId]:
        """Members with at least one tablet, as known at this node."""
        ...

    def watch(self, meeting: MeetingId, changed: Callable[[], None]) -> None:
        """From now on call `changed` when tablets come or go at other nodes; one at a time is called for a meeting."""
        ...


class Neighbours(Protocol):
    """Other nodes with the same logs."""

    async def enter(self, meeting: MeetingId) -> bool:
        """Have a meeting in session on this node; whether another node has it already. Raises StorageFault."""
        ...


# The clock and chance


class Clock(Protocol):
    """Reads the wall once at start and then runs on the monotonic clock."""

    def now(self) -> int:
        """Milliseconds since 1970 UTC."""
        ...


# People and what they hold


class Seat(Struct, frozen=True):
    """What a link, a code or a session opens: a participant's place in a meeting."""

    meeting: MeetingId
    member: MemberId


class Session(Struct, frozen=True):
    """A signed-in browser: its seats, the digest of the token in its cookie, and as of when it was used last.

    Times are milliseconds since 1970 UTC.
    """

    digest: bytes
    seats: tuple[Seat, ...]
    used_at: int = 0


class Opening(Struct, frozen=True, kw_only=True):
    """A session (digest) that takes a seat at a time.

    `former` is the session that it follows on: it ends, and what seats it has are the new one's. At most `most` other
    sessions keep the seat, none where it is `exclusive`; those go first that were not used for longest.
    """

    digest: bytes
    seat: Seat
    at: int
    former: bytes | None = None
    most: int | None = None
    exclusive: bool = False

    def losing(self, others: Sequence[bytes]) -> frozenset[bytes]:
        """Which of the other sessions, in the order of their use, lose the seat."""
        kept = 0 if self.exclusive else len(others) if self.most is None else self.most
        return frozenset(others[: max(0, len(others) - kept)])


class Directory(Protocol):
    """Links, sign-in codes, sessions and PINs. Only digests are stored, never what is handed out."""

    async def put_link(self, seat: Seat, token: bytes, code: bytes) -> frozenset[bytes]:
        """Give a seat a new link and code (digests).

        The old ones end, and so do the seat's sessions, whose digests come back, and its signing key; wrong tries begin
        anew.
        """
        ...

    async def seat_of_token(self, token: bytes) -> Seat | None:
        """The seat that a join link opens."""
        ...

    async def code_of(self, seat: Seat) -> tuple[bytes, int] | None:
        """The digest of a seat's sign-in code, and how many wrong codes were tried since it was made."""
        ...

    async def count_wrong_codes(self, tries: Mapping[tuple[Seat, bytes], int]) -> None:
        """So many more wrong codes for these seats, as long as they have the code (digest) that was tried."""
        ...

    async def open_session(self, opening: "Opening") -> frozenset[bytes]:
        """Let a session hold a seat. The digests of those that lost it come back."""
        ...

    async def session(self, digest: bytes) -> Session | None:
        """The session of a cookie."""
        ...

    async def holders(self, meetings: Collection[MeetingId]) -> Mapping[Seat, frozenset[bytes]]:
        """The sessions (digests) that hold the seats of these meetings."""
        ...

    async def close_session(self, digest: bytes) -> None:
        """Sign out."""
        ...

    async def note_uses(self, uses: Mapping[bytes, int], ended_before: int) -> None:
        """Sessions (digests) were used at these times; all that were last used before a time end."""
        ...

    async def put_key(self, seat: Seat, key: bytes) -> None:
        """Keep a member's signing key, encrypted under the PIN; a former one is replaced. Wrong tries begin anew."""
        ...

    async def key_of(self, seat: Seat) -> tuple[bytes, int] | None:
        """A member's encrypted signing key, and how many wrong PINs were tried since it was made."""
        ...

    async def count_wrong_pin(self, seat: Seat) -> None:
        """One more wrong PIN for this seat."""
        ...


# Papers and other files


class Blobs(Protocol):
    """Files by their SHA-256 (hexadecimal), each written once and durable when `put` returns."""

    async def put(self, content: bytes, media_type: str, pages: int) -> Upload:
        """Store a file."""
        ...

    async def describe(self, sha256: str) -> Upload | None:
        """What is known of a file, or None if there is none."""
        ...

    async def path(self, sha256: str) -> Path | None:
        """Where the bytes of a file are, or None if there is none."""
        ...


class Keys(Protocol):
    """The folder of keys, which the worker process reads and writes."""

    async def brought(self, holder: str) -> Path:
        """The folder, with the key of this holder if there is one. Raises StorageFault."""
        ...

    async def keep(self, holder: str) -> bool:
        """Keep the key that was made for this holder. Raises StorageFault.

        False, and then it is not kept, if another node has made the authority meanwhile: it must be made anew.
        """
        ...


class Workshop(Protocol):
    """A worker process for what takes long or handles hostile bytes: rendering, signing, verifying, normalising."""

    async def run(self, work: Callable[..., Result], *materials: object) -> Result:
        """Do `work` (a function of a module) on `materials`; its exceptions come back. Raises WorkFailed besides."""
        ...
