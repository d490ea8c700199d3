"""The screens of how people conduct themselves: a break that counts down, incidents."""

import re
import time

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import Tour, one_of_each_at


async def test_a_break_that_counts_down_and_an_incident(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "3-budget")
    await gathering.give(CHAIR, "suspend", until=round(time.time() + 15 * 60) * 1000)
    for screen in (chair, secretary, tablet):
        await screen.shows(re.compile("Break until"), re.compile(r"We go on in 1\d:"))
    await hall.shows(re.compile("We go on at"))
    await chair.press("More")
    await chair.press("Announce another time to go on")
    await chair.page.get_by_label("30 minutes").check()
    await tour.look("another-time", chair)
    await chair.press("Announce the time")
    await tablet.shows(re.compile(r"We go on in (2|30)"))
    await tour.look("break", chair, secretary, hall, tablet)
    await secretary.press("Meeting")
    await secretary.press("Record an incident")
    dialog = secretary.page.get_by_role("dialog")
    await dialog.get_by_label("What happened?").fill("The fire alarm rang; the hall was cleared.")
    await tour.look("incident", secretary)
    await dialog.get_by_role("button", name="Record it").click()
    await secretary.shows("The fire alarm rang; the hall was cleared.")
    await gathering.give(SECRETARY, "record_incident", text="A member was taken ill.", private=True)
    await secretary.shows("Not public")
    await tour.look("incidents", secretary)
    for screen in (hall, tablet):
        await screen.never_shows(re.compile("The fire alarm rang|A member was taken ill"))
    tour.is_over()


async def test_declarations_of_interest(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "3-budget")
    await tablet.press("I have a conflict of interest")
    dialog = tablet.page.get_by_role("dialog")
    await dialog.get_by_label("What is your interest?").fill("My brother owns the land by the river.")
    await tour.look("declaring", tablet)
    await dialog.get_by_role("button", name="Declare it").click()
    await tablet.shows("You take no part in the votes on this item.")
    await chair.shows(re.compile("has declared an interest:"), "My brother owns the land by the river.")
    await hall.shows(re.compile("^Recused from this item"))
    await hall.never_shows("My brother owns the land by the river.")
    await secretary.press("Conflict of interest")
    await tour.look("declaration-of-another", secretary)
    await secretary.page.get_by_label("What the member declares").fill("I sit on the board of the bus company.")
    await secretary.press("Record it")
    await tour.look("declared", chair, secretary, hall, tablet)
    await tablet.press("Take the declaration back")
    await tablet.shows("I have a conflict of interest")
    await tablet.press("Take no part in the votes")
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Take no part").click()
    await tablet.press("Take part again")
    tour.is_over()


async def test_explanations_of_vote(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "2-audit")
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    await tablet.press("For")
    await tablet.shows("Your vote: For.")
    await gathering.give("kesthal", "cast_vote", poll="discharge", choice="no")
    await gathering.give(CHAIR, "close_poll", poll="discharge")
    await tablet.shows("Show names")
    await tablet.never_shows("Explain my vote")
    await gathering.give(CHAIR, "declare_result", poll="discharge")
    await gathering.give("kesthal", "explain_vote", poll="discharge", text="The accounts came too late to be read.")
    await tablet.press("Explain my vote")
    dialog = tablet.page.get_by_role("dialog")
    await dialog.get_by_label("Why did you vote as you did?").fill("The auditor found nothing amiss.")
    await tour.look("explaining", tablet)
    await dialog.get_by_role("button", name="Put it on record").click()
    await tablet.shows("Change my explanation", "The accounts came too late to be read.")
    for screen in (chair, secretary):
        await screen.shows("The auditor found nothing amiss.")
        await screen.never_shows("Explain my vote")
    await tour.look("explained", chair, secretary, hall, tablet)
    tour.is_over()
