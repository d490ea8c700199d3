"""The PIN of chair and secretary: set, changed, tried wrongly until the key is locked, and given up with the link."""

import asyncio
from typing import Any

import httpx
import pytest

from meetings.minutes import keyring
from meetings.ports import Seat
from meetings.rules.identity import MemberId
from meetings.web.officers import key_name
from tests.web.town import Browser, Town

LOCKED = "Too many wrong PINs: the key is locked. Ask for a new link to your seat to choose a new PIN."


async def choose(town: Town, who: Browser, pin: str, current: str | None = None) -> httpx.Response:
    return await who.post(f"{town.at}/pin", json={"pin": pin} | ({"current": current} if current else {}))


async def is_set(town: Town, who: Browser) -> bool:
    answer = await who.get(f"{town.at}/pin")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return answer.json()["set"]


def opens(town: Town, ref: str, pin: str) -> bool:
    """Whether the key in the folder opens with this PIN."""
    try:
        keyring.unlock(town.installed.folder.keys, key_name(Seat(town.meeting, MemberId(ref))), pin)
    except keyring.KeyTrouble:
        return False
    return True


async def test_officers_choose_a_pin_that_opens_their_key(elmford: Town) -> None:
    for ref in ("chair", "clerk"):
        who = await elmford.browser(ref)
        assert await is_set(elmford, who) is False
        assert (await choose(elmford, who, "123456")).json() == {"set": True}
        assert await is_set(elmford, who) is True
        assert (opens(elmford, ref, "123456"), opens(elmford, ref, "654321")) == (True, False)


async def test_a_pin_is_changed_by_who_knows_the_one_before(elmford: Town) -> None:
    chair = await elmford.browser("chair")
    await choose(elmford, chair, "1111")
    without = await choose(elmford, chair, "2222")
    assert (without.status_code, "give the current one" in without.json()["message"]) == (409, True)
    wrong = await choose(elmford, chair, "2222", current="9999")
    assert (wrong.status_code, wrong.json()["message"]) == (403, "This is not your PIN. Tries left: 4.")
    assert (await choose(elmford, chair, "2222", current="1111")).status_code == 200
    assert opens(elmford, "chair", "2222")


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤", "1234 "])
async def test_a_pin_has_4_to_12_digits(elmford: Town, pin: str) -> None:
    chair = await elmford.browser("chair")
    answer = await choose(elmford, chair, pin)
    assert (answer.status_code, answer.json()["message"]) == (422, "A PIN of 4 to 12 digits was expected.")
    assert await is_set(elmford, chair) is False


@pytest.mark.parametrize("body", [b"", b"1234", b'{"pin": 1234}', b'{"pin": "1234", "for": "clerk"}'])
async def test_a_body_of_another_form_is_refused(elmford: Town, body: bytes) -> None:
    answer = await (await elmford.browser("chair")).post(f"{elmford.at}/pin", content=body)
    assert (answer.status_code, answer.json()["message"]) == (400, 'The body must be {"pin"} as JSON.')


async def test_five_wrong_pins_lock_the_key_also_for_the_right_one(elmford: Town) -> None:
    chair = await elmford.browser("chair")
    await choose(elmford, chair, "1111")
    said = [(await choose(elmford, chair, "2222", current="9999")).json()["message"] for _ in range(5)]
    assert said == [*(f"This is not your PIN. Tries left: {left}." for left in (4, 3, 2, 1)), LOCKED]
    right = await choose(elmford, chair, "2222", current="1111")
    assert (right.status_code, right.json()["message"]) == (403, LOCKED)


async def test_pins_that_are_tried_at_once_are_counted_one_by_one(elmford: Town) -> None:
    chair = await elmford.browser("chair")
    await choose(elmford, chair, "1111")
    answers = await asyncio.gather(*(choose(elmford, chair, "2222", current="9999") for _ in range(8)))
    left = sorted(answer.json()["message"] for answer in answers)
    assert left == sorted([*(f"This is not your PIN. Tries left: {n}." for n in (4, 3, 2, 1)), *[LOCKED] * 4])


async def test_a_new_link_gives_the_key_up_so_that_a_new_pin_can_be_chosen(elmford: Town) -> None:
    clerk, chair = await elmford.browser("clerk"), await elmford.browser("chair")
    await choose(elmford, chair, "1111")
    for _ in range(5):
        await choose(elmford, chair, "2222", current="9999")
    token = (await clerk.post(f"{elmford.at}/links/chair")).json()["token"]
    again = elmford.stranger()
    await again.post("/join", json={"token": token})
    assert await is_set(elmford, again) is False
    assert (await choose(elmford, again, "2222")).status_code == 200
    assert (opens(elmford, "chair", "2222"), opens(elmford, "chair", "1111")) == (True, False)


@pytest.mark.parametrize("ref", ["ann", "guest", "hall"])
async def test_others_have_no_pin(elmford: Town, ref: str) -> None:
    browser = await elmford.browser(ref)
    assert (await browser.get(f"{elmford.at}/pin")).status_code == 403
    assert (await choose(elmford, browser, "1111")).status_code == 403


async def test_a_key_that_cannot_be_read_is_said_to_be_so(elmford: Town) -> None:
    chair = await elmford.browser("chair")
    await choose(elmford, chair, "1111")
    for file in (elmford.installed.folder.keys / "officers").iterdir():
        file.write_bytes(b"{}")
    answer = await choose(elmford, chair, "2222", current="1111")
    assert (answer.status_code, "was expected to hold" in answer.json()["message"]) == (409, True)


async def test_a_key_that_cannot_be_stored_is_said_to_be_so(elmford: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    chair = await elmford.browser("chair")
    monkeypatch.setattr(keyring, "set_pin", fail)
    assert (await choose(elmford, chair, "1111")).status_code == 503
    assert await is_set(elmford, chair) is False
