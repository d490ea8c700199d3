"""The screens of the order of business: the consent agenda."""

import re

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import Tour, everybody_present, one_of_each


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
    await tablet.page.get_by_role("link", name="Agenda").click()
    await tablet.shows(re.compile("Adopted without a vote"))
    await tour.look("consent-adopted", chair, secretary, hall, tablet)
    await gathering.give(CHAIR, "start_item", item="3-budget")
    tour.is_over()
