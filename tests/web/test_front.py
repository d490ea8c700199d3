"""The front page: the way to one's meeting, without a list of those of others."""

import pytest

from tests.web.town import Browser, Town

PEOPLE = {"accept": "text/html"}


async def led_to(browser: Browser, typed: str) -> str:
    answer = await browser.post("/", data={"meeting": typed}, headers=PEOPLE)
    assert answer.status_code == 303
    return answer.headers["location"]


async def test_the_front_page_says_what_this_is_and_names_no_meeting(elmford: Town) -> None:
    answer = await elmford.stranger().get("/", headers=PEOPLE)
    assert answer.status_code == 200
    assert "enter the code of your meeting" in answer.text
    assert elmford.meeting not in answer.text
    assert "Elmford" not in answer.text


@pytest.mark.parametrize("language", ["vi"])
async def test_the_front_page_is_in_the_language_of_its_reader(elmford: Town, language: str) -> None:
    answer = await elmford.stranger().get("/", headers={**PEOPLE, "accept-language": language})
    assert f'lang="{language}"' in answer.text
    assert "Mã cuộc họp" in answer.text


async def test_the_code_of_a_meeting_leads_to_where_one_joins(elmford: Town) -> None:
    browser, here = elmford.stranger(), f"/j/{elmford.meeting}"
    assert await led_to(browser, f" {elmford.meeting.upper()} ") == here
    assert await led_to(browser, f"http://council.example:8080{here}") == here
    assert await led_to(browser, f"council.example{elmford.at}/dais?seat=chair") == here


async def test_a_whole_link_that_was_pasted_keeps_its_token_out_of_the_query(elmford: Town) -> None:
    link = elmford.link("ann")
    assert await led_to(elmford.stranger(), link.url) == f"/j/{elmford.meeting}#t={link.token}"


@pytest.mark.parametrize("typed", ["", "0000000000", "../../etc", "/j/", '"><script>', "\x00", "x" * 3000])
async def test_a_meeting_that_is_not_here_is_told_beside_what_was_typed(elmford: Town, typed: str) -> None:
    answer = await elmford.stranger().post("/", data={"meeting": typed}, headers=PEOPLE)
    assert answer.status_code == 404
    assert "There is no such meeting on this server" in answer.text
    assert "<script>" not in answer.text


async def test_whoever_is_signed_in_finds_the_own_page(elmford: Town) -> None:
    browser = await elmford.browser("ann", "clerk")
    page = (await browser.get("/", headers=PEOPLE)).text
    for words in ("Council of Elmford", "Ann", "The clerk", "Secretary"):
        assert words in page
    assert f'href="{elmford.at}/desk?seat=clerk"' in page
