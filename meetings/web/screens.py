"""The shells of the live screens, each for those whose office it is."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from meetings.rules.identity import Role
from meetings.web.language import language_of
from meetings.web.marking import marked
from meetings.web.pages import WITH_CAMERA
from meetings.web.site import ENDED, Denied, Signed, at_seat, meeting_of, room_of, seats_of, signed, site_of

SCREENS: Mapping[str, frozenset[Role]] = {
    "tablet": frozenset(Role) - {Role.DISPLAY, Role.STEWARD},
    "dais": frozenset({Role.CHAIR}),
    "desk": frozenset({Role.SECRETARY}),
    "door": frozenset({Role.STEWARD}),
    "hall": frozenset({Role.DISPLAY, Role.SECRETARY, Role.CHAIR}),
}
HOME: Mapping[Role, str] = {
    Role.CHAIR: "/dais",
    Role.SECRETARY: "/desk",
    Role.DISPLAY: "/hall",
    Role.STEWARD: "/door",
}
"""Where each office begins; everybody else on the tablet."""
OFFICES: Mapping[Role, str] = {
    Role.CHAIR: marked("Chair"),
    Role.VICE_CHAIR: marked("Vice-chair"),
    Role.SECRETARY: marked("Secretary"),
    Role.DELEGATE: marked("Delegate"),
    Role.OBSERVER: marked("Observer"),
    Role.DISPLAY: marked("Hall display"),
    Role.STEWARD: marked("Steward"),
}
"""The word for each office, as the live screens have it."""


def home_of(meeting: str, role: Role, member: str) -> str:
    """The address of the screen with which an office begins."""
    return f"/m/{meeting}{HOME.get(role, '')}?seat={member}"


async def tablet(request: Request) -> Response:
    """`GET /m/ID`: the delegate's screen; who holds several seats here chooses one first."""
    return await _screen(request, "tablet")


async def dais(request: Request) -> Response:
    """`GET /m/ID/dais`: the chair's screen."""
    return await _screen(request, "dais")


async def desk(request: Request) -> Response:
    """`GET /m/ID/desk`: the secretary's screen."""
    return await _screen(request, "desk")


async def door(request: Request) -> Response:
    """`GET /m/ID/door`: the steward's screen."""
    return await _screen(request, "door")


async def hall(request: Request) -> Response:
    """`GET /m/ID/hall`: the display in the hall."""
    return await _screen(request, "hall")


async def _screen(request: Request, screen: str) -> Response:
    try:
        who = await signed(request)
    except Denied as denied:
        if denied.status == 300:
            return await _choose(request)
        if denied.status in (401, 403):
            why = "?ended" if denied.sentence == ENDED else ""
            return RedirectResponse(f"/j/{meeting_of(request)}{why}", status_code=303)
        raise
    if who.role not in SCREENS[screen]:
        return RedirectResponse(home_of(who.room.id, who.role, who.member), status_code=303)
    # Chair and secretary choose the PIN for their signature when they sign in first.
    if screen in ("dais", "desk") and await site_of(request).directory.key_of(who.seat) is None:
        return RedirectResponse(f"/m/{who.room.id}/pin?seat={who.member}", status_code=303)
    shown = shell(request, who, f"{screen}.html", screen)
    if screen in ("desk", "door"):
        shown.headers.update(WITH_CAMERA)
    return shown


def shell(request: Request, who: Signed, template: str, screen: str) -> Response:
    """The shell of a page for one seat; the data block tells its scripts where they are."""
    site, language = site_of(request), language_of(request)
    profile = who.room.meeting.sitting.profile
    page = {
        "meeting": who.room.id,
        "seat": who.member,
        "role": who.role,
        "language": language,
        "languages": site.pages.spoken,
        "timezone": zone_of(profile.offset),
        "insecure": site.settings.is_exposed,
        "base": site.settings.base,
        "urls": {"catalogue": site.pages.catalogue(language)},
    }
    context = {"page": page, "meeting_title": profile.title, "screen": screen}
    return site.pages.render(template, language, context)


def zone_of(offset: int) -> str:
    """The meeting's clock as a time zone that browsers know; `Etc/GMT-1` is east of Greenwich by one hour."""
    if offset % 60 == 0:
        return f"Etc/GMT{-offset // 60:+d}" if offset else "UTC"
    sign = "-" if offset < 0 else "+"
    hours, minutes = divmod(abs(offset), 60)
    return f"{sign}{hours:02}:{minutes:02}"


async def _choose(request: Request) -> Response:
    """The page of who holds several seats in the meeting."""
    site, language = site_of(request), language_of(request)
    room = await room_of(request)
    translate = site.pages.translate(language)
    seats: list[dict[str, str]] = []
    for seat in await seats_of(request):
        who = at_seat(room, seat.member)
        name = room.meeting.attendance.members[seat.member].name
        url = home_of(room.id, who.role, who.member)
        seats.append({"ref": who.member, "name": name, "role": translate(OFFICES[who.role]), "url": url})
    title = room.meeting.sitting.profile.title
    return site.pages.render("seats.html", language, {"seats": seats, "meeting_title": title})
