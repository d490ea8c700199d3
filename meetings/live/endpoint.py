"""The door of a meeting's socket, `/m/{meeting}/ws`: who may come in, and how a socket ends.

No session or a foreign Origin is refused before the upgrade; whatever a page should be told is said after it, for
browsers show pages nothing but the close code.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec import Struct
from starlette.requests import HTTPConnection

from meetings.live.line import Line, Send, line_of, sink_of
from meetings.live.outbox import BOUNDS, Bounds, Ending, Outbox
from meetings.live.socket import House, Receive, Socket
from meetings.live.sockets import Place
from meetings.ports import Seat, Session
from meetings.wire import SUBPROTOCOL
from meetings.wire.connection import LIMITS, Connection, Limits
from meetings.wire.encoding import bye_frame
from meetings.wire.frames import CloseCode, Violation, fitting

log = logging.getLogger(__name__)


class Doors(Struct, frozen=True):
    """What the application knows of who comes: whether an Origin is its own, and the session of these cookies."""

    is_own_origin: Callable[[str | None], bool]
    session_of: Callable[[Mapping[str, str]], Awaitable[Session | None]]


class Endpoint:
    """The ASGI application of the route; `meeting` is its path parameter."""

    def __init__(self, house: House, doors: Doors, limits: Limits = LIMITS, bounds: Bounds = BOUNDS) -> None:
        self._house = house
        self._doors = doors
        self._limits = limits
        self._bounds = bounds

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await receive()  # websocket.connect
        asking = HTTPConnection(scope)
        session = await self._admitted(asking)
        if session is None:
            await send({"type": "websocket.close"})  # before the upgrade: 403
            return
        if SUBPROTOCOL not in scope["subprotocols"]:
            reason = f"The subprotocol {SUBPROTOCOL} was expected."
            await _turn_away(send, Violation(CloseCode.NOT_OUR_PROTOCOL, reason))
            return
        seat = _seat(asking, session)
        if isinstance(seat, Violation):
            await _turn_away(send, seat)
            return
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
        line = line_of(scope, send, self._bounds.stuck_s)
        connection = Connection(asyncio.get_running_loop().time(), self._limits)
        place = Place(seat, session.digest, Outbox(seat.member, line, self._bounds), connection)
        await self._serve(place, line, scope, receive)

    async def _admitted(self, connection: HTTPConnection) -> Session | None:
        if not self._doors.is_own_origin(connection.headers.get("origin")):
            return None
        return await self._doors.session_of(connection.cookies)

    async def _serve(self, place: Place, line: Line, scope: Mapping[str, Any], receive: Receive) -> None:
        sockets = self._house.sockets
        socket, sink = Socket(self._house, place, receive), sink_of(scope)
        if sink is not None:
            sink.farewell = lambda: place.outbox.farewell(sockets.moment_to_return())
            sink.taken = socket.take_now
        sockets.add(place)
        try:
            ending = await socket.run()
        except* Exception:
            log.exception("a fault in the socket of seat %s of meeting %s", place.seat.member, place.seat.meeting)
            ending = Ending(Violation.plain(CloseCode.TOO_SLOW))
        finally:
            sockets.remove(place)
        await self._end(line, ending)

    async def _end(self, line: Line, ending: Ending) -> None:
        if ending.close is None:
            return
        try:
            if ending.bye_ms is not None:
                await line.deliver(bye_frame(ending.bye_ms))
            await line.close(ending.close.code, fitting(ending.close.reason))
        except TimeoutError:
            log.info("a tablet that reads nothing is left without a close")


def _seat(connection: HTTPConnection, session: Session) -> Seat | Violation:
    """The seat that the socket is for: the one that is named, or the only one in this meeting."""
    here = [seat for seat in session.seats if seat.meeting == connection.path_params["meeting"]]
    named = connection.query_params.get("seat")
    chosen = [seat for seat in here if named is None or seat.member == named]
    match chosen:
        case [seat]:
            return seat
        case []:
            return Violation.plain(CloseCode.NOT_IN_MEETING)
        case _:
            return Violation(CloseCode.NOT_IN_MEETING, "You have several seats here: one was expected as ?seat=REF.")


async def _turn_away(send: Send, violation: Violation) -> None:
    subprotocol = None if violation.code is CloseCode.NOT_OUR_PROTOCOL else SUBPROTOCOL
    await send({"type": "websocket.accept", "subprotocol": subprotocol})
    await send({"type": "websocket.close", "code": violation.code, "reason": fitting(violation.reason)})
