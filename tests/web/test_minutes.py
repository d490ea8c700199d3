"""The minutes over HTTP: drafts for the officers, the chair signs, then the secretary; then they are for everybody."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from meetings.minutes import jobs
from meetings.minutes.certificates import new_authority, pem
from meetings.minutes.signing import NotSigned
from meetings.minutes.verify import verify
from meetings.operating import Unworkable, check
from meetings.rooms.answers import Refusal
from tests.web.town import Browser, Town, WorkshopInThread, town

PIN = "4711"


async def adjourned(place: Town) -> tuple[Browser, Browser]:
    """Chair and secretary, both with a PIN, of a meeting that is over."""
    chair, clerk = await place.in_session()
    await place.give(chair, "adjourn")
    for officer in (chair, clerk):
        assert (await officer.post(f"{place.at}/pin", json={"pin": PIN})).status_code == 200
    return chair, clerk


async def sign(place: Town, who: Browser, pin: str = PIN) -> httpx.Response:
    return await who.post(f"{place.at}/minutes/sign", json={"pin": pin})


async def fetched(place: Town, who: Browser) -> httpx.Response:
    return await who.get(f"{place.at}/minutes.pdf")


async def verifies(pdf: bytes) -> bool:
    return (await asyncio.to_thread(verify, pdf)).passed


async def test_both_sign_and_then_the_minutes_are_for_everybody(elmford: Town) -> None:
    chair, clerk = await adjourned(elmford)
    ann = await elmford.browser("ann")
    draft = await fetched(elmford, clerk)
    assert (draft.status_code, draft.headers["content-type"]) == (200, "application/pdf")
    assert draft.headers["cache-control"] == "no-store"

    assert (await sign(elmford, clerk)).json()["message"] == "The chair signs first; then the secretary countersigns."
    first = await sign(elmford, chair)
    assert first.status_code == 200, first.text
    by_chair = await fetched(elmford, chair)
    assert by_chair.content != draft.content
    assert (await sign(elmford, chair)).json()["message"] == "The chair has already signed these minutes."
    assert (await fetched(elmford, ann)).status_code == 403

    second = await sign(elmford, clerk)
    assert second.status_code == 200, second.text
    by_both = await fetched(elmford, ann)
    assert by_both.content.startswith(by_chair.content), "the secretary signs what the chair signed, byte for byte"
    assert await verifies(by_both.content)
    for officer, sentence in ((chair, "The chair has already signed"), (clerk, "These minutes are already signed")):
        again = await sign(elmford, officer)
        assert (again.status_code, again.json()["message"].startswith(sentence)) == (409, True)


async def test_whoever_knows_the_authority_verifies_that_it_is_the_one(elmford: Town, tmp_path: Path) -> None:
    officers = await adjourned(elmford)
    assert [(await sign(elmford, officer)).status_code for officer in officers] == [200, 200]
    file, root, other = tmp_path / "minutes.pdf", elmford.installed.folder.keys / "authority.pem", tmp_path / "other"
    file.write_bytes((await fetched(elmford, officers[0])).content)
    other.write_bytes(pem(new_authority("Elsewhere", datetime.now(UTC)).certificate))
    for known, passes in ((root, True), (other, False)):
        report = await check(file, [known])
        assert report.passed is passes, report.lines()
    with pytest.raises(Unworkable, match="a certificate was expected, as PEM or DER"):
        await check(file, [file])


async def test_a_correction_asks_for_new_signatures(elmford: Town) -> None:
    chair, clerk = await adjourned(elmford)
    await sign(elmford, chair)
    signed = (await fetched(elmford, chair)).content
    await elmford.give(clerk, "correct", position=1, text="It was the Lesser Hall.")
    assert (await fetched(elmford, chair)).content != signed
    assert (await sign(elmford, clerk)).status_code == 409
    assert [(await sign(elmford, officer)).status_code for officer in (chair, clerk)] == [200, 200]
    assert await verifies((await fetched(elmford, clerk)).content)


async def test_before_the_end_there_is_a_draft_and_nothing_to_sign(elmford: Town) -> None:
    chair, clerk = await elmford.in_session()
    await chair.post(f"{elmford.at}/pin", json={"pin": PIN})
    for officer in (chair, clerk):
        assert (await fetched(elmford, officer)).content.startswith(b"%PDF-")
    answer = await sign(elmford, chair)
    sentence = "The minutes can be signed once the meeting is adjourned."
    assert (answer.status_code, answer.json()["message"]) == (409, sentence)


@pytest.mark.parametrize("ref", ["ann", "guest", "hall"])
async def test_drafts_and_signing_are_for_the_officers(elmford: Town, ref: str) -> None:
    browser = await elmford.browser(ref)
    assert (await fetched(elmford, browser)).status_code == 403
    assert (await sign(elmford, browser)).status_code == 403
    assert (await fetched(elmford, elmford.stranger())).status_code == 401


async def test_without_the_right_pin_nothing_is_signed(elmford: Town) -> None:
    chair, clerk = await elmford.in_session()
    await elmford.give(chair, "adjourn")
    without = await sign(elmford, chair)
    assert (without.status_code, without.json()["message"]) == (409, "No PIN is set yet. Please choose one first.")
    await chair.post(f"{elmford.at}/pin", json={"pin": PIN})
    before = (await elmford.room()).position
    wrong = await sign(elmford, chair, pin="0000")
    assert (wrong.status_code, wrong.json()["message"]) == (403, "This is not your PIN. Tries left: 4.")
    assert (await elmford.room()).position == before
    assert (await sign(elmford, clerk)).status_code == 409


async def test_who_signs_twice_at_once_signs_once(elmford: Town) -> None:
    chair, _ = await adjourned(elmford)
    answers = await asyncio.gather(*(sign(elmford, chair) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]


async def test_the_chairs_signature_covers_what_was_rendered_and_no_later_entry(
    elmford: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, clerk = await adjourned(elmford)
    rendered = (await elmford.room()).position.number

    class Slow(WorkshopInThread):
        async def run(self, work: Any, *materials: object) -> Any:
            result = await super().run(work, *materials)
            if work is jobs.render:
                await elmford.give(clerk, "correct", position=1, text="Just now.")
            return result

    monkeypatch.setattr(elmford.installed.workshop, "run", Slow().run)
    assert (await sign(elmford, chair)).status_code == 200
    signatures = (await elmford.room()).meeting.corrections.signatures.values()
    assert [signature.covers for signature in signatures] == [rendered]
    assert (await sign(elmford, clerk)).status_code == 409, "the correction asks for the chair's signature anew"


async def test_the_setting_may_keep_signed_minutes_with_the_officers(tmp_path: Path) -> None:
    async with town(tmp_path / "data", minutes_for_all=False) as place:
        chair, clerk = await adjourned(place)
        assert [(await sign(place, officer)).status_code for officer in (chair, clerk)] == [200, 200]
        assert [(await fetched(place, who)).status_code for who in (clerk, await place.browser("ann"))] == [200, 403]


async def test_a_lost_file_of_signed_minutes_is_said_to_be_missing(elmford: Town) -> None:
    chair, clerk = await adjourned(elmford)
    sha256 = (await sign(elmford, chair)).json()["sha256"]
    path = await elmford.installed.stores.blobs.path(sha256)
    assert path is not None
    path.unlink()
    for answer in (await fetched(elmford, clerk), await sign(elmford, clerk)):
        assert (answer.status_code, "missing on the server" in answer.json()["message"]) == (404, True)


async def test_what_cannot_be_signed_or_recorded_is_said_and_leaves_a_draft(
    elmford: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, _ = await adjourned(elmford)

    def refuse(*_: Any) -> None:
        raise NotSigned("a PDF with an empty signature field was expected")

    async def unrecorded(*_: Any) -> Refusal:
        return Refusal("", "already", "")

    with monkeypatch.context() as patched:
        patched.setattr(jobs, "sign", refuse)
        answer = await sign(elmford, chair)
        assert (
            answer.status_code,
            answer.json()["message"].startswith("The minutes could not be signed: a PDF with an empty"),
        ) == (409, True)
    with monkeypatch.context() as patched:
        patched.setattr(await elmford.room(), "submit", unrecorded)
        assert (await sign(elmford, chair)).status_code == 409
    assert (await fetched(elmford, await elmford.browser("ann"))).status_code == 403
