"""Signing in, by the token of a link or the code of a seat, and out; and the exchange of a roll code for a ticket."""

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from meetings.access.cookies import clear_cookie, set_cookie, token_in
from meetings.access.entrance import NotAdmitted, Slowed
from meetings.ports import NoSuchMeeting, Seat
from meetings.rules import roll_codes
from meetings.web.bodies import LARGEST_JSON, read_body, read_json
from meetings.web.language import language_of
from meetings.web.site import ENDED, NO_MEETING, Denied, at_seat, from_own_page, meeting_of, room_of, site_of


class ByToken(Struct, forbid_unknown_fields=True):
    """What the page behind a link sends."""

    token: str


class ByCode(Struct, forbid_unknown_fields=True):
    """What one types who has no link at hand."""

    meeting: str
    seat: str
    code: str


class RollCode(Struct, forbid_unknown_fields=True):
    """A roll code to be exchanged for a ticket."""

    code: str


async def join(request: Request) -> Response:
    """`POST /join`."""
    from_own_page(request)
    came = await _asked(request)
    site = site_of(request)
    try:
        seat = await _seat(request, came)
        room = await site.keeper.room(seat.meeting)
    except Slowed as slowed:
        headers = {"retry-after": str(slowed.retry_after_s)}
        raise Denied(429, slowed.sentence, headers, **slowed.values) from slowed
    except NotAdmitted as fault:
        raise Denied(403, fault.sentence, None, **fault.values) from fault
    except NoSuchMeeting as fault:
        raise Denied(403, NO_MEETING) from fault
    who = at_seat(room, seat.member)
    member = room.meeting.attendance.members[seat.member]
    # A seat with votes is held by one session at a time: who opens it elsewhere takes it along.
    votes = member.votes > 0
    base = site.settings.base
    sat = await site.entrance.sit_down(seat, token_in(request.cookies, base), exclusive=votes)
    if sat.former is not None:
        site.sockets.session_renewed(sat.former, sat.digest)
    if votes:
        site.sockets.seat_taken(seat, sat.digest)
    else:
        site.sockets.seat_lost(seat, sat.lost)
    if sat.lost and votes:
        room.publisher.note_taken(seat.member)
    answer = {"meeting": seat.meeting, "ref": seat.member, "name": member.name, "role": who.role}
    return JSONResponse(answer, headers={"set-cookie": set_cookie(base, sat.cookie), "cache-control": "no-store"})


async def _asked(request: Request) -> ByToken | ByCode:
    content = await read_body(request, LARGEST_JSON)
    for kind in (ByToken, ByCode):
        try:
            return msgspec.json.decode(content, type=kind)
        except msgspec.MsgspecError:
            continue
    raise Denied(400, "The body must be {expected} as JSON.", expected='{"token"} or {"meeting", "seat", "code"}')


async def _seat(request: Request, came: ByToken | ByCode) -> Seat:
    entrance = site_of(request).entrance
    if isinstance(came, ByToken):
        return await entrance.seat_by_token(came.token)
    return await entrance.seat_by_code(came.meeting, came.seat, came.code)


async def sign_out(request: Request) -> Response:
    """`POST /sign-out`: the session ends on all its seats, here and on the server."""
    from_own_page(request)
    site = site_of(request)
    base = site.settings.base
    cookie = token_in(request.cookies, base)
    if cookie is not None:
        site.sockets.signed_out(await site.entrance.sign_out(cookie))
    return JSONResponse({"signed_out": True}, headers={"set-cookie": clear_cookie(base), "cache-control": "no-store"})


async def join_page(request: Request) -> Response:
    """`GET /j/MEETING`: the page behind a link. It tells nothing of the meeting but that it is here."""
    await room_of(request)
    site = site_of(request)
    language = language_of(request)
    page = {
        "meeting": meeting_of(request),
        "language": language,
        "languages": site.pages.spoken,
        "urls": {"catalogue": site.pages.catalogue(language)},
    }
    # Delegates cannot help a missing https; the warning is for the organisers, on their own screens.
    ended = site.pages.translate(language)(ENDED) if "ended" in request.query_params else None
    context = {"page": page, "meeting_title": None, "insecure": False, "ended": ended}
    return site.pages.render("join.html", language, context)


async def exchange(request: Request) -> Response:
    """`POST /j/MEETING/roll`: a roll code for a ticket of three minutes, so that signing in first is not too late."""
    from_own_page(request)
    room = await room_of(request)
    came = await read_json(request, RollCode, '{"code"}')
    roll = room.meeting.attendance.roll
    ticket = roll_codes.ticket(roll.secret, came.code, room.clock.now()) if roll.secret else None
    if ticket is None:
        raise Denied(403, "This code is not the one on the hall display, or it is no longer valid.")
    return JSONResponse({"ticket": ticket})
