"""Equal votes as the chair meets them: they fail, a second vote, the lot, or the chair's own vote decides."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.screen import CONSOLE, Screen
from tests.browser.tour import Tour, everybody_present

ITEM, VICE = "6-partnership", "novy-dvor"
EQUALS = ("kesthal", "lukovo", "mirny", VICE)
"""Four members with two votes each; the last one may have the chair."""
SEED = re.compile("([0-9a-f]{4} ){15}[0-9a-f]{4}")


async def tied(gathering: Gathering, chair: Screen, tie: str | None) -> None:
    """A question that the chair opens, on which two say yes and two say no; it is still open."""
    terms = {"item": ITEM, "method": "yes_no", "secrecy": "named", "electorate": EQUALS, "majority": "simple"}
    broken = {} if tie is None else {"tie": tie}
    question = f"Shall it be signed at once ({tie})?"
    await gathering.give(SECRETARY, "prepare_poll", ref=f"tie-{tie}", question=question, **terms, **broken)
    await chair.press(f"Open voting: {question}")
    await chair.shows("Voting is open")
    for ref, choice in zip(EQUALS[:3], ("yes", "no", "no"), strict=True):
        await gathering.give(ref, "cast_vote", poll=f"tie-{tie}", choice=choice)


async def closed(chair: Screen) -> None:
    await chair.press_twice(re.compile(r"Close voting \(4 of 4 voted\)"), "Press again to close the voting")


async def declared(chair: Screen, told: str) -> None:
    """What broke the tie stands on the button, before the chair says it aloud."""
    await chair.press_twice(f"Declare the result: {told}", f"Press again to declare: {told}")


async def test_each_kind_of_tie_is_told_before_and_after_it_is_declared(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "cancel_poll", poll="partnership", reason="It is put otherwise.")
    await gathering.give(CHAIR, "start_item", item=ITEM)
    chair, hall = await gathering.enters(CHAIR), await gathering.enters(HALL)
    outcomes = {None: "rejected 4–4, the votes are equal", "second": "rejected 4–4, a second vote is to decide"}
    for tie, told in outcomes.items():
        await tied(gathering, chair, tie)
        await gathering.give(VICE, "cast_vote", poll=f"tie-{tie}", choice="yes")
        await closed(chair)
        await declared(chair, told)
        await hall.shows("Result: rejected", re.compile(told.partition(", ")[2]))
    await the_lot(gathering, chair, hall, tour)
    await the_vote_of_whoever_presides(gathering)
    tour.is_over()


async def the_lot(gathering: Gathering, chair: Screen, hall: Screen, tour: Tour) -> None:
    """Its seed and how to draw again can be read on the dais, in the hall and on a tablet."""
    await tied(gathering, chair, "lot")
    await gathering.give(VICE, "cast_vote", poll="tie-lot", choice="yes")
    await closed(chair)
    button = chair.button(re.compile("Declare the result: (adopted|rejected) 4–4, the tie was broken by lot"))
    await expect(button).to_be_visible()
    await gathering.give(CHAIR, "declare_result", poll="tie-lot")
    await hall.shows(re.compile("the tie was broken by lot"), SEED)
    tablet = await gathering.enters("brodno")
    for screen in (chair, tablet):
        await screen.text("The lot: how it was drawn").click()
        await screen.shows(SEED, "The codes: For = yes, Against = no.")
    await tour.look("tie-lot", chair, hall, tablet)


async def the_vote_of_whoever_presides(gathering: Gathering) -> None:
    """The vice-chair takes the chair, votes on the console, and that vote decides."""
    await gathering.give(CHAIR, "take_chair", member=VICE)
    chair = await gathering.device(VICE, CONSOLE)
    await chair.page.goto(gathering.links[VICE].url)
    await chair.page.wait_for_url("**/pin*")
    await chair.shows("The same PIN again")
    for field in await chair.page.locator("input").all():
        await field.fill("161803")
    await chair.page.keyboard.press("Enter")
    await chair.page.wait_for_url("**/dais*")
    await chair.is_ready()
    await tied(gathering, chair, "chair")
    await chair.text("Cast your own vote").click()
    await chair.press("For")
    await closed(chair)
    await declared(chair, "adopted 4–4, the chair’s own vote broke the tie")
    await chair.shows("Result: adopted")
