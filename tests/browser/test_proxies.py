"""Proxies on the screens: recorded at the desk, given on the tablet, and a ballot of its own for each vote."""

import re
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser, Playwright, expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.house import House
from tests.browser.tour import Tour, everybody_present

PROXY, AWAY = "sandby", "lindental"
AWAY_NAME = "Trần Văn Đức"


@pytest.fixture
async def allowed(house: House, playwright: Playwright, browser: Browser) -> AsyncGenerator[Gathering]:
    """The meeting of a body that lets members vote for others."""
    convened = await house.convene(proxies=2, proxies_present=True, members_give_proxies=True)
    meeting = Gathering(house, playwright, browser, convened)
    yield meeting
    faults = [fault for screen in meeting.screens for fault in screen.faults]
    await meeting.leave()
    assert faults == []


async def test_a_proxy_is_recorded_at_the_desk_and_votes_for_each_by_name(allowed: Gathering) -> None:
    tour = Tour()
    await everybody_present(allowed)
    await allowed.give(SECRETARY, "record_attendance", member=AWAY, status="left")
    desk, tablet = await allowed.enters(SECRETARY), await allowed.enters(PROXY)
    await desk.press(f"Proxy for {AWAY_NAME}")
    await desk.page.get_by_label(re.compile("Who votes for")).select_option(PROXY)
    await desk.page.get_by_label(re.compile("Authority")).fill("letter of 3 December")
    await tour.look("proxy-form", desk)
    await desk.press("Record the proxy")
    await desk.shows("Proxy: Lê Hoàng Phương Thảo")
    await tablet.shows(f"You vote for {AWAY_NAME}, as long as they are away.")
    await allowed.give(CHAIR, "start_item", item="2-audit")
    await allowed.give(CHAIR, "open_poll", poll="discharge")
    own = tablet.page.get_by_role("group", name="Your vote", exact=True)
    other = tablet.page.get_by_role("group", name=f"Vote for {AWAY_NAME}")
    await expect(tablet.heading(f"You vote for {AWAY_NAME}")).to_be_visible()
    await tour.look("proxy-vote", tablet)
    await other.get_by_role("button", name="Against").click()
    await tablet.shows(re.compile(f"Vote for {AWAY_NAME}: Against. Recorded at"))
    await own.get_by_role("button", name="For").click()
    await tablet.shows(re.compile("Your vote: For. Recorded at"))
    await tour.look("proxy-voted", tablet)
    chair = await allowed.enters(CHAIR)
    await chair.shows(re.compile(r"by proxy\)"))
    member = await allowed.enters(AWAY)
    await member.shows(re.compile("Lê Hoàng Phương Thảo voted for you: Against"))
    await allowed.give(SECRETARY, "record_attendance", member=AWAY, status="present")
    await expect(other).to_have_count(0)
    await member.page.get_by_role("group", name="Your vote", exact=True).get_by_role("button", name="For").click()
    await tablet.shows(re.compile(f"{AWAY_NAME} has voted in person"))
    await allowed.give(CHAIR, "close_poll", poll="discharge")
    tour.is_over()


async def test_a_confidential_vote_for_another_asks_whose_it_is(allowed: Gathering) -> None:
    await everybody_present(allowed)
    await allowed.give(SECRETARY, "record_attendance", member="tornik", status="left")
    await allowed.give(SECRETARY, "give_proxy", member="tornik", proxy=PROXY, authority="a letter")
    tablet = await allowed.enters(PROXY)
    await allowed.give(CHAIR, "start_item", item="7-elections")
    await allowed.give(CHAIR, "open_poll", poll="ombudsperson")
    await tablet.page.get_by_role("group", name="Vote for Đặng Quốc Bảo").get_by_role("button", name="For").click()
    await tablet.shows("Vote “For” for Đặng Quốc Bảo?")
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Cast this vote").click()
    await tablet.shows(re.compile("Vote for Đặng Quốc Bảo recorded at"))
    await allowed.give(CHAIR, "cancel_poll", poll="ombudsperson", reason="a trial")


async def test_a_member_gives_a_proxy_on_the_tablet_and_ends_it(allowed: Gathering) -> None:
    await everybody_present(allowed)
    tablet = await allowed.enters(AWAY)
    await tablet.press("Let another member vote for you")
    await tablet.page.get_by_label("Who votes for you?").select_option(PROXY)
    await tablet.press("Give the proxy")
    await tablet.shows("Lê Hoàng Phương Thảo votes for you when you are away.")
    assert await tablet.barriers() == []
    await tablet.press("End the proxy")
    await tablet.page.get_by_role("dialog").get_by_role("button", name="End the proxy").click()
    await expect(tablet.button("Let another member vote for you")).to_be_visible()
