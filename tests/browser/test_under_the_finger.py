"""Nothing moves under a finger or out of its reach: what is to be sent stays in sight, notices come beneath a vote."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.screen import PHONE, Device, Screen
from tests.browser.tour import everybody_present

LANDSCAPE = Device(1024, 768, has_touch=True)


async def top(screen: Screen, name: str) -> float:
    box = await screen.button(name).bounding_box()
    assert box
    return box["y"]


async def opened(gathering: Gathering, item: str, poll: str) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=item)
    await gathering.give(CHAIR, "open_poll", poll=poll)


async def with_a_long_ballot(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="7-elections")
    options = [{"ref": f"o{n}", "text": f"Candidate {n}"} for n in range(1, 16)]
    terms = {"method": "choose", "secrecy": "named", "max": 3, "options": options, "question": "Who?"}
    await gathering.give(SECRETARY, "prepare_poll", ref="many", item="7-elections", **terms)
    await gathering.give(CHAIR, "open_poll", poll="many")


async def test_the_vote_is_in_sight_below_a_long_ballot(gathering: Gathering) -> None:
    await with_a_long_ballot(gathering)
    tablet = await gathering.enters("aldenhaven", LANDSCAPE)
    for device in (LANDSCAPE, PHONE):
        await tablet.becomes(device)
        await tablet.page.get_by_label("Candidate 1", exact=True).check()
        await expect(tablet.button("Vote")).to_be_in_viewport(ratio=1)
        tabs = await tablet.page.locator(".tabs").bounding_box()
        assert tabs
        assert await top(tablet, "Vote") < tabs["y"] - 60
        await tablet.page.get_by_label("Candidate 1", exact=True).uncheck()


async def test_what_has_become_of_the_vote_comes_into_sight_below_a_long_ballot(gathering: Gathering) -> None:
    await with_a_long_ballot(gathering)
    tablet = await gathering.enters("aldenhaven", LANDSCAPE)
    for device in (LANDSCAPE, PHONE):
        await tablet.becomes(device)
        await tablet.page.evaluate("scrollTo(0, 0)")
        await tablet.page.get_by_label("Candidate 1", exact=True).set_checked(device is LANDSCAPE)
        await tablet.page.get_by_label("Candidate 2", exact=True).check()
        await tablet.press("Change my vote" if device is PHONE else "Vote")
        receipt = tablet.page.locator("ballot-paper .note-ok")
        await expect(receipt).to_be_in_viewport(ratio=1)
        box, tabs = await receipt.bounding_box(), await tablet.page.locator(".tabs").bounding_box()
        assert box
        assert tabs
        assert box["y"] + box["height"] <= tabs["y"]


async def test_an_announcement_does_not_move_the_buttons_of_a_vote(gathering: Gathering) -> None:
    await opened(gathering, "2-audit", "discharge")
    tablet = await gathering.enters("aldenhaven", PHONE)
    before = await top(tablet, "Against")
    await gathering.give(CHAIR, "announce", text="The restaurant closes at two.")
    await tablet.shows("The restaurant closes at two.")
    assert await top(tablet, "Against") == before


async def test_a_lost_connection_is_explained_and_moves_nothing(gathering: Gathering) -> None:
    await opened(gathering, "2-audit", "discharge")
    tablet = await gathering.enters("aldenhaven", LANDSCAPE)
    tablet.allow("ERR_INTERNET_DISCONNECTED|WebSocket connection to")
    before = await top(tablet, "Against")
    await tablet.page.context.set_offline(offline=True)
    await tablet.shows(re.compile("what is recorded is safe"), re.compile("You cannot vote right now"))
    assert await top(tablet, "Against") == before
    assert await tablet.barriers() == []
    await tablet.page.context.set_offline(offline=False)
    await expect(tablet.button("Against")).to_be_enabled()
    await tablet.press("Against")
    await tablet.shows("Your vote: Against.")
