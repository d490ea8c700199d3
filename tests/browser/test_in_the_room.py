"""A vote that is counted in the room: chair and secretary have its next step before them, whatever they look at."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import one_of_each_at


async def test_the_counts_come_before_the_close(gathering: Gathering) -> None:
    chair, secretary, hall, _ = await one_of_each_at(gathering, "2-audit")
    terms = {"item": "2-audit", "method": "yes_no_abstain", "secrecy": "analog"}
    await gathering.give(SECRETARY, "prepare_poll", ref="hands", question="Shall the report be printed?", **terms)
    await gathering.give(CHAIR, "open_poll", poll="hands")
    steps = chair.page.get_by_role("contentinfo", name="Next step")
    await expect(steps).to_contain_text("Enter the counts")
    await secretary.press("Enter the counts")
    dialog = secretary.page.get_by_role("dialog")
    for label, counted in {"For": "9", "Against": "2", "Abstain": "1"}.items():
        await dialog.get_by_label(label, exact=True).fill(counted)
    await dialog.get_by_role("button", name="Enter the counts").click()
    await expect(steps).to_contain_text("Close voting (the counts are entered)")
    await gathering.give(CHAIR, "close_poll", poll="hands")
    await gathering.give(CHAIR, "declare_result", poll="hands")
    await hall.shows(re.compile("Result: adopted"))
