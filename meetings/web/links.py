"""A new link and code for a seat, when a tablet is lost or a guest walks in."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from meetings.access.links import renew
from meetings.ports import Seat
from meetings.rules.identity import MemberId, Role
from meetings.web.site import Denied, from_own_page, organiser, signed, site_of


async def new_link(request: Request) -> Response:
    """`POST /m/ID/links/REF`: the old link, its code and the seat's sessions end."""
    from_own_page(request)
    who = organiser(await signed(request), Role.SECRETARY)
    site, member = site_of(request), MemberId(request.path_params["ref"])
    if member not in who.room.meeting.attendance.members:
        raise Denied(404, "No participant has the ref {ref}.", ref=member[:64])
    seat = Seat(who.room.id, member)
    link = (await renew(site.directory, site.settings.base, seat)).link
    site.sockets.seat_revoked(seat)
    registered = who.room.meeting.attendance.members[member]
    answer = {
        "ref": member,
        "name": registered.name,
        "role": registered.role,
        "token": link.token,
        "code": link.code,
        "url": link.url,
    }
    return JSONResponse(answer, headers={"cache-control": "no-store"})
