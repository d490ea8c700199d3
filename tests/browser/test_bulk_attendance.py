"""Attendance of many at once at the desk: chosen one by one, by group, or all without a record; and taken back."""

import re

from tests.browser.gathering import SECRETARY, Gathering
from tests.browser.tour import Tour


async def test_many_are_recorded_at_once_and_it_is_taken_back(gathering: Gathering) -> None:
    tour = Tour()
    await gathering.give(SECRETARY, "record_attendance", member="aldenhaven", status="excused")
    secretary = await gathering.enters(SECRETARY)
    dialog = secretary.page.get_by_role("dialog")
    await secretary.press("Several at once")
    await secretary.page.get_by_role("checkbox", name=re.compile("Árpád Szőke")).check()
    await secretary.shows("1 member is chosen.")
    await secretary.page.get_by_label("Add a group").select_option("Cities")
    await secretary.shows(re.compile("[3-9] members are chosen."))
    await tour.look("several-chosen", secretary)
    await secretary.page.get_by_label("Several at once").get_by_role("button", name="Absent").click()
    await dialog.get_by_text(re.compile("Excused: 1")).wait_for()
    await tour.look("several-asked", secretary)
    await dialog.get_by_role("button", name="Record it").click()
    await secretary.shows(re.compile("Recorded for [0-9]+ members: Absent."))
    await tour.look("several-recorded", secretary)
    await secretary.press("Take it back")
    await secretary.button("Katarina Voss: Excused").and_(secretary.page.locator("[aria-pressed=true]")).wait_for()
    await secretary.press("Mark all as present")
    await dialog.get_by_text(re.compile(r"No record yet: \d+\.")).wait_for()
    await dialog.get_by_role("button", name="Record it").click()
    await secretary.shows(re.compile("Recorded for [0-9]+ members: Present."))
    await secretary.button("Katarina Voss: Excused").and_(secretary.page.locator("[aria-pressed=true]")).wait_for()
    await secretary.button("Árpád Szőke: Absent").and_(secretary.page.locator("[aria-pressed=true]")).wait_for()
    tour.is_over()
