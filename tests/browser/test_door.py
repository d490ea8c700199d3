"""A steward at the door: badges are scanned, names are ticked off, and nothing of the business is seen."""

import re

from playwright.async_api import expect

from tests.browser.gathering import SECRETARY, Gathering
from tests.browser.screen import TABLET, Device, Screen
from tests.typesetting.reading import text_of


async def scans(screen: Screen, link: str) -> None:
    """What a hand scanner does: it types the link and presses Enter."""
    await screen.page.get_by_label("Scan a badge").fill(link)
    await screen.page.keyboard.press("Enter")


async def at_the_door(gathering: Gathering, device: Device = TABLET) -> Screen:
    await gathering.admits("door", "Jo Hale", "steward")
    return await gathering.enters("door", device)


async def test_a_steward_scans_badges_and_ticks_off_names(gathering: Gathering) -> None:
    door = await at_the_door(gathering)
    await expect(door.page.get_by_label("Scan a badge")).to_be_focused()
    await scans(door, gathering.links["brodno"].url)
    await door.shows("Ольга Степаненко is recorded as present.")
    await scans(door, gathering.links["brodno"].url)
    await door.shows("Ольга Степаненко was already present.")
    await scans(door, "https://elsewhere.example/")
    await door.shows("This is not the link of a badge.")
    await door.press("Наталія Ґалаґан: Present")
    desk = await gathering.enters(SECRETARY)
    await desk.shows(re.compile(r"2 of 24"))
    assert await door.barriers() == []


async def test_a_steward_is_shown_no_business(gathering: Gathering) -> None:
    door = await at_the_door(gathering)
    await door.shows("Jo Hale · Steward")
    for absent in ("Admit", "Roll call by code", "No connection", "Attendance as CSV", "Sheet to sign"):
        await door.never_shows(absent)
    await expect(door.button(re.compile("New link"))).to_have_count(0)


async def test_badges_are_scanned_at_the_desk_too(gathering: Gathering) -> None:
    desk = await gathering.enters(SECRETARY)
    await desk.text("Scan badges").click()
    await scans(desk, gathering.links["brodno"].url)
    await desk.shows("Ольга Степаненко is recorded as present.")
    assert await desk.barriers() == []


async def test_the_desk_has_a_sheet_to_sign_in_the_language_of_the_page(gathering: Gathering) -> None:
    desk = await gathering.enters(SECRETARY, language="vi")
    link = desk.page.get_by_role("link", name="Danh sách ký tên")
    # As the browser asks for it, with the languages that it wants.
    sheet = await link.evaluate("async (link) => [...new Uint8Array(await (await fetch(link.href)).arrayBuffer())]")
    assert "Ký tên" in text_of(bytes(sheet))
