"""The screens of the order of business: the consent agenda, urgent items, a joint debate, items deferred and moved."""

import re

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import Tour, everybody_present, one_of_each, one_of_each_at


async def test_the_consent_agenda(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    chair, secretary, hall, tablet = await one_of_each(gathering)
    for item in ("1-opening", "2-audit"):
        await gathering.give(SECRETARY, "mark_consent", item=item, consent=True)
    await secretary.press("Change")
    await secretary.press(re.compile("^On the consent agenda: Draft budget"))
    for screen in (hall, tablet):
        await screen.shows("Consent agenda", re.compile("Draft budget of the region"))
    await tour.look("consent", chair, secretary, hall, tablet)
    await tablet.press(re.compile("^Take it out.*Draft budget"))
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Take it out").click()
    await chair.press("Adopt the consent agenda (2 items)")
    await chair.shows("Does anybody ask to have an item taken out?")
    await tour.look("consent-question", chair)
    await chair.press("Nobody does: it is adopted")
    await chair.shows(re.compile("^Start item 3"), re.compile("Taken out of the consent agenda by"))
    await tablet.turn_to("Agenda")
    await tablet.shows(re.compile("Adopted without a vote"))
    await tour.look("consent-adopted", chair, secretary, hall, tablet)
    await gathering.give(CHAIR, "start_item", item="3-budget")
    tour.is_over()


async def test_an_urgent_item(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "1-opening")
    await tablet.turn_to("Agenda")
    await tablet.press("Move an urgent item")
    dialog = tablet.page.get_by_role("dialog")
    await dialog.get_by_label("Title").fill("Relief for the flooded communes")
    await dialog.get_by_label("Why is it urgent?").fill("The water rises by the hour.")
    await tour.look("moving-urgent", tablet)
    await dialog.get_by_role("button", name="Move it").click()
    await chair.shows("Moved as urgent", "The water rises by the hour.")
    await tour.look("moved-urgent", chair, secretary, tablet)
    await chair.shows(re.compile("^Open voting: Is this urgent, and shall it be put on the agenda"))
    await gathering.give("kesthal", "move_urgent", ref="flood", title="Repair of the dike", reason="It leaks.")
    await gathering.give(CHAIR, "open_poll", poll="flood")
    await hall.shows(re.compile("Repair of the dike"))
    await gathering.give("kesthal", "cast_vote", poll="flood", choice="yes")
    await gathering.give(CHAIR, "close_poll", poll="flood")
    await gathering.give(CHAIR, "declare_result", poll="flood")
    await tablet.shows(re.compile("Repair of the dike"))
    await chair.never_shows("It leaks.")
    await tour.look("urgent", chair, secretary, hall, tablet)
    tour.is_over()


async def test_a_joint_debate_and_items_deferred_and_moved(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "3-budget")
    await chair.press("More")
    await chair.press("Take items together")
    await chair.page.get_by_role("dialog").get_by_label(re.compile("Bus network")).check()
    await tour.look("joining", chair)
    await chair.press("Take them together")
    for screen in (hall, tablet):
        await screen.shows("Debated together with:", re.compile("Bus network"))
    await tour.look("joint", chair, secretary, hall, tablet)
    await chair.press("More")
    await chair.press("End the joint debate")
    await tablet.never_shows("Debated together with:")
    await chair.page.locator("summary").filter(has_text="Partnership").click()
    await chair.press("Take it next")
    await chair.press("Defer")
    await chair.page.get_by_label("To which day?").fill("2027-01-12")
    await tour.look("deferring", chair)
    await chair.press("Defer the item")
    await chair.shows(re.compile("Deferred to 12 January 2027"))
    await tour.look("deferred", chair, secretary)
    tour.is_over()
