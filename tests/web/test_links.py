"""A new link for a seat: by the secretary alone, shown once, and the old link, code and sessions end."""

import pytest

from tests.web.town import Town


async def test_a_new_link_opens_the_seat_and_the_old_one_does_not(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(f"{elmford.at}/links/ann")
    made = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert {name: made[name] for name in ("ref", "name", "role")} == {"ref": "ann", "name": "Ann", "role": "delegate"}
    assert made["url"] == f"http://council.example:8080/j/{elmford.meeting}#t={made['token']}"
    old, new = elmford.link("ann"), elmford.stranger()
    assert (await new.post("/join", json={"token": old.token})).status_code == 403
    by_code = {"meeting": elmford.meeting, "seat": "ann"}
    assert (await new.post("/join", json={**by_code, "code": old.code})).status_code == 403
    assert (await new.post("/join", json={"token": made["token"]})).status_code == 200
    assert (await new.post("/join", json={**by_code, "code": made["code"]})).status_code == 200


async def test_the_sessions_of_the_seat_end(elmford: Town) -> None:
    clerk, ann, bob = [await elmford.browser(ref) for ref in ("clerk", "ann", "bob")]
    await clerk.post(f"{elmford.at}/links/ann")
    assert (await ann.get(f"{elmford.at}/view")).status_code == 401
    assert (await bob.get(f"{elmford.at}/view")).status_code == 200


async def test_a_guest_who_walks_in_gets_a_link(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "admit", ref="walk-in", name="Walk In", role="observer")
    made = (await clerk.post(f"{elmford.at}/links/walk-in")).json()
    joined = await elmford.stranger().post("/join", json={"token": made["token"]})
    assert joined.json()["name"] == "Walk In"


@pytest.mark.parametrize("ref", ["ann", "guest", "hall", "chair"])
async def test_only_the_secretary_makes_links(elmford: Town, ref: str) -> None:
    answer = await (await elmford.browser(ref)).post(f"{elmford.at}/links/{ref}")
    assert (answer.status_code, answer.json()["message"]) == (403, "This is for: secretary.")


async def test_there_is_no_link_for_nobody(elmford: Town) -> None:
    answer = await (await elmford.browser("clerk")).post(f"{elmford.at}/links/nobody")
    assert (answer.status_code, answer.json()["message"]) == (404, "No participant has the ref nobody.")
