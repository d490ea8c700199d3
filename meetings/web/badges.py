"""Badges at the door: the link that a scanner reads from a participant's badge, exchanged for who that is.

Nothing is recorded and nobody is signed in here; whoever scans then records the attendance by command.
"""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from meetings.access.entrance import NotAdmitted
from meetings.rules.identity import Role
from meetings.web.bodies import read_json
from meetings.web.marking import marked
from meetings.web.site import Denied, from_own_page, organiser, signed, site_of

NOT_OURS = marked("This badge is not of this meeting, or it has been replaced by a newer one.")


class Scanned(Struct, forbid_unknown_fields=True):
    """The token of the link that was read."""

    token: str


async def read(request: Request) -> Response:
    """`POST /m/ID/badges`: whose badge it is."""
    from_own_page(request)
    await signed(request)
    came = await read_json(request, Scanned, '{"token"}')
    who = organiser(await signed(request), Role.CHAIR, Role.SECRETARY, Role.STEWARD)
    try:
        seat = await site_of(request).entrance.seat_by_token(came.token)
    except NotAdmitted as fault:
        raise Denied(404, NOT_OURS) from fault
    member = who.room.meeting.attendance.members.get(seat.member)
    # A badge of another meeting is as unknown as one that has ended: nothing is told of other meetings.
    if seat.meeting != who.room.id or member is None:
        raise Denied(404, NOT_OURS)
    return JSONResponse({"ref": member.ref, "name": member.name}, headers={"cache-control": "no-store"})
