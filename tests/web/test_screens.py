"""The shells of the live screens: each for its office, in the reader's language, with what its scripts must know."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from meetings.access.secrets_handed_out import digest_of_token
from tests.web.town import BASE, DELEGATES, Browser, Town, installed_on, town

PEOPLE = {"accept": "text/html"}


async def led_to(browser: Browser, path: str) -> str:
    """Where a screen sends the browser; its own path if it is shown."""
    answer = await browser.get(path, headers=PEOPLE)
    assert answer.status_code in (200, 303)
    return answer.headers.get("location", path)


async def choose_pin(town: Town, browser: Browser) -> None:
    assert (await browser.post(f"{town.at}/pin", json={"pin": "4711"})).status_code == 200


def told(page: str) -> dict[str, Any]:
    """The data block of a page."""
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


@pytest.mark.parametrize("screen", ["", "/dais", "/desk", "/hall"])
async def test_who_is_not_signed_in_is_led_to_the_page_to_join(elmford: Town, screen: str) -> None:
    assert await led_to(elmford.stranger(), elmford.at + screen) == f"/j/{elmford.meeting}"


@pytest.mark.parametrize(
    ("ref", "screen", "leads_to"),
    [
        ("ann", "", ""),
        ("ann", "/dais", "?seat=ann"),
        ("ann", "/desk", "?seat=ann"),
        ("ann", "/hall", "?seat=ann"),
        ("guest", "", ""),
        ("guest", "/desk", "?seat=guest"),
        ("hall", "", "/hall?seat=hall"),
        ("hall", "/hall", "/hall"),
        ("hall", "/dais", "/hall?seat=hall"),
        ("chair", "", ""),
        ("chair", "/hall", "/hall"),
        ("chair", "/dais", "/dais"),
        ("chair", "/desk", "/dais?seat=chair"),
        ("clerk", "/desk", "/desk"),
        ("clerk", "/dais", "/desk?seat=clerk"),
        ("clerk", "/hall", "/hall"),
    ],
)
async def test_each_screen_is_for_its_office(elmford: Town, ref: str, screen: str, leads_to: str) -> None:
    browser = await elmford.browser(ref)
    if ref in ("chair", "clerk"):
        await choose_pin(elmford, browser)
    assert await led_to(browser, elmford.at + screen) == elmford.at + leads_to


@pytest.mark.parametrize(("ref", "screen"), [("chair", "/dais"), ("clerk", "/desk")])
async def test_officers_choose_a_pin_when_they_sign_in_first(elmford: Town, ref: str, screen: str) -> None:
    browser = await elmford.browser(ref)
    assert await led_to(browser, elmford.at + screen) == f"{elmford.at}/pin?seat={ref}"
    assert await led_to(browser, f"{elmford.at}/pin") == f"{elmford.at}/pin"
    await choose_pin(elmford, browser)
    assert await led_to(browser, elmford.at + screen) == elmford.at + screen


async def test_who_takes_the_chair_comes_to_the_dais(elmford: Town) -> None:
    clerk, chair = await elmford.browser("clerk"), await elmford.browser("chair")
    await elmford.give(clerk, "admit", ref="vice", name="Deputy", role="vice_chair")
    token = (await clerk.post(f"{elmford.at}/links/vice")).json()["token"]
    vice = elmford.stranger()
    assert (await vice.post("/join", json={"token": token})).json()["role"] == "vice_chair"
    await elmford.give(clerk, "record_attendance", member="vice", status="present")
    await elmford.give(chair, "take_chair", member="vice")
    assert await led_to(vice, f"{elmford.at}/dais") == f"{elmford.at}/pin?seat=vice"
    assert await led_to(chair, f"{elmford.at}/dais") == f"{elmford.at}?seat=chair"


async def test_who_holds_several_seats_chooses_one(elmford: Town) -> None:
    browser = await elmford.browser("clerk", "ann", "hall")
    page = (await browser.get(elmford.at, headers=PEOPLE)).text
    assert re.findall(r'href="(/m/[^"]*)"', page) == [
        f"{elmford.at}/desk?seat=clerk",
        f"{elmford.at}?seat=ann",
        f"{elmford.at}/hall?seat=hall",
    ]
    assert "Secretary" in page
    assert await led_to(browser, f"{elmford.at}?seat=ann") == f"{elmford.at}?seat=ann"
    assert await led_to(browser, f"{elmford.at}?seat=bob") == f"/j/{elmford.meeting}"


async def test_the_data_block_tells_the_scripts_where_they_are(elmford: Town) -> None:
    browser = await elmford.browser("ann")
    page = told((await browser.get(elmford.at, headers=PEOPLE)).text)
    assert {name: page[name] for name in ("meeting", "seat", "role", "base", "timezone", "language")} == {
        "meeting": elmford.meeting,
        "seat": "ann",
        "role": "delegate",
        "base": BASE,
        "timezone": "Etc/GMT-1",
        "language": "en",
    }
    assert page["languages"][0] == ["en", "English"]


@pytest.mark.parametrize(
    ("base", "insecure"),
    [("http://192.0.2.1:8080", True), ("https://council.example", False), ("http://127.0.0.1:8080", False)],
)
async def test_organisers_are_warned_of_a_connection_that_others_can_read(
    tmp_path: Path, base: str, *, insecure: bool
) -> None:
    async with town(tmp_path / "data", base=base) as installed:
        browser = installed.stranger()
        browser.headers["origin"] = base
        browser.base_url = base
        joined = await browser.post("/join", json={"token": installed.link("guest").token})
        assert ("Secure" in joined.headers["set-cookie"]) == base.startswith("https")
        assert told((await browser.get(installed.at, headers=PEOPLE)).text)["insecure"] is insecure


async def test_under_https_the_cookie_is_bound_to_this_very_host(tmp_path: Path) -> None:
    async with town(tmp_path / "data", base="https://council.example") as installed:
        browser = installed.stranger()
        browser.headers["origin"] = "https://council.example"
        joined = await browser.post("/join", json={"token": installed.link("guest").token})
        assert joined.headers["set-cookie"].startswith("__Host-meetings=")


@pytest.mark.parametrize(
    ("offset", "zone"), [(0, "UTC"), (60, "Etc/GMT-1"), (-300, "Etc/GMT+5"), (330, "+05:30"), (-210, "-03:30")]
)
def test_the_clock_of_the_meeting_is_a_time_zone_that_browsers_know(offset: int, zone: str) -> None:
    from meetings.web import screens

    assert screens.zone_of(offset) == zone


async def test_every_screen_is_drawn_in_vietnamese_too(elmford: Town) -> None:
    headers = {**PEOPLE, "accept-language": "vi"}
    for ref, screen in [("ann", ""), ("hall", "/hall"), ("chair", "/dais"), ("clerk", "/desk"), ("clerk", "/pin")]:
        browser = await elmford.browser(ref)
        if ref in ("chair", "clerk"):
            await browser.post(f"{elmford.at}/pin", json={"pin": "4711"})
        page = (await browser.get(elmford.at + screen, headers=headers)).text
        assert '<html lang="vi" dir="ltr"' in page
        assert told(page)["urls"]["catalogue"].endswith("/vi.json")


async def test_the_language_that_was_chosen_stands_before_the_browsers_own(elmford: Town) -> None:
    browser = await elmford.browser(DELEGATES[0])
    browser.cookies.set("language", "vi")
    assert '<html lang="vi"' in (await browser.get(elmford.at, headers={**PEOPLE, "accept-language": "en"})).text
    browser.cookies.set("language", "xx")
    assert '<html lang="en"' in (await browser.get(elmford.at, headers={**PEOPLE, "accept-language": "en"})).text


@pytest.mark.parametrize(
    ("ref", "path", "camera"), [("clerk", "/desk", "(self)"), ("chair", "/dais", "()"), ("ann", "", "()")]
)
async def test_only_pages_that_read_badges_may_ask_for_the_camera(
    elmford: Town, ref: str, path: str, camera: str
) -> None:
    browser = await elmford.browser(ref)
    if path:
        await choose_pin(elmford, browser)
    answer = await browser.get(elmford.at + path, headers=PEOPLE)
    assert answer.headers["permissions-policy"].startswith(f"camera={camera}, microphone=()")


async def test_whose_session_has_ended_is_told_so_on_the_page_to_join(elmford: Town) -> None:
    ann = await elmford.browser("ann")
    site = elmford.app.state.site
    await site.directory.note_uses({}, ended_before=site.clock.now() + 1000)
    assert await led_to(ann, elmford.at) == f"/j/{elmford.meeting}?ended"
    page = await ann.get(f"/j/{elmford.meeting}?ended", headers=PEOPLE)
    assert "Your sign-in has ended: it was not used for a long time" in page.text
    told_to_scripts = await ann.get(f"{elmford.at}/view")
    assert told_to_scripts.status_code == 401
    assert told_to_scripts.json()["message"].startswith("Your sign-in has ended:")


async def test_uses_are_written_down_when_the_server_ends(tmp_path: Path) -> None:
    async with town(tmp_path / "data") as installed:
        ann = await installed.browser("ann")
        began = installed.installed.clock.now()
        assert (await ann.get(f"{installed.at}/view")).status_code == 200
        (cookie,) = ann.cookies.values()
    async with installed_on(installed.installed.settings) as again:
        session = await again.stores.directory.session(digest_of_token(cookie))
    assert session is not None
    assert session.used_at >= began
