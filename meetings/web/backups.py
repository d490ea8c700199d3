"""How the automatic backups are doing, for the page of the organisers who would have to do something about it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from meetings.rules.identity import Role
from meetings.web.site import organiser, signed, site_of


async def backups(request: Request) -> Response:
    """`GET /m/ID/backups`: for chair and secretary."""
    organiser(await signed(request), Role.CHAIR, Role.SECRETARY)
    kept = site_of(request).backups
    if kept is None:
        return JSONResponse({"made": False})
    last_at = round(kept.last_at * 1000) or None
    return JSONResponse({"made": True, "failed": kept.has_failed, "behind_s": round(kept.behind_s), "last_at": last_at})
