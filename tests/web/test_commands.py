"""Commands over HTTP: done, refused, repeated, malformed; and who may give them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from meetings.rooms.answers import Unknown
from tests.web.town import Town


async def test_a_command_is_done_and_said_to_be_durable(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(
        f"{elmford.at}/commands", json={"do": "add_item", "id": "command-1", "ref": "new", "title": "New"}
    )
    assert answer.status_code == 200
    done = answer.json()
    assert (done["t"], done["id"], done["ref"]) == ("done", "command-1", "new")
    assert (await elmford.view(clerk))["item/new"]["title"] == "New"


async def test_the_same_id_gets_the_same_answer_and_records_nothing_more(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    first = await clerk.give(elmford.meeting, "add_item", id_="once-only", title="New")
    again = await clerk.give(elmford.meeting, "add_item", id_="once-only", title="New")
    assert first == again
    assert (await elmford.room()).position.number == first["position"]


async def test_the_same_id_with_other_content_is_refused(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await clerk.give(elmford.meeting, "add_item", id_="once-only", title="New")
    answer = await clerk.give(elmford.meeting, "add_item", id_="once-only", title="Other")
    assert (answer["t"], answer["code"]) == ("refused", "same_id_other_content")


@pytest.mark.parametrize(
    ("ref", "command", "code"),
    [
        ("ann", {"do": "call_to_order"}, "not_allowed"),
        ("guest", {"do": "announce", "text": "Hear, hear"}, "not_allowed"),
        ("hall", {"do": "leave"}, "not_allowed"),
        ("chair", {"do": "start_item", "item": "budget"}, "wrong_state"),
        ("clerk", {"do": "withdraw_item", "item": "none"}, "no_such_item"),
        ("chair", {"do": "convene_meeting"}, "bad_command"),
        ("chair", {"do": "record_signature", "member": "chair", "covers": 1, "sha256": ""}, "bad_command"),
        ("clerk", {"do": "announce"}, "bad_command"),
        ("clerk", {"do": "announce", "text": 5}, "bad_command"),
    ],
)
async def test_what_the_rules_refuse_is_a_conflict_and_is_not_recorded(
    elmford: Town, ref: str, command: dict[str, Any], code: str
) -> None:
    browser = await elmford.browser(ref)
    before = (await elmford.room()).position
    answer = await browser.post(f"{elmford.at}/commands", json={"id": "command-1", **command})
    assert (answer.status_code, answer.json()["t"], answer.json()["code"]) == (409, "refused", code)
    assert (await elmford.room()).position == before


@pytest.mark.parametrize(
    "body", [b"", b"not JSON", b"[]", b'"leave"', b"\xff\xfe", b'{"do": "leave"}', b'{"id": "12345678"}']
)
async def test_what_is_no_command_is_refused(elmford: Town, body: bytes) -> None:
    answer = await (await elmford.browser("ann")).post(f"{elmford.at}/commands", content=body)
    assert answer.status_code in (400, 409)
    assert answer.json()["message"]


async def test_a_command_longer_than_a_frame_is_refused(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    answer = await clerk.post(
        f"{elmford.at}/commands", json={"do": "announce", "id": "command-1", "text": "x" * 70_000}
    )
    assert (answer.status_code, answer.json()["message"]) == (
        413,
        "The body is too long; at most 65,536 bytes are taken.",
    )


async def test_who_loses_the_seat_while_a_command_comes_gives_it_no_more(elmford: Town) -> None:
    ann = await elmford.browser("ann")

    async def slowly() -> AsyncIterator[bytes]:
        yield b'{"do": "leave", '
        await elmford.browser("ann")
        yield b'"id": "command-1"}'

    before = (await elmford.room()).position
    answer = await ann.post(f"{elmford.at}/commands", content=slowly())
    assert answer.status_code == 401
    assert (await elmford.room()).position == before


async def test_a_stranger_gives_no_command(elmford: Town) -> None:
    answer = await elmford.stranger().post(f"{elmford.at}/commands", json={"do": "leave", "id": "command-1"})
    assert answer.status_code == 401


async def test_who_holds_several_seats_names_the_one_that_acts(elmford: Town) -> None:
    browser = await elmford.browser("clerk", "ann")
    command = {"do": "announce", "id": "command-1", "text": "Welcome"}
    answers = [
        await browser.post(f"{elmford.at}/commands", params=params, json=command)
        for params in ({}, {"seat": "ann"}, {"seat": "clerk"}, {"seat": "chair"})
    ]
    assert [answer.status_code for answer in answers] == [300, 409, 200, 403]


async def test_what_may_have_been_recorded_is_to_be_asked_again(elmford: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ann, room = await elmford.browser("ann"), await elmford.room()

    async def unknown(*_: Any) -> Unknown:
        return Unknown("command-1")

    monkeypatch.setattr(room, "submit", unknown)
    answer = await ann.post(f"{elmford.at}/commands", json={"do": "leave", "id": "command-1"})
    assert (answer.status_code, answer.json()) == (503, {"t": "unknown", "id": "command-1"})
