"""Who may open the socket of a meeting."""

from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from meetings.ports import Opening, Seat
from meetings.rules.identity import MeetingId, MemberId
from tests.live.served import Served
from tests.rooms.chamber import MEETING


async def refused(served: Served, **how: Any) -> int:
    """The status with which the upgrade is refused."""
    with pytest.raises(InvalidStatus) as refusal:
        async with served.tablet("an", **how):
            pass
    return refusal.value.response.status_code


async def test_without_a_session_the_upgrade_is_refused(served: Served) -> None:
    assert await refused(served, cookie="nobody") == 403


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "", None])
async def test_a_foreign_or_missing_origin_is_refused_before_the_upgrade(served: Served, origin: str | None) -> None:
    assert await refused(served, origin=origin) == 403


async def test_who_has_no_seat_in_this_meeting_is_told_so(served: Served) -> None:
    async with served.tablet("an", path="/m/another/ws") as tablet:
        assert await tablet.closed() == (4403, "You have no seat in this meeting.")


async def test_a_session_may_hold_several_seats_and_names_one(served: Served) -> None:
    await served.people.sign_in("family", "an", "guest")
    async with served.tablet("an", cookie="family", path=f"/m/{MEETING}/ws?seat=guest") as tablet:
        assert (await tablet.greet())["you"] == {"ref": "guest", "name": "Guest", "role": "observer"}


async def test_of_several_seats_one_is_to_be_named(served: Served) -> None:
    await served.people.sign_in("family", "an", "guest")
    async with served.tablet("an", cookie="family") as tablet:
        code, reason = await tablet.closed()
    assert code == 4403
    assert reason is not None
    assert "?seat=REF" in reason


async def test_a_seat_that_is_not_ones_own_cannot_be_named(served: Served) -> None:
    async with served.tablet("an", path=f"/m/{MEETING}/ws?seat=chair") as tablet:
        assert (await tablet.closed())[0] == 4403


async def test_the_subprotocol_is_spoken(served: Served) -> None:
    async with served.tablet("an") as tablet:
        assert tablet.socket.subprotocol == "meetings.v1"


async def test_another_subprotocol_is_not_ours(served: Served) -> None:
    async with served.tablet("an", subprotocols=[Subprotocol("chat")]) as tablet:
        assert await tablet.closed() == (4400, "The subprotocol meetings.v1 was expected.")


async def test_nothing_is_compressed(served: Served) -> None:
    async with served.tablet("an", compression="deflate") as tablet:
        assert tablet.socket.response is not None
        assert "Sec-WebSocket-Extensions" not in tablet.socket.response.headers


async def test_a_session_for_a_meeting_without_a_log_has_no_meeting(served: Served) -> None:
    seat = Seat(MeetingId("council-2"), MemberId("an"))
    await served.people.directory.open_session(Opening(digest=served.people.digest("lost"), seat=seat, at=0))
    async with served.tablet("an", cookie="lost", path="/m/council-2/ws") as tablet:
        await tablet.say(do="hello")
        assert await tablet.closed() == (4403, "You have no seat in this meeting.")


async def test_a_seat_of_somebody_who_was_never_admitted_is_none(served: Served) -> None:
    await served.people.sign_in("eva", "eva")
    async with served.tablet("eva") as tablet:
        await tablet.say(do="hello")
        assert (await tablet.closed())[0] == 4403
