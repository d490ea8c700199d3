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
    for field in await tablet.page.locator("input").all():
        await field.fill("161803")
    await tablet.page.keyboard.press("Enter")
    await tablet.page.wait_for_url("**/dais*")
    await tablet.page.get_by_role("link", name="To my tablet").click()
    await tablet.shows("You have the chair.")
