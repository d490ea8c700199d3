"""Old logs still read: the golden log means what it meant, and is written again to the same bytes."""

import pytest

from meetings.record.codec import KINDS, Said, said_by, text_of
from meetings.record.entry import Entry, checked
from tests.record.golden_log import LOG, START, Meaning, as_told_then, entries, meanings, spelled_out

ENTRIES, MEANINGS = entries(), meanings()


@pytest.mark.parametrize(("entry", "meaning"), list(zip(ENTRIES, MEANINGS, strict=True)), ids=lambda one: one.position)
def test_an_entry_means_what_it_meant(entry: Entry, meaning: Meaning) -> None:
    said = said_by(entry)
    assert (said.log, said.stamp.position, said.event.__struct_config__.tag) == (LOG, meaning.position, meaning.kind)
    assert as_told_then(spelled_out(said.event), meaning.says) == meaning.says


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.position)
def test_an_entry_is_written_again_to_the_same_bytes(entry: Entry) -> None:
    assert text_of(said_by(entry)) == entry.text


def test_the_chain_of_the_golden_log_holds() -> None:
    end = checked(START, ENTRIES)
    assert (end.number, end.head) == (len(ENTRIES), ENTRIES[-1].hash)


def test_every_kind_has_a_line_in_the_golden_log() -> None:
    missing = set(KINDS) - {meaning.kind for meaning in MEANINGS}
    assert not missing, f"append an entry of {missing} to log-1.jsonl, and its meaning to log-1.meaning.jsonl"


def test_every_kind_in_the_golden_log_is_known_for_ever() -> None:
    assert {meaning.kind for meaning in MEANINGS} <= set(KINDS)


def test_stamps_and_ids_are_read() -> None:
    first, second = (said_by(entry) for entry in (ENTRIES[0], ENTRIES[3]))
    assert (first.stamp.by, first.stamp.at, first.id) == (None, 1_790_000_001_000, "")
    assert (second.stamp.by, second.stamp.at, second.id) == ("c", 1_790_000_004_000, "command-0004")
    assert isinstance(first, Said)
