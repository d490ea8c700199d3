"""A whole meeting in six browsers, from the join link to the signed minutes, with a `kill -9` in the vote."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import expect

from meetings.demonstration import FILE
from tests.browser.cast import (
    BY_CODE,
    BY_KEYS,
    BY_LINK,
    Cast,
    cast_of,
    joins_as_officer,
    joins_by_code,
    roll_code,
)
from tests.browser.gathering import CHAIR, HALL, PINS, SECRETARY, Gathering
from tests.typesetting.making import assert_sound

PAPERS = FILE.parent / "papers"
RECEIPT = re.compile(r"Recorded at \d\d:\d\d:\d\d")
NOTICE = "Notice of meeting and draft agenda"
ARITHMETIC = "Needs more than half of 7 votes for and against = 4; for 6, against 1, abstain 0: adopted."


@pytest.mark.timeout(480)
async def test_a_whole_meeting_from_the_join_link_to_the_signed_minutes(gathering: Gathering, tmp_path: Path) -> None:
    cast = await cast_of(gathering)
    await everybody_joins(cast, gathering)
    await the_roll_is_called(cast)
    await the_first_item_is_taken_up(cast)
    await a_paper_is_read_and_replaced(cast)
    await a_poll_is_opened_and_votes_come(cast)
    await the_server_is_killed_and_comes_back(cast, gathering)
    await the_poll_is_closed_and_declared(cast)
    await a_delegate_speaks(cast)
    await the_secretary_writes(cast)
    await a_confidential_vote_shows_no_names(cast)
    await the_meeting_is_adjourned(cast)
    await the_minutes_are_signed_and_verified(cast, gathering, tmp_path)


async def everybody_joins(cast: Cast, gathering: Gathering) -> None:
    await joins_as_officer(cast.chair, gathering, CHAIR)
    await joins_as_officer(cast.secretary, gathering, SECRETARY)
    for screen, ref in ((cast.hall, HALL), (cast.voss, BY_LINK), (cast.bystra, BY_KEYS)):
        await gathering.joins(screen, ref)
        assert "#t=" not in screen.page.url
        assert gathering.links[ref].token not in screen.page.url
    await joins_by_code(cast.hanh, gathering, BY_CODE)
    for tablet in cast.tablets:
        await tablet.shows("The meeting has not begun yet", "Connected")


async def the_roll_is_called(cast: Cast) -> None:
    await cast.chair.press("Call the meeting to order")
    await cast.chair.press("Open the roll call")
    code, address = await roll_code(cast.hall)
    await cast.voss.page.get_by_label("Code on the hall display").fill(code.lower())
    await cast.voss.press("I am present")
    await cast.voss.shows("You are recorded as present.")
    await cast.hanh.page.goto(address)
    await cast.hanh.shows("You are recorded as present.")
    for screen in (cast.chair, cast.secretary):
        await screen.shows(re.compile(r"2 of 24"))
    await cast.hall.shows(re.compile(r"No quorum · 11 more needed"))
    await cast.secretary.press("Наталія Ґалаґан: Present")
    await cast.bystra.shows("You are recorded as present.")
    await cast.secretary.press("Mark all as present")
    await cast.secretary.page.get_by_role("dialog").get_by_role("button", name="Record it").click()
    await cast.all_see("Quorum reached · 24 of 24")
    await cast.chair.press(re.compile(r"Close the roll call \(24 of 24"))


async def the_first_item_is_taken_up(cast: Cast) -> None:
    await cast.chair.press(re.compile("Start item 1"))
    for screen in (*cast.tablets, cast.hall):
        await expect(screen.heading(re.compile("Opening, adoption of the agenda"))).to_be_visible()
        await screen.shows("Item 1 of 7")


async def a_paper_is_read_and_replaced(cast: Cast) -> None:
    tablet = cast.voss
    await tablet.button(re.compile(NOTICE)).click()
    await expect(tablet.page.locator(".paper-text")).to_contain_text("agenda")
    await expect(tablet.page.locator(".viewer-room")).to_have_attribute("aria-busy", "false")
    assert await tablet.evaluate(INK) > 1000
    assert await tablet.barriers() == []
    await cast.secretary.button("New version").first.click()
    await cast.secretary.page.get_by_label("File").set_input_files(PAPERS / "2-audit-report.pdf")
    await (
        cast.secretary.page.get_by_role("dialog").get_by_role("button", name="Put the new version in its place").click()
    )
    await tablet.press("There is a newer version")
    await expect(tablet.page.locator(".paper-text")).to_contain_text("Auditor")
    await tablet.press("Close")
    for other in (cast.hanh, cast.bystra):
        await expect(other.button(re.compile(NOTICE))).to_contain_text("New version")
    await expect(tablet.button(re.compile(NOTICE))).not_to_contain_text("New version")


INK = """() => {
  const canvas = document.querySelector('.viewer canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at + 3] && data[at] < 128) dark += 1;
  return dark;
}"""


async def a_poll_is_opened_and_votes_come(cast: Cast) -> None:
    await cast.chair.press(re.compile("Open voting: Shall the agenda be adopted"))
    await cast.voss.press("Against")
    await cast.voss.shows(RECEIPT, "Your vote: Against.")
    await cast.voss.press("For")
    await cast.voss.shows("Your vote: For.")
    await cast.hall.shows("1 of 24 have voted")
    await cast.chair.shows("Present, not voted yet: 23")
    await expect(cast.chair.page.get_by_role("listitem").filter(has_text="Nguyễn Thị Minh Hạnh").last).to_be_visible()
    unconnected = cast.chair.page.locator(".person-lost", has_text="Giulia D’Annunzio-Ferri")
    await expect(unconnected).to_contain_text("no connection")


async def the_server_is_killed_and_comes_back(cast: Cast, gathering: Gathering) -> None:
    for screen in cast.everybody:
        screen.allow("ERR_CONNECTION_REFUSED|WebSocket connection to")
    await gathering.house.server.kill()
    await cast.voss.shows(re.compile("Connecting…|No connection since"), "Your earlier vote stays recorded.")
    await expect(cast.hanh.button("For")).to_be_disabled()
    await gathering.house.server.start()
    for screen in (cast.chair, cast.secretary, *cast.tablets):
        await screen.shows("Connected")
    await cast.voss.shows("Your vote: For.", RECEIPT)
    await cast.hanh.press("For")
    await cast.hanh.shows("Your vote: For.", RECEIPT)


async def the_poll_is_closed_and_declared(cast: Cast) -> None:
    """The last vote comes from the keyboard."""
    await cast.bystra.button("Against").focus()
    await cast.bystra.page.keyboard.press("Space")
    await cast.bystra.shows("Your vote: Against.", RECEIPT)
    await cast.hall.shows("3 of 24 have voted")
    await cast.chair.press_twice(re.compile(r"Close voting \(3 of 24 voted\)"), "Press again to close the voting")
    await cast.chair.press_twice(re.compile("Declare the result"), re.compile("Press again to declare"))
    await cast.all_see(ARITHMETIC)
    for tablet in cast.tablets:
        await tablet.text("Show names").click()
        await expect(tablet.page.get_by_role("listitem").filter(has_text="Наталія Ґалаґан")).to_contain_text("Against")


async def a_delegate_speaks(cast: Cast) -> None:
    await cast.hanh.press("Ask to speak")
    await cast.hanh.shows("You are next.")
    await cast.chair.press(re.compile("Give the floor to Nguyễn Thị Minh Hạnh"))
    await cast.hanh.shows("You have the floor")
    for screen in (cast.hanh, cast.voss, cast.chair, cast.hall):
        await expect(screen.page.get_by_role("timer").first).to_have_text(re.compile(r"^[23]:\d\d"))
    await expect(cast.hall.heading("Nguyễn Thị Minh Hạnh")).to_be_visible()
    await cast.chair.press("End the speech")
    await expect(cast.voss.page.get_by_role("timer")).to_have_count(0)


async def the_secretary_writes(cast: Cast) -> None:
    desk = cast.secretary
    for kind, words in (
        ("Note", "Mrs Nguyễn asked for the time-table."),
        ("Decision", "The agenda is adopted."),
        ("Task", "Send the time-table to all members."),
    ):
        await desk.page.get_by_role("radio", name=kind, exact=True).check()
        await desk.page.get_by_label("Text").fill(words)
        await desk.page.get_by_role("form", name="Write the minutes").get_by_role("button", name="Record").click()
        await expect(desk.page.locator("desk-minutes")).to_contain_text(words)
    await cast.voss.turn_to("Agenda")
    await cast.voss.page.locator("summary", has_text="Opening, adoption").click()
    await cast.voss.shows("The agenda is adopted.", "Send the time-table to all members.")
    await cast.voss.never_shows("Mrs Nguyễn asked for the time-table.")
    await cast.voss.turn_to("Now")


async def a_confidential_vote_shows_no_names(cast: Cast) -> None:
    await cast.chair.press("Conclude item 1")
    await cast.chair.page.locator("dais-agenda summary", has_text="Elections and appointments").click()
    await cast.chair.press("Start this item")
    await cast.chair.press(re.compile("Open voting: Who shall represent the communes"))
    await cast.voss.shows("You are not entitled to vote in this poll.")
    await cast.bystra.page.get_by_label("Trần Văn Đức (Lindental)").check()
    await cast.bystra.press("Vote")
    await cast.bystra.press("Cast this vote")
    await cast.bystra.shows(re.compile(r"Your vote was recorded at \d\d:\d\d:\d\d"))
    await cast.chair.press(re.compile(r"Close voting \(1 of"))
    await cast.chair.shows(re.compile("Only 1 ballot is in the box"))
    await cast.chair.page.get_by_role("dialog").get_by_role("button", name="Close voting").click()
    await cast.chair.press_twice(re.compile("Declare the result"), re.compile("Press again to declare"))
    for screen in cast.everybody:
        await screen.shows(re.compile("Result: elected: Trần Văn Đức"))
        await screen.never_shows("Show names")


async def the_meeting_is_adjourned(cast: Cast) -> None:
    await cast.chair.press("More")
    await cast.chair.press("Adjourn the meeting")
    await cast.chair.page.get_by_role("dialog").get_by_role("button", name="Adjourn the meeting").last.click()
    for screen in (cast.chair, cast.hall, *cast.tablets):
        await screen.shows("The meeting is closed")
    await cast.secretary.shows("The chair signs first. You can countersign as soon as that is done.")


async def the_minutes_are_signed_and_verified(cast: Cast, gathering: Gathering, folder: Path) -> None:
    for screen, ref in ((cast.chair, CHAIR), (cast.secretary, SECRETARY)):
        await screen.page.get_by_label("Your PIN").fill(PINS[ref])
        await screen.press("Sign the minutes")
        await screen.shows("Your signature is under these minutes.")
    await cast.voss.shows("Thank you. The minutes are signed.")
    file = folder / "minutes.pdf"
    address = await cast.voss.page.get_by_role("link", name="Open the minutes").get_attribute("href")
    file.write_bytes(await (await cast.voss.page.request.get(str(address))).body())
    assert_sound(file.read_bytes())
    done = await gathering.house.meetings("verify", file)
    assert done.returncode == 0, done.stdout
    assert "FAIL" not in done.stdout
    assert_pdfsig_agrees(file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    done = await gathering.house.meetings("verify", file)
    assert done.returncode == 1
    assert "FAIL" in done.stdout


def assert_pdfsig_agrees(file: Path) -> None:
    if shutil.which("pdfsig") is None:
        return
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid") == 2, said
