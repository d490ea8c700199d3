"""The socket of a meeting, on a real server with real websockets."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from meetings.live.outbox import Bounds
from meetings.ports import Seat, StorageFault
from meetings.rules.agenda import AddItem
from meetings.rules.identity import ItemId, MemberId, PaperId
from meetings.rules.papers import AttachPaper
from meetings.rules.polls import CastVote
from meetings.rules.proceedings import Announce
from meetings.wire.connection import LIMITS
from tests.live.served import Served, Tablet, serving
from tests.rooms.chamber import DELEGATES, MEETING


@pytest.fixture
async def served(tmp_path: Path) -> AsyncGenerator[Served]:
    async with serving(tmp_path) as served:
        yield served


async def refused(served: Served, **how: Any) -> int:
    """The status with which the upgrade is refused."""
    with pytest.raises(InvalidStatus) as refusal:
        async with served.tablet("an", **how):
            pass
    return refusal.value.response.status_code


def applied(view: dict[str, Any], delta: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in view.items() if key not in delta["drop"]}
    return {**kept, **delta["put"]}


async def announced(served: Served, text: str) -> None:
    await served.chamber.do(served.room, "secretary", Announce(id=served.chamber.id(), text=text))


# Who may come in


async def test_without_a_session_the_upgrade_is_refused(served: Served) -> None:
    assert await refused(served, cookie="nobody") == 403


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", ""])
async def test_a_foreign_origin_is_refused_before_the_upgrade(served: Served, origin: str) -> None:
    assert await refused(served, origin=origin) == 403


async def test_who_has_no_seat_in_this_meeting_is_told_so(served: Served) -> None:
    async with served.tablet("an", path="/m/another/ws") as tablet:
        assert await tablet.closed() == (4403, "You have no seat in this meeting.")


async def test_a_session_may_hold_several_seats_and_names_one(served: Served) -> None:
    await served.people.sign_in("family", "an", "guest")
    async with served.tablet("an", cookie="family", path=f"/m/{MEETING}/ws?seat=guest") as tablet:
        assert (await tablet.greet())["you"] == {"ref": "guest", "name": "Guest", "role": "observer"}


async def test_of_several_seats_one_is_to_be_named(served: Served) -> None:
    await served.people.sign_in("family", "an", "guest")
    async with served.tablet("an", cookie="family") as tablet:
        code, reason = await tablet.closed()
    assert code == 4403
    assert reason is not None
    assert "?seat=REF" in reason


async def test_a_seat_that_is_not_ones_own_cannot_be_named(served: Served) -> None:
    async with served.tablet("an", path=f"/m/{MEETING}/ws?seat=chair") as tablet:
        assert (await tablet.closed())[0] == 4403


async def test_the_subprotocol_is_spoken(served: Served) -> None:
    async with served.tablet("an") as tablet:
        assert tablet.socket.subprotocol == "meetings.v1"


async def test_another_subprotocol_is_not_ours(served: Served) -> None:
    async with served.tablet("an", subprotocols=[Subprotocol("chat")]) as tablet:
        assert await tablet.closed() == (4400, "The subprotocol meetings.v1 was expected.")


async def test_nothing_is_compressed(served: Served) -> None:
    async with served.tablet("an", compression="deflate") as tablet:
        assert tablet.socket.response is not None
        assert "Sec-WebSocket-Extensions" not in tablet.socket.response.headers


async def test_a_session_for_a_meeting_without_a_log_has_no_meeting(served: Served) -> None:
    seat = Seat(structs.asdict(Seat(MEETING, MemberId("an")))["meeting"] + "-2", MemberId("an"))
    await served.people.directory.open_session(served.people.digest("lost"), seat, at=0, exclusive=False)
    async with served.tablet("an", cookie="lost", path="/m/council-2/ws") as tablet:
        await tablet.say(do="hello")
        assert await tablet.closed() == (4403, "You have no seat in this meeting.")


async def test_a_seat_of_somebody_who_was_never_admitted_is_none(served: Served) -> None:
    await served.people.sign_in("eva", "eva")
    async with served.tablet("eva") as tablet:
        await tablet.say(do="hello")
        assert (await tablet.closed())[0] == 4403


# The conversation


async def test_a_hello_is_answered_by_a_welcome(served: Served) -> None:
    async with served.tablet("an") as tablet:
        welcome = await tablet.greet()
        assert (welcome["meeting"], welcome["log"], welcome["resumed"]) == (MEETING, served.room.log_id, False)
        assert (welcome["position"], welcome["head"]) == (
            served.room.position.number,
            served.room.position.head.hex(),
        )
        assert {"me", "meeting", "quorum", "now", "item/budget", "member/an", "can"} <= set(welcome["view"])
        assert (await tablet.next())["passing"]


async def test_a_command_is_answered_and_seen_by_all(served: Served) -> None:
    async with served.tablet("chair") as chair, served.tablet("an") as an:
        await chair.greet()
        await an.greet()
        done = await chair.ask("announce", text="Lunch")
        assert done == {"t": "done", "id": "tablet-000001", "position": done["position"], "at": done["at"]}
        delta = await an.next_that(t="delta", position=done["position"])
        assert delta["put"]["notice"]["text"] == "Lunch"


async def test_the_same_id_is_answered_the_same(served: Served) -> None:
    async with served.tablet("chair") as tablet:
        await tablet.greet()
        for _ in range(2):
            await tablet.say(do="add_item", id="item-00001", title="Other business")
        first = await tablet.next_that(id="item-00001")
        assert first["ref"].startswith("r")
        assert await tablet.next_that(id="item-00001") == first


async def test_what_the_rules_refuse_is_refused(served: Served) -> None:
    async with served.tablet("an") as tablet:
        await tablet.greet()
        refusal = await tablet.ask("open_poll", poll="p1")
        assert (refusal["t"], refusal["code"]) == ("refused", "not_allowed")


async def test_an_unknown_command_is_refused_and_the_socket_stays_open(served: Served) -> None:
    async with served.tablet("an") as tablet:
        await tablet.greet()
        assert (await tablet.ask("dance"))["code"] == "bad_command"
        assert (await tablet.ask("request_floor"))["t"] == "done"


async def test_commands_of_one_socket_are_recorded_in_order(served: Served) -> None:
    async with served.tablet("secretary") as tablet:
        await tablet.greet()
        for number in range(200):
            await tablet.say(do="announce", id=f"announce-{number:03d}", text=f"Number {number}")
        positions = [(await tablet.next_that(t="done"))["position"] for _ in range(200)]
        assert positions == list(range(positions[0], positions[0] + 200))


async def test_members_who_vote_at_once_are_all_recorded(served: Served) -> None:
    poll = await served.chamber.open_poll(served.room, "p1")
    async with AsyncExitStack() as stack:
        tablets = [await stack.enter_async_context(served.tablet(member)) for member in DELEGATES]
        await asyncio.gather(*(tablet.greet() for tablet in tablets))
        done = await asyncio.gather(*(tablet.ask("cast_vote", poll=poll, choice="yes") for tablet in tablets))
        assert {answer["t"] for answer in done} == {"done"}
        own = await tablets[0].next_that(t="delta", seat=True)
        assert own["put"]["me/vote/p1"]["choice"] == "yes"
    assert set(served.room.meeting.polls.polls[poll].votes) == set(DELEGATES)


async def test_who_is_connected_is_known(served: Served) -> None:
    async with served.tablet("chair") as chair:
        await chair.greet()
        async with served.tablet("an") as an:
            await an.greet()
            assert (await chair.next_that(passing=True, put={"presence": {"an": True, "chair": True}}))["drop"] == []
        await chair.next_that(passing=True, put={"presence": {"chair": True}})


async def test_after_a_gap_welcome_and_what_was_missed_make_the_view(served: Served) -> None:
    async with served.tablet("an") as tablet:
        welcome = await tablet.greet()
    view = welcome["view"]
    await announced(served, "Lunch")
    await served.chamber.do(served.room, "chair", AddItem(id=served.chamber.id(), ref=ItemId("x"), title="X"))
    served.room.publisher.publish()
    async with served.tablet("an") as tablet, served.tablet("binh") as other:
        again = await tablet.greet(log=welcome["log"], position=welcome["position"], head=welcome["head"])
        assert again["resumed"]
        assert set(again["view"]) == {"me"}
        delta = await tablet.next()
        assert set(delta["put"]) == {"notice", "item/x"}
        whole = (await other.greet())["view"]
        assert {**applied(view, delta), **again["view"], "me": None} == {**whole, "me": None}


@pytest.mark.parametrize(
    "resume",
    [
        {"log": "00" * 32, "position": 3, "head": "00" * 32},
        {"position": 3, "head": "00" * 32},
        {"log": "own", "position": 3, "head": "no hexadecimal"},
        {"log": "own", "position": -3, "head": "00" * 32},
        {"log": "own", "position": 2**80, "head": "00" * 32},
        {"log": "own", "position": 3, "head": None},
        {"log": "own", "position": None, "head": "00" * 32},
    ],
)
async def test_from_a_place_that_is_not_known_one_gets_a_whole_view(served: Served, resume: dict[str, Any]) -> None:
    log = served.room.log_id if resume.get("log") == "own" else resume.get("log")
    async with served.tablet("an") as tablet:
        welcome = await tablet.greet(**{**resume, "log": log})
        assert not welcome["resumed"]
        assert "meeting" in welcome["view"]


# What is shown


async def with_paper(served: Served) -> None:
    upload = await served.chamber.blobs.put(b"%PDF", "application/pdf", pages=3)
    attach = AttachPaper(
        id=served.chamber.id(), ref=PaperId("a"), item=ItemId("budget"), sha256=upload.sha256, title="Budget"
    )
    await served.chamber.do(served.room, "secretary", attach)
    served.room.publisher.publish()


async def test_the_chair_shows_a_page_to_everybody(served: Served) -> None:
    await with_paper(served)
    async with served.tablet("chair") as chair, served.tablet("hall") as hall:
        await chair.greet()
        await hall.greet()
        await chair.say(do="signal", kind="page", paper="a", version=1, page=2)
        while "shown" not in (passing := await hall.next_that(passing=True))["put"]:
            pass
        assert passing["put"]["shown"] == {"paper": "a", "version": 1, "page": 2}


@pytest.mark.parametrize(
    ("member", "signal"),
    [
        ("an", {"kind": "page", "paper": "a", "version": 1, "page": 2}),
        ("chair", {"kind": "page", "paper": "b", "version": 1, "page": 2}),
        ("chair", {"kind": "page", "paper": "a", "version": 2, "page": 2}),
        ("chair", {"kind": "page", "paper": "a", "version": 1, "page": 4}),
        ("chair", {"kind": "page", "paper": "a", "version": 1, "page": 0}),
        ("chair", {"kind": "pointer", "paper": "a", "version": 1, "page": 1}),
    ],
)
async def test_nobody_else_and_nothing_else_is_shown(served: Served, member: str, signal: dict[str, Any]) -> None:
    await with_paper(served)
    async with served.tablet(member) as tablet:
        await tablet.greet()
        await tablet.say(do="signal", **signal)
        assert (await tablet.ask("request_floor"))["t"] in ("done", "refused")
        served.room.publisher.publish()
        async with served.tablet("hall") as hall:
            await hall.greet()
            assert "shown" not in (await hall.next_that(passing=True))["put"]


async def test_who_has_the_floor_turns_the_pages(served: Served) -> None:
    await with_paper(served)
    async with served.tablet("an") as an, served.tablet("chair") as chair:
        await an.greet()
        await chair.greet()
        await an.ask("request_floor")
        assert (await chair.ask("give_floor", member="an"))["t"] == "done"
        await an.say(do="signal", kind="page", paper="a", version=1, page=3)
        while "shown" not in (passing := await chair.next_that(passing=True))["put"]:
            pass
        assert passing["put"]["shown"]["page"] == 3


# How a socket ends


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


async def test_a_seat_without_votes_may_be_opened_any_number_of_times(served: Served) -> None:
    await served.people.sign_in("new", "hall")
    async with served.tablet("hall") as first, served.tablet("hall", cookie="new") as second:
        await first.greet()
        await second.greet()
        await announced(served, "Lunch")
        await first.next_that(t="delta", position=served.room.position.number)


async def test_a_seat_that_is_revoked_is_signed_out(served: Served) -> None:
    async with served.tablet("an") as tablet, served.tablet("binh") as other:
        await tablet.greet()
        await other.greet()
        served.sockets.seat_revoked(Seat(MEETING, MemberId("an")))
        assert await tablet.closed() == (4401, "You are no longer signed in.")
        assert (await other.ask("request_floor"))["t"] == "done"


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


async def swamped(served: Served, member: str) -> bool:
    """So much is published that a tablet which reads nothing lags."""
    seat = Seat(MEETING, MemberId(member))
    [place] = [each for each in served.sockets if each.seat == seat]
    for number in range(2000):
        await announced(served, f"{number} " + "x" * 15_000)
        served.room.publisher.publish()
        await asyncio.sleep(0)
        if place.outbox.is_lagging:
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


async def test_a_server_without_a_sink_serves_as_well(tmp_path: Path) -> None:
    options = {"ws": "websockets-sansio", "ws_max_size": 65536}
    async with serving(tmp_path, options=options) as served:
        poll = await served.chamber.open_poll(served.room, "p1")
        async with served.tablet("an") as tablet, served.tablet("binh") as other:
            await tablet.greet()
            await other.greet()
            assert (await tablet.ask("cast_vote", poll=poll, choice="yes"))["t"] == "done"
            await served.chamber.do(served.room, "binh", CastVote(id=served.chamber.id(), poll=poll, choice="no"))
            await other.next_that(t="delta", seat=True)
            await tablet.socket.send("?")
            assert (await tablet.closed())[0] == 4400
