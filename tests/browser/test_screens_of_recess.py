"""A recess with a time to come back: announced, counted down, changed, over, ended late."""

import re
import time

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, Gathering
from tests.browser.tour import Tour, one_of_each_at

OVER = "The break is over: we go on shortly."


async def test_a_recess_is_announced_counted_down_and_ended_late(gathering: Gathering) -> None:
    tour, screens = Tour(), await one_of_each_at(gathering, "3-budget")
    chair, secretary, hall, tablet = screens
    await chair.press("More")
    await chair.press("Suspend the meeting")
    dialog = chair.page.get_by_role("dialog")
    await dialog.get_by_label("10 minutes").check()
    await tour.look("suspending", chair)
    await dialog.get_by_role("button", name="Suspend the meeting").click()
    await hall.shows(re.compile("^We go on at"))
    await expect(hall.page.get_by_role("timer")).to_have_text(re.compile("^(10|9):"))
    for screen in (chair, secretary, tablet):
        await screen.shows(re.compile("^Break until"), re.compile("^We go on in (10|9):"))
    await gathering.give("kesthal", "leave")
    await tour.look("recess", *screens)
    await chair.press("More")
    await chair.press("Announce another time to go on")
    await chair.page.get_by_role("dialog").get_by_label("30 minutes").check()
    await chair.press("Announce the time")
    await expect(hall.page.get_by_role("timer")).to_have_text(re.compile("^(30|29):"))
    await gathering.give(CHAIR, "change_recess", until=int(time.time() * 1000) + 2500)
    for screen in screens:
        await screen.shows(OVER)
    await tour.look("recess-over", *screens)
    await chair.press("Resume the meeting")
    await tablet.shows(re.compile("Draft budget"))
    await gathering.give("kesthal", "return_to_meeting")
    await hall.shows(re.compile("Draft budget"))
    await tour.look("recess-ended", *screens)
    tour.is_over()
