"""What may be read of a meeting without a socket: the view, one poll in full, the log."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from meetings.minutes.evidence import line
from meetings.record.codec import said_by
from meetings.record.entry import Position
from meetings.rooms.published import Published
from meetings.rooms.room import Room
from meetings.rules import attendance
from meetings.rules.identity import PollId
from meetings.views import showing_votes
from meetings.views.audiences import Audience
from meetings.views.public_record import is_visible
from meetings.web.packing import packed, takes_gzip
from meetings.web.site import Denied, signed, site_of
from meetings.wire.encoding import encode_view

JSON = "application/json"
UNSTORED: Mapping[str, str] = {"cache-control": "no-store"}


class Encoded(Struct, frozen=True):
    """A view as it goes out, and of which publication it is."""

    published: Published
    plain: bytes
    packed: bytes


class Views:
    """The views of all audiences, encoded and compressed once per audience and publication; gone with their rooms."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Room, dict[Audience, Encoded]] = WeakKeyDictionary()

    def of(self, room: Room, audience: Audience) -> Encoded:
        """The view as last published."""
        published = room.publisher.published(audience)
        kept = self._kept.setdefault(room, {})
        if audience not in kept or kept[audience].published is not published:
            kept[audience] = _encoded(room, published)
        return kept[audience]


def _encoded(room: Room, published: Published) -> Encoded:
    plain = encode_view(room.publisher.log, published.position, published.view)
    return Encoded(published, plain, packed(plain))


async def view(request: Request) -> Response:
    """`GET /m/ID/view`."""
    who = await signed(request)
    encoded = site_of(request).views.of(who.room, who.audience)
    headers = {**UNSTORED, "vary": "accept-encoding, cookie"}
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(encoded.packed, media_type=JSON, headers={**headers, "content-encoding": "gzip"})
    return Response(encoded.plain, media_type=JSON, headers=headers)


async def poll(request: Request) -> Response:
    """`GET /m/ID/polls/REF`: a poll, its result, and every member's choice as far as it may be known."""
    who = await signed(request)
    if who.audience is Audience.DOOR:
        raise Denied(403, "Stewards are shown who comes and goes, nothing of the business of the meeting.")
    meeting = who.room.meeting
    found = meeting.polls.polls.get(PollId(request.path_params["ref"]))
    if found is None:
        raise Denied(404, "There is no such poll in this meeting.")
    shown = showing_votes.poll_shown(meeting, found, len(attendance.voting_members(meeting.attendance)))
    known = showing_votes.names_are_known(found)
    ballots = (
        {member: showing_votes.choice_shown(found, cast.choice) for member, cast in found.votes.items()}
        if known
        else {}
    )
    answer = {
        "ref": found.ref,
        "poll": shown,
        "ballots": ballots,
        "weights": dict(found.entitled) if known else {},
        "proxies": {ref: cast.proxy for ref, cast in found.votes.items() if known and cast.proxy is not None},
    }
    return Response(msgspec.json.encode(answer), media_type=JSON, headers=UNSTORED)


async def log(request: Request) -> Response:
    """`GET /m/ID/log.jsonl`: the log as the caller may see it now."""
    who = await signed(request)
    meeting, position = who.room.meeting, who.room.position
    entries = await site_of(request).log.read(who.room.id, Position.start(who.room.log_id))
    # What was recorded since is not in `meeting`, which knows what may be seen of each entry.
    lines = (
        line(entry, shown=is_visible(meeting, said_by(entry).event, who.audience))
        for entry in entries[: position.number]
    )
    return StreamingResponse(lines, media_type="application/jsonl", headers=UNSTORED)
