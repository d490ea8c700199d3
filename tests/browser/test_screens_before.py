"""The screens of those who arrive: signing in, choosing a PIN, waiting, the roll call."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.screen import Screen
from tests.browser.tour import Tour, one_of_each


async def test_signing_in(gathering: Gathering) -> None:
    tour, screen = Tour(), await gathering.device("joining")
    await screen.page.goto(f"/j/{gathering.id}")
    await screen.shows("Join the meeting")
    await tour.look("join", screen)
    await enters_a_wrong_code(screen)
    await tour.look("join-wrong", screen)
    await screen.page.goto(f"/j/{gathering.id}#t=thislinkisold")
    await screen.shows(re.compile("This link is not valid any more"))
    await tour.look("join-old-link", screen)
    await screen.page.goto(gathering.links[CHAIR].url)
    await screen.shows("Choose your signing PIN")
    await tour.look("pin", screen)
    await gathering.joins(screen, "aldenhaven")
    await screen.page.goto(f"/m/{gathering.id}")
    await screen.shows("For whom do you open this page?")
    await tour.look("seats", screen)
    screen.allow("404")
    await screen.page.goto("/m/nosuchmeeting")
    await tour.look("not-found", screen)
    tour.is_over()


async def test_a_browser_that_is_too_old_is_told_so(gathering: Gathering) -> None:
    screen = await gathering.device("old")
    told = screen.page.get_by_role("alert").filter(has_text="This browser is too old for this page")
    await screen.page.goto(f"/j/{gathering.id}")
    await screen.shows("Join the meeting")
    await expect(told).to_have_count(0)
    for missing in ("CSSLayerBlockRule", "HTMLDialogElement"):
        await screen.page.add_init_script(f"delete window.{missing}")
        for address in ("/", f"/j/{gathering.id}"):
            await screen.page.goto(address)
            await expect(told).to_be_visible()


async def test_the_front_page_leads_to_the_meeting(gathering: Gathering) -> None:
    tour, screen = Tour(), await gathering.device("joining")
    await screen.page.goto("/")
    await screen.shows("Go to your meeting", "Chair, secretary, stewards, hall display")
    await tour.look("front", screen)
    screen.allow("status of 404")
    await screen.page.get_by_label("Code of the meeting").fill("a1b2c3d4e5")
    await screen.press("Go to the meeting")
    await screen.shows(re.compile("^There is no such meeting on this server"))
    await tour.look("front-wrong", screen)
    await screen.page.get_by_label("Code of the meeting").fill(gathering.links["aldenhaven"].url)
    await screen.press("Go to the meeting")
    await screen.is_ready()
    await screen.page.goto("/")
    await screen.page.get_by_role("link", name=re.compile("Katarina Voss")).click()
    await screen.is_ready()
    await screen.page.goto("/")
    await tour.look("front-signed-in", screen)
    tour.is_over()


async def test_the_front_page_in_vietnamese(gathering: Gathering) -> None:
    screen = await gathering.device("joining", language="vi")
    await screen.page.goto("/")
    await screen.shows("Mã cuộc họp")
    await screen.picture("front-vi")
    assert await screen.barriers() == []


async def enters_a_wrong_code(screen: Screen) -> None:
    screen.allow("status of 403")
    await screen.page.get_by_label("Seat").fill("aldenhaven")
    await screen.page.get_by_label("Code").fill("AAAA-AAAA")
    await screen.press("Join the meeting")
    await screen.shows(re.compile("Seat and code do not fit together"))


async def test_waiting_and_the_roll_call(gathering: Gathering) -> None:
    tour = Tour()
    screens = chair, secretary, hall, tablet = await one_of_each(gathering)
    await tour.look("scheduled", *screens)
    await tablet.press("Reading settings")
    await tour.look("settings", tablet)
    await tablet.press("Done")
    await gathering.give(CHAIR, "call_to_order")
    await tablet.shows("The meeting is open")
    await tour.look("open", chair, hall, tablet)
    await gathering.give(CHAIR, "open_roll_call", method="code")
    await tablet.shows("Roll call: are you here?")
    await expect(hall.page.locator(".hall-code")).to_be_visible()
    await tour.look("roll", *screens)
    await tablet.page.get_by_label("Code on the hall display").fill("AAAA-AAAA")
    await tablet.press("I am present")
    await tablet.shows(re.compile("This code is not the one on the hall display"))
    await tour.look("roll-wrong", tablet)
    await gathering.give(SECRETARY, "record_attendance", member="aldenhaven", status="present")
    await tablet.shows("You are recorded as present.")
    await tour.look("roll-answered", tablet)
    await gathering.give(CHAIR, "close_roll_call")
    await gathering.give(CHAIR, "open_roll_call", method="call")
    await secretary.shows("The roll call is open.")
    await tour.look("roll-by-name", secretary, hall)
    tour.is_over()
