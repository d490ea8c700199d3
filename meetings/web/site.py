"""What the pages work with, and who asks: the signed-in seat behind a request.

Denied        the request is answered with a status and a sentence
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request

from meetings.access.cookies import token_in
from meetings.access.entrance import Entrance
from meetings.access.origin import is_own_origin
from meetings.ports import Blobs, Clock, Directory, EventLog, Keys, NoSuchMeeting, Seat, Session, Workshop
from meetings.rooms.keeper import Keeper
from meetings.rooms.room import Room
from meetings.rules.authority import office
from meetings.rules.identity import Actor, MeetingId, MemberId, Role
from meetings.rules.phrases import ROLES, Value
from meetings.settings import Settings
from meetings.views.audiences import Audience, audience_of
from meetings.web.marking import marked
from meetings.web.pages import Pages
from meetings.web.turns import Turns
from meetings.web.uploads import Uploads

NOT_SIGNED_IN = marked("You are not signed in to this meeting. Please open your link or scan your code again.")
ENDED = marked(
    "Your sign-in has ended: it was not used for a long time, or your seat was opened elsewhere. "
    "Please open your link again, or enter your code."
)


NO_MEETING = marked("There is no such meeting at this address.")


class Denied(Exception):
    """The request cannot be answered as asked. The message is a sentence for the person who asked.

    `values` fill its `{names}` once it is in the reader's language.
    """

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None, **values: Value) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.values = values
        self.headers = headers or {}


class Views(Protocol):
    """Encoded views by audience."""

    def of(self, room: Room, audience: Audience) -> "Encoded":
        """The view as last published."""
        ...


class Encoded(Protocol):
    """A view as it goes out."""

    @property
    def plain(self) -> bytes:
        """As JSON."""
        ...

    @property
    def packed(self) -> bytes:
        """The same, compressed with gzip."""
        ...


class Sockets(Protocol):
    """The open sockets, as far as the pages need them: how many, and to close those of sessions that lost a seat."""

    def __len__(self) -> int: ...

    def burden(self) -> tuple[int, int]:
        """The bytes that wait in all outboxes, and how many tablets lag."""
        ...

    async def sent(self) -> None:
        """Wait until no outbox holds anything back."""
        ...

    def seat_taken(self, seat: Seat, session: bytes) -> None:
        """A session (digest) has taken a voting seat from all others."""
        ...

    def seat_lost(self, seat: Seat, sessions: Collection[bytes]) -> None:
        """These sessions (digests) have ended at a seat that too many hold."""
        ...

    def session_renewed(self, former: bytes, session: bytes) -> None:
        """A session (digest) has taken the place of the former one in the same browser."""
        ...

    def seat_revoked(self, seat: Seat) -> None:
        """All sessions of the seat have ended: it got a new link."""
        ...

    def signed_out(self, session: bytes) -> None:
        """A session (digest) has ended, on all its seats."""
        ...


class Backups(Protocol):
    """The automatic backups, as far as the pages tell of them."""

    last_at: float
    failures: int
    has_failed: bool

    @property
    def behind_s(self) -> float:
        """For how long at most something is written that no backup holds."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """What the pages work with."""

    settings: Settings
    log: EventLog
    keeper: Keeper
    entrance: Entrance
    directory: Directory
    blobs: Blobs
    keys: Keys
    workshop: Workshop
    clock: Clock
    pages: Pages
    views: Views
    sockets: Sockets
    backups: Backups | None = None
    others: Callable[[], Sequence[str]] = tuple
    """What is to be said of the programs that nodes share, a line for each."""
    turns: Turns = field(default_factory=Turns)
    uploads: Uploads = field(default_factory=Uploads)
    answered: Counter[int] = field(default_factory=Counter[int])
    """How many answers have gone out, by status."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who asks: a participant at a seat of a meeting that is open on this node."""

    room: Room
    member: MemberId
    role: Role
    audience: Audience

    @property
    def seat(self) -> Seat:
        """The seat."""
        return Seat(self.room.id, self.member)

    @property
    def actor(self) -> Actor:
        """The participant as one who acts."""
        return Actor(self.member)


def site_of(request: Request) -> Site:
    """The site that serves this request."""
    return request.app.state.site


def meeting_of(request: Request) -> MeetingId:
    """The meeting that the path names."""
    return MeetingId(request.path_params["meeting"])


async def room_of(request: Request) -> Room:
    """The room of the meeting that the path names. Raises Denied."""
    try:
        return await site_of(request).keeper.room(meeting_of(request))
    except NoSuchMeeting as fault:
        raise Denied(404, NO_MEETING) from fault


async def session_of(request: Request) -> Session | None:
    """The session of the browser that asks."""
    site = site_of(request)
    return await site.entrance.session_of(token_in(request.cookies, site.settings.base))


async def has_ended(request: Request) -> bool:
    """Whether the browser was signed in, and is no more."""
    cookie = token_in(request.cookies, site_of(request).settings.base)
    return cookie is not None and await session_of(request) is None


async def seats_of(request: Request) -> list[Seat]:
    """The seats that the browser holds in the meeting of the path."""
    session = await session_of(request)
    held = session.seats if session is not None else ()
    return [seat for seat in held if seat.meeting == meeting_of(request)]


async def signed(request: Request) -> Signed:
    """Who asks. Raises Denied: no such meeting, nobody signed in, several seats and none named, or not on the list.

    To be asked again once a body has come, which may take its time: the seat may be somebody else's by then.
    """
    room = await room_of(request)
    seats = await seats_of(request)
    if not seats:
        raise Denied(401, ENDED if await has_ended(request) else NOT_SIGNED_IN)
    named = request.query_params.get("seat")
    chosen = [seat for seat in seats if named is None or seat.member == named]
    if not chosen:
        raise Denied(403, "This browser is not signed in for that seat. Please open the link of that seat.")
    if len(chosen) > 1:
        raise Denied(300, "This browser is signed in for several seats. Please name one with ?seat=.")
    return at_seat(room, chosen[0].member)


def at_seat(room: Room, member: MemberId) -> Signed:
    """A participant of a room. Raises Denied if there is none of that ref."""
    role = office(room.meeting, Actor(member))
    audience = audience_of(room.meeting, member)
    if role is None or audience is None:
        raise Denied(403, "This seat is not on the list of the meeting.")
    return Signed(room=room, member=member, role=role, audience=audience)


def from_own_page(request: Request) -> None:
    """What changes something is asked by our own pages (or a script that says so). Raises Denied."""
    base = site_of(request).settings.base
    if not is_own_origin(request.headers.get("origin"), base):
        raise Denied(403, "The Origin header must be {base}: this request came from another site.", base=base)


def organiser(who: Signed, *roles: Role) -> Signed:
    """`who`, if in one of these offices. Raises Denied."""
    if who.role not in roles:
        raise Denied(403, "This is for: {roles}.", roles=tuple(ROLES[role] for role in roles))
    return who
