"""The door: the steward's screen, and badges that are exchanged for who they belong to."""

import pytest

from tests.web.test_screens import led_to
from tests.web.town import Browser, Town, a_meeting, convened

OTHER = "This badge is not of this meeting, or it has been replaced by a newer one."


async def steward_of(elmford: Town) -> Browser:
    """The browser of a steward, admitted by the clerk."""
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "admit", ref="door", name="At the door", role="steward")
    made = (await clerk.post(f"{elmford.at}/links/door")).json()
    browser = elmford.stranger()
    joined = await browser.post("/join", json={"token": made["token"]})
    assert joined.json()["role"] == "steward"
    return browser


async def test_a_steward_comes_to_the_door_from_every_screen(elmford: Town) -> None:
    steward = await steward_of(elmford)
    for screen in ("", "/dais", "/desk", "/hall"):
        assert await led_to(steward, elmford.at + screen) == f"{elmford.at}/door?seat=door"
    assert await led_to(steward, f"{elmford.at}/door") == f"{elmford.at}/door"
    assert "<door-page>" in (await steward.get(f"{elmford.at}/door")).text


async def test_the_door_is_for_stewards(elmford: Town) -> None:
    assert await led_to(await elmford.browser("ann"), f"{elmford.at}/door") == f"{elmford.at}?seat=ann"
    assert await led_to(elmford.stranger(), f"{elmford.at}/door") == f"/j/{elmford.meeting}"


async def test_a_badge_is_exchanged_for_its_owner_who_is_then_recorded(elmford: Town) -> None:
    steward = await steward_of(elmford)
    answer = await steward.post(f"{elmford.at}/badges", json={"token": elmford.link("ann").token})
    assert (answer.json(), answer.headers["cache-control"]) == ({"ref": "ann", "name": "Ann"}, "no-store")
    scan = {"do": "record_attendance", "member": "ann", "status": "present", "badge": True}
    first = (await steward.post(f"{elmford.at}/commands", json={"id": "scan-0001", **scan})).json()
    assert first["t"] == "done"
    again = (await steward.post(f"{elmford.at}/commands", json={"id": "scan-0002", **scan})).json()
    assert (again["t"], again["code"]) == ("refused", "already")


async def test_to_read_a_badge_signs_nobody_in_or_out(elmford: Town) -> None:
    ann, clerk = await elmford.browser("ann"), await elmford.browser("clerk")
    answer = await clerk.post(f"{elmford.at}/badges", json={"token": elmford.link("ann").token})
    assert "set-cookie" not in answer.headers
    assert (await ann.get(f"{elmford.at}/view")).status_code == 200


async def test_a_steward_reads_nothing_of_the_business(elmford: Town) -> None:
    steward = await steward_of(elmford)
    answer = await steward.get(f"{elmford.at}/polls/open")
    assert (answer.status_code, answer.json()["message"][:35]) == (403, "Stewards are shown who comes and go")
    log = (await steward.get(f"{elmford.at}/log.jsonl")).text
    assert "At the door" in log
    assert "Budget" not in log
    assert "By show of hands?" not in log


@pytest.mark.parametrize("ref", ["ann", "guest", "hall"])
async def test_badges_are_read_by_those_at_the_door_and_the_organisers(elmford: Town, ref: str) -> None:
    browser = await elmford.browser(ref)
    answer = await browser.post(f"{elmford.at}/badges", json={"token": elmford.link("ann").token})
    assert (answer.status_code, answer.json()["message"]) == (403, "This is for: chair, secretary and steward.")


async def test_a_badge_that_has_ended_is_unknown(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await clerk.post(f"{elmford.at}/links/ann")
    answer = await clerk.post(f"{elmford.at}/badges", json={"token": elmford.link("ann").token})
    assert (answer.status_code, answer.json()["message"]) == (404, OTHER)


async def test_a_badge_of_another_meeting_is_as_unknown(elmford: Town) -> None:
    oakham = await convened(elmford.installed, a_meeting("Council of Oakham"))
    clerk = await elmford.browser("clerk")
    token = next(link.token for link in oakham.links if link.ref == "ann")
    answer = await clerk.post(f"{elmford.at}/badges", json={"token": token})
    assert (answer.status_code, answer.json()["message"]) == (404, OTHER)


async def test_a_badge_is_read_by_our_own_pages_alone(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(
        f"{elmford.at}/badges", json={"token": "x"}, headers={"origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403


async def test_what_is_no_token_is_bad_input(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(f"{elmford.at}/badges", json={"badge": "x"})
    assert (answer.status_code, answer.json()["message"]) == (400, 'The body must be {"token"} as JSON.')


async def test_papers_are_not_for_the_door(elmford: Town) -> None:
    steward, ann = await steward_of(elmford), await elmford.browser("ann")
    view = (await ann.get(f"{elmford.at}/view")).json()["view"]
    sha256 = next(part["versions"][0]["sha256"] for key, part in view.items() if key.startswith("paper/"))
    assert (await ann.get(f"/papers/{sha256}")).status_code == 200
    assert (await steward.get(f"/papers/{sha256}")).status_code == 404
