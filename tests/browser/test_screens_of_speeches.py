"""A speech as the speaker and the chair see it: given, clocked, ended by the speaker's own hand."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, HALL, Gathering
from tests.browser.tour import Tour, everybody_present

DONE = "I have finished speaking"


async def test_a_speaker_ends_the_own_speech_and_the_chair_sees_the_free_floor(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="3-budget")
    chair, hall, tablet = [await gathering.enters(ref) for ref in (CHAIR, HALL, "aldenhaven")]
    await gathering.give("kesthal", "request_floor")
    await tablet.press("Ask to speak")
    await chair.button(re.compile("^Give the floor to Katarina Voss")).click()
    await tablet.shows("You have the floor")
    await expect(tablet.button(DONE)).to_be_enabled()
    await tour.look("speaking", chair, hall, tablet)
    await tablet.turn_to("Speak")
    await tour.look("speaking-list", tablet)
    await tablet.press(DONE)
    await chair.shows(re.compile("Katarina Voss.* has finished: the floor is free"))
    await expect(tablet.button(DONE)).to_have_count(0)
    await tour.look("floor-free", chair, hall, tablet)
    tour.is_over()


async def test_a_finger_that_meant_another_button_ends_no_speech(gathering: Gathering) -> None:
    """The button comes where one may just have been pressing; it rests for two seconds."""
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="3-budget")
    tablet = await gathering.enters("aldenhaven")
    await tablet.page.clock.install()
    await tablet.press("Ask to speak")
    await gathering.give(CHAIR, "give_floor", member="aldenhaven")
    await expect(tablet.button(DONE)).to_be_disabled()
    await tablet.page.clock.run_for(4000)
    await expect(tablet.button(DONE)).to_be_enabled()
