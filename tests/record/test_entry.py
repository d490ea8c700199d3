"""Entries in their chain: put together, checked, and every way of tampering found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meetings.record.chain import leaf, link
from meetings.record.entry import ChainBroken, Entry, Position, chained, checked
from meetings.rules.identity import LogId

START = Position.start(LogId("ab" * 32))
TEXTS = ["one", "two", "three", "four", "five"]


def log(texts: list[str] = TEXTS, after: Position = START) -> list[Entry]:
    salts = [bytes([number]) * 16 for number in range(len(texts))]
    return chained(after, texts, salts, [None] * len(texts))


def test_a_log_begins_with_its_own_id() -> None:
    assert Position(number=0, head=b"\xab" * 32) == START


def test_an_entry_follows_from_the_one_before() -> None:
    first, second, *_ = log()
    assert first.hash == link(START.head, leaf(first.salt, "one"))
    assert second.hash == link(first.hash, leaf(second.salt, "two"))
    assert [entry.position for entry in log()] == [1, 2, 3, 4, 5]


def test_digests_stay_beside_the_chain() -> None:
    plain = log(["one"])
    (with_digest,) = chained(START, ["one"], [bytes(16)], [b"d" * 32])
    assert with_digest.digest == b"d" * 32
    assert with_digest.hash == plain[0].hash


def test_a_log_goes_on_where_it_ended() -> None:
    first = log(TEXTS[:2])
    end = checked(START, first)
    rest = chained(end, TEXTS[2:], [bytes([number]) * 16 for number in (2, 3, 4)], [None] * 3)
    assert first + rest == log()


def test_an_untouched_log_checks() -> None:
    assert checked(START, log()) == Position(5, log()[-1].hash)
    assert checked(START, []) == START


def test_every_entry_has_a_salt_and_a_digest_or_none() -> None:
    with pytest.raises(ValueError):
        chained(START, ["one"], [], [None])


PLACES = st.integers(0, len(TEXTS) - 1)


def is_broken(entries: list[Entry]) -> None:
    with pytest.raises(ChainBroken, match=r"entry \d"):
        checked(START, entries)


@given(PLACES, st.sampled_from(["text", "salt", "hash", "position"]))
def test_an_altered_entry_is_found(place: int, field: str) -> None:
    entries = log()
    entry = entries[place]
    altered = {
        "text": replace(entry, text=entry.text + " "),
        "salt": replace(entry, salt=bytes([entry.salt[0] ^ 1]) + entry.salt[1:]),
        "hash": replace(entry, hash=bytes([entry.hash[0] ^ 1]) + entry.hash[1:]),
        "position": replace(entry, position=entry.position + 1),
    }
    is_broken([*entries[:place], altered[field], *entries[place + 1 :]])


@given(PLACES.filter(lambda place: place < len(TEXTS) - 1))
def test_a_missing_entry_is_found(place: int) -> None:
    entries = log()
    is_broken(entries[:place] + entries[place + 1 :])


@given(PLACES)
def test_a_doubled_entry_is_found(place: int) -> None:
    entries = log()
    is_broken(entries[: place + 1] + entries[place:])


@given(PLACES, PLACES)
def test_swapped_entries_are_found(one: int, other: int) -> None:
    entries = log()
    if one != other:
        entries[one], entries[other] = entries[other], entries[one]
        is_broken(entries)


@given(PLACES)
def test_a_forged_entry_that_hashes_well_is_found_by_its_follower(place: int) -> None:
    entries = log()
    before = checked(START, entries[:place])
    (forged,) = chained(before, ["forged"], [bytes(16)], [None])
    forgery = [*entries[:place], forged, *entries[place + 1 :]]
    if place < len(TEXTS) - 1:
        is_broken(forgery)
    else:
        assert checked(START, forgery).head != entries[-1].hash


def test_a_missing_end_shows_in_the_head() -> None:
    assert checked(START, log()[:-1]) != checked(START, log())


def test_another_log_has_another_chain() -> None:
    with pytest.raises(ChainBroken, match="entry 1 does not match its hash"):
        checked(Position.start(LogId("cd" * 32)), log())


def test_the_fault_names_what_came() -> None:
    with pytest.raises(ChainBroken, match="entry 2 was expected, entry 3 came"):
        checked(START, [log()[0], log()[2]])
