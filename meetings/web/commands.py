"""Commands by HTTP, for scripts and old tablets; the same command gets the same answer as on the socket."""

from starlette.requests import Request
from starlette.responses import Response

from meetings.rooms.answers import Done, Refusal
from meetings.web.bodies import read_body
from meetings.web.site import Denied, from_own_page, signed
from meetings.wire.decoding import decode_command
from meetings.wire.encoding import encode_answer
from meetings.wire.frames import Violation

LARGEST = 64 * 1024


async def command(request: Request) -> Response:
    """`POST /m/ID/commands`: 200 with `done`, 409 with `refused`, 503 with `unknown`."""
    from_own_page(request)
    await signed(request)
    came = decode_command(await read_body(request, LARGEST))
    who = await signed(request)
    if isinstance(came, Violation):
        raise Denied(400, "The body must be a command as JSON: {why}", why=came.reason)
    answer = came if isinstance(came, Refusal) else await who.room.submit(who.actor, came)
    status = 200 if isinstance(answer, Done) else 409 if isinstance(answer, Refusal) else 503
    return Response(encode_answer(answer), status_code=status, media_type="application/json")
