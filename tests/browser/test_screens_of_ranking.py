"""A ranked vote on the screens: put in order by touch or keyboard, confirmed in words, its rounds shown at the end."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import Tour, one_of_each_at

POLL = "ranking"
NAMES = {"o1": "Trần Văn Đức", "o2": "Zsófia Hőgyes", "o3": "Данияр Асанов", "o4": "Amélie Roux"}
BALLOTS = (["o1"], ["o1", "o2"], ["o1", "o3"], ["o2", "o1"], ["o2"], ["o3", "o2"], ["o3", "o2", "o1"], ["o4", "o3"])


async def prepared(gathering: Gathering) -> None:
    options = [{"ref": ref, "text": text} for ref, text in NAMES.items()]
    terms = {"method": "ranked", "secrecy": "named", "options": options, "question": "Who shall speak for the council?"}
    await gathering.give(SECRETARY, "prepare_poll", ref=POLL, item="7-elections", **terms)


def name(ref: str) -> re.Pattern[str]:
    return re.compile(f"^{NAMES[ref]}( – place|$)")


async def test_names_are_put_in_order_and_the_rounds_are_shown(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "7-elections")
    await prepared(gathering)
    await gathering.give(CHAIR, "open_poll", poll=POLL)
    await tablet.shows(re.compile("Press the names in the order"))
    await tour.look("ranking-empty", tablet)
    for ref in ("o3", "o1", "o2"):
        await tablet.press(name(ref))
    await tablet.press(f"{NAMES['o2']}: one place up")
    await tablet.press(name("o1"))
    await expect(tablet.page.locator(".rank-place")).to_have_text(["", "2", "1", ""])
    await tablet.press(name("o1"))
    await expect(tablet.page.locator(".rank-place")).to_have_text(["3", "2", "1", ""])
    await tour.look("ranking", tablet)
    await tablet.press("Vote")
    dialog = tablet.page.get_by_role("dialog")
    await expect(dialog).to_contain_text(
        re.compile(r"1\. .?Данияр Асанов.?\s*2\. .?Zsófia Hőgyes.?\s*3\. .?Trần Văn Đức")
    )
    await tour.look("ranking-confirm", tablet)
    await dialog.get_by_role("button", name="Cast this vote").click()
    await tablet.shows(re.compile("Recorded at"))
    await tour.look("ranking-recorded", tablet, hall, chair)
    voters = [link.ref for link in gathering.links.values() if link.role == "delegate" and link.ref != "aldenhaven"]
    for ref, choice in zip(voters, BALLOTS, strict=False):
        await gathering.give(ref, "cast_vote", poll=POLL, choice=choice)
    await gathering.give(CHAIR, "close_poll", poll=POLL)
    await gathering.give(CHAIR, "declare_result", poll=POLL)
    await hall.shows(re.compile("Result: elected"))
    for screen in (hall, tablet, secretary):
        await expect(screen.page.get_by_role("region", name="The rounds of the count").first).to_be_visible()
    await tablet.text("Show names").click()
    await tablet.shows("Katarina Voss")
    await tour.look("ranking-result", chair, secretary, hall, tablet)
    tour.is_over()


async def test_a_ranking_by_keyboard_alone(gathering: Gathering) -> None:
    *_, tablet = await one_of_each_at(gathering, "7-elections")
    await prepared(gathering)
    await gathering.give(CHAIR, "open_poll", poll=POLL)
    keyboard = tablet.page.keyboard
    await tablet.button(name("o1")).focus()
    await keyboard.press("Enter")
    for _ in range(3):
        await keyboard.press("Tab")
    await keyboard.press("Space")
    await expect(tablet.page.locator(".rank-place")).to_have_text(["1", "2", "", ""])
    await keyboard.press("Tab")
    await expect(tablet.button(f"{NAMES['o2']}: one place up")).to_be_focused()
    await keyboard.press("Enter")
    await keyboard.press("Enter")
    await expect(tablet.page.locator(".rank-place")).to_have_text(["2", "1", "", ""])
    await expect(tablet.button(f"{NAMES['o2']}: one place up")).to_be_focused()
    await expect(tablet.page.get_by_role("status")).to_have_text(re.compile("Zsófia Hőgyes: place 1."))
    await tablet.press("Clear")
    await expect(tablet.page.locator(".rank-place")).to_have_text(["", "", "", ""])
    await expect(tablet.button("Vote")).to_be_disabled()
