"""The view, a poll in full, and the log, each as far as its reader may see it."""

import gc
import gzip
import json
import weakref
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from meetings.record.codec import Said, text_of
from meetings.rules.identity import LogId, Stamp
from meetings.rules.proceedings import Announced
from meetings.views.audiences import Audience
from meetings.web.reading import Views
from tests.storage.chains import entries_after
from tests.web.town import DELEGATES, Browser, Town, town

VOTES = {"ann": "yes", "bob": "no", "cho": "yes"}


async def voted(town: Town, poll: str) -> tuple[Browser, Browser]:
    """Three delegates have voted in a poll that is still open."""
    chair, clerk = await town.in_session()
    await town.give(chair, "open_poll", poll=poll)
    for ref, choice in VOTES.items():
        await town.give(await town.browser(ref), "cast_vote", poll=poll, choice=choice)
    return chair, clerk


async def poll_as_seen(town: Town, who: Browser, poll: str) -> dict[str, Any]:
    answer = await who.get(f"{town.at}/polls/{poll}")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    return answer.json()


async def lines_of(town: Town, who: Browser) -> list[dict[str, Any]]:
    """The log as somebody sees it, its chain checked by other code than the server's."""
    answer = await who.get(f"{town.at}/log.jsonl")
    assert answer.headers["content-type"] == "application/jsonl"
    lines = [json.loads(line) for line in answer.text.splitlines()]
    head = bytes.fromhex(await log_id(town))
    for number, line in enumerate(lines, start=1):
        assert line["position"] == number
        leaf = bytes.fromhex(line["leaf"]) if "leaf" in line else leaf_of(line)
        head = sha256(b"\x01" + head + leaf).digest()
        assert line.get("hash", head.hex()) == head.hex()
    assert head == (await town.room()).position.head
    return lines


async def log_id(town: Town) -> str:
    return await town.installed.stores.log.id_of(town.meeting)


def leaf_of(line: dict[str, str]) -> bytes:
    return sha256(b"\x00" + bytes.fromhex(line["salt"]) + line["text"].encode()).digest()


def kinds(lines: list[dict[str, Any]]) -> list[str]:
    return [json.loads(line["text"])["kind"] if "text" in line else "hidden" for line in lines]


# The view


async def test_the_view_comes_with_the_place_from_which_a_tablet_goes_on(elmford: Town) -> None:
    guest = await elmford.browser("guest")
    view = (await guest.get(f"{elmford.at}/view")).json()
    room = await elmford.room()
    assert (view["log"], view["position"], view["head"]) == (
        await log_id(elmford),
        room.position.number,
        room.position.head.hex(),
    )
    assert view["view"]["meeting"]["title"] == "Council of Elmford"
    assert "can" in view["view"]
    assert "me" not in view["view"]


@pytest.mark.parametrize(("ref", "sees"), [("clerk", True), ("chair", True), ("ann", False), ("guest", False)])
async def test_a_note_of_the_secretary_is_for_the_organisers(elmford: Town, ref: str, *, sees: bool) -> None:
    await elmford.give(await elmford.browser("clerk"), "write_minute", item="budget", text="canary")
    assert ("canary" in json.dumps(await elmford.view(await elmford.browser(ref)))) is sees


async def test_the_view_is_encoded_once_for_an_audience_and_a_position(elmford: Town) -> None:
    clerk, room, views = await elmford.browser("clerk"), await elmford.room(), Views()
    first = views.of(room, Audience.FLOOR)
    assert views.of(room, Audience.FLOOR) is first
    assert views.of(room, Audience.DAIS) is not first
    await elmford.give(clerk, "announce", text="News")
    room.publisher.publish()
    assert views.of(room, Audience.FLOOR) is not first


async def test_what_was_encoded_goes_with_its_room(tmp_path: Path) -> None:
    views = Views()
    async with town(tmp_path / "data") as installed:
        room = await installed.room()
        views.of(room, Audience.FLOOR)
        closed = weakref.ref(room)
    del room, installed
    gc.collect()
    assert closed() is None


async def test_both_forms_of_the_view_are_the_same(elmford: Town) -> None:
    guest = await elmford.browser("guest")
    async with guest.stream("GET", f"{elmford.at}/view", headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join([part async for part in answer.aiter_raw()])
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["vary"] == "accept-encoding, cookie"
    plain = await guest.get(f"{elmford.at}/view", headers={"accept-encoding": "identity"})
    assert gzip.decompress(packed) == plain.content


async def test_asking_for_the_head_alone_answers_without_the_view(elmford: Town) -> None:
    answer = await (await elmford.browser("guest")).head(f"{elmford.at}/view")
    assert (answer.status_code, answer.content) == (200, b"")
    assert (await elmford.stranger().head(f"{elmford.at}/view")).status_code == 401


# A poll in full


async def test_open_votes_are_known_at_once(elmford: Town) -> None:
    _, clerk = await voted(elmford, "open")
    assert (await poll_as_seen(elmford, clerk, "open"))["ballots"] == VOTES


async def test_named_votes_are_known_after_the_close(elmford: Town) -> None:
    chair, clerk = await voted(elmford, "named")
    for who in (chair, clerk, await elmford.browser("ann"), await elmford.browser("guest")):
        seen = await poll_as_seen(elmford, who, "named")
        assert (seen["ballots"], seen["poll"]["cast"], seen["poll"].get("tally")) == ({}, 3, None)
    await elmford.give(chair, "close_poll", poll="named")
    await elmford.give(chair, "declare_result", poll="named")
    seen = await poll_as_seen(elmford, await elmford.browser("guest"), "named")
    assert seen["ballots"] == VOTES
    assert seen["weights"] == dict.fromkeys(DELEGATES, 1)
    assert (seen["poll"]["tally"], seen["poll"]["adopted"]) == ({"yes": 2, "no": 1, "abstain": 0}, True)


async def test_confidential_votes_are_never_known(elmford: Town) -> None:
    chair, clerk = await voted(elmford, "box")
    await elmford.give(chair, "close_poll", poll="box")
    await elmford.give(chair, "declare_result", poll="box")
    seen = await poll_as_seen(elmford, clerk, "box")
    assert (seen["ballots"], seen["weights"]) == ({}, {})
    assert seen["poll"]["tally"] == {"yes": 2, "no": 1, "abstain": 0}


async def test_a_poll_that_does_not_exist_is_not_found(elmford: Town) -> None:
    answer = await (await elmford.browser("ann")).get(f"{elmford.at}/polls/none")
    assert (answer.status_code, answer.json()["message"]) == (404, "There is no such poll in this meeting.")


# The log


async def test_the_log_can_be_checked_by_everybody_with_what_is_hidden_as_leaves(elmford: Town) -> None:
    chair, clerk = await voted(elmford, "named")
    await elmford.give(clerk, "write_minute", item="budget", text="canary")
    guest = await elmford.browser("guest")
    for who, notes, votes in ((guest, 0, 0), (clerk, 1, 0)):
        found = kinds(await lines_of(elmford, who))
        assert (found.count("minute_written"), found.count("vote_cast")) == (notes, votes)
        assert found[-1] == ("minute_written" if notes else "hidden")
    await elmford.give(chair, "close_poll", poll="named")
    assert kinds(await lines_of(elmford, guest)).count("vote_cast") == 3
    assert "canary" not in (await guest.get(f"{elmford.at}/log.jsonl")).text


async def test_the_secret_of_a_roll_is_nobodys(elmford: Town) -> None:
    clerk = await elmford.browser("clerk")
    await elmford.give(clerk, "open_roll_call", method="code")
    found = kinds(await lines_of(elmford, clerk))
    assert "roll_call_opened" in found
    assert "roll_keyed" not in found


async def test_what_another_node_recorded_since_the_room_last_looked_waits(elmford: Town) -> None:
    clerk, position = await elmford.browser("clerk"), (await elmford.room()).position
    stamp = Stamp(position=position.number + 1, at=1_790_000_000_000, by=None)
    news = text_of(Said(LogId(await log_id(elmford)), Announced(text="News"), stamp, "elsewhere"))
    async with elmford.installed.stores.log.writing(elmford.meeting, position) as pen:
        await pen.record(entries_after(position, news), [])
    assert len(await lines_of(elmford, clerk)) == position.number


@pytest.mark.parametrize("path", ["/view", "/polls/open", "/log.jsonl"])
async def test_strangers_read_nothing(elmford: Town, path: str) -> None:
    assert (await elmford.stranger().get(elmford.at + path)).status_code == 401
