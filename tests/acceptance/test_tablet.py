"""The simulated tablet keeps to PROTOCOL: against a server of a few lines that answers as each test says."""

import asyncio
import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets import Subprotocol
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from meetings.rehearsal.frames import SUBPROTOCOL
from meetings.rehearsal.play import Stuck, within
from meetings.rehearsal.rehearsing import connected
from meetings.rehearsal.tablet import NotTaken, Tablet, TurnedAway, Venue
from meetings.rules.proceedings import CallToOrder, Suspend

Behaviour = Callable[[ServerConnection, int], Awaitable[None]]
"""What the server does on a connection, given how many there were before."""


@asynccontextmanager
async def tablet_at(behaviour: Behaviour, refusing: int | None = None) -> AsyncGenerator[Tablet]:
    """A tablet, not connected yet, of a server that behaves so, or refuses the upgrade with a status."""
    connections = 0

    async def meet(socket: ServerConnection) -> None:
        nonlocal connections
        connections += 1
        await behaviour(socket, connections - 1)

    def upgrade(socket: ServerConnection, _: Request) -> Response | None:
        return None if refusing is None else socket.respond(refusing, "no")

    async with serve(meet, "127.0.0.1", 0, subprotocols=[Subprotocol(SUBPROTOCOL)], process_request=upgrade) as server:
        yield Tablet(Venue(f"http://127.0.0.1:{port_of(server)}", "m1"), "ada", "session=1")


def port_of(server: Server) -> int:
    return int(next(iter(server.sockets)).getsockname()[1])


async def heard(socket: ServerConnection) -> dict[str, Any]:
    return json.loads(await socket.recv())


async def say(socket: ServerConnection, t: str, **fields: Any) -> None:
    await socket.send(json.dumps({"t": t} | fields))


async def welcome(socket: ServerConnection) -> dict[str, Any]:
    """The hello of the tablet, answered with a welcome at position 7."""
    hello = await heard(socket)
    you = {"ref": "ada", "name": "Ada", "role": "delegate"}
    at = {"meeting": "m1", "log": "ab", "position": 7, "head": "cd", "now": 1}
    await say(socket, "welcome", **at, you=you, resumed=hello["log"] is not None, view={"me": {"ref": "ada"}})
    return hello


async def test_a_tablet_says_hello_in_our_subprotocol_with_its_session() -> None:
    seen: list[Any] = []

    async def behaviour(socket: ServerConnection, _: int) -> None:
        request = socket.request
        assert request is not None
        seen.extend([await welcome(socket), socket.subprotocol, request.headers["Cookie"], request.path])
        await socket.wait_closed()

    async with tablet_at(behaviour) as tablet, connected([tablet]):
        hello = {"do": "hello", "log": None, "position": None, "head": None}
        assert seen == [hello, "meetings.v1", "session=1", "/m/m1/ws?seat=ada"]


async def test_a_command_is_sent_again_with_the_same_id_until_it_is_known_to_be_recorded() -> None:
    ids: list[str] = []

    async def behaviour(socket: ServerConnection, _: int) -> None:
        await welcome(socket)
        while len(ids) < 3:
            ids.append((await heard(socket))["id"])
            await say(socket, *(["unknown"] if len(ids) < 3 else ["done"]), id=ids[-1], position=8, at=1)
        await socket.wait_closed()

    async with tablet_at(behaviour) as tablet, connected([tablet]):
        assert (await tablet.give(CallToOrder())).position == 8
    assert len(ids) == 3
    assert len(set(ids)) == 1
    assert 8 <= len(ids[0]) <= 64


async def test_a_tablet_comes_back_where_it_was_and_sends_what_is_unanswered() -> None:
    came: list[dict[str, Any]] = []

    async def behaviour(socket: ServerConnection, number: int) -> None:
        came.append(await welcome(socket))
        came.append(await heard(socket))
        if number == 0:
            await say(socket, "bye", after_ms=1)
            await socket.close(1012)
        else:
            await say(socket, "done", id=came[-1]["id"], position=9, at=1)
            await socket.wait_closed()

    async with tablet_at(behaviour) as tablet, connected([tablet]):
        receipt = await tablet.give(CallToOrder())
    first, command, second, again = came
    assert (first["log"], second) == (None, {"do": "hello", "log": "ab", "position": 7, "head": "cd"})
    assert command == again
    assert (receipt.position, tablet.returns) == (9, 1)


async def test_a_refusal_is_told_with_its_code() -> None:
    async def behaviour(socket: ServerConnection, _: int) -> None:
        await welcome(socket)
        await say(
            socket, "refused", id=(await heard(socket))["id"], code="already", message="The meeting is suspended."
        )
        await socket.wait_closed()

    async with tablet_at(behaviour) as tablet, connected([tablet]):
        with pytest.raises(NotTaken, match="already: The meeting is suspended"):
            await tablet.give(Suspend())


async def test_a_tablet_whose_seat_was_taken_does_not_come_back() -> None:
    connections: list[int] = []

    async def behaviour(socket: ServerConnection, number: int) -> None:
        connections.append(number)
        await welcome(socket)
        await heard(socket)
        await socket.close(4409, "This seat was opened on another tablet.")

    async with tablet_at(behaviour) as tablet, connected([tablet]):
        with pytest.raises(TurnedAway, match="4409 This seat"):
            await tablet.give(CallToOrder())
        with pytest.raises(TurnedAway):
            await tablet.until(lambda _: False)
        with pytest.raises(TurnedAway):
            await tablet.give(CallToOrder())
    assert connections == [0]


async def nothing(socket: ServerConnection, number: int) -> None:
    """Not reached: the upgrade is refused."""


async def test_who_is_refused_before_the_upgrade_is_turned_away() -> None:
    async with tablet_at(nothing, refusing=403) as tablet:
        with pytest.raises(TurnedAway, match="403"):
            async with connected([tablet]):
                pass


async def test_a_server_that_is_not_ready_yet_is_asked_again() -> None:
    async with tablet_at(nothing, refusing=503) as tablet:
        with pytest.raises(Stuck, match=r"0\.3 s"):
            await within(0.3, tablet.run(), "an end of the tablet's patience")
    assert tablet.returns == -1


async def test_a_frame_that_the_protocol_does_not_know_is_a_fault() -> None:
    async def behaviour(socket: ServerConnection, _: int) -> None:
        await heard(socket)
        await say(socket, "surprise")
        await socket.wait_closed()

    async with tablet_at(behaviour) as tablet:
        running = asyncio.create_task(tablet.run())
        with pytest.raises(ValueError, match="surprise"):
            await tablet.until(lambda screen: screen.is_welcome)
        assert isinstance(await asyncio.gather(running, return_exceptions=True), list)
