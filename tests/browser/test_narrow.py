"""On a phone, in very large text and with very long names every word stays inside what it belongs to."""

from playwright.async_api import Locator, expect

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.screen import CONSOLE, PHONE, WIDE, Device
from tests.browser.tour import everybody_present

UPRIGHT = Device(768, 1024, has_touch=True)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SPILLS = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim())"
TOUCHES = """(all) => all.filter((one) => {
  const range = document.createRange();
  range.selectNodeContents(one.querySelector('span'));
  return range.getBoundingClientRect().right > one.getBoundingClientRect().right - 8;
}).map((one) => one.textContent.trim())"""
SIZE_OF_TEXT = "(one) => getComputedStyle(one).fontSize"
OVERLAPS = """(rows) => rows.some((row) => {
  const { top, bottom } = row.getBoundingClientRect();
  return [...row.children].some((part) => {
    const inner = part.getBoundingClientRect();
    return inner.top < top || inner.bottom > bottom;
  });
})"""


async def spilling(these: Locator) -> list[str]:
    """The words of those from which something sticks out."""
    return await these.evaluate_all(SPILLS)


async def test_four_answers_in_very_large_text(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    tablet = await gathering.enters("aldenhaven", UPRIGHT)
    await tablet.press("Reading settings")
    await tablet.press("Very large")
    await tablet.press("Done")
    await tablet.evaluate(
        "() => document.querySelector('.votes').append(document.querySelector('.vote').cloneNode(true))"
    )
    assert await tablet.page.locator(".vote").evaluate_all(TOUCHES) == []


async def test_a_long_name_among_those_who_have_not_voted(gathering: Gathering) -> None:
    await gathering.admits("long", LONG, "delegate")
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    chair = await gathering.enters(CHAIR)
    await chair.shows(LONG)
    for device in (CONSOLE, PHONE):
        await chair.becomes(device)
        assert await spilling(chair.page.locator(".people, .person")) == []


async def test_the_desk_on_a_phone(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="3-budget")
    desk = await gathering.enters(SECRETARY, PHONE)
    paper = await desk.page.locator(".paper-open").first.bounding_box()
    assert paper
    assert paper["width"] > 160
    tabs = desk.page.get_by_role("navigation", name="Parts of this page").get_by_role("button")
    assert await spilling(tabs) == []
    await tabs.get_by_text("Attendance").click()
    assert await spilling(desk.page.locator(".rows, .person-row")) == []
    await tabs.get_by_text("Meeting").click()
    await desk.press("Correct an entry of the record")
    rows = desk.page.get_by_role("dialog").locator(".rows-row")
    await expect(rows.first).to_be_visible()
    assert not await rows.evaluate_all(OVERLAPS)


async def test_an_open_roll_call_is_seen_from_every_part_of_a_narrow_desk(gathering: Gathering) -> None:
    await gathering.give(CHAIR, "call_to_order")
    desk = await gathering.enters(SECRETARY, UPRIGHT)
    await expect(desk.button("To the roll call")).to_have_count(0)
    await gathering.give(CHAIR, "open_roll_call", method="call")
    parts = desk.page.get_by_role("navigation", name="Parts of this page").get_by_role("button")
    for part in ("Agenda", "What happened", "Meeting", "Minutes"):
        await parts.get_by_text(part).click()
        await expect(desk.button("To the roll call")).to_be_visible()
    await desk.picture("desk-roll-elsewhere")
    assert await desk.barriers() == []
    await desk.press("To the roll call")
    await expect(desk.button("To the roll call")).to_be_hidden()
    await desk.shows("Close the roll call")
    await desk.becomes(WIDE)
    await expect(desk.button("To the roll call")).to_be_hidden()
    await desk.press("What happened")
    await desk.press("To the roll call")
    await desk.press("Close the roll call")
    await expect(desk.button("To the roll call")).to_have_count(0)


async def test_answers_in_the_forms_of_a_tablet_are_as_big_as_buttons(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    tablet = await gathering.enters("aldenhaven", PHONE)
    await tablet.page.goto(f"{tablet.page.url.split('#')[0]}#agenda")
    await tablet.press("Move an urgent item")
    for answer in await tablet.page.get_by_role("dialog").locator("label", has=tablet.page.get_by_role("radio")).all():
        box = await answer.bounding_box()
        assert box
        assert box["height"] >= 44


async def test_the_hall_fits_what_it_shows_to_any_size(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="7-elections")
    options = [{"ref": f"o{n}", "text": f"{LONG} {n}"} for n in range(12)]
    terms = {"method": "choose", "secrecy": "named", "options": options, "question": "Who?"}
    await gathering.give(SECRETARY, "prepare_poll", ref="many", item="7-elections", **terms)
    await gathering.give(CHAIR, "open_poll", poll="many")
    hall = await gathering.enters(HALL, UPRIGHT)
    await hall.shows(f"{LONG} 11")
    face = hall.page.locator(".hall-face")
    upright = await face.evaluate(SIZE_OF_TEXT)
    await hall.becomes(Device(1080, 1920))
    await expect(face).not_to_have_css("font-size", upright)
    await hall.becomes(Device(1024, 600))
    await expect(face).not_to_have_css("font-size", upright)
    assert await face.evaluate("(one) => one.scrollHeight <= one.clientHeight + 1")
    await gathering.give(CHAIR, "close_poll", poll="many")
    await expect(hall.page.locator(".bar")).to_have_count(12)
    assert await spilling(hall.page.locator(".bar-word")) == []
