"""The screens of motions in a body that has its own terms for them: two thirds of all its members."""

import re
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser, Playwright

from tests.browser.gathering import CHAIR, Gathering
from tests.browser.house import House
from tests.browser.tour import Tour, everybody_present

BY_LAWS = {"majority": {"num": 2, "den": 3}, "base": "members", "secrecy": "open"}


@pytest.fixture
async def strict(house: House, playwright: Playwright, browser: Browser) -> AsyncGenerator[Gathering]:
    """The meeting of a body that asks for more than a simple majority."""
    meeting = Gathering(house, playwright, browser, await house.convene(terms={"motion": BY_LAWS}))
    yield meeting
    faults = [fault for screen in meeting.screens for fault in screen.faults]
    await meeting.leave()
    assert faults == []


async def test_a_motion_on_other_terms(strict: Gathering) -> None:
    """The terms are read before they are applied, and the chair puts a change of the by-laws on others."""
    tour = Tour()
    await everybody_present(strict)
    await strict.give(CHAIR, "start_item", item="5-rules")
    await strict.give(CHAIR, "cancel_poll", poll="rules", reason="A motion takes its place.")
    await strict.give("kesthal", "move_motion", item="5-rules", text="That Rule 12 read otherwise.")
    chair, tablet = [await strict.enters(ref) for ref in (CHAIR, "aldenhaven")]
    await chair.shows(re.compile("at least 2/3 of the votes of all members"))
    await tour.look("usual-terms", chair)
    await chair.press("Put to the vote")
    await chair.shows(re.compile("^Open voting: Shall the motion of"))
    await chair.button("Other terms…").first.click()
    form = chair.page.get_by_role("dialog")
    await tour.look("other-terms", chair)
    await form.get_by_label("More than half of all members", exact=True).check()
    await tour.look("other-terms-chosen", chair)
    await form.get_by_role("button", name="Prepare the vote").click()
    await chair.shows(re.compile("more than half of the votes of all members"))
    await chair.button(re.compile("^Open voting: Shall the motion of")).click()
    await tablet.turn_to("Now")
    await tablet.button("For").click()
    await chair.press_twice(re.compile("^Close voting"), "Press again to close the voting")
    await chair.press_twice(re.compile("^Declare the result"), re.compile("^Press again to declare"))
    await tablet.turn_to("Speak")
    await tablet.shows("Rejected")
    tour.is_over()


async def test_amendments_to_the_same_motion(gathering: Gathering) -> None:
    """One that changes other words stands beside the adopted one; one to the same words is restated by the chair."""
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="6-partnership")
    text = "That the council spend 100 crowns on the roads."
    moved = await gathering.give("kesthal", "move_motion", item="6-partnership", text=text)
    more = {"motion": str(moved["ref"]), "text": text.replace("100", "200")}
    await gathering.give("brodno", "move_amendment", ref="more", **more)
    await gathering.give(
        "kesthal", "move_amendment", motion=more["motion"], text=text.replace("roads", "roads and parks")
    )
    await gathering.give("mirny", "move_amendment", motion=more["motion"], text=text.replace("100", "50"))
    chair, tablet = [await gathering.enters(ref) for ref in (CHAIR, "aldenhaven")]
    await gathering.give(CHAIR, "put_motion", motion="more", ref="on-more")
    await gathering.give(CHAIR, "open_poll", poll="on-more")
    await tablet.button("For").click()
    await tablet.shows(re.compile("recorded"))
    await gathering.give(CHAIR, "close_poll", poll="on-more")
    await gathering.give(CHAIR, "declare_result", poll="on-more")
    await tablet.turn_to("Speak")
    for screen in (chair, tablet):
        await screen.shows("That the council spend 200 crowns on the roads.", re.compile("has changed the same words"))
    await tour.look("amendments-in-conflict", chair, tablet)
    await chair.press("Restate")
    await chair.page.get_by_label(re.compile("The whole motion")).fill(text.replace("100", "150"))
    await tour.look("restate", chair)
    await chair.press("Restate the amendment")
    await tablet.never_shows(re.compile("has changed the same words"))
    tour.is_over()
