"""A real server on a free loopback port, with the endpoint of live on a chamber in memory, and tablets that connect."""

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from meetings.live.endpoint import Doors, Endpoint
from meetings.live.outbox import BOUNDS, Bounds
from meetings.live.sink import server_options
from meetings.live.socket import House
from meetings.live.sockets import Sockets
from meetings.ports import Opening, Seat, Session
from meetings.rooms.room import Room
from meetings.rules.identity import MemberId
from meetings.rules.proceedings import Announce
from meetings.wire import SUBPROTOCOL
from meetings.wire.connection import LIMITS, Limits
from meetings.wire.encoding import WireEncoding
from tests.fakes.clock import FixedClock
from tests.fakes.directory import MemoryDirectory
from tests.rooms.chamber import DELEGATES, MEETING, ROLES, Chamber

ORIGIN = "http://council.example"
Frame = dict[str, Any]


class Tablet:
    """One end of a websocket, with the verbs of the protocol."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._ids = 0

    async def say(self, **frame: object) -> None:
        await self.socket.send(json.dumps(frame))

    async def next(self) -> Frame:
        return cast("Frame", json.loads(await asyncio.wait_for(self.socket.recv(), 5)))

    async def next_that(self, **wanted: object) -> Frame:
        """The next frame in which these fields are so; others are passed over."""
        while True:
            frame = await self.next()
            if all(frame.get(name) == value for name, value in wanted.items()):
                return frame

    async def greet(self, **resume: object) -> Frame:
        """Say hello and get the welcome."""
        await self.say(do="hello", **resume)
        return await self.next_that(t="welcome")

    async def ask(self, do: str, **fields: object) -> Frame:
        """Give a command and get its answer."""
        self._ids += 1
        id_ = f"tablet-{self._ids:06d}"
        await self.say(do=do, id=id_, **fields)
        return await self.next_that(id=id_)

    async def hears_nothing(self) -> bool:
        """Whether nothing comes for a moment."""
        try:
            await asyncio.wait_for(self.socket.recv(), 0.1)
        except TimeoutError:
            return True
        return False

    async def closed(self) -> tuple[int | None, str | None]:
        """Waits for the close; its code and reason."""
        await asyncio.wait_for(self.socket.wait_closed(), 5)
        return self.socket.close_code, self.socket.close_reason


def applied(view: Frame, delta: Frame) -> Frame:
    """A view after a delta."""
    kept = {key: value for key, value in view.items() if key not in delta["drop"]}
    return {**kept, **delta["put"]}


async def announced(served: "Served", text: str) -> None:
    """The secretary says something to everybody."""
    await served.chamber.do(served.room, "secretary", Announce(id=served.chamber.id(), text=text))


class People:
    """Who is signed in: a session is named by its cookie."""

    def __init__(self) -> None:
        self.directory = MemoryDirectory()

    def digest(self, cookie: str) -> bytes:
        return sha256(cookie.encode()).digest()

    async def sign_in(self, cookie: str, *members: str) -> None:
        for member in members:
            seat = Seat(MEETING, MemberId(member))
            await self.directory.open_session(Opening(digest=self.digest(cookie), seat=seat, at=0))

    async def session_of(self, cookies: Mapping[str, str]) -> Session | None:
        return await self.directory.session(self.digest(cookies.get("session", "")))


class Served:
    """The server and what is in it."""

    def __init__(self, chamber: Chamber, room: Room, sockets: Sockets, people: People) -> None:
        self.chamber = chamber
        self.room = room
        self.sockets = sockets
        self.people = people
        self.port = 0

    @asynccontextmanager
    async def tablet(
        self,
        member: str,
        cookie: str | None = None,
        origin: str | None = ORIGIN,
        path: str = f"/m/{MEETING}/ws",
        **more: Any,
    ) -> AsyncGenerator[Tablet]:
        """A tablet on the seat of a member, by a session of its own."""
        headers = {"Cookie": f"session={cookie or member}", **({} if origin is None else {"Origin": origin})}
        subprotocols: list[Subprotocol] = more.pop("subprotocols", [Subprotocol(SUBPROTOCOL)])
        address = f"ws://127.0.0.1:{self.port}{path}"
        # It reads all that comes, unless a test wants it to be slow, and does not wait long for a last word.
        how: dict[str, Any] = {"compression": None, "max_queue": None, "close_timeout": 0.5, **more}
        async with connect(address, additional_headers=headers, subprotocols=subprotocols, **how) as socket:
            yield Tablet(socket)


@asynccontextmanager
async def serving(
    folder: Path, *, limits: Limits = LIMITS, bounds: Bounds = BOUNDS, options: Mapping[str, Any] | None = None
) -> AsyncGenerator[Served]:
    """A server with the council's meeting, and everybody signed in by a session named like them."""
    chamber = Chamber(folder, FixedClock(), WireEncoding())
    async with chamber.keeper:
        room = await chamber.convene()
        sockets = Sockets(lambda: 0.5)
        house = House(chamber.keeper, chamber.presence, sockets)
        people = People()
        doors = Doors(lambda origin: origin == ORIGIN, people.session_of)
        served = Served(chamber, room, sockets, people)
        for member in (*ROLES, *DELEGATES):
            await people.sign_in(member, member)
        endpoint = Endpoint(house, doors, limits, bounds)
        application = Starlette(routes=[WebSocketRoute("/m/{meeting}/ws", endpoint)])
        given: Mapping[str, Any] = {**server_options()} if options is None else options
        config = uvicorn.Config(application, port=0, lifespan="off", log_level="warning", **given)
        async with listening(config) as served.port:
            yield served


@asynccontextmanager
async def listening(config: uvicorn.Config) -> AsyncGenerator[int]:
    """uvicorn, without the loop around it that waits for signals and the pauses at its end; its port."""
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        for connection in list(server.server_state.connections):
            connection.shutdown()
        for listener in server.servers:
            listener.close()
        await asyncio.gather(*server.server_state.tasks)
