"""What is handed out with a link."""

import re

from meetings.access.links import renew, renew_all
from meetings.access.secrets_handed_out import fresh_cookie_token, fresh_link_token
from meetings.ports import Seat
from meetings.rules.identity import MeetingId, MemberId
from meetings.rules.roll_codes import ALPHABET
from tests.fakes.directory import MemoryDirectory

COUNCIL = MeetingId("council")
ANNA, BINH = MemberId("anna"), MemberId("binh")


async def test_a_link_holds_its_token_in_the_fragment():
    link = (await renew(MemoryDirectory(), "http://192.0.2.7:8000/", Seat(meeting=COUNCIL, member=ANNA))).link

    assert link.url == f"http://192.0.2.7:8000/j/council#t={link.token}"


async def test_a_code_is_two_groups_of_four_letters_that_are_not_mistaken():
    link = (await renew(MemoryDirectory(), "http://h", Seat(meeting=COUNCIL, member=ANNA))).link

    assert re.fullmatch(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", link.code)


async def test_only_digests_are_stored():
    directory = MemoryDirectory()
    link = (await renew(directory, "http://h", Seat(meeting=COUNCIL, member=ANNA))).link

    kept = repr(vars(directory))
    assert link.token not in kept
    assert link.code not in kept
    assert link.code.replace("-", "") not in kept


async def test_every_seat_gets_its_own_link_in_order():
    links = [one.link for one in await renew_all(MemoryDirectory(), "http://h", COUNCIL, [ANNA, BINH])]

    assert [link.seat.member for link in links] == [ANNA, BINH]
    assert len({link.token for link in links}) == len({link.code for link in links}) == 2


def test_tokens_have_128_and_256_bits():
    assert len(fresh_link_token()) == 22
    assert len(fresh_cookie_token()) == 43
