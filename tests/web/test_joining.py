"""Signing in by link and code, what guessing meets, taking a voting seat over, signing out, tickets for the roll."""

import pytest

from meetings.access.guesses import MOST_IN_WINDOW
from meetings.access.secrets_handed_out import digest_of_token
from meetings.app import build_app
from meetings.live.outbox import Outbox
from meetings.live.sockets import Place
from meetings.ports import Seat
from meetings.rules import roll_codes
from meetings.rules.identity import MeetingId, MemberId
from meetings.web.bodies import LARGEST_JSON
from meetings.wire.connection import Connection
from tests.fakes.line import NoLine
from tests.web.town import BASE, Browser, Town, a_meeting, convened

WRONG = "0000-0000"


def by_code(town: Town, ref: str, code: str) -> dict[str, str]:
    return {"meeting": town.meeting, "seat": ref, "code": code}


async def status(browser: Browser, town: Town, ref: str = "") -> int:
    """How the server answers a page of the meeting in this browser."""
    return (await browser.get(f"{town.at}/view", params={"seat": ref} if ref else {})).status_code


async def test_a_link_opens_its_seat(elmford: Town) -> None:
    browser = elmford.stranger()
    answer = await browser.post("/join", json={"token": elmford.link("ann").token})
    assert answer.json() == {"meeting": elmford.meeting, "ref": "ann", "name": "Ann", "role": "delegate"}
    assert answer.headers["cache-control"] == "no-store"
    assert await status(browser, elmford) == 200


async def test_the_cookie_can_be_read_by_no_script_and_goes_to_no_other_site(elmford: Town) -> None:
    answer = await elmford.stranger().post("/join", json={"token": elmford.link("ann").token})
    name, _, attributes = answer.headers["set-cookie"].partition(";")
    assert name.startswith("meetings-8080=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in attributes.split(";")}


async def test_a_code_opens_its_seat_however_it_is_typed(elmford: Town) -> None:
    typed = elmford.link("bob").code.lower().replace("-", " ")
    answer = await elmford.stranger().post("/join", json=by_code(elmford, "bob", typed))
    assert answer.json()["ref"] == "bob"


@pytest.mark.parametrize("what", [{"token": "AAAAAAAAAAAAAAAAAAAAAA"}, {"token": ""}, {"token": "\x00"}])
async def test_an_unknown_token_is_refused(elmford: Town, what: dict[str, str]) -> None:
    answer = await elmford.stranger().post("/join", json=what)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert "ask the secretary" in answer.json()["message"]


@pytest.mark.parametrize(
    ("meeting", "seat"), [(None, "ann"), (None, "nobody"), ("0000000000", "ann"), ("not a ref", "../../etc")]
)
async def test_a_wrong_code_an_unknown_seat_and_an_unknown_meeting_look_the_same(
    elmford: Town, meeting: str | None, seat: str
) -> None:
    what = {"meeting": meeting or elmford.meeting, "seat": seat, "code": WRONG}
    answer = await elmford.stranger().post("/join", json=what)
    assert answer.status_code == 403
    assert answer.json()["message"].startswith("This code does not open this seat.")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"token",
        b"[]",
        b"{}",
        b'{"token": 5}',
        b'{"token": "a", "more": 1}',
        b'{"meeting": "a", "seat": "b"}',
        b"\xff",
    ],
)
async def test_a_body_of_another_form_is_refused_with_what_was_expected(elmford: Town, body: bytes) -> None:
    answer = await elmford.stranger().post("/join", content=body)
    assert (answer.status_code, answer.json()["message"]) == (
        400,
        'The body must be {"token"} or {"meeting", "seat", "code"} as JSON.',
    )


async def test_a_body_that_is_too_long_is_refused(elmford: Town) -> None:
    answer = await elmford.stranger().post("/join", json={"token": "A" * LARGEST_JSON})
    assert (answer.status_code, answer.json()["message"]) == (
        413,
        "The body is too long; at most 4,096 bytes are taken.",
    )


async def test_five_wrong_codes_end_a_code_until_the_secretary_renews_it(elmford: Town) -> None:
    clerk, ann = await elmford.browser("clerk"), elmford.stranger()
    for _ in range(5):
        assert (await ann.post("/join", json=by_code(elmford, "ann", WRONG))).status_code == 403
    assert (await ann.post("/join", json=by_code(elmford, "ann", elmford.link("ann").code))).status_code == 403
    renewed = (await clerk.post(f"{elmford.at}/links/ann")).json()
    assert (await ann.post("/join", json=by_code(elmford, "ann", renewed["code"]))).status_code == 200


async def test_a_code_that_wrong_ones_have_ended_stays_so_after_a_restart(elmford: Town) -> None:
    restarted = build_app(elmford.installed)
    async with restarted.router.lifespan_context(restarted):
        for _ in range(5):
            await Browser(restarted).post("/join", json=by_code(elmford, "ann", WRONG))
    right = by_code(elmford, "ann", elmford.link("ann").code)
    assert (await elmford.stranger().post("/join", json=right)).status_code == 403


async def test_who_has_the_link_is_let_in_also_after_wrong_codes(elmford: Town) -> None:
    for _ in range(6):
        await elmford.stranger().post("/join", json=by_code(elmford, "ann", WRONG))
    assert await status(await elmford.browser("ann"), elmford) == 200


async def test_many_wrong_codes_in_a_minute_slow_wrong_ones_and_never_a_right_one(elmford: Town) -> None:
    guesser = elmford.stranger()
    for number in range(MOST_IN_WINDOW):
        answer = await guesser.post("/join", json=by_code(elmford, f"seat-{number}", WRONG))
        assert answer.status_code == 403
    slowed = await guesser.post("/join", json=by_code(elmford, "ann", WRONG))
    assert slowed.status_code == 429
    assert 0 < int(slowed.headers["retry-after"]) <= 60
    assert f"Please wait {slowed.headers['retry-after']} s" in slowed.json()["message"]
    right = await guesser.post("/join", json=by_code(elmford, "ann", elmford.link("ann").code))
    assert right.status_code == 200


async def test_a_voting_seat_is_taken_from_the_session_that_held_it(elmford: Town) -> None:
    lost, kept = await elmford.browser("ann"), await elmford.browser("bob")
    newer = await elmford.browser("ann")
    assert [await status(browser, elmford) for browser in (lost, newer, kept)] == [401, 200, 200]


@pytest.mark.parametrize("ref", ["chair", "clerk", "hall", "guest"])
async def test_a_seat_without_votes_may_be_open_many_times(elmford: Town, ref: str) -> None:
    browsers = [await elmford.browser(ref) for _ in range(3)]
    assert [await status(browser, elmford) for browser in browsers] == [200] * 3


async def test_one_browser_may_hold_several_seats(elmford: Town) -> None:
    browser = await elmford.browser("ann", "clerk")
    assert await status(browser, elmford) == 300
    assert [await status(browser, elmford, ref) for ref in ("ann", "clerk", "bob")] == [200, 200, 403]


async def test_opening_a_seat_elsewhere_leaves_the_other_seats_of_a_browser(elmford: Town) -> None:
    browser = await elmford.browser("ann", "bob")
    await elmford.browser("ann")
    assert [await status(browser, elmford, ref) for ref in ("ann", "bob")] == [403, 200]


async def test_a_seat_in_one_meeting_opens_no_other(elmford: Town) -> None:
    other = await convened(elmford.installed, a_meeting("Another council"))
    browser = await elmford.browser("ann")
    assert (await browser.get(f"/m/{other.meeting}/view")).status_code == 401


async def test_who_signs_out_has_no_seat_any_more(elmford: Town) -> None:
    browser = await elmford.browser("ann", "bob")
    answer = await browser.post("/sign-out")
    assert (answer.status_code, "Max-Age=0" in answer.headers["set-cookie"]) == (200, True)
    assert await status(browser, elmford) == 401


async def test_a_copied_cookie_ends_with_its_session(elmford: Town) -> None:
    browser, thief = await elmford.browser("clerk"), elmford.stranger()
    thief.cookies.update(browser.cookies)
    assert await status(thief, elmford) == 200
    await browser.post("/sign-out")
    assert await status(thief, elmford) == 401


def open_socket(town: Town, ref: str, session: bytes) -> Outbox:
    """The outbox of a socket that is open on a seat."""
    seat = Seat(town.meeting, MemberId(ref))
    outbox = Outbox(seat.member, NoLine())
    town.installed.sockets.add(Place(seat, session, outbox, Connection(0)))
    return outbox


def closed_with(outbox: Outbox) -> int | None:
    """The code with which a socket is closed; None if it stays open."""
    if not outbox.ended.done():
        return None
    close = outbox.ended.result().close
    return close.code if close is not None else 0


async def test_the_sockets_of_who_signs_out_close(elmford: Town) -> None:
    browser = await elmford.browser("ann", "bob")
    session = digest_of_token(browser.cookies["meetings-8080"])
    own, others = open_socket(elmford, "ann", session), open_socket(elmford, "ann", b"another")
    await browser.post("/sign-out")
    assert (closed_with(own), closed_with(others)) == (4401, None)


async def test_the_sockets_of_who_lost_a_seat_close(elmford: Town) -> None:
    lost, other_seat = open_socket(elmford, "ann", b"older"), open_socket(elmford, "bob", b"older")
    newer = await elmford.browser("ann")
    own = open_socket(elmford, "ann", digest_of_token(newer.cookies["meetings-8080"]))
    await newer.post("/join", json={"token": elmford.link("ann").token})
    assert [closed_with(each) for each in (lost, other_seat, own)] == [4409, None, None]


async def test_a_sign_in_gives_the_browser_a_new_cookie_and_ends_the_one_it_came_with(elmford: Town) -> None:
    attacker = await elmford.browser("bob")
    victim = elmford.stranger()
    victim.cookies.update(attacker.cookies)
    await victim.post("/join", json={"token": elmford.link("ann").token})
    assert victim.cookies["meetings-8080"] != attacker.cookies["meetings-8080"]
    assert await status(attacker, elmford, "ann") == 401
    assert await status(victim, elmford, "ann") == 200


async def test_a_tablet_that_opens_its_link_again_goes_on_in_all_its_tabs(elmford: Town) -> None:
    tablet = await elmford.browser("ann", "bob")
    session = digest_of_token(tablet.cookies["meetings-8080"])
    tabs = [open_socket(elmford, "ann", session), open_socket(elmford, "bob", session)]
    for _ in range(2):
        await tablet.post("/join", json={"token": elmford.link("ann").token})
    assert [closed_with(tab) for tab in tabs] == [None, None]
    assert [await status(tablet, elmford, ref) for ref in ("ann", "bob")] == [200, 200]
    await elmford.browser("ann")
    assert [closed_with(tab) for tab in tabs] == [4409, None]


async def test_signing_out_without_a_session_is_no_fault(elmford: Town) -> None:
    assert (await elmford.stranger().post("/sign-out")).status_code == 200


async def test_a_made_up_cookie_is_nobody(elmford: Town) -> None:
    browser = elmford.stranger()
    browser.cookies.set("meetings-8080", "made up")
    assert await status(browser, elmford) == 401


async def test_the_page_behind_a_link_tells_nothing_of_the_meeting(elmford: Town) -> None:
    page = (await elmford.stranger().get(f"/j/{elmford.meeting}", headers={"accept": "text/html"})).text
    told = ["Elmford", "Budget", "Mayor", "Town hall", *(link.name for link in elmford.made.links)]
    assert [word for word in told if word in page] == []


async def test_a_roll_code_is_exchanged_for_a_ticket_that_answers_the_roll(elmford: Town) -> None:
    clerk, ann, passer_by = await elmford.browser("clerk"), await elmford.browser("ann"), elmford.stranger()
    await elmford.give(clerk, "open_roll_call", method="code")
    exchanged = await passer_by.post(f"/j/{elmford.meeting}/roll", json={"code": await roll_code(elmford)})
    assert exchanged.status_code == 200
    await elmford.give(ann, "answer_roll", code=exchanged.json()["ticket"])
    assert (await elmford.view(ann))["member/ann"]["status"] == "present"


async def test_a_wrong_roll_code_gets_no_ticket(elmford: Town) -> None:
    passer_by = elmford.stranger()
    closed = await passer_by.post(f"/j/{elmford.meeting}/roll", json={"code": "ABCD-2345"})
    await elmford.give(await elmford.browser("clerk"), "open_roll_call", method="code")
    wrong = await passer_by.post(f"/j/{elmford.meeting}/roll", json={"code": "ABCD-2345"})
    other_form = await passer_by.post(f"/j/{elmford.meeting}/roll", json={"ticket": "?"})
    assert [answer.status_code for answer in (closed, wrong, other_form)] == [403, 403, 400]


async def roll_code(town: Town) -> str:
    """The code that the hall display shows now."""
    room = await town.room()
    return roll_codes.code_at(room.meeting.attendance.roll.secret, town.installed.clock.now())


@pytest.mark.parametrize("address", [BASE, "http://localhost:8080", "http://127.0.0.1:8080"])
async def test_our_own_pages_may_sign_in(elmford: Town, address: str) -> None:
    answer = await elmford.stranger().post(
        "/join", json={"token": elmford.link("guest").token}, headers={"origin": address}
    )
    assert answer.status_code == 200


async def test_the_links_of_a_town_are_stored_as_digests_alone(elmford: Town) -> None:
    seat = Seat(MeetingId(elmford.meeting), MemberId("ann"))
    kept = await elmford.installed.stores.directory.code_of(seat)
    files = b"".join(path.read_bytes() for path in elmford.installed.folder.root.rglob("*") if path.is_file())
    assert kept is not None
    assert elmford.link("ann").token.encode() not in files
    assert elmford.link("ann").code.encode() not in files
