"""The conversation on the socket of a meeting, on a real server with real websockets."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from meetings.rules.agenda import AddItem
from meetings.rules.identity import ItemId
from meetings.rules.poll_commands import CastVote
from tests.live.served import Served, announced, applied, serving
from tests.rooms.chamber import DELEGATES, MEETING


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


async def test_a_command_that_need_not_wait_does_not_overtake_one_that_must(served: Served) -> None:
    async with served.tablet("secretary") as tablet:
        await tablet.greet()
        await tablet.say(do="attach_paper", id="paper-00001", item="budget", title="Budget", sha256="0" * 64)
        await tablet.say(do="announce", id="notice-0001", text="Lunch")
        answers = [await tablet.next_that(t="refused"), await tablet.next_that(t="done")]
        assert [answer["id"] for answer in answers] == ["paper-00001", "notice-0001"]


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
