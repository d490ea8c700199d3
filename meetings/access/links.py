"""Join links: what opens a participant's seat, as an address for a QR code and as a code to type."""

from collections.abc import Iterable

from msgspec import Struct

from meetings.access.secrets_handed_out import digest_of_code, digest_of_token, fresh_code, fresh_link_token
from meetings.ports import Directory, Seat
from meetings.rules.identity import MeetingId, MemberId


class Link(Struct, frozen=True):
    """What is handed to one participant. It is shown once and never stored."""

    seat: Seat
    token: str
    code: str
    url: str


class Renewed(Struct, frozen=True):
    """A new link, and the digests of the sessions that ended with the old one: their sockets are to be closed."""

    link: Link
    ended: frozenset[bytes]


async def renew(directory: Directory, base: str, seat: Seat) -> Renewed:
    """A new link for a seat. The old link, its code and the seat's sessions end."""
    link = _fresh(base, seat)
    ended = await directory.put_link(seat, digest_of_token(link.token), digest_of_code(seat, link.code))
    return Renewed(link=link, ended=ended)


async def renew_all(directory: Directory, base: str, meeting: MeetingId, members: Iterable[MemberId]) -> list[Renewed]:
    """New links for several seats of a meeting, in their order."""
    return [await renew(directory, base, Seat(meeting=meeting, member=member)) for member in members]


def address(base: str, meeting: MeetingId, token: str) -> str:
    """The address that opens a seat. In the fragment the token stays out of the logs of servers and proxies."""
    return f"{base.rstrip('/')}/j/{meeting}#t={token}"


def _fresh(base: str, seat: Seat) -> Link:
    token = fresh_link_token()
    return Link(seat=seat, token=token, code=fresh_code(), url=address(base, seat.meeting, token))
