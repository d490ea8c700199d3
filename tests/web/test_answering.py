"""What every answer has in common: headers, origins, sentences for people and scripts, no word for the Host header."""

import logging
from pathlib import Path
from typing import Any

import httpx
import pytest

from meetings.ports import StorageFault, WorkFailed
from meetings.web.pages import HEADERS
from meetings.web.routes import routes
from tests.web.town import BASE, Town, a_meeting, convened, town

FOREIGN = ["http://evil.example", "http://council.example", "https://council.example:8080", "null", "", "http://["]
PEOPLE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def addresses(town: Town) -> list[tuple[str, str]]:
    """Every method at every address, with names that exist."""
    names = {
        "{meeting}": town.meeting,
        "{ref}": "ann",
        "{sha256}": "ab" * 32,
        "{digest}": "0",
        "{path:path}": "icon.svg",
        "{language}": "vi",
    }
    found: list[tuple[str, str]] = []
    for route in routes():
        path: str = getattr(route, "path", "")
        for name, value in names.items():
            path = path.replace(name, value)
        found += [(method, path) for method in sorted(getattr(route, "methods", ()))]
    return found


async def test_every_answer_has_the_security_headers(elmford: Town) -> None:
    for who in (elmford.stranger(), await elmford.browser("clerk")):
        for method, path in addresses(elmford):
            answer = await who.request(method, path)
            for name, value in HEADERS.items():
                assert answer.headers.get(name, "") == value or path.startswith("/papers/"), (method, path, name)


async def test_what_is_not_for_keeping_is_not_kept(elmford: Town) -> None:
    for who in (elmford.stranger(), await elmford.browser("clerk")):
        for method, path in addresses(elmford):
            kept = (await who.request(method, path)).headers["cache-control"]
            is_for_keeping = path.startswith(("/static/", "/catalogues/", "/favicon", "/papers/"))
            assert kept == "no-store" or is_for_keeping, (method, path)


async def test_only_what_came_by_https_says_to_come_by_it_again(elmford: Town, tmp_path: Path) -> None:
    assert "strict-transport-security" not in (await elmford.stranger().get("/healthz")).headers
    async with town(tmp_path / "encrypted", base="https://council.example") as encrypted:
        answer = await encrypted.stranger().get("/healthz")
        assert answer.headers["strict-transport-security"] == "max-age=1209600"


async def test_answers_that_refuse_have_them_too(elmford: Town) -> None:
    stranger = elmford.stranger()
    for method, path, status in [
        ("GET", "/nowhere", 404),
        ("DELETE", "/join", 405),
        ("GET", f"{elmford.at}/view", 401),
        ("POST", "/join", 400),
    ]:
        for accept in ("*/*", "text/html"):
            answer = await stranger.request(method, path, headers={"accept": accept})
            assert answer.status_code == status
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")


async def test_a_meeting_whose_record_is_damaged_is_said_to_be_so_and_others_go_on(
    elmford: Town, caplog: pytest.LogCaptureFixture
) -> None:
    other = await convened(elmford.installed, a_meeting("Council of Oakton"))
    async with elmford.installed.stores.database.transaction(elmford.meeting) as driver:
        damage = "UPDATE entry SET text = 'x' WHERE meeting = ? AND position = 2"
        await driver.execute_fetchall(damage, (elmford.meeting,))
    clerk = elmford.stranger()
    answers = [
        await clerk.get(f"/j/{elmford.meeting}"),
        await clerk.post("/join", json={"token": elmford.link("clerk").token}),
    ]
    assert [answer.status_code for answer in answers] == [503, 503]
    assert all(answer.json()["message"].startswith("The record of this meeting is damaged") for answer in answers)
    token = next(link.token for link in other.links if link.ref == "clerk")
    assert (await clerk.post("/join", json={"token": token})).status_code == 200
    assert f"The record of meeting {elmford.meeting} is damaged: entry 2 does not match its hash." in caplog.text
    assert "Traceback" not in caplog.text


async def test_what_changes_something_is_refused_from_foreign_pages(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    for method, path in addresses(elmford):
        if method != "POST":
            continue
        for origin in FOREIGN:
            answer = await clerk.post(path, headers={"origin": origin})
            assert (answer.status_code, f"The Origin header must be {BASE}" in answer.json()["message"]) == (403, True)
        del clerk.headers["origin"]
        assert (await clerk.post(path)).status_code == 403, path
        clerk.headers["origin"] = BASE


async def test_a_meeting_that_does_not_exist_is_said_to_people_and_to_scripts(elmford: Town) -> None:
    stranger = elmford.stranger()
    for method, path in addresses(elmford):
        if elmford.meeting not in path:
            continue
        missing = path.replace(elmford.meeting, "0123456789")
        answer = await stranger.request(method, missing)
        assert answer.status_code == 404, (method, missing)
        if method != "HEAD":
            sentence = "There is no such meeting at this address."
            assert answer.json() == {"error": 404, "message": sentence}, (method, missing)


@pytest.mark.parametrize("path", ["/m/0123456789", "/j/0123456789", "/nowhere", "/m/0123456789/view"])
async def test_people_read_a_page(elmford: Town, path: str) -> None:
    answer = await elmford.stranger().get(path, headers=PEOPLE)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<h1>This did not work</h1>" in answer.text
    assert "open your own link again" in answer.text


async def test_people_read_it_in_their_language(elmford: Town) -> None:
    answer = await elmford.stranger().get("/nowhere", headers={**PEOPLE, "accept-language": "vi, en;q=0.5"})
    assert '<html lang="vi"' in answer.text
    assert "This did not work" not in answer.text


async def test_a_method_that_an_address_does_not_take_is_refused_with_those_it_takes(elmford: Town) -> None:
    answer = await elmford.stranger().get("/join", headers=PEOPLE)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "council.example:1", "'\"><script>", ""])
async def test_a_hostile_host_header_has_no_effect(elmford: Town, host: str) -> None:
    browser = await elmford.browser("clerk")
    for path in ("/m/{}", "/m/{}/dais", "/m/{}/", "/j/{}/", "/m/{}/pin", "/healthz/"):
        address = path.format(elmford.meeting)
        plain = await browser.get(address, headers=PEOPLE)
        hostile = await browser.get(address, headers={**PEOPLE, "host": host})
        assert hostile.text == plain.text
        assert hostile.headers.get("location") == plain.headers.get("location")
        assert plain.headers.get("location", "/").startswith("/"), "no redirect names a host"


async def test_a_fault_is_told_in_a_sentence_and_logged_once(
    elmford: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await failing(elmford, monkeypatch, ZeroDivisionError("inside"))
    assert (answer.status_code, answer.json()["message"]) == (500, "The server made a mistake. Please try again.")
    assert answer.headers["x-content-type-options"] == "nosniff"
    faults = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [(record.getMessage(), record.exc_info is not None) for record in faults] == [
        (f"a fault while answering {elmford.at}/log.jsonl", True)
    ]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (StorageFault("the disk is full"), "The server could not store this."),
        (WorkFailed("it took too long"), "The server could not finish this"),
    ],
)
async def test_trouble_of_the_server_is_told_without_its_details(
    elmford: Town, monkeypatch: pytest.MonkeyPatch, fault: Exception, sentence: str
) -> None:
    answer = await failing(elmford, monkeypatch, fault)
    assert answer.status_code == 503
    assert answer.json()["message"].startswith(sentence)


async def failing(town: Town, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> httpx.Response:
    """The answer where reading the log fails."""
    clerk = await town.browser("clerk")
    await clerk.get(f"{town.at}/view")  # the room is open by now

    async def fail(*_: Any) -> None:
        raise fault

    monkeypatch.setattr(town.installed.stores.log, "read", fail)
    return await clerk.get(f"{town.at}/log.jsonl")


async def test_who_goes_before_the_answer_is_no_fault(elmford: Town, caplog: pytest.LogCaptureFixture) -> None:
    received = iter([{"type": "http.request", "body": b'{"tok', "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> dict[str, Any]:
        return next(received)

    async def send(_: Any) -> None:
        raise AssertionError("nobody is there to read an answer")

    headers = [(b"origin", BASE.encode()), (b"host", b"council.example")]
    scope = {"type": "http", "method": "POST", "path": "/join", "headers": headers, "query_string": b"", "app": None}
    await elmford.app({**scope, "root_path": "", "http_version": "1.1", "scheme": "http"}, receive, send)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_fault_in_the_midst_of_an_answer_breaks_it_off(elmford: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = await elmford.browser("clerk")
    monkeypatch.setattr("meetings.web.reading.line", None)
    with pytest.raises(TypeError):
        await clerk.get(f"{elmford.at}/log.jsonl")


async def test_names_with_angle_brackets_are_shown_and_not_run(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "admit", ref="mallory", name="<script>alert(1)</script>", role="observer")
    await elmford.give(clerk, "admit", ref="eve", name="</script><b>", role="observer")
    browser = elmford.stranger()
    for ref in ("mallory", "eve"):
        token = (await clerk.post(f"{elmford.at}/links/{ref}")).json()["token"]
        await browser.post("/join", json={"token": token})
    page = (await browser.get(elmford.at, headers=PEOPLE)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


async def test_the_server_and_its_storage_are_ready(elmford: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = elmford.stranger()
    assert (await stranger.get("/healthz")).text == "ok\n"
    assert (await stranger.get("/readyz")).text == "ready\n"

    async def fail() -> None:
        raise StorageFault("The disk reported an error.")

    monkeypatch.setattr(elmford.installed.stores.log, "meetings", fail)
    answer = await stranger.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "storage: The disk reported an error.\n")
