"""Rounds of an election: an absolute majority, then without the last the most votes; and a round that is redone."""

import re

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.tour import Four, Tour, one_of_each_at

ITEM, FIRST = "7-elections", "mayor"
QUESTION = "Who shall lead the delegation to Ak-Sai?"
NAMES = {"a": "Zsófia Hőgyes (Stonebeck)", "b": "Trần Văn Đức (Lindental)", "c": "Айгүл Токтогулова (Kamenka)"}
VOTES = {"brodno": "b", "lukovo": "b", "port-linde": "c", "kesthal": "a"}
"""Three of them have three votes, with the tablet's, two have two."""


async def test_an_election_goes_through_its_rounds_and_one_is_outdated(gathering: Gathering) -> None:
    tour, screens = Tour(), await one_of_each_at(gathering, ITEM)
    await the_first_round(gathering, screens, tour)
    await the_next_round_is_prepared(screens, tour)
    await the_first_is_corrected(gathering, screens, tour)
    await the_next_round_is_prepared_anew(screens, tour)
    await the_last_round(gathering, screens, tour)
    tour.is_over()


async def the_first_round(gathering: Gathering, screens: Four, tour: Tour) -> None:
    """Five, three and five of thirteen votes: nobody has seven."""
    chair, _, _, tablet = screens
    options = [{"ref": ref, "text": text} for ref, text in NAMES.items()]
    terms = {"method": "choose", "secrecy": "named", "majority": "absolute", "base": "members"}
    electorate = ["aldenhaven", *VOTES]
    asked = {"ref": FIRST, "item": ITEM, "question": QUESTION, "options": options, "electorate": electorate}
    await gathering.give(SECRETARY, "prepare_poll", **asked, **terms)
    await gathering.give(CHAIR, "open_poll", poll=FIRST)
    await tablet.page.get_by_label(NAMES["a"]).check()
    await tablet.press("Vote")
    await tablet.shows(re.compile("Your vote: Zsófia"))
    for ref, choice in VOTES.items():
        await gathering.give(ref, "cast_vote", poll=FIRST, choice=[choice])
    await tour.look("round-1-vote", *screens)
    await chair.press_twice(re.compile(r"^Close voting \(5 of 5"), "Press again to close the voting")
    await chair.press_twice(re.compile("^Declare the result: nobody"), re.compile("^Press again to declare"))
    for screen in screens:
        await screen.shows("Result: nobody is elected")
    await tour.look("round-1", *screens)


async def the_next_round_is_prepared(screens: Four, tour: Tour) -> None:
    chair, desk, _, _ = screens
    await chair.press(f"Next round: {QUESTION}")
    await chair.press("Prepare the next round")
    await chair.shows(f"Open voting, round 2: {QUESTION}")
    await desk.shows("Prepared", "Round 2")
    await tour.look("round-2-prepared", *screens)


async def the_first_is_corrected(gathering: Gathering, screens: Four, tour: Tour) -> None:
    """Another would have been the last: the chair is told before the round is opened."""
    reason = "The tablets of two neighbours had been exchanged."
    await gathering.give(SECRETARY, "correct_result", poll=FIRST, reason=reason, votes={"kesthal": ["c"]})
    await screens.chair.shows(re.compile("^This round rests on a result that was corrected since"))
    for screen in screens:
        await screen.shows(re.compile("Before the correction: "))
    await tour.look("round-outdated", *screens)


async def the_next_round_is_prepared_anew(screens: Four, tour: Tour) -> None:
    chair = screens.chair
    await chair.press("Cancel round 2: it rests on a corrected result")
    dialog = chair.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("It rested on a wrong count.")
    await dialog.get_by_role("button", name="Cancel the poll").click()
    await chair.press(f"Next round: {QUESTION}")
    await chair.press("Prepare the next round")
    await chair.press(re.compile("^Open voting, round 2: .*delegation"))
    await screens.tablet.shows("Trần Văn Đức (Lindental)")
    await screens.tablet.never_shows(re.compile("Zsófia.*Stonebeck"))
    await screens.hall.shows("Trần Văn Đức (Lindental)", re.compile("Round 2"))
    await tour.look("round-2-vote", *screens)


async def the_last_round(gathering: Gathering, screens: Four, tour: Tour) -> None:
    chair, _, _, tablet = screens
    await tablet.page.get_by_label(NAMES["b"]).check()
    await tablet.press("Vote")
    await tablet.shows(re.compile("Your vote: Trần"))
    await chair.press_twice(re.compile(r"^Close voting \(1 of 5"), "Press again to close the voting")
    await chair.press_twice(re.compile("^Declare the result: elected"), re.compile("^Press again to declare"))
    for screen in screens:
        await screen.shows(re.compile("^Result: elected: Trần Văn Đức"))
    await tour.look("round-2", *screens)
