"""A vice-chair who takes the chair finds the way to the console, and back to the tablet."""

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import everybody_present

VICE = "novy-dvor"


async def test_the_vice_chair_takes_the_chair_on_the_tablet(gathering: Gathering) -> None:
    await everybody_present(gathering)
    tablet = await gathering.enters(VICE)
    await expect(tablet.button("Take the chair")).to_have_count(0)
    await gathering.give(SECRETARY, "record_attendance", member=CHAIR, status="left")
    await tablet.press("Take the chair")
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Take the chair").click()
    await tablet.shows("You have the chair.")
    assert await tablet.barriers() == []
    await tablet.page.get_by_role("link", name="To the chair’s console").click()
    await tablet.page.wait_for_url("**/pin*")
    await tablet.shows("The same PIN again")
    for field in await tablet.page.locator("input").all():
        await field.fill("161803")
    await tablet.page.keyboard.press("Enter")
    await tablet.page.wait_for_url("**/dais*")
    await tablet.page.get_by_role("link", name="To my tablet").click()
    await tablet.shows("You have the chair.")


async def test_the_alarm_that_the_quorum_is_lost_goes_when_the_meeting_is_suspended(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    chair = await gathering.enters(CHAIR)
    await chair.shows("Quorum reached")
    leaving = [link.ref for link in gathering.links.values() if link.role == "delegate"]
    await gathering.give(SECRETARY, "record_attendances", members=leaving, status="left")
    alarm = chair.page.get_by_role("alertdialog")
    await expect(alarm).to_contain_text("The quorum is lost")
    await gathering.give(SECRETARY, "record_attendance", member=VICE, status="left")
    await gathering.give(CHAIR, "suspend")
    await expect(alarm).to_be_hidden()
