"""What members without a tablet do aloud, as the secretary and the chair record it and the members see it."""

import re

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import Tour, everybody_present


async def test_what_is_done_aloud_is_recorded_for_the_member(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="5-rules")
    chair, secretary, tablet = [await gathering.enters(ref) for ref in (CHAIR, SECRETARY, "aldenhaven")]
    await secretary.press("Record for a member …")
    dialog = secretary.page.get_by_role("dialog")
    await dialog.get_by_label("Which member?").select_option("aldenhaven")
    await dialog.get_by_label("What does the member do?").select_option("move_motion")
    await dialog.get_by_label("Words of the motion").fill("That the council meet on Mondays.")
    await tour.look("record-for-a-member", secretary)
    await dialog.get_by_role("button", name="Record it").click()
    await tablet.turn_to("Speak")
    await tablet.shows("That the council meet on Mondays.")
    await tablet.shows(re.compile("recorded by"))
    await tablet.button("Withdraw").wait_for()
    await secretary.press("Seconded by …")
    await dialog.get_by_label("Which member?").select_option("kesthal")
    await tour.look("seconded-by", secretary)
    await dialog.get_by_role("button", name="Record it").click()
    await tablet.shows(re.compile("seconded by"))
    await chair.press("Amendment by …")
    await chair.page.get_by_role("dialog").get_by_label("Which member?").select_option("kesthal")
    await chair.page.get_by_label(re.compile("The whole motion")).fill("That the council meet on Tuesdays.")
    await tour.look("amendment-by", chair)
    await chair.page.get_by_role("dialog").get_by_role("button", name="Move the amendment").click()
    await tablet.shows("Tuesdays.")
    await gathering.give(SECRETARY, "request_floor", member="aldenhaven")
    await tablet.shows("You are next.")
    await tour.look("done-aloud", chair, secretary, tablet)
    await chair.button(re.compile("^Take off the list: ")).click()
    await tablet.shows("Nobody is waiting to speak.")
    tour.is_over()
