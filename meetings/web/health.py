"""Whether the server lives and is ready."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from meetings.ports import StorageFault
from meetings.web.site import site_of


async def healthz(_: Request) -> Response:
    """`GET /healthz`: the event loop breathes."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """`GET /readyz`: the storage answers."""
    try:
        await site_of(request).log.meetings()
    except StorageFault as fault:
        return PlainTextResponse(f"storage: {fault}\n", status_code=503)
    return PlainTextResponse("ready\n")
