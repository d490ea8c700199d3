"""How a socket ends, and what the tablet is told."""

import json
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from meetings.live.sockets import MOST_OF_A_SESSION
from meetings.live.vigil import Vigil
from meetings.ports import Opening, Seat, StorageFault
from meetings.rules.identity import MemberId
from tests.live.served import Served, announced, serving
from tests.rooms.chamber import MEETING


async def test_a_command_before_the_hello_is_not_our_protocol(served: Served) -> None:
    async with served.tablet("an") as tablet:
        await tablet.say(do="request_floor", id="12345678")
        assert await tablet.closed() == (4400, "A hello was expected first, something else came.")


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ("hello", "JSON was expected: JSON is malformed: invalid character (byte 0)"),
        (b"hello", "Text frames were expected, a binary one came."),
        ("{}", "An object with `do` was expected, none came."),
        ("[]", "A JSON object was expected: Expected `object`, got `array`"),
    ],
)
async def test_what_is_not_our_protocol_closes_the_socket(served: Served, frame: str | bytes, reason: str) -> None:
    async with served.tablet("an") as tablet:
        await tablet.greet()
        await tablet.socket.send(frame)
        assert await tablet.closed() == (4400, reason)


@pytest.mark.parametrize("size", [65537, 1_000_000])
async def test_a_frame_over_64_kb_closes_the_socket(served: Served, size: int) -> None:
    async with served.tablet("an") as tablet:
        await tablet.greet()
        await tablet.socket.send("x" * size)
        assert (await tablet.closed())[0] == 1009


async def test_a_frame_of_64_kb_is_read(served: Served) -> None:
    async with served.tablet("secretary") as tablet:
        await tablet.greet()
        frame = {"do": "announce", "id": "12345678", "text": ""}
        frame["text"] = "x" * (65536 - len(json.dumps(frame)))
        await tablet.socket.send(json.dumps(frame))
        assert (await tablet.next_that(id="12345678"))["code"] == "too_long"


async def test_a_newer_session_takes_a_voting_seat(served: Served) -> None:
    async with served.tablet("an") as older:
        await older.greet()
        await served.people.sign_in("new", "an")
        async with served.tablet("an", cookie="new") as newer:
            await newer.greet()
            assert await older.closed() == (4409, "This seat was opened on another tablet.")
            assert (await newer.ask("request_floor"))["t"] == "done"


async def test_the_same_session_may_open_a_seat_twice(served: Served) -> None:
    async with served.tablet("an") as first, served.tablet("an") as second:
        await first.greet()
        await second.greet()
        assert (await first.ask("request_floor"))["t"] == "done"


async def test_a_page_that_is_open_goes_on_when_its_browser_signs_in_anew(served: Served) -> None:
    async with served.tablet("an") as first:
        await first.greet()
        await served.people.sign_in("anew", "an")
        served.sockets.session_renewed(served.people.digest("an"), served.people.digest("anew"))
        async with served.tablet("an", "anew") as second:
            await second.greet()
            assert (await first.ask("request_floor"))["t"] == "done"


async def test_a_seat_without_votes_may_be_opened_any_number_of_times(served: Served) -> None:
    await served.people.sign_in("new", "hall")
    async with served.tablet("hall") as first, served.tablet("hall", cookie="new") as second:
        await first.greet()
        await second.greet()
        await announced(served, "Lunch")
        await first.next_that(t="delta", position=served.room.position.number)


async def test_of_too_many_sockets_of_a_session_the_one_that_was_silent_for_longest_is_closed(served: Served) -> None:
    async with AsyncExitStack() as tablets:
        opened = [await tablets.enter_async_context(served.tablet("an")) for _ in range(MOST_OF_A_SESSION)]
        await opened[0].greet()
        await tablets.enter_async_context(served.tablet("an"))
        assert (await opened[1].closed())[0] == 4410
        await tablets.enter_async_context(served.tablet("an"))
        assert (await opened[2].closed())[0] == 4410
        assert (await opened[0].ask("request_floor"))["t"] == "done"
        assert len(served.sockets) == MOST_OF_A_SESSION


async def test_the_sockets_of_one_session_are_not_counted_with_those_of_others(served: Served) -> None:
    await served.people.sign_in("new", "guest")
    async with AsyncExitStack() as tablets:
        other = await tablets.enter_async_context(served.tablet("guest", cookie="new"))
        for _ in range(MOST_OF_A_SESSION):
            await tablets.enter_async_context(served.tablet("guest"))
        await other.greet()


async def test_a_session_that_lost_a_seat_to_many_others_is_signed_out_there(served: Served) -> None:
    await served.people.sign_in("new", "guest")
    async with served.tablet("guest") as older, served.tablet("guest", cookie="new") as newer:
        await older.greet()
        await newer.greet()
        served.sockets.seat_lost(Seat(MEETING, MemberId("guest")), {served.people.digest("guest")})
        assert (await older.closed())[0] == 4401
        await announced(served, "Lunch")
        await newer.next_that(t="delta", position=served.room.position.number)


async def test_a_seat_that_is_revoked_is_signed_out(served: Served) -> None:
    async with served.tablet("an") as tablet, served.tablet("binh") as other:
        await tablet.greet()
        await other.greet()
        served.sockets.seat_revoked(Seat(MEETING, MemberId("an")))
        assert await tablet.closed() == (4401, "You are no longer signed in.")
        assert (await other.ask("request_floor"))["t"] == "done"


async def test_who_lost_a_seat_at_another_node_is_told_at_the_next_look(served: Served) -> None:
    vigil = Vigil(served.sockets, served.people.directory)
    async with served.tablet("an") as an, served.tablet("binh") as binh, served.tablet("chi") as chi:
        for tablet in (an, binh, chi):
            await tablet.greet()
        await served.people.directory.open_session(
            Opening(digest=b"other", seat=Seat(MEETING, MemberId("an")), at=1, exclusive=True)
        )
        await served.people.directory.put_link(Seat(MEETING, MemberId("binh")), b"token", b"code")
        await vigil.look()
        assert [(await tablet.closed())[0] for tablet in (an, binh)] == [4409, 4401]
        assert (await chi.ask("request_floor"))["t"] == "done"


async def test_who_signs_out_loses_the_sockets_of_all_seats(served: Served) -> None:
    await served.people.sign_in("family", "an", "guest")
    path = f"/m/{MEETING}/ws?seat="
    async with (
        served.tablet("an", "family", path=f"{path}an") as an,
        served.tablet("guest", "family", path=f"{path}guest") as guest,
        served.tablet("binh") as binh,
    ):
        for tablet in (an, guest, binh):
            await tablet.greet()
        served.sockets.signed_out(served.people.digest("family"))
        assert [(await tablet.closed())[0] for tablet in (an, guest)] == [4401, 4401]
        assert (await binh.ask("request_floor"))["t"] == "done"


async def test_at_a_restart_tablets_are_told_when_to_come_back(served: Served) -> None:
    async with served.tablet("an") as tablet:
        await tablet.greet()
        served.sockets.restart()
        assert (await tablet.next_that(t="bye")) == {"t": "bye", "after_ms": 500}
        assert (await tablet.closed())[0] == 1012
    assert len(served.sockets) == 0


async def test_when_the_server_stops_tablets_are_told_when_to_come_back(tmp_path: Path) -> None:
    async with AsyncExitStack() as tablets:
        async with serving(tmp_path) as served:
            tablet = await tablets.enter_async_context(served.tablet("an"))
            await tablet.greet()
        assert (await tablet.next_that(t="bye"))["after_ms"] == 500
        assert (await tablet.closed())[0] == 1012


async def test_a_room_that_is_dropped_sends_its_tablets_away_to_come_back(served: Served) -> None:
    async with served.tablet("secretary") as tablet, served.tablet("an") as other:
        await tablet.greet()
        await other.greet()
        served.chamber.log.fault = StorageFault("the disk is gone")
        assert await tablet.ask("announce", text="Lunch") == {"t": "unknown", "id": "tablet-000001"}
        assert (await tablet.closed())[0] == (await other.closed())[0] == 1012
    async with served.tablet("secretary") as tablet:
        await tablet.greet()
        assert (await tablet.ask("announce", text="Lunch"))["t"] == "done"


async def test_a_fault_in_a_socket_is_logged_and_the_tablet_comes_back(
    served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    async with served.tablet("an") as tablet:
        monkeypatch.setattr(served.room.publisher, "join", faulty)
        await tablet.say(do="hello")
        assert (await tablet.closed())[0] == 1013
    assert "a fault in the socket of seat an of meeting council" in caplog.text
    assert len(served.sockets) == 0
