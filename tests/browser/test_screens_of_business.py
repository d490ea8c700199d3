"""The screens of an item, its papers, speakers and motions, breaks and announcements, and of the end."""

import re

from playwright.async_api import expect

from tests.browser.gathering import CHAIR, PINS, SECRETARY, Gathering
from tests.browser.screen import PHONE
from tests.browser.tour import Tour, everybody_present, one_of_each_at

OVERLAP = """() => document.querySelector('.hall-face').getBoundingClientRect().bottom
                  - document.querySelector('.hall-notice').getBoundingClientRect().top"""
"""How many pixels of the picture on the hall display an announcement covers."""


async def test_an_item_its_papers_and_speakers(gathering: Gathering) -> None:
    tour = Tour()
    screens = chair, _, hall, tablet = await one_of_each_at(gathering, "4-buses")
    await tablet.shows(re.compile("Bus network"))
    await tour.look("item", *screens)
    for tab in ("Agenda", "Papers", "Speak"):
        await tablet.turn_to(tab)
        await expect(tablet.heading(tab).first).to_be_visible()
        await tour.look(f"tab-{tab.lower()}", tablet)
    for ref in ("brodno", "kesthal"):
        await gathering.give(ref, "request_floor")
    await tablet.press("Ask to speak")
    await tablet.shows("You are number 3 in the list.")
    await tour.look("queue", chair, tablet)
    await gathering.give(CHAIR, "give_floor", member="aldenhaven", limit_s=180)
    await tablet.shows("You have the floor", "I have finished speaking")
    await tablet.turn_to("Now")
    await tablet.shows("You have the floor")
    await tour.look("speaking", chair, hall, tablet)
    await tablet.button(re.compile("Tóm tắt")).click()
    await expect(tablet.page.locator(".paper-text")).to_contain_text("2027")
    await tour.look("paper", tablet)
    await tablet.becomes(PHONE)
    await expect(tablet.page.locator(".viewer canvas")).to_have_css("inline-size", f"{PHONE.width - 16}px")
    await tour.look("paper-turned", tablet)
    await tablet.press("Close")
    tour.is_over()


async def test_motions_announcements_and_a_break(gathering: Gathering) -> None:
    tour = Tour()
    chair, secretary, hall, tablet = await one_of_each_at(gathering, "3-budget")
    motion = "That the vote on the budget be taken before the vote on amendment 3/1."
    await gathering.give("kesthal", "move_motion", item="3-budget", text=motion)
    await gathering.give(SECRETARY, "announce", text="The buses to Hallstrand leave at 18:30, not at 18:00.")
    await gathering.give(SECRETARY, "record_decision", item="3-budget", text="The vote is taken after the break.")
    await gathering.give(SECRETARY, "write_minute", item="3-budget", text="Mr Szőke gave his reasons at length.")
    await gathering.give(
        SECRETARY, "assign_task", item="3-budget", text="Ask the auditor for the figures of 2024.", to="kesthal"
    )
    await secretary.shows("Ask the auditor for the figures of 2024.")
    await tablet.turn_to("Speak")
    await tablet.shows(motion)
    await tour.look("motion", tablet, chair, secretary, hall)
    assert await hall.evaluate(OVERLAP) <= 0
    await secretary.press("What happened")
    await tour.look("feed", secretary)
    await secretary.press("Meeting")
    await tour.look("desk-meeting", secretary)
    await gathering.give(CHAIR, "suspend")
    await tablet.turn_to("Now")
    await tablet.shows("The meeting is suspended")
    await tour.look("suspended", chair, hall, tablet)
    tour.is_over()


async def test_dialogs_of_the_dais_and_the_desk(gathering: Gathering) -> None:
    tour = Tour()
    await everybody_present(gathering)
    await gathering.give(CHAIR, "start_item", item="5-rules")
    chair, secretary = await gathering.enters(CHAIR), await gathering.enters(SECRETARY)
    await chair.press("More")
    await tour.look("more", chair)
    await chair.press("Prepare a vote on this item")
    await tour.look("prepare", chair)
    await chair.page.keyboard.press("Escape")
    await secretary.press("Admit")
    await secretary.page.get_by_label("Name").fill("Đỗ Thị Lan")
    await tour.look("admit", secretary)
    await secretary.page.get_by_role("dialog").get_by_role("button", name="Admit").click()
    await secretary.shows("Scan the code with the camera of the tablet.")
    await tour.look("link", secretary)
    await secretary.press("Done")
    await secretary.button("New version").first.click()
    await tour.look("replace", secretary)
    tour.is_over()


async def test_the_end_and_the_signatures(gathering: Gathering) -> None:
    tour = Tour()
    screens = chair, secretary, _, tablet = await one_of_each_at(gathering, "1-opening")
    await gathering.give(CHAIR, "adjourn")
    await tablet.shows("The meeting is closed")
    await secretary.shows(re.compile("The chair signs first"))
    await tour.look("closed", *screens)
    for screen, ref in ((chair, CHAIR), (secretary, SECRETARY)):
        await screen.page.get_by_label("Your PIN").fill(PINS[ref])
        await screen.press("Sign the minutes")
        await screen.shows("Your signature is under these minutes.")
    await tablet.shows("Thank you. The minutes are signed.")
    await tour.look("signed", chair, secretary, tablet)
    tour.is_over()
