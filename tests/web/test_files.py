"""Static files and catalogues: kept for ever under today's address, and nothing outside the folder."""

import pytest

from meetings.resources import static_folder
from tests.web.town import Town


async def test_a_file_under_todays_address_may_be_kept_for_ever(elmford: Town) -> None:
    pages = elmford.app.state.site.pages
    answer = await elmford.stranger().get(pages.static("js/join.js"))
    assert answer.content == (static_folder() / "js" / "join.js").read_bytes()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")


async def test_an_older_address_finds_the_file_but_not_for_keeps(elmford: Town) -> None:
    answer = await elmford.stranger().get("/static/0123456789abcdef/icon.svg")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "path",
    [
        "../pyproject.toml",
        "%2e%2e/pyproject.toml",
        "..%2fpyproject.toml",
        "js/../../pyproject.toml",
        "%2fetc%2fpasswd",
        "js",
        "js/",
        "",
        "nothing.js",
        "icon.svg%00",
        "a" * 5000,
        "icon.svg/more",
    ],
)
async def test_nothing_outside_the_folder_is_found(elmford: Town, path: str) -> None:
    stranger, digest = elmford.stranger(), elmford.app.state.site.pages.digest
    scope_path = f"/static/{digest}/{path}"
    answer = await stranger.get(scope_path)
    assert answer.status_code == 404


async def test_the_catalogue_of_a_language_comes_as_json(elmford: Town) -> None:
    pages, stranger = elmford.app.state.site.pages, elmford.stranger()
    answer = await stranger.get(pages.catalogue("vi"))
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.json()["messages"]["Join the meeting"]
    assert (await stranger.get("/catalogues/old/vi.json")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("language", ["en", "xx", "..", "vi%2fLC_MESSAGES"])
async def test_there_is_no_catalogue_for_other_languages(elmford: Town, language: str) -> None:
    assert (await elmford.stranger().get(f"/catalogues/old/{language}.json")).status_code == 404


async def test_an_icon_is_there_also_where_no_page_names_one(elmford: Town) -> None:
    answer = await elmford.stranger().get("/favicon.ico")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.content == (static_folder() / "icon.svg").read_bytes()
