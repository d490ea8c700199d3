"""A corrected result that carries through to what was built on it, and one that stands; in the minutes too."""

import os
import re
import subprocess
from pathlib import Path

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.screen import Screen
from tests.browser.tour import Four, Tour, one_of_each_at
from tests.typesetting.reading import pages_of, text_of

ITEM = "5-rules"
TEXT, AMENDED = "That the council meet at nine on Mondays.", "That the council meet at ten on Mondays."
VOTES = {"brodno": "no", "lukovo": "yes", "kesthal": "no"}
FIRST_REASON = "She had said yes; the secretary misheard."
SECOND_REASON = "The first record had been right after all."
STANDS = "The vote on the motion was taken before the correction: its text stays as it was."


async def test_a_correction_carries_through_and_a_later_one_stands(gathering: Gathering) -> None:
    tour, screens = Tour(), await one_of_each_at(gathering, ITEM)
    await an_amendment_is_rejected(gathering, screens)
    await its_correction_carries_through(gathering, screens, tour)
    await the_motion_is_decided(gathering, screens)
    await another_correction_stands(gathering, screens, tour)
    await the_minutes_say_both(screens.chair)
    tour.is_over()


async def an_amendment_is_rejected(gathering: Gathering, screens: Four) -> None:
    await gathering.give("kesthal", "move_motion", ref="m", item=ITEM, text=TEXT)
    await gathering.give("brodno", "move_amendment", ref="a", motion="m", text=AMENDED)
    await put(gathering, "amendment-poll", "a")
    await screens.hall.shows("Result: rejected")


async def put(gathering: Gathering, poll: str, motion: str, **otherwise: str) -> None:
    """The motion is voted on, and the result declared."""
    terms = {"method": "yes_no_abstain", "secrecy": "named", "majority": "simple", "base": "yes_no"}
    asked = {"ref": poll, "item": ITEM, "motion": motion, "question": f"Shall {motion} be adopted?"}
    await gathering.give(SECRETARY, "prepare_poll", **asked, **terms)
    await gathering.give(CHAIR, "open_poll", poll=poll)
    for ref, choice in {**VOTES, **otherwise}.items():
        await gathering.give(ref, "cast_vote", poll=poll, choice=choice)
    await gathering.give(CHAIR, "close_poll", poll=poll)
    await gathering.give(CHAIR, "declare_result", poll=poll)


async def its_correction_carries_through(gathering: Gathering, screens: Four, tour: Tour) -> None:
    chair, secretary, hall, tablet = screens
    await secretary.button("Correct the result").first.click()
    dialog = secretary.page.get_by_role("dialog")
    await dialog.get_by_label("Whose vote was recorded wrongly?").select_option(value="brodno")
    await dialog.get_by_label("For", exact=True).check()
    await dialog.get_by_label("Why is it corrected?").fill(FIRST_REASON)
    await dialog.get_by_role("button", name="Correct the result").click()
    for screen in screens:
        await screen.shows("Result: adopted", re.compile("Before the correction: "))
    await chair.shows(AMENDED)
    await tour.look("carried", *screens)
    await tablet.turn_to("Speak")
    await tablet.shows(AMENDED)
    await tour.look("carried-text", tablet)
    await tablet.turn_to("Now")
    await hall.shows("Result: adopted")


async def the_motion_is_decided(gathering: Gathering, screens: Four) -> None:
    await put(gathering, "motion-poll", "m", kesthal="yes")
    await screens.hall.shows("Result: adopted")


async def another_correction_stands(gathering: Gathering, screens: Four, tour: Tour) -> None:
    chair, secretary, _, tablet = screens
    await gathering.give(
        SECRETARY, "correct_result", poll="amendment-poll", reason=SECOND_REASON, votes={"brodno": "no"}
    )
    for screen in (chair, secretary):
        await screen.shows(STANDS)
    await tour.look("stands", chair, secretary, screens.hall, tablet)


async def the_minutes_say_both(chair: Screen) -> None:
    address = re.sub("/dais.*", "/minutes.pdf", chair.page.url)
    pdf = await (await chair.page.request.get(address)).body()
    keep_pages(pdf)
    said = " ".join(text_of(pdf, page) for page in range(pages_of(pdf)))
    for words in (FIRST_REASON, SECOND_REASON, "its text stays as it was"):
        assert words in said


def keep_pages(pdf: bytes) -> None:
    """As pictures, where pictures are wanted."""
    folder = os.environ.get("PICTURES")
    if folder:
        file = Path(folder) / "minutes-corrections.pdf"
        file.write_bytes(pdf)
        subprocess.run(["pdftoppm", "-r", "80", "-png", str(file), str(file.with_suffix(""))], check=True)
