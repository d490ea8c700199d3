"""Who reads Vietnamese alone meets no English: the screens of every office, through a rich meeting in Vietnamese."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Playwright, Route, expect

from tests.browser.gathering import CHAIR, HALL, PINS, SECRETARY, Gathering
from tests.browser.house import House
from tests.browser.screen import Screen
from tests.browser.tour import Four, everybody_present
from tests.browser.vietnamese import AMENDMENT, MOTION, SAID, Reader, foreign, meeting_file, t, vocabulary

MEMBER, OTHER = "lan", "minh"
OF_THE_CHAIR = (
    "Prepare a vote on this item",
    "Declare agreement without a vote",
    "Conclude the item with an outcome",
    "Record a conflict of interest",
    "Defer the item",
    "Take items together",
    "Move an urgent item",
    "Announce to everybody",
    "Suspend the meeting",
    "Record an incident",
    "Hand over the chair",
    "Adjourn the meeting",
)


@pytest.fixture
async def council(house: House, playwright: Playwright, browser: Browser, tmp_path: Path) -> AsyncGenerator[Gathering]:
    meeting = Gathering(house, playwright, browser, await house.imports(meeting_file(tmp_path)))
    yield meeting
    faults = [fault for screen in meeting.screens for fault in screen.faults]
    await meeting.leave()
    assert faults == []


async def all_four(council: Gathering) -> Four:
    return Four(*[await council.enters(ref, language="vi") for ref in (CHAIR, SECRETARY, HALL, MEMBER)])


async def test_who_arrives_reads_no_english(council: Gathering) -> None:
    reader, screen = Reader(), await council.device("arriving", language="vi")
    screen.allow("status of 40[34]")
    await screen.page.goto("/")
    await screen.page.locator("input[name=meeting]").fill("a1b2c3")
    await screen.press(t("Go to the meeting"))
    await expect(screen.page.locator("form.card .note-danger")).to_be_visible()
    await reader.reads("front", screen)
    await screen.page.goto(f"/j/{council.id}")
    await screen.page.locator("input[name=seat]").fill(MEMBER)
    await screen.page.locator("input[name=code]").fill("AAAA-AAAA")
    await screen.press(t("Join the meeting"))
    await expect(screen.page.locator("join-form .note-danger")).to_be_visible()
    await reader.reads("join", screen)
    await screen.page.goto(f"/j/{council.id}#t=thislinkisold")
    await expect(screen.page.locator("join-form .note-danger")).to_be_visible()
    await reader.reads("old-link", screen)
    await screen.page.goto(council.links[CHAIR].url)
    await screen.shows(t("Choose your signing PIN"))
    await reader.reads("pin", screen)
    await council.joins(screen, MEMBER)
    await screen.page.goto(f"/m/{council.id}")
    await screen.shows(t("For whom do you open this page?"))
    await reader.reads("seats", screen)
    await screen.page.goto("/m/nosuchmeeting")
    await reader.reads("not-found", screen)
    assert reader.puzzled == []


async def test_who_waits_and_answers_the_roll_reads_no_english(council: Gathering) -> None:
    reader, screens = Reader(), await all_four(council)
    door = await council.enters("door", language="vi")
    await screens.tablet.shows(t("The meeting has not begun yet"))
    await reader.reads("scheduled", *screens, door)
    await council.give(CHAIR, "call_to_order")
    await council.give(CHAIR, "open_roll_call", method="code")
    await screens.tablet.page.locator("roll-entry input").fill("AAAA-AAAA")
    await screens.tablet.press(t("I am present"))
    await expect(screens.tablet.page.locator("roll-entry .note-danger")).to_be_visible()
    await expect(screens.hall.page.locator(".hall-code")).to_be_visible()
    await reader.reads("roll", *screens)
    await council.give(CHAIR, "close_roll_call")
    await council.give(CHAIR, "open_roll_call", method="call")
    await council.give(SECRETARY, "record_attendance", member=MEMBER, status="present", late=True)
    await council.give(SECRETARY, "record_attendance", member=OTHER, status="excused", reason=SAID)
    await screens.tablet.shows(t("You are recorded as present."))
    await reader.reads("called", *screens, door)
    assert reader.puzzled == []


async def test_who_debates_reads_no_english(council: Gathering) -> None:
    reader = Reader()
    await everybody_present(council)
    await council.give(CHAIR, "start_item", item="xe")
    screens = await all_four(council)
    await council.give("bao", "request_floor")
    await council.give(OTHER, "request_floor", kind="question")
    moved = await council.give(OTHER, "move_motion", item="xe", text=MOTION)
    amendment = await council.give("hoa", "move_amendment", motion=moved["ref"], text=AMENDMENT)
    await council.give("anh", "declare_interest", item="bao-cao", text=SAID)
    await council.give(CHAIR, "give_floor", member="bao", limit_s=180)
    for tab in ("now", "agenda", "papers", "floor"):
        way = screens.tablet.page.locator(f"a.tab[href='#{tab}']")
        await way.click()
        await expect(way).to_have_attribute("aria-current", "page")
        await reader.reads(f"tab-{tab}", screens.tablet)
    await screens.tablet.shows(re.compile("mười"))
    await reader.reads("debate", *screens)
    await council.give("anh", "request_floor", kind="point_of_order")
    await screens.chair.shows(t("Waiting for your ruling"))
    await reader.reads("point", *screens)
    await council.give(CHAIR, "end_speech")
    await council.give(CHAIR, "prepare_poll", motion=amendment["ref"], item="xe", method="yes_no", secrecy="named")
    await screens.chair.shows(re.compile("Có thông qua đề nghị sửa đổi của Lê Thị Hoa không"))
    await reader.reads("put", *screens)
    assert reader.puzzled == []


async def test_who_votes_reads_no_english(council: Gathering) -> None:
    reader = Reader()
    await everybody_present(council)
    await council.give(CHAIR, "start_item", item="xe")
    screens = _, secretary, hall, tablet = await all_four(council)
    await council.give(CHAIR, "open_poll", poll="plan")
    await tablet.press(t("For"))
    await tablet.shows(re.compile(r"\d\d:\d\d:\d\d"))
    await council.give(OTHER, "cast_vote", poll="plan", choice="abstain")
    await reader.reads("voted", *screens)
    await council.give(CHAIR, "hold_poll", poll="plan")
    await tablet.shows(t("Voting is on hold"))
    await reader.reads("held", *screens)
    await council.give(CHAIR, "resume_poll", poll="plan", closes_in_s=900)
    await expect(hall.page.get_by_role("timer")).to_be_visible()
    await reader.reads("timed", *screens)
    await council.give(CHAIR, "close_poll", poll="plan")
    await council.give(CHAIR, "declare_result", poll="plan")
    await tablet.shows(t("Explain my vote"))
    await council.give(OTHER, "explain_vote", poll="plan", text=SAID)
    await council.give(SECRETARY, "correct_result", poll="plan", reason=SAID, votes={OTHER: "no"})
    await tablet.shows(re.compile(SAID))
    await reader.reads("declared", *screens)
    await council.give(CHAIR, "open_poll", poll="aloud")
    await expect(secretary.page.locator("desk-voice")).to_be_visible()
    await reader.reads("aloud", *screens)
    assert reader.puzzled == []


async def test_who_elects_reads_no_english(council: Gathering) -> None:
    reader = Reader()
    await everybody_present(council)
    await council.give(CHAIR, "start_item", item="bau")
    screens = _, _, hall, tablet = await all_four(council)
    await council.give(CHAIR, "open_poll", poll="board")
    await tablet.page.get_by_label("Trần Văn Minh").check()
    await tablet.press(t("Vote"))
    await expect(tablet.page.get_by_role("dialog")).to_be_visible()
    await reader.reads("final", tablet)
    await tablet.press(t("Cast this vote"))
    await expect(tablet.page.get_by_role("dialog")).to_have_count(0)
    await reader.reads("secret", *screens)
    await council.give(CHAIR, "close_poll", poll="board")
    await council.give(CHAIR, "declare_result", poll="board")
    await hall.shows(re.compile("Trần Văn Minh"))
    await reader.reads("elected", *screens)
    await council.give(CHAIR, "open_poll", poll="speaker")
    await expect(tablet.page.locator("ranking-form")).to_be_visible()
    for ref, choice in ((OTHER, ["hoa", "lan"]), ("bao", ["minh", "lan"]), ("anh", ["lan"])):
        await council.give(ref, "cast_vote", poll="speaker", choice=choice)
    await reader.reads("ranking", *screens)
    await council.give(CHAIR, "close_poll", poll="speaker")
    await council.give(CHAIR, "declare_result", poll="speaker")
    await hall.shows(re.compile("Nguyễn Thị Lan"))
    await reader.reads("ranked", *screens)
    assert reader.puzzled == []


async def test_the_forms_of_chair_and_secretary_are_not_english(council: Gathering) -> None:
    reader = Reader()
    await everybody_present(council)
    await council.give(CHAIR, "start_item", item="xe")
    for do, told in (
        ("record_decision", {}),
        ("write_minute", {}),
        ("assign_task", {"to": MEMBER, "due": "2027-02-05"}),
    ):
        await council.give(SECRETARY, do, item="xe", text=SAID, **told)
    await council.give(SECRETARY, "announce", text=SAID)
    chair, desk = await council.enters(CHAIR, language="vi"), await council.enters(SECRETARY, language="vi")
    for form in OF_THE_CHAIR:
        await chair.press(t("More"))
        await reads_form(
            reader, chair, chair.page.get_by_role("dialog").get_by_role("button", name=t(form), exact=True)
        )
    await desk.shows(re.compile("ngày 05 tháng 02 năm 2027"))
    for side in ("What happened", "Meeting", "Attendance"):
        await (
            desk.page.locator("nav, [role=group], header").get_by_role("button", name=t(side), exact=True).first.click()
        )
        await reader.reads(side, desk)
    await reads_form(reader, desk, desk.button(t("Admit")).first)
    await reads_form(reader, desk, desk.button(t("Add a paper")).first)
    await reads_form(reader, desk, desk.button(t("New version")).first)
    assert reader.puzzled == []


async def reads_form(reader: Reader, screen: Screen, opener: Locator) -> None:
    """Opens a form, reads it, and puts it away."""
    await opener.click()
    await expect(screen.button(t("Back"))).to_be_visible()
    await reader.reads("form", screen)
    await screen.press(t("Back"))
    await expect(screen.page.get_by_role("dialog")).to_have_count(0)


async def test_who_rests_and_signs_reads_no_english(council: Gathering) -> None:
    reader = Reader()
    await everybody_present(council)
    await council.give(CHAIR, "start_item", item="xe")
    screens = chair, secretary, _, tablet = await all_four(council)
    await council.give(SECRETARY, "record_incident", text=SAID)
    await council.give(CHAIR, "suspend")
    await tablet.shows(t("The meeting is suspended"))
    await tablet.press(t("Reading settings"))
    await reader.reads("suspended", *screens)
    await tablet.press(t("Done"))
    await council.give(CHAIR, "resume")
    await council.give(CHAIR, "adjourn")
    await tablet.shows(t("The meeting is closed"))
    await reader.reads("closed", *screens)
    for screen, ref in ((chair, CHAIR), (secretary, SECRETARY)):
        await screen.page.get_by_label(t("Your PIN")).fill(PINS[ref])
        await screen.press(t("Sign the minutes"))
        await screen.shows(t("Your signature is under these minutes."))
    await tablet.shows(t("Thank you. The minutes are signed."))
    await reader.reads("signed", *screens)
    assert reader.puzzled == []


async def test_a_sentence_that_lost_its_translation_is_found(council: Gathering) -> None:
    """Seeded: the catalogue comes without one sentence, as if nobody had translated it."""
    screen = await council.device(MEMBER, language="vi")

    async def lose_one(route: Route) -> None:
        catalogue = await (await route.fetch()).json()
        del catalogue["messages"]["The meeting has not begun yet"]
        await route.fulfill(json=catalogue)

    await screen.page.route("**/catalogues/**", lose_one)
    reader = Reader()
    await council.joins(screen, MEMBER)
    await screen.shows("The meeting has not begun yet")
    await reader.reads("seeded", screen)
    assert reader.puzzled == [f"seeded, {MEMBER}: The meeting has not begun yet"]


def test_what_is_left_in_english_is_told_from_vietnamese() -> None:
    said = ["Bắt đầu biểu quyết", "Open voting", "Trang 2/4", "Tệp PDF", "Kết quả: adopted"]
    assert foreign(said, vocabulary()) == ["Kết quả: adopted", "Open voting"]
