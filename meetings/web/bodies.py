"""What comes in the body of a request: bounded in length, and as JSON of a certain form."""

from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.types import Message

from meetings.web.site import Denied

LARGEST_JSON = 4096
MOST_DIGITS = 12
"""Of a length that is looked at as a number."""

Form = TypeVar("Form")


async def read_json(request: Request, form: type[Form], expected: str) -> Form:
    """The body as JSON of this form. Raises Denied, which names what was `expected`."""
    try:
        return msgspec.json.decode(await read_body(request, LARGEST_JSON), type=form)
    except msgspec.MsgspecError as fault:
        raise Denied(400, "The body must be {expected} as JSON.", expected=expected) from fault


async def read_body(request: Request, limit: int) -> bytes:
    """The body. Raises Denied if it is longer than `limit` bytes."""
    too_long = Denied(413, "The body is too long; at most {limit} bytes are taken.", limit=limit)
    return await bounded(request, limit, too_long).body()


def bounded(request: Request, limit: int, too_long: Denied) -> Request:
    """The same request, whose body cannot be read beyond `limit` bytes: then `too_long` is raised."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > MOST_DIGITS or int(length) > limit):
        raise too_long
    came = 0

    async def receive() -> Message:
        nonlocal came
        message = await request.receive()
        came += len(message.get("body", b""))
        if came > limit:
            raise too_long
        return message

    return Request(request.scope, receive)
