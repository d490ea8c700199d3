"""The screens of a vote in all its states, and of its result."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.tour import Tour, everybody_present, one_of_each

AWAY = ("valmora", "tornik")


async def others_vote(gathering: Gathering, poll: str, *not_these: str) -> None:
    """As recorded: every third says no, every seventh abstains."""
    voters = [link.ref for link in gathering.links.values() if link.role in ("delegate", "vice_chair")]
    for number, ref in enumerate(voters):
        if ref not in (*not_these, *AWAY):
            choice = "abstain" if number % 7 == 0 else "no" if number % 3 == 0 else "yes"
            await gathering.give(ref, "cast_vote", poll=poll, choice=choice)


async def test_a_vote_and_its_result(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(SECRETARY, "record_attendance", member="valmora", status="left")
    await gathering.give(CHAIR, "start_item", item="2-audit")
    screens = chair, _, hall, tablet = await one_of_each(gathering)
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    await expect(tablet.button("For")).to_be_enabled()
    await tour.look("voting", *screens)
    await others_vote(gathering, "discharge", "aldenhaven")
    await tablet.press("For")
    await tablet.shows("Your vote: For.")
    await hall.shows("22 of 24 have voted")
    for screen in screens:
        await expect(screen.page.locator(".bar")).to_have_count(0)
        await screen.never_shows("Show names")
    await tour.look("vote", chair, hall, tablet)
    await gathering.give(CHAIR, "hold_poll", poll="discharge")
    await tablet.shows("Voting is on hold")
    await tour.look("held", chair, hall, tablet)
    await gathering.give(CHAIR, "resume_poll", poll="discharge", closes_in_s=90)
    await tablet.shows(re.compile("Time left 1:"))
    await tour.look("timed", chair, hall, tablet)
    await gathering.give(CHAIR, "close_poll", poll="discharge")
    await tablet.shows(re.compile("The chair has not declared the result yet"))
    await tour.look("vote-closed", *screens)
    await gathering.give(CHAIR, "declare_result", poll="discharge")
    await tablet.text("Show names").click()
    await tablet.shows("Katarina Voss")
    await hall.shows("Result: adopted")
    await tour.look("result", *screens)
    tour.is_over()


async def test_an_election_and_a_confidential_vote(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="7-elections")
    tablet, hall = await gathering.enters("sandby"), await gathering.enters(HALL)
    await gathering.give(CHAIR, "open_poll", poll="board")
    await tablet.shows("Choose 1 to 2.")
    await tour.look("election", tablet, hall)
    await tablet.page.get_by_label("Trần Văn Đức").check()
    await tablet.page.get_by_label("Zsófia Hőgyes").check()
    await tablet.press("Vote")
    await tablet.shows("This vote is final. You cannot change it.")
    await tour.look("final", tablet)
    await tablet.page.get_by_role("dialog").get_by_role("button", name="Cast this vote").click()
    await tablet.shows(re.compile("Your vote was recorded at"))
    await tour.look("recorded-secretly", tablet)
    await gathering.give(CHAIR, "close_poll", poll="board")
    await gathering.give(CHAIR, "declare_result", poll="board")
    await tablet.shows(re.compile("Result: elected"))
    await tour.look("elected", tablet, hall)
    await gathering.give(CHAIR, "open_poll", poll="ombudsperson")
    await tablet.shows("Voting is open")
    await tour.look("confidential", tablet, hall)
    tour.is_over()


async def test_the_chair_is_warned_that_a_result_of_few_ballots_is_no_secret(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="7-elections")
    await gathering.give(CHAIR, "open_poll", poll="ombudsperson")
    chair = await gathering.enters(CHAIR)
    boxes = ((1, "sandby", "Only 1 ballot is in the box."), (2, "oakbridge", "Only 2 ballots are in the box."))
    for count, voter, told in boxes:
        await gathering.give(voter, "cast_vote", poll="ombudsperson", choice="yes")
        await chair.press(f"Close voting ({count} of 7 voted)")
        dialog = chair.page.get_by_role("dialog")
        await expect(dialog).to_contain_text(told)
        await tour.look(f"few-ballots-{voter}", chair)
        await dialog.get_by_role("button", name="Back").click()
    await gathering.give("tornik", "cast_vote", poll="ombudsperson", choice="yes")
    await chair.press_twice("Close voting (3 of 7 voted)", "Press again to close the voting")
    await chair.shows(re.compile("Declare the result"))
    tour.is_over()


async def test_who_cannot_vote_is_told_why(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="7-elections")
    await gathering.give(SECRETARY, "record_attendance", member="brodno", status="absent")
    absent, unentitled = await gathering.enters("brodno"), await gathering.enters("kesthal")
    await gathering.give(CHAIR, "open_poll", poll="next-place")
    await absent.shows(re.compile("You are not recorded as present, so you cannot vote"))
    await tour.look("absent", absent)
    await gathering.give(CHAIR, "cancel_poll", poll="next-place", reason="The question was read out wrongly.")
    await unentitled.shows("Voting was cancelled")
    await tour.look("cancelled", unentitled)
    await gathering.give(CHAIR, "open_poll", poll="board")
    await unentitled.shows("You are not entitled to vote in this poll.")
    await tour.look("not-entitled", unentitled)
    tour.is_over()


async def test_a_result_is_corrected_and_both_are_shown(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    chair, secretary, hall, tablet = await one_of_each(gathering)
    await gathering.give(CHAIR, "open_poll", poll="discharge")
    await tablet.press("For")
    await tablet.shows("Your vote: For.")
    await gathering.give("kesthal", "cast_vote", poll="discharge", choice="no")
    await gathering.give(CHAIR, "close_poll", poll="discharge")
    await gathering.give(CHAIR, "declare_result", poll="discharge")
    await secretary.press("Correct the result")
    await secretary.page.get_by_label("Whose vote was recorded wrongly?").select_option(value="aldenhaven")
    await secretary.page.get_by_role("dialog").get_by_label("Against", exact=True).check()
    await secretary.page.get_by_label("Why is it corrected?").fill("By order of the chair: she had said no.")
    await tour.look("correcting", secretary)
    await secretary.page.get_by_role("dialog").get_by_role("button", name="Correct the result").click()
    for screen in (chair, secretary, hall, tablet):
        await screen.shows("Result: rejected", re.compile("Before the correction: "))
    await tour.look("corrected", chair, secretary, hall, tablet)
    tour.is_over()


async def test_a_vote_by_roll_call(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="2-audit")
    terms = {"item": "2-audit", "method": "yes_no_abstain", "secrecy": "open", "by": "voice"} | {"majority": "absolute"}
    await gathering.give(SECRETARY, "prepare_poll", ref="aloud", question="Shall the report be printed?", **terms)
    await gathering.give(SECRETARY, "record_attendance", member="valmora", status="left")
    chair, secretary, hall, tablet = await one_of_each(gathering)
    await gathering.give(CHAIR, "open_poll", poll="aloud")
    await secretary.shows("0 of 24 names called", "Jiřina Dvořáková")
    await hall.shows("Jiřina Dvořáková", "Next:")
    await tablet.shows(re.compile("each member answers aloud"), re.compile("votes of all members: [0-9]+ votes"))
    await secretary.page.keyboard.press("y")
    await secretary.shows("1 of 24 names called")
    await hall.shows("Katarina Voss")
    await chair.shows("Roll call: 1 of 24 names called")
    await tablet.shows("Your name is called: please answer aloud.")
    await tour.look("called", chair, secretary, hall, tablet)
    await secretary.page.keyboard.press("n")
    await tablet.shows("Recorded as your answer: Against.")
    await secretary.page.keyboard.press("Backspace")
    await tablet.shows("Your name is called: please answer aloud.")
    for number in range(2, 25):
        is_away = await secretary.button("Is present").is_visible()
        await secretary.page.keyboard.press("x" if is_away else "y")
        await secretary.shows("Every name was called." if number == 24 else f"{number} of 24 names called")
    await hall.shows("Every name was called.")
    await gathering.give(CHAIR, "close_poll", poll="aloud")
    await gathering.give(CHAIR, "declare_result", poll="aloud")
    await hall.shows("Result: adopted")
    tour.is_over()
