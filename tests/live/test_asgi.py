"""The endpoint by the letter of ASGI, on a server that lets it wait."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from meetings.live.endpoint import Doors, Endpoint
from meetings.live.outbox import Bounds
from meetings.live.socket import House
from meetings.live.sockets import Sockets
from meetings.ports import Seat, Session
from meetings.rules.identity import MemberId
from meetings.wire import SUBPROTOCOL
from meetings.wire.encoding import WireEncoding
from tests.fakes.clock import FixedClock
from tests.rooms.chamber import MEETING, Chamber

Event = dict[str, Any]
SCOPE: Event = {
    "type": "websocket",
    "path": "/m/council/ws",
    "path_params": {"meeting": MEETING},
    "query_string": b"",
    "headers": [],
    "subprotocols": [SUBPROTOCOL],
}


async def session_of(_cookies: object) -> Session:
    return Session(b"digest", (Seat(MEETING, MemberId("an")),))


async def served(folder: Path, *events: Event, stuck: frozenset[str] = frozenset()) -> list[Event]:
    """What the endpoint sends when these events come; on a stuck kind of event the server lets it wait for ever."""
    chamber = Chamber(folder, FixedClock(), WireEncoding())
    sockets = Sockets(lambda: 0.5)
    house = House(chamber.keeper, chamber.presence, sockets)
    endpoint = Endpoint(house, Doors(lambda _: True, session_of), bounds=Bounds(stuck_s=0.01))
    incoming = [{"type": "websocket.connect"}, *events]
    sent: list[Event] = []

    async def receive() -> Event:
        if not incoming:
            await asyncio.Event().wait()
        return incoming.pop(0)

    async def send(event: Event) -> None:
        if event["type"] in stuck:
            await asyncio.Event().wait()
        sent.append(event)

    async with chamber.keeper:
        await chamber.convene()
        await endpoint(SCOPE, receive, send)
    assert len(sockets) == 0
    return sent


def text(frame: str) -> Event:
    return {"type": "websocket.receive", "text": frame}


async def test_the_conversation_goes_by_the_servers_own_events(tmp_path: Path) -> None:
    accepted, *frames, closed = await served(tmp_path, text('{"do":"hello"}'), text("?"))
    assert accepted == {"type": "websocket.accept", "subprotocol": SUBPROTOCOL}
    assert [frame["type"] for frame in frames] in ([], ["websocket.send"] * 2)
    assert (closed["type"], closed["code"]) == ("websocket.close", 4400)


async def test_a_tablet_that_takes_nothing_is_too_slow(tmp_path: Path) -> None:
    *_, closed = await served(tmp_path, text('{"do":"hello"}'), stuck=frozenset({"websocket.send"}))
    assert (closed["type"], closed["code"]) == ("websocket.close", 1013)


async def test_a_tablet_that_takes_not_even_the_close_is_left(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    sent = await served(tmp_path, text("?"), stuck=frozenset({"websocket.close"}))
    assert [event["type"] for event in sent] == ["websocket.accept"]
    assert "left without a close" in caplog.text


async def test_a_tablet_that_goes_is_gone(tmp_path: Path) -> None:
    sent = await served(tmp_path, {"type": "websocket.disconnect", "code": 1001})
    assert [event["type"] for event in sent] == ["websocket.accept"]
