"""A body with proxies and lots: a ranking for another, its correction, a roll call, a lost quorum."""

import re
from collections.abc import AsyncGenerator

import pytest
from playwright.async_api import Browser, Playwright, expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.house import House
from tests.browser.screen import Screen
from tests.browser.tour import Four, Tour, everybody_present, one_of_each

ITEM, RANKING, ALOUD = "7-elections", "culture", "aloud"
PROXY, AWAY, AWAY_NAME = "aldenhaven", "lindental", "Trần Văn Đức"
BALLOTS = {"brodno": ["szoke"], "kesthal": ["szoke", "nguyen"], "mirny": ["galagan"], "tornik": ["nguyen"]}
SEED = re.compile("([0-9a-f]{4} ){15}[0-9a-f]{4}")


@pytest.fixture
async def strict(house: House, playwright: Playwright, browser: Browser) -> AsyncGenerator[Gathering]:
    """The meeting of a body whose rules know all this."""
    convened = await house.convene(proxies=1, roll_call_start="lot")
    meeting = Gathering(house, playwright, browser, convened)
    yield meeting
    faults = [fault for screen in meeting.screens for fault in screen.faults]
    await meeting.leave()
    assert faults == []


async def test_a_ranking_is_given_for_another_and_one_is_corrected(strict: Gathering) -> None:
    tour, screens = Tour(), await at_the_elections(strict)
    await a_ranking_is_given_for_another(strict, screens.tablet, tour)
    await a_ranking_is_corrected(strict, screens, tour)
    tour.is_over()


async def test_a_roll_call_begins_with_a_lot_and_the_quorum_is_lost_in_business(strict: Gathering) -> None:
    tour, screens = Tour(), await at_the_elections(strict)
    await a_roll_call_begins_with_a_lot(strict, screens, tour)
    await the_quorum_is_lost(strict, screens.chair, tour)
    tour.is_over()


async def at_the_elections(gathering: Gathering) -> Four:
    """One member is away and has a proxy."""
    await everybody_present(gathering)
    await gathering.give(SECRETARY, "record_attendance", member=AWAY, status="left")
    await gathering.give(SECRETARY, "give_proxy", member=AWAY, proxy=PROXY, authority="a letter")
    await gathering.give(CHAIR, "start_item", item=ITEM)
    return await one_of_each(gathering)


async def a_ranking_is_given_for_another(gathering: Gathering, tablet: Screen, tour: Tour) -> None:
    await gathering.give(CHAIR, "open_poll", poll=RANKING)
    other = tablet.page.get_by_role("group", name=f"Vote for {AWAY_NAME}")
    for name in ("Siobhán Ní Dhomhnaill", "Наталія Ґалаґан"):
        await other.get_by_role("button", name=re.compile(f"^{name}")).first.click()
    await tour.look("ranking-for-another", tablet)
    await other.get_by_role("button", name="Vote", exact=True).click()
    dialog = tablet.page.get_by_role("dialog")
    await expect(dialog).to_contain_text(re.compile(f"{AWAY_NAME}.*1. .?Siobhán Ní Dhomhnaill", re.DOTALL))
    await dialog.get_by_role("button", name="Cast this vote").click()
    await tablet.shows(re.compile(f"Vote for {AWAY_NAME}.*Recorded at", re.DOTALL))


async def a_ranking_is_corrected(gathering: Gathering, screens: Four, tour: Tour) -> None:
    for ref, choice in BALLOTS.items():
        await gathering.give(ref, "cast_vote", poll=RANKING, choice=choice)
    await gathering.give(CHAIR, "close_poll", poll=RANKING)
    await gathering.give(CHAIR, "declare_result", poll=RANKING)
    desk = screens.secretary
    await desk.shows(re.compile("Result: elected: Árpád Szőke"))
    await desk.press("Correct the result")
    dialog = desk.page.get_by_role("dialog")
    await dialog.get_by_label("Whose vote was recorded wrongly?").select_option("brodno")
    await dialog.get_by_label("Place 1").select_option("nguyen")
    await dialog.get_by_label("Place 2").select_option("szoke")
    await dialog.get_by_label("Why is it corrected?").fill("The tablets of two neighbours had been exchanged.")
    await tour.look("ranking-correcting", desk)
    await dialog.get_by_role("button", name="Correct the result").click()
    for screen in screens:
        await screen.shows(re.compile("Result: elected: Nguyễn Thị Minh Hạnh"), re.compile("Before the correction: "))
    await tour.look("ranking-corrected", *screens)


async def a_roll_call_begins_with_a_lot(gathering: Gathering, screens: Four, tour: Tour) -> None:
    terms = {"item": ITEM, "method": "yes_no_abstain", "secrecy": "open", "by": "voice"}
    await gathering.give(SECRETARY, "prepare_poll", ref=ALOUD, question="Shall the election be printed?", **terms)
    await gathering.give(CHAIR, "open_poll", poll=ALOUD)
    chair, desk, hall, tablet = screens
    await hall.shows(re.compile("The lot chose who is called first"), SEED)
    await desk.page.keyboard.press("y")
    await hall.shows(re.compile("1 of 24"))
    for screen in (chair, desk, tablet):
        await screen.text("The lot: how it was drawn").first.click()
        await screen.shows(re.compile("with whom the roll call begins"), SEED)
    await tour.look("roll-by-lot", *screens)
    await gathering.give(CHAIR, "cancel_poll", poll=ALOUD, reason="It was a trial.")


async def the_quorum_is_lost(gathering: Gathering, chair: Screen, tour: Tour) -> None:
    """In the middle of business; the chair is stopped, and let go when enough are here again."""
    gone = [ref for ref, link in gathering.links.items() if link.role == "delegate" and ref != AWAY][:11]
    await gathering.give(SECRETARY, "record_attendances", members=gone, status="left")
    alarm = chair.page.get_by_role("alertdialog", name="The quorum is lost")
    await expect(alarm).to_contain_text("No quorum · 1 more needed")
    await tour.look("quorum-lost", chair)
    await alarm.get_by_role("button", name="Go on without a vote").click()
    await expect(alarm).to_be_hidden()
    await gathering.give(SECRETARY, "record_attendance", member=gone[0], status="present")
    await gathering.give(SECRETARY, "record_attendance", member=gone[0], status="left")
    await expect(alarm).to_be_visible()
    await gathering.give(SECRETARY, "record_attendance", member=gone[0], status="present")
    await expect(alarm).to_be_hidden()
