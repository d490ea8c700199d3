"""Which language a page speaks, what it offers, and that what the server says comes in the same one."""

import json
import re
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from tests.web.town import Browser, Town, town

VIETNAMESE = {"accept-language": "vi-VN,vi;q=0.9,en;q=0.5"}
PEOPLE = {"accept": "text/html"}


@pytest.fixture
async def elmford(tmp_path: Path) -> AsyncGenerator[Town]:
    async with town(tmp_path / "data") as installed:
        yield installed


async def page_of(who: Browser, path: str, **headers: str) -> tuple[str, dict[str, Any]]:
    """The page, and what its scripts are told."""
    text = (await who.get(path, headers=headers)).text
    block = re.search(r'<script type="application/json" id="page">(.*?)</script>', text, re.DOTALL)
    return text, json.loads(block.group(1)) if block else {}


async def test_a_page_speaks_the_language_that_the_browser_asks_for(elmford: Town) -> None:
    text, told = await page_of(await elmford.browser("ann"), elmford.at, **VIETNAMESE)
    assert '<html lang="vi" dir="ltr"' in text
    assert "Đang mở cuộc họp…" in text
    assert told["language"] == "vi"


async def test_a_browser_that_asks_for_nothing_we_have_gets_english(elmford: Town) -> None:
    text, told = await page_of(await elmford.browser("ann"), elmford.at, **{"accept-language": "xx, de"})
    assert '<html lang="en"' in text
    assert told["urls"]["catalogue"] is None


@pytest.mark.parametrize(("chosen", "asked"), [("vi", "en"), ("en", "vi")])
async def test_a_language_chosen_on_a_page_goes_before_that_of_the_browser(
    elmford: Town, chosen: str, asked: str
) -> None:
    ann = await elmford.browser("ann")
    ann.cookies.set("language", chosen)
    _text, told = await page_of(ann, elmford.at, **{"accept-language": asked})
    assert told["language"] == chosen


@pytest.mark.parametrize("path", ["", "/pin"])
async def test_a_live_page_offers_every_language_by_its_own_name(elmford: Town, path: str) -> None:
    _text, told = await page_of(await elmford.browser("chair"), elmford.at + path, **PEOPLE)
    assert told["languages"] == [["en", "English"], ["vi", "Tiếng Việt"]]


async def test_the_page_behind_a_link_offers_them_too(elmford: Town) -> None:
    _text, told = await page_of(elmford.stranger(), f"/j/{elmford.meeting}")
    assert told["languages"] == [["en", "English"], ["vi", "Tiếng Việt"]]


async def test_the_catalogue_that_a_page_names_is_there_to_be_kept(elmford: Town) -> None:
    ann = await elmford.browser("ann")
    _text, told = await page_of(ann, elmford.at, **VIETNAMESE)
    answer = await ann.get(told["urls"]["catalogue"])
    assert answer.json()["messages"]["Against"] == "Không tán thành"
    assert "immutable" in answer.headers["cache-control"]


async def test_a_page_that_refuses_says_why_in_the_readers_language(elmford: Town) -> None:
    answer = await elmford.stranger().get("/nowhere", headers=PEOPLE | VIETNAMESE)
    assert answer.status_code == 404
    assert "Không có trang nào ở địa chỉ này." in answer.text


async def test_what_a_page_shows_of_a_refusal_is_in_the_readers_language(elmford: Town) -> None:
    chair = await elmford.browser("chair")
    assert (await chair.post(f"{elmford.at}/pin", json={"pin": "271828"})).status_code == 200
    wrong = {"pin": "314159", "current": "161803"}
    answer = await chair.post(f"{elmford.at}/pin", json=wrong, headers=VIETNAMESE)
    assert answer.json()["message"] == "Mã PIN không đúng. Số lần thử còn lại: 4."


async def test_offices_are_named_in_the_readers_language_where_a_seat_is_chosen(elmford: Town) -> None:
    text, _told = await page_of(await elmford.browser("clerk", "ann"), elmford.at, **PEOPLE, **VIETNAMESE)
    assert "Thư ký" in text
    assert "Đại biểu" in text
