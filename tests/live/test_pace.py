"""Silence, beats, floods, and tablets that read slowly."""

import asyncio
import socket
from pathlib import Path
from typing import Any

from msgspec import structs
from websockets.exceptions import ConnectionClosed

from meetings.live.outbox import BOUNDS, Bounds, Outbox
from meetings.live.sink import HIGH_WATER
from meetings.ports import Seat
from meetings.rules.identity import MemberId
from meetings.wire.connection import LIMITS
from meetings.wire.frames import CloseCode, Violation
from tests.live.served import Served, Tablet, announced, applied, serving
from tests.rooms.chamber import MEETING


async def test_a_tablet_that_says_no_hello_is_closed(tmp_path: Path) -> None:
    limits = structs.replace(LIMITS, hello_s=0.05)
    async with serving(tmp_path, limits=limits) as served, served.tablet("an") as tablet:
        assert await tablet.closed() == (4400, "A hello was expected within 0.05 s, none came.")


async def test_a_silent_tablet_is_closed_and_may_come_back(tmp_path: Path) -> None:
    limits = structs.replace(LIMITS, silence_s=0.05)
    async with serving(tmp_path, limits=limits) as served, served.tablet("an") as tablet:
        await tablet.greet()
        assert await tablet.closed() == (1013, "Nothing came for 0.05 s: come back.")


async def test_the_server_beats(tmp_path: Path) -> None:
    limits = structs.replace(LIMITS, beat_s=0.02)
    async with serving(tmp_path, limits=limits) as served, served.tablet("an") as tablet:
        await tablet.greet()
        for _ in range(3):
            beat = await tablet.next_that(t="beat")
            assert beat == {"t": "beat", "position": served.room.position.number, "now": 1_700_000_000_000}


async def test_a_flood_ends_its_own_socket_and_others_notice_nothing(served: Served) -> None:
    async with served.tablet("an") as flooder, served.tablet("binh") as other:
        await flooder.greet()
        await other.greet()
        try:
            for _ in range(10_000):
                await flooder.say(do="beat")
        except ConnectionClosed:
            pass
        code, _ = await flooder.closed()
        assert code == 4429
        assert (await other.ask("request_floor"))["t"] == "done"


async def test_with_sixty_four_unanswered_commands_a_socket_is_not_read(served: Served) -> None:
    async with served.tablet("secretary") as tablet, served.tablet("an") as other:
        await tablet.greet()
        await tablet.next_that(passing=True)
        async with served.chamber.log.writing(MEETING, served.room.position):
            for number in range(63):
                await tablet.say(do="announce", id=f"announce-{number:03d}", text="Lunch")
            assert (await tablet.ask("dance"))["code"] == "bad_command"
            await tablet.say(do="announce", id="announce-063", text="Lunch")
            await tablet.say(do="dance", id="dance-00001")
            assert await tablet.hears_nothing()
            await other.greet()
        answers = [await tablet.next_that(t="done") for _ in range(64)]
        assert len({answer["position"] for answer in answers}) == 64
        assert (await tablet.next_that(id="dance-00001"))["code"] == "bad_command"


async def test_a_slow_reader_gets_a_fresh_view(tmp_path: Path) -> None:
    async with (
        serving(tmp_path, bounds=Bounds(deltas=20)) as served,
        served.tablet("an", max_queue=1) as slow,
        served.tablet("binh") as other,
    ):
        view = (await slow.greet())["view"]
        await other.greet()
        assert await swamped(served, "an")
        frames = await caught_up(slow, served.room.position.number)
        assert any(frame["t"] == "welcome" for frame in frames)
        for frame in frames:
            view = frame["view"] if frame["t"] == "welcome" else applied(view, frame)
        async with served.tablet("chi") as fresh:
            whole = (await fresh.greet())["view"]
        assert {**view, "me": None} == {**whole, "me": None}


async def test_for_a_tablet_that_reads_nothing_little_is_held_and_the_others_hear_all(served: Served) -> None:
    async with served.tablet("an", sock=await small(served.port)) as stalled, served.tablet("binh") as other:
        await stalled.greet()
        await other.greet()
        stalled.socket.transport.pause_reading()
        most = 0
        heard = asyncio.create_task(notices(other))
        while not outbox_of(served, "an").is_lagging:
            await announced(served, f"{served.room.position.number + 1} " + "x" * 15_000)
            served.room.publisher.publish()
            await asyncio.sleep(0)
            most = max(most, outbox_of(served, "an").waiting_bytes)
        await announced(served, "last")
        assert HIGH_WATER < most < HIGH_WATER + BOUNDS.delta_bytes + 100_000
        assert outbox_of(served, "an").waiting_bytes < HIGH_WATER + 100_000
        positions = await heard
        assert positions == list(range(positions[0], served.room.position.number + 1))


async def test_a_tablet_that_reads_nothing_for_too_long_is_sent_away(tmp_path: Path) -> None:
    async with serving(tmp_path, bounds=Bounds(stuck_s=0.05)) as served, served.tablet("an") as stalled:
        await stalled.greet()
        stalled.socket.transport.pause_reading()
        outbox = outbox_of(served, "an")
        async with asyncio.timeout(30):
            while not outbox.ended.done():
                await announced(served, f"{served.room.position.number + 1} " + "x" * 15_000)
                served.room.publisher.publish()
                await asyncio.sleep(0)
        assert (await outbox.ended).close == Violation.plain(CloseCode.TOO_SLOW)


async def small(port: int) -> socket.socket:
    """A connection that takes little which is not read."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
    connection.setblocking(False)
    await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
    return connection


async def notices(tablet: Tablet) -> list[int]:
    """The positions of the announcements that come, to the last of them."""
    positions: list[int] = []
    while True:
        frame = await tablet.next()
        notice = frame.get("put", {}).get("notice") if frame["t"] == "delta" else None
        if notice is not None:
            positions.append(frame["position"])
            if notice["text"] == "last":
                return positions


def outbox_of(served: Served, member: str) -> Outbox:
    """What waits for the only tablet of a member."""
    seat = Seat(MEETING, MemberId(member))
    [place] = [each for each in served.sockets if each.seat == seat]
    return place.outbox


async def swamped(served: Served, member: str) -> bool:
    """So much is published that a tablet which reads nothing lags."""
    outbox = outbox_of(served, member)
    for number in range(2000):
        await announced(served, f"{number} " + "x" * 15_000)
        served.room.publisher.publish()
        await asyncio.sleep(0)
        if outbox.is_lagging:
            return True
    return False


async def caught_up(tablet: Tablet, position: int) -> list[dict[str, Any]]:
    """What comes until the tablet is at a position."""
    frames: list[dict[str, Any]] = []
    while True:
        frame = await tablet.next()
        if frame["t"] == "welcome" or ("head" in frame and frame["t"] == "delta"):
            frames.append(frame)
            if frame["position"] == position:
                return frames
