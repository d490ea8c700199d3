"""The demonstration meeting is consistent; its totals follow from its ballots by a calculation of the test's own."""

from datetime import datetime
from pathlib import Path

import pytest

from meetings.demonstration import FILE
from tests.demonstration.meeting_file import (
    MeetingFile,
    Record,
    needed,
    reached,
    read,
    reckoned_from,
    run_off,
    tally,
)


@pytest.fixture(scope="module")
def council() -> MeetingFile:
    return read(FILE)


def record_of(council: MeetingFile, poll: str) -> Record:
    return next(record for record in council.recorded if record.poll == poll)


def heads(record: Record, choice: str) -> int:
    return sum(1 for member in record.ballots if choice in record.chosen(member))


def test_a_council_of_twenty_four_with_a_chair_a_secretary_a_hall_and_two_observers(council: MeetingFile) -> None:
    roles = sorted(person.role for person in council.participants)
    expected = ["chair", *["delegate"] * 23, "display", *["observer"] * 2, "secretary", "vice_chair"]
    assert roles == sorted(expected)
    assert len(council.weights) == 24
    assert len(council.agenda) == 7


def test_every_ref_is_unique(council: MeetingFile) -> None:
    people = [person.ref for person in council.participants]
    seats = [person.seat for person in council.participants if person.seat]
    items, polls = [item.ref for item in council.agenda], [poll.ref for poll in council.polls]
    recorded = [record.poll for record in council.recorded]
    for refs in (people, seats, items, polls, recorded, *(poll.choices for poll in council.polls)):
        assert len(refs) == len(set(refs)), refs


def test_every_ref_leads_somewhere(council: MeetingFile) -> None:
    assert {poll.agenda for poll in council.polls} <= {item.ref for item in council.agenda}
    assert [record.poll for record in council.recorded] == [poll.ref for poll in council.polls]
    for poll in council.polls:
        entitled = council.entitled(poll)
        assert entitled, poll.ref
        assert entitled <= set(council.weights), poll.ref


def test_the_polls_follow_the_order_of_the_agenda(council: MeetingFile) -> None:
    order = [item.ref for item in council.agenda]
    places = [order.index(poll.agenda) for poll in council.polls]
    assert places == sorted(places)


def test_the_meeting_begins_at_a_time_with_its_offset(council: MeetingFile) -> None:
    assert datetime.fromisoformat(council.meeting.starts_at).utcoffset() is not None


def test_weights_go_by_the_size_of_the_municipality(council: MeetingFile) -> None:
    by_group = {person.group: set[int]() for person in council.participants if person.weight}
    for person in council.participants:
        if person.weight:
            by_group[person.group].add(person.weight)
    assert by_group == {"Cities": {3}, "Towns": {2}, "Communes": {1}}
    assert sum(council.weights.values()) == 37


def test_names_are_latin_vietnamese_and_cyrillic(council: MeetingFile) -> None:
    names = " ".join(person.name for person in council.participants)
    assert all(name in names for name in ("Nguyễn Thị Minh Hạnh", "Ольга Степаненко", "Þórunn Guðmundsdóttir"))


def test_ballots_come_from_those_entitled_and_name_choices_of_the_poll(council: MeetingFile) -> None:
    for record in council.recorded:
        poll = council.poll(record.poll)
        assert set(record.ballots) <= council.entitled(poll), record.poll
        for member in record.ballots:
            chosen = record.chosen(member)
            most = len(poll.choices) if poll.method == "ranked" else poll.max
            assert poll.min <= len(chosen) <= most, (record.poll, member)
            assert len(set(chosen)) == len(chosen), (record.poll, member)
            assert set(chosen) <= set(poll.choices), (record.poll, member)


def test_the_ballots_add_up_to_what_is_published(council: MeetingFile) -> None:
    for record in council.recorded:
        assert tally(council, record) == record.totals, record.poll


def test_needed_and_adopted_follow_from_the_base_and_the_majority(council: MeetingFile) -> None:
    for record in council.recorded:
        poll = council.poll(record.poll)
        if poll.majority == "relative" or poll.method == "ranked":
            assert set(record.published) >= set(poll.choices), record.poll
            continue
        yes, base = record.totals["yes"], reckoned_from(council, record)
        assert record.published["needed"] == needed(council, record), record.poll
        assert record.published["adopted"] == reached(yes, base, poll.majority), record.poll


def test_the_amendment_is_a_tie_and_fails(council: MeetingFile) -> None:
    record = record_of(council, "amendment")
    assert record.totals["yes"] == record.totals["no"]
    assert council.poll("amendment").tie is None
    assert record.published["adopted"] is False


def test_the_night_bus_is_rejected(council: MeetingFile) -> None:
    record = record_of(council, "night-bus")
    assert record.totals["yes"] < record.totals["no"]
    assert record.published["adopted"] is False


def test_the_amendment_of_the_rules_misses_two_thirds_by_one_vote(council: MeetingFile) -> None:
    record = record_of(council, "rules")
    assert record.totals["yes"] == needed(council, record) - 1


def test_weights_carry_the_bus_network_against_the_number_of_members(council: MeetingFile) -> None:
    record = record_of(council, "bus-network")
    assert record.totals["yes"] > record.totals["no"]
    assert heads(record, "yes") < heads(record, "no")


def test_two_seats_are_filled_without_a_tie(council: MeetingFile) -> None:
    poll, votes = council.poll("board"), sorted(record_of(council, "board").totals.values(), reverse=True)
    assert poll.seats == 2
    assert votes[1] > votes[2]


def test_a_candidate_who_was_second_at_first_is_elected_in_the_third_round(council: MeetingFile) -> None:
    record = record_of(council, "culture")
    first, _, last = run_off(council, record)
    assert sorted(first, key=lambda option: -first[option])[:2] == ["szoke", "nguyen"]
    assert (last["nguyen"], last["szoke"]) == (18, 15)
    assert record.published["winners"] == ["nguyen"]
    assert record.published["needed"] == 17


def test_a_member_who_is_away_votes_by_proxy_once(council: MeetingFile) -> None:
    proxies = {record.poll: record.proxies for record in council.recorded if record.proxies}
    assert proxies == {"culture": {"ellerholm": "fjordal"}}
    assert council.meeting.rules["proxies"] == 1


def test_confidential_ballots_have_equal_weights_and_at_least_three_voters(council: MeetingFile) -> None:
    confidential = [poll for poll in council.polls if poll.secrecy == "confidential"]
    assert len(confidential) == 2
    for poll in confidential:
        entitled = council.entitled(poll)
        assert len(entitled) >= 3, poll.ref
        assert len({council.weights[member] for member in entitled}) == 1, poll.ref


def test_one_member_is_away_and_one_leaves_after_the_bus_network(council: MeetingFile) -> None:
    voted = [set(record.ballots) - set(record.proxies) for record in council.recorded]
    ever = set[str]().union(*voted)
    assert set(council.weights) - ever == {"ellerholm"}
    last = {member: max(i for i, members in enumerate(voted) if member in members) for member in ever}
    gone = {member for member, index in last.items() if index < len(voted) - 1}
    assert gone == {"westerode"}
    assert council.recorded[last["westerode"]].poll == "bus-network"


def test_those_present_at_the_close_are_those_who_vote_where_the_base_asks_for_it(council: MeetingFile) -> None:
    for record in council.recorded:
        if council.poll(record.poll).base == "present":
            assert set(record.ballots) == set(council.weights) - {"ellerholm"}, record.poll


def test_every_paper_lies_beside_the_file(council: MeetingFile) -> None:
    files = [paper.file for item in council.agenda for paper in item.papers]
    assert len(files) == len(set(files))
    assert all(not Path(file).is_absolute() and ".." not in Path(file).parts for file in files)
    assert {FILE.parent / file for file in files} == set(FILE.parent.glob("papers/*.pdf"))
