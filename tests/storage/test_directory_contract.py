"""What every directory keeps to: the one on SQLite, the one on PostgreSQL and the one in memory."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack

import pytest

from meetings.ports import Directory, Opening, Seat
from meetings.rules.identity import MeetingId, MemberId
from meetings.storage.folder import DataFolder
from tests.fakes.directory import MemoryDirectory
from tests.storage.both import stores_of

ANNA = Seat(meeting=MeetingId("council"), member=MemberId("anna"))
BINH = Seat(meeting=MeetingId("council"), member=MemberId("binh"))
TOKEN, CODE, OTHER_TOKEN, OTHER_CODE = (bytes([number]) * 32 for number in range(4))
LAPTOP, TABLET = (bytes([number]) * 32 for number in (8, 9))


@pytest.fixture(params=["sqlite", "postgresql", "memory"])
async def directory(request: pytest.FixtureRequest, folder: DataFolder) -> AsyncGenerator[Directory]:
    async with AsyncExitStack() as stack:
        yield MemoryDirectory() if request.param == "memory" else (await stores_of(request, folder, stack)).directory


async def test_a_token_opens_its_seat_and_no_other(directory: Directory):
    await directory.put_link(ANNA, TOKEN, CODE)
    await directory.put_link(BINH, OTHER_TOKEN, OTHER_CODE)

    assert await directory.seat_of_token(TOKEN) == ANNA
    assert await directory.seat_of_token(OTHER_TOKEN) == BINH
    assert await directory.seat_of_token(CODE) is None


async def test_a_new_link_ends_the_old_one_and_its_wrong_tries(directory: Directory):
    await directory.put_link(ANNA, TOKEN, CODE)
    await directory.count_wrong_codes({(ANNA, CODE): 1})

    await directory.put_link(ANNA, OTHER_TOKEN, OTHER_CODE)
    await directory.count_wrong_codes({(ANNA, CODE): 3})

    assert await directory.seat_of_token(TOKEN) is None
    assert await directory.seat_of_token(OTHER_TOKEN) == ANNA
    assert await directory.code_of(ANNA) == (OTHER_CODE, 0)


async def test_a_new_link_ends_the_sessions_of_the_seat_only(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1))
    await directory.open_session(Opening(digest=TABLET, seat=ANNA, at=2))
    await directory.open_session(Opening(digest=TABLET, seat=BINH, at=3))

    ended = await directory.put_link(ANNA, TOKEN, CODE)

    assert ended == {LAPTOP, TABLET}
    assert await directory.session(LAPTOP) is None
    session = await directory.session(TABLET)
    assert session is not None
    assert session.seats == (BINH,)


async def test_wrong_codes_are_counted_for_each_seat(directory: Directory):
    await directory.put_link(ANNA, TOKEN, CODE)
    await directory.put_link(BINH, OTHER_TOKEN, OTHER_CODE)
    await directory.count_wrong_codes({(ANNA, CODE): 2})

    assert await directory.code_of(ANNA) == (CODE, 2)
    assert await directory.code_of(BINH) == (OTHER_CODE, 0)


async def test_an_unknown_seat_has_no_code_and_counting_for_it_changes_nothing(directory: Directory):
    await directory.put_link(BINH, OTHER_TOKEN, OTHER_CODE)
    await directory.count_wrong_codes({(ANNA, CODE): 1})
    await directory.count_wrong_codes({})

    assert await directory.code_of(ANNA) is None
    assert await directory.code_of(BINH) == (OTHER_CODE, 0)


async def test_a_session_holds_its_seats_in_the_order_in_which_they_were_opened(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=BINH, at=1))
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=2, exclusive=True))
    await directory.open_session(Opening(digest=LAPTOP, seat=BINH, at=3))

    session = await directory.session(LAPTOP)

    assert session is not None
    assert session.digest == LAPTOP
    assert session.seats == (BINH, ANNA)


async def test_an_exclusive_seat_is_taken_from_other_sessions(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1, exclusive=True))
    await directory.open_session(Opening(digest=LAPTOP, seat=BINH, at=1, exclusive=True))

    lost = await directory.open_session(Opening(digest=TABLET, seat=ANNA, at=2, exclusive=True))

    assert lost == {LAPTOP}
    session = await directory.session(LAPTOP)
    assert session is not None
    assert session.seats == (BINH,)


async def test_a_session_does_not_lose_a_seat_to_itself(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1, exclusive=True))

    assert await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=2, exclusive=True)) == frozenset()


async def test_a_session_that_follows_another_has_its_seats_and_ends_it(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1, exclusive=True))
    assert await directory.session(LAPTOP) is not None

    lost = await directory.open_session(Opening(digest=TABLET, seat=BINH, at=2, former=LAPTOP, exclusive=True))

    session = await directory.session(TABLET)
    assert session is not None
    assert (session.seats, lost) == ((ANNA, BINH), frozenset())
    assert await directory.session(LAPTOP) is None


async def test_a_session_that_follows_another_at_its_seat_takes_it_from_nobody_else(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1))
    await directory.open_session(Opening(digest=TOKEN, seat=ANNA, at=1))

    lost = await directory.open_session(Opening(digest=TABLET, seat=ANNA, at=2, former=LAPTOP, exclusive=True))

    assert lost == {TOKEN}
    assert await directory.holders({ANNA.meeting}) == {ANNA: {TABLET}}


async def test_a_session_may_follow_one_that_has_ended(directory: Directory):
    await directory.open_session(Opening(digest=TABLET, seat=ANNA, at=2, former=LAPTOP))

    assert await directory.holders({ANNA.meeting}) == {ANNA: {TABLET}}


async def test_a_seat_that_is_not_exclusive_is_held_by_many(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1))

    assert await directory.open_session(Opening(digest=TABLET, seat=ANNA, at=2)) == frozenset()
    assert await directory.session(LAPTOP) is not None


async def test_of_the_sessions_of_a_seat_only_so_many_stay_and_the_least_used_go_first(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=2))
    await directory.open_session(Opening(digest=TABLET, seat=ANNA, at=1))
    await directory.open_session(Opening(digest=TABLET, seat=BINH, at=1))

    lost = await directory.open_session(Opening(digest=TOKEN, seat=ANNA, at=3, most=1))

    assert lost == {TABLET}
    assert await directory.holders({ANNA.meeting}) == {ANNA: {LAPTOP, TOKEN}, BINH: {TABLET}}


async def test_a_closed_session_is_gone(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=1))
    await directory.close_session(LAPTOP)
    await directory.close_session(TABLET)

    assert await directory.session(LAPTOP) is None


async def test_a_key_is_kept_and_its_wrong_pins_are_counted(directory: Directory):
    await directory.put_key(ANNA, b"sealed")
    await directory.count_wrong_pin(ANNA)
    await directory.count_wrong_pin(BINH)

    assert await directory.key_of(ANNA) == (b"sealed", 1)
    assert await directory.key_of(BINH) is None


async def test_a_new_key_replaces_the_old_one(directory: Directory):
    await directory.put_key(ANNA, b"sealed")
    await directory.count_wrong_pin(ANNA)
    await directory.put_key(ANNA, b"sealed anew")

    assert await directory.key_of(ANNA) == (b"sealed anew", 0)


async def test_a_new_link_ends_the_signing_key_of_the_seat_only(directory: Directory):
    await directory.put_key(ANNA, b"sealed")
    await directory.put_key(BINH, b"sealed as well")

    await directory.put_link(ANNA, TOKEN, CODE)

    assert await directory.key_of(ANNA) is None
    assert await directory.key_of(BINH) == (b"sealed as well", 0)


async def test_who_holds_the_seats_of_a_meeting_is_told_at_once(directory: Directory):
    elsewhere = Seat(meeting=MeetingId("board"), member=MemberId("anna"))
    for digest, seat in ((LAPTOP, ANNA), (TABLET, ANNA), (TABLET, BINH), (LAPTOP, elsewhere)):
        await directory.open_session(Opening(digest=digest, seat=seat, at=1))

    assert await directory.holders({MeetingId("council")}) == {ANNA: {LAPTOP, TABLET}, BINH: {TABLET}}
    assert await directory.holders(set()) == {}


async def test_sessions_in_use_stay_and_the_others_end(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=10))
    await directory.open_session(Opening(digest=TABLET, seat=BINH, at=10))
    assert (await directory.session(TABLET)) is not None

    await directory.note_uses({LAPTOP: 30, b"unknown": 30}, ended_before=20)

    session = await directory.session(LAPTOP)
    assert session is not None
    assert (session.seats, session.used_at) == ((ANNA,), 30)
    assert await directory.session(TABLET) is None


async def test_an_earlier_use_takes_nothing_back(directory: Directory):
    await directory.open_session(Opening(digest=LAPTOP, seat=ANNA, at=10))
    await directory.note_uses({LAPTOP: 30}, ended_before=0)
    await directory.note_uses({LAPTOP: 20}, ended_before=0)

    session = await directory.session(LAPTOP)
    assert session is not None
    assert session.used_at == 30


async def test_no_uses_are_no_fault(directory: Directory):
    await directory.note_uses({}, ended_before=0)
