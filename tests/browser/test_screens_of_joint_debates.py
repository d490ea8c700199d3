"""A joint debate that outlasts the item with which it began, as chair, secretary, hall and delegates see it."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, Gathering
from tests.browser.screen import Screen
from tests.browser.tour import Four, Tour, one_of_each_at

BUDGET, BUSES, RULES = "3-budget", "4-buses", "5-rules"
TEXT = "That the night bus N3 run every night of the week."


async def test_a_joint_debate_goes_on_when_its_first_item_is_deferred(gathering: Gathering) -> None:
    tour, screens = Tour(), await one_of_each_at(gathering, BUDGET)
    chair, secretary, hall, tablet = screens
    await joined(chair)
    await tablet.shows("Debated together with:", re.compile("Bus network"), re.compile("Amendment of Rules"))
    await gathering.give("kesthal", "move_motion", item=BUSES, text=TEXT)
    await gathering.give("brodno", "request_floor")
    await gathering.give("kesthal", "request_floor")
    await chair.press(re.compile("^Give the floor to Ольга"))
    await hall.shows("Ольга Степаненко")
    await tour.look("joint-speech", *screens)
    await the_first_is_deferred(screens, tour)
    for screen in (chair, hall, tablet, secretary):
        await screen.shows(re.compile("Bus network"))
    await expect(chair.heading(re.compile("^Bus network")).first).to_be_visible()
    await hall.shows("Ольга Степаненко")
    await tour.look("joint-after-first", *screens)
    await gathering.give(CHAIR, "end_speech")
    await hall.shows(re.compile("^Items 4 and 5 of 7"), TEXT)
    await tour.look("joint-motion", *screens)
    tour.is_over()


async def joined(chair: Screen) -> None:
    await chair.press("More")
    await chair.press("Take items together")
    dialog = chair.page.get_by_role("dialog")
    for title in ("Bus network", "Amendment of Rules"):
        await dialog.get_by_label(re.compile(title)).check()
    await chair.press("Take them together")


async def the_first_is_deferred(screens: Four, tour: Tour) -> None:
    chair = screens.chair
    await chair.press("More")
    await chair.press("Defer the item")
    await tour.look("joint-deferring", chair)
    await chair.page.get_by_label("To which day?").fill("2027-01-12")
    await chair.page.get_by_role("dialog").get_by_role("button", name="Defer the item").click()
