"""For every reader: by keyboard alone, in Vietnamese, with large text, in the dark, on a network that loses votes."""

import re

import pytest
from playwright.async_api import Page, Route, WebSocketRoute, expect

from tests.browser.gathering import CHAIR, SECRETARY, Gathering
from tests.browser.screen import PHONE, SMALLEST, Screen
from tests.browser.tour import Tour

MOST_TABS = 30


async def votes_on(gathering: Gathering, poll: str, item: str, member: str) -> None:
    await gathering.give(CHAIR, "call_to_order")
    for ref in {member, *list(gathering.links)[3:16]}:
        await gathering.give(SECRETARY, "record_attendance", member=ref, status="present")
    await gathering.give(CHAIR, "start_item", item=item)
    await gathering.give(CHAIR, "open_poll", poll=poll)


async def tabs_to(page: Page, name: str) -> None:
    """The Tab key alone, as far as the control of this name; its focus can be seen."""
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        here = page.locator(":focus")
        if name in await here.inner_text():
            outline = await here.evaluate("(one) => getComputedStyle(one).outlineStyle")
            assert outline != "none"
            return
    pytest.fail(f"{name} was not reached by {MOST_TABS} tabs")


async def test_a_vote_by_keyboard_alone(gathering: Gathering) -> None:
    await votes_on(gathering, "discharge", "2-audit", "aldenhaven")
    screen = await gathering.enters("aldenhaven")
    await expect(screen.button("For")).to_be_enabled()
    await tabs_to(screen.page, "Skip to the content")
    await screen.page.keyboard.press("Enter")
    await tabs_to(screen.page, "Against")
    await screen.page.keyboard.press("Enter")
    await screen.shows("Your vote: Against.")
    await tabs_to(screen.page, "Report of the Regional Auditor")
    await screen.page.keyboard.press("Space")
    await expect(screen.page.locator(".paper-text")).to_contain_text("Auditor")
    await screen.page.keyboard.press("ArrowRight")
    await screen.shows("Page 2 of 4")
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.locator(":focus")).to_contain_text("Report of the Regional Auditor")


async def test_a_whole_vote_in_vietnamese(gathering: Gathering) -> None:
    tour = Tour()
    await votes_on(gathering, "discharge", "2-audit", "port-linde")
    screen = await gathering.enters("port-linde", language="vi")
    await expect(screen.page.locator("html")).to_have_attribute("lang", "vi")
    await screen.press("Tán thành")
    await screen.shows(re.compile("Tán thành"), re.compile(r"\d\d:\d\d:\d\d"))
    await tour.look("vi-vote", screen)
    assert await english_words(screen) == []
    desk, dais = await gathering.enters(SECRETARY, language="vi"), await gathering.enters(CHAIR, language="vi")
    await tour.look("vi", desk, dais)
    assert await english_words(desk) + await english_words(dais) == []
    tour.is_over()


async def english_words(screen: Screen) -> list[str]:
    """Labels that are still English; what the meeting itself says (titles, names, questions) is."""
    said = await screen.evaluate(LABELS)
    return [words for words in said if re.search(r"\b(the|is|of|and|vote|votes|by|at|for|you)\b", words, re.IGNORECASE)]


LABELS = """() => [...document.querySelectorAll('button, label, legend, h2, h3, .pill, .chip, .muted, .empty, .hint')]
  .filter((one) => one.checkVisibility() && !one.querySelector('bdi') && !one.closest('bdi'))
  .map((one) => one.innerText.trim()).filter(Boolean)"""


async def test_large_text_and_every_theme_on_a_small_phone(gathering: Gathering) -> None:
    tour = Tour()
    await votes_on(gathering, "board", "7-elections", "sandby")
    screen = await gathering.enters("sandby", PHONE)
    await expect(screen.button("Vote")).to_be_visible()
    await screen.press("Reading settings")
    await screen.press("Very large")
    for theme in ("Dark", "High contrast"):
        await screen.press(theme)
        await screen.press("Done")
        await tour.look(f"{theme.lower().replace(' ', '-')}-large", screen)
        await screen.press("Reading settings")
    await screen.becomes(SMALLEST)
    assert await screen.width() <= SMALLEST.width
    tour.is_over()


async def test_a_vote_that_the_network_loses_is_sent_again_until_it_is_recorded(gathering: Gathering) -> None:
    await votes_on(gathering, "discharge", "2-audit", "aldenhaven")
    screen = await gathering.device("aldenhaven")
    screen.allow("ERR_FAILED")
    await screen.page.route_web_socket(re.compile("/ws"), swallow_votes)
    lost: list[Route] = []

    async def lose_the_first(route: Route) -> None:
        lost.append(route)
        await (route.abort() if len(lost) == 1 else route.continue_())

    await screen.page.route(re.compile(r"/commands\?"), lose_the_first)
    await gathering.joins(screen, "aldenhaven")
    await screen.press("For")
    await screen.shows("Sending…")
    await screen.shows("We cannot confirm your vote yet.")
    await screen.shows("Your vote: For.")
    first, second = (route.request.post_data_json for route in lost)
    assert first == second, "the same id and the same choice, so it counts once"


def swallow_votes(socket: WebSocketRoute) -> None:
    """A network that carries everything but votes."""
    server = socket.connect_to_server()
    socket.on_message(lambda frame: None if "cast_vote" in str(frame) else server.send(frame))
