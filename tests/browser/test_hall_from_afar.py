"""What the hall display shows is read from the last row, on a wide display and an old one, and nothing is cut off."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.screen import DISPLAY, OLD_DISPLAY, Screen
from tests.browser.tour import SETTLED, Tour, everybody_present

ITEM = "5-rules"
CLAUSE = "that in the year {} the council meet in one of its communes, and that every commune be asked in its turn"
LONG = "Resolved,\n" + ",\n".join(CLAUSE.format(2027 + n) for n in range(24)) + "."
HEIGHT_OF_TEXT = "(one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight"
READABLE = 0.0235
"""Of the height of the screen: from twelve metres a letter of a two metre wall is as large as newsprint."""
NAMES = [
    "Zsófia Hőgyes",
    "Margaret O’Connell",
    "Айгүл Токтогулова",
    "Trần Văn Đức",
    "İlker Yıldırım-Şahin",
    "Éléonore de la Bruyère-Châtelain",
    "Þórunn Guðmundsdóttir",
    "Giulia D’Annunzio-Ferri",
    "Lê Hoàng Phương Thảo",
    "Łukasz Wójcik",
    "أحمد المنصوري",
    "Siobhán Ní Dhomhnaill",
    "Jürgen Weißmüller",
    "Milica Petrović-Lukić",
    "Ana Luísa Gonçalves",
    "Đặng Quốc Bảo",
]


async def smallest(hall: Screen, these: str) -> float:
    return min([await one.evaluate(HEIGHT_OF_TEXT) for one in await hall.page.locator(these).all()])


async def on_both(hall: Screen, tour: Tour, state: str, these: str) -> None:
    await tour.look(state, hall)
    for device in (OLD_DISPLAY, DISPLAY):
        await hall.becomes(device)
        await hall.evaluate(SETTLED)
        assert await smallest(hall, these) >= READABLE, (state, device)


async def test_the_motion_under_debate_is_read_from_the_last_row(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=ITEM)
    hall = await gathering.enters(HALL)
    await gathering.give("kesthal", "move_motion", ref="m", item=ITEM, text=LONG)
    await hall.shows("Motion, moved by Árpád Szőke", re.compile("^Resolved"), "The whole text is on the tablets.")
    await on_both(hall, tour, "long-motion", ".hall-text")
    amended = LONG.replace("2034 the council", "2034 the council and its committees")
    await gathering.give("brodno", "move_amendment", ref="a", motion="m", text=amended)
    await expect(hall.page.locator(".hall-text ins")).to_have_text(re.compile("and its committees"))
    await hall.never_shows(re.compile("^Resolved"))
    await on_both(hall, tour, "long-amendment", ".hall-text")
    await gathering.give(CHAIR, "give_floor", member="greenwell", limit_s=180)
    await gathering.give("kesthal", "request_floor")
    await hall.shows("Ana Luísa Gonçalves", "and its committees", re.compile("^Next:"))
    await on_both(hall, tour, "long-amendment-speech", ".hall-text, .hall-name")
    terms = {"method": "yes_no_abstain", "secrecy": "named", "question": "Shall the motion be adopted?"}
    await gathering.give(CHAIR, "drop_motion", motion="a", reason="It is not in order.")
    await gathering.give(SECRETARY, "prepare_poll", ref="p", item=ITEM, motion="m", **terms)
    await gathering.give(CHAIR, "open_poll", poll="p", closes_in_s=120)
    await hall.shows("Shall the motion be adopted?", "0 of 24 have voted", "The whole text is on the tablets.")
    await on_both(hall, tour, "long-motion-vote", ".hall-text, .hall-question")
    tour.is_over()


@pytest.mark.parametrize("count", [7, 16, 30])
async def test_the_result_of_many_options_is_read_from_the_last_row(gathering: Gathering, count: int) -> None:
    tour, item = Tour(), "7-elections"
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=item)
    hall = await gathering.enters(HALL)
    options = [{"ref": f"o{n}", "text": NAMES[n % 16] + (f" {n}" if n > 15 else "")} for n in range(count)]
    terms = {"method": "choose", "secrecy": "named", "majority": "relative", "options": options, "max": 3}
    await gathering.give(SECRETARY, "prepare_poll", ref="many", item=item, question="Who shall go?", **terms)
    await gathering.give(CHAIR, "open_poll", poll="many")
    await hall.shows(NAMES[6])
    await on_both(hall, tour, f"options-{count}", ".hall-options li")
    voters = [link.ref for link in gathering.links.values() if link.role == "delegate"]
    for n, ref in enumerate(voters):
        await gathering.give(ref, "cast_vote", poll="many", choice=[f"o{n % 5}", f"o{count - 1}"])
    await gathering.give(CHAIR, "close_poll", poll="many")
    await gathering.give(CHAIR, "declare_result", poll="many")
    await expect(hall.page.locator(".bar")).to_have_count(count)
    await expect(hall.page.locator(".bar").first).to_contain_text(NAMES[(count - 1) % 16])
    await on_both(hall, tour, f"result-{count}", ".bar-word, .bar-number")
    tour.is_over()


async def test_of_many_candidates_the_last_rounds_of_a_run_off_are_shown(gathering: Gathering) -> None:
    tour, item = Tour(), "7-elections"
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item=item)
    hall = await gathering.enters(HALL)
    options = [{"ref": f"o{n}", "text": name} for n, name in enumerate(NAMES)]
    terms = {"method": "ranked", "secrecy": "named", "options": options, "question": "Who shall lead?"}
    await gathering.give(SECRETARY, "prepare_poll", ref="ranked", item=item, **terms)
    await gathering.give(CHAIR, "open_poll", poll="ranked")
    voters = [link.ref for link in gathering.links.values() if link.role == "delegate"]
    for n, ref in enumerate(voters):
        await gathering.give(
            ref, "cast_vote", poll="ranked", choice=[f"o{n % 16}", f"o{n % 7}"][: 1 + (n % 16 != n % 7)]
        )
    await gathering.give(CHAIR, "close_poll", poll="ranked")
    await gathering.give(CHAIR, "declare_result", poll="ranked")
    await hall.shows(re.compile("^Left in the rounds before: "))
    await on_both(hall, tour, "run-off-16", ".rounds td")
    tour.is_over()
