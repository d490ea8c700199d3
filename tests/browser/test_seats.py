"""Seats and the tablets that hold them: taken over, lost, given to a guest, entered by the roll call's own code."""

from playwright.async_api import expect

from tests.browser.cast import roll_code
from tests.browser.gathering import CHAIR, HALL, SECRETARY, Gathering
from tests.browser.screen import Screen

TAKEN = "This seat was opened on another tablet"
OPEN_MORE_AND_MORE = """async (path) => {
  const opened = () => new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + path, 'meetings.v1');
    socket.onopen = socket.onclose = resolve;
  });
  while (!document.querySelector('connection-over dialog')) await Promise.all(Array.from({ length: 24 }, opened));
}"""


async def test_the_newer_tablet_takes_a_voting_seat_and_the_older_one_is_told(gathering: Gathering) -> None:
    older = await gathering.enters("kesthal")
    newer = await gathering.enters("kesthal")
    await older.shows(TAKEN)
    assert await older.barriers() == []
    await newer.shows("Connected")
    await older.page.get_by_role("link", name="Use this tablet again").click()
    await gathering.joins(older, "kesthal")
    await older.shows("Connected")
    await newer.shows(TAKEN)


async def test_a_tablet_that_opens_its_link_in_a_second_tab_works_in_both(gathering: Gathering) -> None:
    first = await gathering.enters("kesthal")
    second = Screen(await first.page.context.new_page(), "second tab")
    gathering.screens.append(second)
    for screen in (second, first, second):
        await gathering.joins(screen, "kesthal")
        await first.shows("Connected")
        await second.shows("Connected")
    await first.never_shows(TAKEN)
    await second.never_shows(TAKEN)
    await gathering.give(CHAIR, "call_to_order")
    await first.shows("The meeting is open")
    await second.shows("The meeting is open")


async def test_a_new_link_for_a_lost_tablet_signs_the_old_one_out(gathering: Gathering) -> None:
    lost, desk = await gathering.enters("brodno"), await gathering.enters(SECRETARY)
    await desk.press("New link for Ольга Степаненко")
    await desk.press("Make a new link")
    await desk.shows("Scan the code with the camera of the tablet.")
    lost.allow("status of 40[13]")
    await lost.shows("You are not signed in any more")
    assert await lost.barriers() == []
    spare = await gathering.device("spare")
    await spare.page.goto(f"/j/{gathering.id}")
    await spare.page.get_by_label("Seat").fill("brodno")
    await spare.page.get_by_label("Code").fill(await shown_code(desk))
    await spare.press("Join the meeting")
    await spare.is_ready()
    await spare.shows("Ольга Степаненко")


async def shown_code(desk: Screen) -> str:
    return await desk.page.locator("dialog .code").inner_text()


async def test_a_guest_who_walks_in_is_admitted_and_follows_without_a_vote(gathering: Gathering) -> None:
    desk = await gathering.enters(SECRETARY)
    await desk.press("Admit")
    await desk.page.get_by_label("Name").fill("Đỗ Thị Lan")
    await desk.page.get_by_role("dialog").get_by_role("button", name="Admit").click()
    guest = await gathering.device("guest")
    await guest.page.goto(f"/j/{gathering.id}")
    await guest.page.get_by_label("Seat").fill("do-thi-lan")
    await guest.page.get_by_label("Code").fill(await shown_code(desk))
    await guest.press("Join the meeting")
    await guest.is_ready()
    await gathering.give(CHAIR, "call_to_order")
    await guest.shows("Đỗ Thị Lan · Observer", "The meeting is open")
    await expect(guest.button("Ask to speak")).to_have_count(0)


async def test_the_qr_code_of_the_roll_is_still_good_after_signing_in(gathering: Gathering) -> None:
    await gathering.give(CHAIR, "call_to_order")
    await gathering.give(CHAIR, "open_roll_call", method="code")
    hall = await gathering.enters(HALL)
    _, address = await roll_code(hall)
    late = await gathering.device("late")
    late.allow("status of 401")
    await late.page.goto(address)
    await late.page.get_by_label("Seat").fill("tornik")
    await late.page.get_by_label("Code").fill(gathering.links["tornik"].code)
    await late.press("Join the meeting")
    await late.is_ready()
    await late.shows("You are recorded as present.")


async def test_a_page_that_was_closed_for_too_many_waits_until_it_is_told_to_go_on(gathering: Gathering) -> None:
    tablet = await gathering.enters("kesthal")
    await tablet.shows("Connected")
    await tablet.evaluate(OPEN_MORE_AND_MORE, f"/m/{gathering.id}/ws?seat=kesthal")
    await tablet.shows("This page was closed because too many are open")
    assert await tablet.barriers() == []
    await tablet.page.get_by_role("link", name="Go on here").click()
    await tablet.is_ready()
    await tablet.shows("Connected")
