"""The United Nations session: the short file follows from the whole one, and both add up."""

import json

import pytest

from tests.demonstration.meeting_file import MeetingFile, read, tally
from tests.demonstration.un_session import CHOSEN, SHORT, WHOLE, shortened


@pytest.fixture(scope="module", params=[WHOLE, SHORT], ids=["whole", "short"])
def session(request: pytest.FixtureRequest) -> MeetingFile:
    return read(request.param)


def test_the_short_session_is_made_from_the_whole_one() -> None:
    whole = json.loads(WHOLE.read_text(encoding="utf-8"))
    assert json.loads(SHORT.read_text(encoding="utf-8")) == shortened(whole)


def test_the_short_session_keeps_every_delegation_and_twelve_votes() -> None:
    short = read(SHORT)
    assert sum(1 for person in short.participants if person.role == "delegate") == 193
    assert tuple(record.poll for record in short.recorded) == CHOSEN
    assert {poll.agenda for poll in short.polls} == {item.ref for item in short.agenda}


def test_the_whole_session_has_every_ballot() -> None:
    whole = read(WHOLE)
    assert (len(whole.polls), sum(len(record.ballots) for record in whole.recorded)) == (81, 14_402)


def test_the_ballots_add_up_to_what_was_published(session: MeetingFile) -> None:
    for record in session.recorded:
        assert tally(session, record) == record.totals, record.poll


def test_the_source_and_its_licence_are_named(session: MeetingFile) -> None:
    assert "CC0" in session.source
