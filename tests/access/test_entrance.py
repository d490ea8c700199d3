"""Who is let in by token and code, and how guessing is stopped without stopping those who know their code."""

import asyncio

import pytest

from meetings.access.entrance import MOST_WRONG_CODES, UNUSED_MS, Entrance, NotAdmitted, SatDown, Slowed
from meetings.access.guesses import MOST_IN_WINDOW
from meetings.access.links import Link, renew
from meetings.access.renewals import KEPT_MS
from meetings.access.secrets_handed_out import digest_of_token
from meetings.ports import Seat
from meetings.rules.identity import MeetingId, MemberId
from tests.fakes.clock import FixedClock
from tests.fakes.directory import MemoryDirectory

WRONG_CODE = (
    "This code does not open this seat. Please compare seat and code; "
    "after 5 wrong codes only a new one from the secretary opens it."
)

BASE = "http://192.0.2.7:8000"
COUNCIL = MeetingId("council")


class Hall:
    """An entrance with what stands behind it."""

    def __init__(self) -> None:
        self.directory = MemoryDirectory()
        self.clock = FixedClock()
        self.entrance = Entrance(self.directory, self.clock)

    async def link(self, member: str) -> Link:
        return (await renew(self.directory, BASE, Seat(meeting=COUNCIL, member=MemberId(member)))).link

    async def turned_away(self, member: str, code: str = "WRONG-ONE", meeting: str = COUNCIL) -> NotAdmitted:
        with pytest.raises(NotAdmitted) as refusal:
            await self.entrance.seat_by_code(meeting, member, code)
        return refusal.value

    async def guess(self, times: int) -> NotAdmitted | None:
        """Wrong codes, each for another seat, all in the same moment; the last answer."""
        answer = None
        for number in range(times):
            answer = await self.turned_away(f"seat-{number}")
        return answer


@pytest.fixture
def hall() -> Hall:
    return Hall()


async def test_a_link_opens_its_seat(hall: Hall):
    link = await hall.link("anna")

    assert await hall.entrance.seat_by_token(link.token) == link.seat


@pytest.mark.parametrize("token", ["", "unknown", "\udcff", "x" * 100_000])
async def test_an_unknown_token_opens_nothing(hall: Hall, token: str):
    await hall.link("anna")

    with pytest.raises(NotAdmitted, match="ask the secretary"):
        await hall.entrance.seat_by_token(token)


async def test_a_replaced_link_opens_nothing(hall: Hall):
    old = await hall.link("anna")
    new = await hall.link("anna")

    with pytest.raises(NotAdmitted):
        await hall.entrance.seat_by_token(old.token)
    assert await hall.entrance.seat_by_token(new.token) == new.seat
    assert str(await hall.turned_away("anna", old.code)) == WRONG_CODE


async def test_a_code_may_be_typed_in_small_letters_with_spaces_and_dashes(hall: Hall):
    link = await hall.link("anna")
    bare = link.code.replace("-", "")

    for typed in (link.code, bare, bare.lower(), f" {bare[:2]} {bare[2:]} ", "-".join(bare)):
        assert await hall.entrance.seat_by_code(COUNCIL, "anna", typed) == link.seat


async def test_a_code_opens_no_other_seat(hall: Hall):
    anna = await hall.link("anna")
    await hall.link("binh")

    await hall.turned_away("binh", anna.code)
    await hall.turned_away("anna", anna.code, meeting="board")


async def test_five_wrong_codes_end_the_right_one(hall: Hall):
    link = await hall.link("anna")
    for _ in range(MOST_WRONG_CODES):
        await hall.turned_away("anna")

    assert str(await hall.turned_away("anna", link.code)) == WRONG_CODE


async def test_four_wrong_codes_do_not_end_the_right_one(hall: Hall):
    link = await hall.link("anna")
    for _ in range(MOST_WRONG_CODES - 1):
        await hall.turned_away("anna")

    assert await hall.entrance.seat_by_code(COUNCIL, "anna", link.code) == link.seat


async def test_a_new_code_from_the_secretary_opens_the_seat_again(hall: Hall):
    await hall.link("anna")
    for _ in range(MOST_WRONG_CODES):
        await hall.turned_away("anna")

    link = await hall.link("anna")

    assert await hall.entrance.seat_by_code(COUNCIL, "anna", link.code) == link.seat


async def test_a_link_still_opens_a_seat_whose_code_has_ended(hall: Hall):
    link = await hall.link("anna")
    for _ in range(MOST_WRONG_CODES):
        await hall.turned_away("anna")

    assert await hall.entrance.seat_by_token(link.token) == link.seat


class SlowDirectory(MemoryDirectory):
    """Every question lets the others go first, as a real database does."""

    async def code_of(self, seat: Seat) -> tuple[bytes, int] | None:
        answer = await super().code_of(seat)
        await asyncio.sleep(0)
        return answer


async def test_a_thousand_codes_at_once_are_tried_five_times_at_most(hall: Hall):
    directory = SlowDirectory()
    entrance = Entrance(directory, hall.clock)
    link = (await renew(directory, BASE, Seat(meeting=COUNCIL, member=MemberId("anna")))).link

    codes = [f"WRONG-{number}" for number in range(MOST_WRONG_CODES)] + [link.code]
    answers = await asyncio.gather(
        *(entrance.seat_by_code(COUNCIL, "anna", code) for code in codes), return_exceptions=True
    )

    assert all(isinstance(answer, NotAdmitted) for answer in answers)


@pytest.mark.parametrize("member", ["nobody", "", "../x", "a" * 65, "\x00", "\udcff"])
async def test_an_unknown_seat_is_answered_as_a_known_one(hall: Hall, member: str):
    await hall.link("anna")

    for _ in range(MOST_WRONG_CODES + 1):
        assert str(await hall.turned_away(member)) == str(await hall.turned_away("anna")) == WRONG_CODE


async def test_sixty_wrong_codes_in_a_minute_slow_the_next_wrong_one(hall: Hall):
    assert not isinstance(await hall.guess(MOST_IN_WINDOW), Slowed)

    answer = await hall.guess(1)

    assert isinstance(answer, Slowed)
    assert answer.retry_after_s == 60
    assert "wait 60 s" in str(answer)


async def test_a_right_code_is_never_slowed(hall: Hall):
    link = await hall.link("anna")
    await hall.guess(MOST_IN_WINDOW * 3)

    assert await hall.entrance.seat_by_code(COUNCIL, "anna", link.code) == link.seat


async def test_guessing_at_one_meeting_does_not_slow_another(hall: Hall):
    await hall.guess(MOST_IN_WINDOW + 1)

    assert not isinstance(await hall.turned_away("anna", meeting="board"), Slowed)


async def test_after_a_minute_wrong_codes_are_no_longer_slowed(hall: Hall):
    await hall.guess(MOST_IN_WINDOW)
    hall.clock.go_on(59_500)
    answer = await hall.guess(1)
    assert isinstance(answer, Slowed)
    assert answer.retry_after_s == 1

    hall.clock.go_on(500)

    assert not isinstance(await hall.guess(1), Slowed)


async def test_a_browser_gets_a_session_that_its_cookie_opens(hall: Hall):
    seat = (await hall.link("anna")).seat
    seated = await hall.entrance.sit_down(seat, None, exclusive=True)

    session = await hall.entrance.session_of(seated.cookie)

    assert session is not None
    assert session.seats == (seat,)
    assert session.digest == seated.digest == digest_of_token(seated.cookie)


async def test_a_second_link_in_the_same_browser_adds_its_seat(hall: Hall):
    anna, binh = (await hall.link("anna")).seat, (await hall.link("binh")).seat
    first = await hall.entrance.sit_down(anna, None, exclusive=True)
    hall.clock.go_on(1)
    second = await hall.entrance.sit_down(binh, first.cookie, exclusive=True)

    session = await hall.entrance.session_of(second.cookie)

    assert session is not None
    assert session.seats == (anna, binh)


async def test_whoever_planted_a_cookie_of_ours_has_nothing_of_what_is_signed_in_to_with_it(hall: Hall):
    planted = await hall.entrance.sit_down((await hall.link("binh")).seat, None, exclusive=True)

    victim = await hall.entrance.sit_down((await hall.link("anna")).seat, planted.cookie, exclusive=True)

    assert victim.cookie != planted.cookie
    assert victim.former == planted.digest
    assert await hall.entrance.session_of(planted.cookie) is None


async def test_a_planted_cookie_opens_nothing_by_signing_in_at_ones_own_seat_again(hall: Hall):
    own = (await hall.link("binh")).seat
    planted = await hall.entrance.sit_down(own, None, exclusive=True)
    await hall.entrance.sit_down((await hall.link("anna")).seat, planted.cookie, exclusive=True)

    again = await hall.entrance.sit_down(own, planted.cookie, exclusive=True)

    session = await hall.entrance.session_of(again.cookie)
    assert session is not None
    assert session.seats == (own,)


async def test_signing_in_at_the_same_seat_again_is_a_new_session_too(hall: Hall):
    seat = (await hall.link("anna")).seat
    first = await hall.entrance.sit_down(seat, None, exclusive=True)

    second = await hall.entrance.sit_down(seat, first.cookie, exclusive=True)

    assert (second.cookie != first.cookie, second.former, second.lost) == (True, first.digest, frozenset())
    assert await hall.entrance.session_of(first.cookie) is None


async def test_a_link_that_is_opened_twice_at_once_does_not_take_the_seat_from_itself(hall: Hall):
    seat = (await hall.link("anna")).seat
    first = await hall.entrance.sit_down(seat, None, exclusive=True)

    tabs = [hall.entrance.sit_down(seat, first.cookie, exclusive=True) for _ in range(3)]
    one, *others = await asyncio.gather(*tabs)

    assert {(each.cookie, each.lost) for each in others} == {(one.cookie, frozenset())}
    assert await hall.entrance.session_of(one.cookie) is not None


async def test_a_sign_in_is_repeated_for_a_moment_and_not_after_it(hall: Hall):
    seat = (await hall.link("anna")).seat
    first = await hall.entrance.sit_down(seat, None, exclusive=True)
    second = await hall.entrance.sit_down(seat, first.cookie, exclusive=True)

    hall.clock.go_on(KEPT_MS)
    repeated = await hall.entrance.sit_down(seat, first.cookie, exclusive=True)
    hall.clock.go_on(1)
    late = await hall.entrance.sit_down(seat, first.cookie, exclusive=True)

    assert repeated.cookie == second.cookie
    assert (late.cookie != second.cookie, late.lost) == (True, {second.digest})


async def test_a_sign_in_that_was_signed_out_is_not_repeated(hall: Hall):
    seat = (await hall.link("anna")).seat
    first = await hall.entrance.sit_down(seat, None, exclusive=True)
    second = await hall.entrance.sit_down(seat, first.cookie, exclusive=True)
    await hall.entrance.sign_out(second.cookie)

    third = await hall.entrance.sit_down(seat, first.cookie, exclusive=True)

    assert third.cookie != second.cookie
    assert await hall.entrance.session_of(third.cookie) is not None


async def test_a_cookie_that_we_did_not_hand_out_is_not_taken_over(hall: Hall):
    seat = (await hall.link("anna")).seat
    seated = await hall.entrance.sit_down(seat, "planted-by-somebody", exclusive=True)

    assert seated.cookie != "planted-by-somebody"
    assert await hall.entrance.session_of("planted-by-somebody") is None


async def test_a_voting_seat_that_is_opened_elsewhere_names_the_session_that_lost_it(hall: Hall):
    seat = (await hall.link("anna")).seat
    laptop = await hall.entrance.sit_down(seat, None, exclusive=True)

    tablet = await hall.entrance.sit_down(seat, None, exclusive=True)

    assert tablet.lost == {laptop.digest}
    assert await hall.entrance.session_of(laptop.cookie) is None


async def test_a_display_may_be_open_many_times(hall: Hall):
    seat = (await hall.link("hall")).seat
    left = await hall.entrance.sit_down(seat, None, exclusive=False)
    right = await hall.entrance.sit_down(seat, None, exclusive=False)

    assert right.lost == frozenset()
    assert await hall.entrance.session_of(left.cookie) is not None


async def test_of_too_many_sessions_of_a_seat_the_one_that_was_not_used_for_longest_ends(hall: Hall):
    seat = (await hall.link("guest")).seat
    entrance = Entrance(hall.directory, hall.clock, most=2)
    seated: list[SatDown] = []
    for _ in range(4):
        seated.append(await entrance.sit_down(seat, None, exclusive=False))
        hall.clock.go_on(1)

    assert [each.lost for each in seated] == [frozenset(), frozenset(), frozenset(), {seated[0].digest}]
    assert await entrance.session_of(seated[0].cookie) is None
    assert await entrance.session_of(seated[1].cookie) is not None


async def test_a_new_link_ends_the_sessions_of_the_old_one(hall: Hall):
    seat = (await hall.link("anna")).seat
    seated = await hall.entrance.sit_down(seat, None, exclusive=True)

    renewed = await renew(hall.directory, BASE, seat)

    assert renewed.ended == {seated.digest}
    assert await hall.entrance.session_of(seated.cookie) is None


async def test_signing_out_ends_the_session(hall: Hall):
    seated = await hall.entrance.sit_down((await hall.link("anna")).seat, None, exclusive=True)

    assert await hall.entrance.sign_out(seated.cookie) == seated.digest
    assert await hall.entrance.session_of(seated.cookie) is None


@pytest.mark.parametrize("cookie", [None, "", "unknown", "\udcff"])
async def test_without_a_cookie_of_ours_there_is_no_session(hall: Hall, cookie: str | None):
    assert await hall.entrance.session_of(cookie) is None


async def signed_in(hall: Hall, member: str = "anna") -> str:
    """The cookie of somebody who has just come in."""
    seat = await hall.entrance.seat_by_token((await hall.link(member)).token)
    return (await hall.entrance.sit_down(seat, None, exclusive=True)).cookie


async def test_a_session_that_is_not_used_for_a_day_ends(hall: Hall):
    cookie = await signed_in(hall)
    hall.clock.go_on(UNUSED_MS)
    assert await hall.entrance.session_of(cookie) is not None
    hall.clock.go_on(UNUSED_MS + 1)
    assert await hall.entrance.session_of(cookie) is None
    assert await hall.directory.session(digest_of_token(cookie)) is None


async def test_a_session_in_use_holds_a_meeting_of_many_days_with_its_nights(hall: Hall):
    cookie = await signed_in(hall)
    for _ in range(5):
        for _ in range(9):
            hall.clock.go_on(3_600_000)
            assert await hall.entrance.session_of(cookie) is not None
        await hall.entrance.write_down_uses([])
        hall.clock.go_on(15 * 3_600_000)
    assert await hall.entrance.session_of(cookie) is not None


async def test_an_open_socket_uses_its_session_and_so_outlasts_a_restart(hall: Hall):
    cookie = await signed_in(hall)
    for _ in range(3):
        hall.clock.go_on(UNUSED_MS // 2)
        await hall.entrance.write_down_uses([digest_of_token(cookie)])
    restarted = Entrance(hall.directory, hall.clock)
    assert await restarted.session_of(cookie) is not None


async def test_what_nobody_comes_back_to_is_forgotten_too(hall: Hall):
    cookie = await signed_in(hall)
    hall.clock.go_on(UNUSED_MS + 1)
    await hall.entrance.write_down_uses([])
    assert await hall.directory.session(digest_of_token(cookie)) is None
