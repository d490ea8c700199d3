"""Names and titles in scripts of both directions, side by side: whose number is whose, and where lines begin."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.tour import everybody_present

ARABIC, HEBREW = "أحمد المنصوري (دائرة 3)", "יעקב כהן 7"
ITEM, TITLE = "7-elections", "ميزانية الإقليم لعام 2027"
START = """(one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return range.getBoundingClientRect().left;
}"""
ENDS = """(bdi) => {
  const words = [...bdi.childNodes].find((node) => node.nodeType === 3 && node.data.includes('The President'));
  const left = (at) => {
    const range = document.createRange();
    range.setStart(words, at);
    range.setEnd(words, at + 1);
    return range.getBoundingClientRect().left;
  };
  return [left(words.data.length - 1), left(words.data.indexOf('The'))];
}"""


async def test_a_number_stands_after_its_name_whatever_the_script(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=ITEM)
    options = [{"ref": "a", "text": ARABIC}, {"ref": "h", "text": HEBREW}, {"ref": "l", "text": "Ana Luísa"}]
    terms = {"method": "choose", "secrecy": "named", "majority": "absolute", "base": "members", "options": options}
    await gathering.give(SECRETARY, "prepare_poll", ref="mixed", item=ITEM, question="Who goes?", **terms)
    await gathering.give(CHAIR, "open_poll", poll="mixed")
    hall, tablet = await gathering.enters(HALL), await gathering.enters("aldenhaven")
    await hall.shows(ARABIC, HEBREW, "Ana Luísa")
    await gathering.give("kesthal", "cast_vote", poll="mixed", choice=["a"])
    await gathering.give(CHAIR, "close_poll", poll="mixed")
    await gathering.give(CHAIR, "declare_result", poll="mixed")
    for screen in (hall, tablet):
        await screen.shows(re.compile(f"\u2068{re.escape(ARABIC)}\u2069 2, \u2068{HEBREW}\u2069 0, Ana Luísa 0"))
    await expect(hall.page.locator(".hall-verdict.verdict-no")).to_have_text("Result: nobody is elected")


async def test_titles_of_both_directions_begin_on_one_line(gathering: Gathering) -> None:
    await gathering.give(SECRETARY, "add_item", ref="arabic", title=TITLE)
    chair = await gathering.enters(CHAIR)
    await chair.shows(TITLE)
    titles = chair.page.locator(".dais-agenda .title-short")
    starts = {round(await one.evaluate(START)) for one in await titles.all()}
    assert len(starts) == 1


async def test_each_paragraph_of_a_text_runs_in_its_own_direction(gathering: Gathering) -> None:
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=ITEM)
    text = "يعتمد المجلس الميزانية.\n\nThe President is authorised."
    await gathering.give("kesthal", "move_motion", ref="both", item=ITEM, text=text)
    tablet = await gathering.enters("aldenhaven")
    await tablet.page.goto(f"{tablet.page.url.split('#')[0]}#floor")
    await tablet.shows("The President is authorised.")
    last, first = await tablet.page.locator(".text > bdi", has_text="The President").evaluate(ENDS)
    assert last > first, "the full stop stands behind the sentence"
