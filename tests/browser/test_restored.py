"""A server that was restored from a backup: what the tablets, the chair and the secretary are told."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Playwright, expect

from meetings.rehearsal.server import Server, free_port
from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.house import House
from tests.browser.tour import Tour, one_of_each_at


@pytest.fixture
async def own_house(tmp_path: Path) -> AsyncGenerator[House]:
    """A house whose server the test ends."""
    async with Server(tmp_path / "data", free_port()) as server:
        yield House(server, tmp_path / "data")


async def test_everybody_is_told_that_the_record_was_restored_and_what_is_gone(
    own_house: House, playwright: Playwright, browser: Browser, tmp_path: Path
) -> None:
    house, tour = own_house, Tour()
    gathering = Gathering(house, playwright, browser, await house.convene())
    chair, secretary, _, tablet = await one_of_each_at(gathering, "2-audit")
    for screen in gathering.screens:
        screen.allow("ERR_CONNECTION_REFUSED|WebSocket connection")
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    file, restored = tmp_path / "backup.zip", tmp_path / "restored"
    assert (await house.meetings("backup", file, "--data", house.folder)).returncode == 0
    await tablet.press("For")
    await tablet.shows("Your vote: For.")
    await house.server.stop()
    done = await house.meetings("restore", file, "--by", "Ms Lind", "--data", restored)
    assert done.returncode == 0, done.stderr
    port = urlsplit(house.url).port
    assert port is not None
    async with Server(restored, port):
        await tablet.shows(
            re.compile("This meeting was restored from a backup of"),
            "Please check whether your vote is shown.",
            re.compile(r"Your vote on .* recorded at .*: For"),
        )
        await tablet.never_shows("Your vote: For.")
        for screen in (chair, secretary):
            await screen.shows(re.compile(r"The record was restored at .* by .*Ms Lind"), re.compile("is missing"))
        await tour.look("restored", chair, secretary, tablet)
        await chair.press("Resume voting")
        await tablet.press("Against")
        await tablet.shows("Your vote: Against.")
        await tablet.press("Put this away")
        await expect(tablet.button("Put this away")).to_have_count(0)
        await gathering.give(SECRETARY, "announce", text="Please vote again.")
        tour.is_over()
        faults = [fault for screen in gathering.screens for fault in screen.faults]
        await gathering.leave()
    assert faults == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"failed": True, "behind_s": 90, "last_at": None}, "There is none since the server was started."),
        ({"failed": True, "behind_s": 90, "last_at": 1_790_000_000_000}, "The last automatic backup failed"),
        ({"failed": False, "behind_s": 2000, "last_at": 1_790_000_000_000}, "While a confidential vote is open"),
    ],
)
async def test_the_secretary_is_told_what_is_wrong_with_the_backups(
    gathering: Gathering, told: dict[str, object], words: str
) -> None:
    secretary = await gathering.enters(SECRETARY)
    await secretary.never_shows(re.compile("backup"))
    await secretary.page.route("**/backups*", lambda route: route.fulfill(json={"made": True, **told}))
    await secretary.page.reload()
    await secretary.shows(re.compile(words), re.compile("The meeting goes on and loses nothing by it."))
