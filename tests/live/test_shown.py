"""What is shown now, by signals of the tablets."""

from typing import Any

import pytest

from meetings.rules.identity import ItemId, PaperId
from meetings.rules.papers import AttachPaper
from tests.live.served import Served

CHAIR_IS_HERE = {"presence": {"chair": True}}


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


async def test_the_chair_ends_what_is_shown(served: Served) -> None:
    await with_paper(served)
    async with served.tablet("chair") as chair:
        await chair.greet()
        await chair.say(do="signal", kind="page", paper="a", version=1, page=2)
        await chair.next_that(passing=True, put={"shown": {"paper": "a", "version": 1, "page": 2}, **CHAIR_IS_HERE})
        await chair.say(do="signal", kind="page")
        assert (await chair.next_that(passing=True, put=CHAIR_IS_HERE))["drop"] == ["shown"]
