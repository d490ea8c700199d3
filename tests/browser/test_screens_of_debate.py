"""The screens of a debate: the list reordered, questions, points of order with their rulings, appeals."""

import re

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.tour import Tour, everybody_present


async def test_questions_and_points_of_order(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="3-budget")
    screens = [await gathering.enters(ref) for ref in (CHAIR, SECRETARY, HALL, "aldenhaven")]
    chair, secretary, hall, tablet = screens
    await tablet.turn_to("Speak")
    await gathering.give("kesthal", "request_floor")
    await tablet.press("Question")
    await tablet.shows("You are number 2 in the list.")
    await chair.button(re.compile("^Move up: ")).first.click()
    await tablet.shows("You are next.")
    await gathering.give("brodno", "request_floor", kind="point_of_order")
    await chair.shows("Waiting for your ruling")
    await tour.look("point-raised", chair, tablet)
    await chair.press("Not sustained")
    await chair.page.get_by_label(re.compile("Reason")).fill("The speaker was on the matter.")
    await tour.look("ruling", chair)
    await chair.press("Rule on the point of order")
    await tablet.turn_to("Now")
    await tablet.shows("The speaker was on the matter.")
    await tablet.press("Appeal")
    await tour.look("appeal", tablet)
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Appeal").click()
    await chair.button(re.compile("^Open voting: Shall the ruling of the chair be overruled")).click()
    await tablet.shows("The meeting decides on it.")
    await secretary.press("What happened")
    await secretary.shows(re.compile("appealed against the ruling"))
    await tour.look("appealed", chair, hall, tablet, secretary)
    tour.is_over()


async def test_motions_and_amendments(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="5-rules")
    screens = [await gathering.enters(ref) for ref in (CHAIR, SECRETARY, HALL, "aldenhaven")]
    chair, secretary, hall, tablet = screens
    text = "That the council meet on the first Monday of each month at nine."
    moved = await gathering.give("kesthal", "move_motion", item="5-rules", text=text)
    motion = str(moved["ref"])
    near = await gathering.give("brodno", "move_amendment", motion=motion, text=text.replace("nine", "ten"))
    await tablet.turn_to("Speak")
    await tablet.button("Amend").first.click()
    await tablet.page.get_by_label(re.compile("The whole motion")).fill(
        text.replace("each month", "every second month")
    )
    await tour.look("amend", tablet)
    await tablet.press("Move the amendment")
    await tablet.shows("every second")
    await chair.button("Vote on this amendment earlier").click()
    await tour.look("motions", chair, secretary, tablet)
    await chair.button("Put to the vote").first.click()
    await chair.button(re.compile("^Open voting: Shall the amendment of Katarina")).click()
    await tablet.turn_to("Now")
    await tablet.shows("every second")
    await tour.look("amendment-vote", hall, tablet)
    await tablet.button("For").click()
    await chair.press_twice(re.compile("^Close voting"), "Press again to close the voting")
    await chair.press_twice(re.compile("^Declare the result"), re.compile("^Press again to declare"))
    await gathering.give(CHAIR, "drop_motion", motion=str(near["ref"]), reason="The hour is settled by the amendment.")
    await tablet.turn_to("Speak")
    await tablet.shows("Adopted")
    await tablet.press("Move a procedural motion")
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Move the motion").click()
    await chair.shows(re.compile("^Open voting: Shall the debate be closed"))
    await tour.look("after-amendment", chair, tablet)
    tour.is_over()


async def test_a_question_in_parts(gathering: Gathering) -> None:
    """The mover divides the motion; each part is put by one press, and what is left as a whole."""
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="5-rules")
    text = "Recalling its rules,\nthat the council meet on Mondays\nand that it meet at nine."
    await gathering.give("aldenhaven", "move_motion", item="5-rules", text=text)
    chair, hall, tablet = [await gathering.enters(ref) for ref in (CHAIR, HALL, "aldenhaven")]
    await tablet.turn_to("Speak")
    await tablet.press("Divide")
    await tablet.page.get_by_label("Parts at the beginning").fill("1")
    await tour.look("divide", tablet)
    await tablet.press("Divide the motion")
    await tablet.shows("Part 1 (not operative)")
    await chair.shows("Part 3")
    await tour.look("divided", chair, tablet)
    for part, choice in ((1, "For"), (2, "For"), (3, "Against")):
        await chair.button(re.compile(f"^Open voting: Shall part {part} of 3")).click()
        await tablet.turn_to("Now")
        await tablet.shows(re.compile(f"^Shall part {part} of 3"))
        if part == 2:
            await tour.look("part-vote", hall, tablet)
        await tablet.button(choice).click()
        await chair.press_twice(re.compile("^Close voting"), "Press again to close the voting")
        await chair.press_twice(re.compile("^Declare the result"), re.compile("^Press again to declare"))
    await chair.shows(re.compile("^Open voting: .* as a whole"))
    await tablet.turn_to("Speak")
    await tour.look("whole", chair, tablet)
    tour.is_over()
