"""The front page: what this server is, and the way to a meeting for who came without a link. It lists no meetings."""

import re
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from meetings.ports import NoSuchMeeting
from meetings.rules.identity import MeetingId
from meetings.web.bodies import read_body
from meetings.web.language import language_of
from meetings.web.marking import marked
from meetings.web.screens import OFFICES, home_of
from meetings.web.site import Denied, at_seat, from_own_page, session_of, site_of

LONGEST_FORM = 4096
NO_SUCH = marked(
    "There is no such meeting on this server. Please compare with the address on your badge, sign by sign."
)
ADDRESS = re.compile(r"/[jm]/(?P<meeting>[A-Za-z0-9]+)(?:[^#]*#t=(?P<token>[A-Za-z0-9_-]+))?")
"""An address that somebody copied, with the token of the link if it was a whole one."""


async def front_page(request: Request) -> Response:
    """`GET /`."""
    return await _page(request)


async def to_meeting(request: Request) -> Response:
    """`POST /`: from what was typed to the page where one joins."""
    from_own_page(request)
    form = parse_qs((await read_body(request, LONGEST_FORM)).decode(errors="replace"))
    typed = form.get("meeting", [""])[0].strip()
    copied = ADDRESS.search(typed)
    meeting = (copied["meeting"] if copied else re.sub(r"[^A-Za-z0-9]", "", typed)).lower()
    try:
        await site_of(request).keeper.room(MeetingId(meeting))
    except NoSuchMeeting:
        return await _page(request, typed, NO_SUCH)
    # Never through a query: in the fragment the token stays out of all logs.
    token = f"#t={copied['token']}" if copied and copied["token"] else ""
    return RedirectResponse(f"/j/{meeting}{token}", status_code=303)


async def _page(request: Request, typed: str = "", trouble: str = "") -> Response:
    pages, language = site_of(request).pages, language_of(request)
    told = pages.translate(language)(trouble) if trouble else ""
    context = {"typed": typed, "trouble": told, "seats": await _own_seats(request)}
    return pages.render("front.html", language, context, 404 if trouble else 200)


async def _own_seats(request: Request) -> list[dict[str, str]]:
    """Where this browser is signed in: the meetings of others are nobody's business."""
    site, session = site_of(request), await session_of(request)
    translate = site.pages.translate(language_of(request))
    found: list[dict[str, str]] = []
    for seat in session.seats if session is not None else ():
        try:
            room = await site.keeper.room(seat.meeting)
            who = at_seat(room, seat.member)
        except (NoSuchMeeting, Denied):
            continue
        name, title = room.meeting.attendance.members[seat.member].name, room.meeting.sitting.profile.title
        url = home_of(room.id, who.role, who.member)
        found.append({"name": name, "role": translate(OFFICES[who.role]), "title": title, "url": url})
    return found
