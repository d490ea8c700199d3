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
