"""The public part of the log: what everybody may read, kind by kind and field by field."""

import msgspec
import pytest

from meetings.record.codec import KINDS
from meetings.rules.attendance import AbsenceExplained, RollKeyed
from meetings.rules.identity import ItemId, MemberId
from meetings.rules.minute_book import MinuteWritten
from meetings.rules.poll_commands import CancelPoll, ClosePoll
from meetings.rules.poll_events import BallotReceived, VoteCast
from meetings.rules.poll_terms import Secrecy
from meetings.rules.recusals import RecusalExplained
from meetings.views.audiences import Audience
from meetings.views.public_record import RECORD, is_public, is_visible
from tests.rules.council import CHAIR, POLL, polling, sitting, vote

ANA = MemberId("ana")
CAST = VoteCast(poll=POLL, member=ANA, choice=("yes",))
HIDDEN = [
    RollKeyed(secret="00" * 32),
    AbsenceExplained(member=ANA, reason="ill"),
    MinuteWritten(item=ItemId("budget"), text="a note"),
    RecusalExplained(member=ANA, item=ItemId("budget"), reason="my own land"),
]


def test_every_kind_is_public_or_known_to_be_hidden() -> None:
    hidden = {str(event.__struct_config__.tag) for event in HIDDEN}
    assert RECORD.keys() | hidden == KINDS.keys()
    assert not RECORD.keys() & hidden


@pytest.mark.parametrize("kind", sorted(RECORD))
def test_every_public_field_exists_and_none_is_forgotten(kind: str) -> None:
    withheld = {"private"} if kind == "incident_recorded" else set[str]()
    assert RECORD[kind] | withheld == {field.name for field in msgspec.structs.fields(KINDS[kind])}


@pytest.mark.parametrize("event", HIDDEN, ids=lambda event: type(event).__name__)
def test_what_is_hidden_is_not_public(event: RollKeyed | AbsenceExplained | MinuteWritten | RecusalExplained) -> None:
    assert not is_public(sitting().meeting, event)


def test_a_field_that_is_not_listed_hides_the_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    received = BallotReceived(poll=POLL, member=ANA)
    assert is_public(polling().meeting, received)
    monkeypatch.setitem(RECORD, "ballot_received", frozenset({"poll"}))  # pyright: ignore[reportArgumentType] - a dict underneath
    assert not is_public(polling().meeting, received)


def test_an_open_vote_is_public_at_once() -> None:
    assert is_public(polling(secrecy=Secrecy.OPEN).given("ana", vote("yes")).meeting, CAST)


def test_a_vote_by_name_is_public_after_the_close() -> None:
    scenario = polling().given("ana", vote("yes"))
    assert not is_public(scenario.meeting, CAST)
    assert is_public(scenario.given(CHAIR, ClosePoll(poll=POLL)).meeting, CAST)


def test_a_vote_by_name_is_never_public_if_the_poll_is_cancelled() -> None:
    scenario = polling().given("ana", vote("yes")).given(CHAIR, CancelPoll(poll=POLL, reason="void"))
    assert not is_public(scenario.meeting, CAST)


def test_the_dais_may_read_notes_and_reasons_but_not_secrets_or_early_votes() -> None:
    meeting = polling().given("ana", vote("yes")).meeting
    assert [is_visible(meeting, event, Audience.DAIS) for event in HIDDEN] == [False, True, True, True]
    assert not is_visible(meeting, CAST, Audience.DAIS)
    assert not any(is_visible(meeting, event, Audience.FLOOR) for event in HIDDEN)
    assert not any(is_visible(meeting, event, Audience.DOOR) for event in HIDDEN)
