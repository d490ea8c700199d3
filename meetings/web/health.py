"""Whether the server lives and is ready."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from meetings.ports import StorageFault
from meetings.web.site import site_of


async def healthz(request: Request) -> Response:
    """`GET /healthz`: the event loop breathes; and how the programs are that nodes share, which no new start mends."""
    return PlainTextResponse("".join(f"{line}\n" for line in ("ok", *site_of(request).others())))


async def readyz(request: Request) -> Response:
    """`GET /readyz`: the storage answers."""
    try:
        await site_of(request).log.meetings()
    except StorageFault as fault:
        return PlainTextResponse(f"storage: {fault}\n", status_code=503)
    return PlainTextResponse("ready\n")
