"""A phone that lies on its side: whoever votes need not scroll, and nothing that is pressed lies under the bars."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.screen import Device
from tests.browser.tour import everybody_present

ASIDE = [Device(844, 390, has_touch=True), Device(667, 375, has_touch=True), Device(932, 430, has_touch=True)]
REACHED = """(one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const at = (x, y) => one.contains(document.elementFromPoint(x, y));
  return scrollY === 0 && [top + 4, (top + bottom) / 2, bottom - 4].every((y) => at((left + right) / 2, y));
}"""


async def test_every_button_of_a_vote_is_reached_without_scrolling(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    await gathering.give(SECRETARY, "announce", text="The buses to Hallstrand leave at 18:30, not at 18:00.")
    tablet = await gathering.enters("aldenhaven", ASIDE[0])
    await tablet.shows(re.compile("The buses to Hallstrand"))
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    for device in ASIDE:
        await tablet.becomes(device)
        for answer in ("For", "Against", "Abstain"):
            button = tablet.button(answer)
            await expect(button).to_be_enabled()
            assert await button.evaluate(REACHED), (device, answer)
            box = await button.bounding_box()
            assert box
            assert box["height"] >= 48
        await tablet.picture(f"aside-{device.width}-vote")
        assert await tablet.width() <= device.width
    await tablet.press("Against")
    await tablet.shows("Your vote: Against.")
    await tablet.picture("aside-voted")
    assert await tablet.barriers() == []


async def test_the_button_below_a_long_list_is_reached_without_scrolling(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="7-elections")
    await gathering.give(CHAIR, "open_poll", poll="next-place")
    tablet = await gathering.enters("aldenhaven", ASIDE[0])
    for device in ASIDE:
        await tablet.becomes(device)
        await expect(tablet.button("Vote")).to_be_visible()
        assert await tablet.button("Vote").evaluate(REACHED), device
        await tablet.picture(f"aside-{device.width}-list")


async def test_an_announcement_beneath_a_vote_is_reached_by_keys_after_it(gathering: Gathering) -> None:
    """The keys go the way of the eyes: first the vote, then what stands beneath it."""
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    await gathering.give(SECRETARY, "announce", text="The buses leave at 18:30.")
    tablet = await gathering.enters("aldenhaven")
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    await expect(tablet.button("For")).to_be_enabled()
    reached: list[str] = []
    while "Put the announcement away" not in reached:
        await tablet.page.keyboard.press("Tab")
        told = "() => document.activeElement.ariaLabel ?? document.activeElement.innerText.trim()"
        reached.append(await tablet.evaluate(told))
    assert reached[-4:-1] == ["For", "Against", "Abstain"]
