"""A turn before it is recorded."""

import pytest

from meetings.record.entry import ChainBroken, Entry, Position
from meetings.rooms.answers import Answers, Done, Refusal
from meetings.rooms.draft import Asked, Draft
from meetings.rules.admission import Admit
from meetings.rules.decision import Given
from meetings.rules.identity import SERVER, Actor, LogId, MemberId, Role
from meetings.rules.meeting import NO_MEETING
from meetings.rules.proceedings import Announce, ConveneMeeting
from meetings.rules.quorum import QuorumRule
from meetings.rules.refusals import Code
from tests.rooms.chamber import PROFILE, Dice

LOG = LogId("5a" * 32)
START = Position.start(LOG)
GIVEN = Given(at=1000, fresh_ref="r1", seed=bytes(32))
SECRETARY = Asked(SERVER, Admit(ref=MemberId("secretary"), name="Anna", role=Role.SECRETARY))
LUNCH = Asked(Actor(MemberId("secretary")), Announce(id="announce-1", text="Lunch"))


def drafted(*asked: Asked) -> Draft:
    """A draft in which these commands were taken after a meeting was convened."""
    draft = Draft(LOG, NO_MEETING, START, Answers())
    for each in (Asked(SERVER, ConveneMeeting(profile=PROFILE, quorum=QuorumRule())), SECRETARY, *asked):
        draft.take(each, GIVEN, Dice())
    return draft


def behind(draft: Draft) -> Draft:
    """A draft of somebody who has missed all that this one recorded."""
    other = Draft(LOG, NO_MEETING, START, Answers())
    other.catch_up(draft.entries)
    return other


def test_what_is_decided_is_evolved_before_it_is_recorded() -> None:
    draft = drafted(LUNCH)
    assert draft.meeting.sitting.notice is not None
    assert [entry.position for entry in draft.entries] == [1, 2, 3]
    assert draft.position == Position(3, draft.entries[-1].hash)
    assert draft.heads == [entry.hash for entry in draft.entries]


def test_a_refusal_leaves_the_draft_as_it_was() -> None:
    draft = drafted()
    before = draft.meeting, draft.position
    stranger = Asked(Actor(MemberId("nobody")), Announce(id="announce-1", text="Lunch"))
    refusal = draft.take(stranger, GIVEN, Dice())
    assert isinstance(refusal, Refusal)
    assert refusal.code == Code.NOT_ALLOWED
    assert (draft.meeting, draft.position, len(draft.entries)) == (*before, 2)


def test_the_same_id_is_taken_once() -> None:
    draft = drafted()
    first = draft.take(LUNCH, GIVEN, Dice())
    assert isinstance(first, Done)
    assert draft.take(LUNCH, GIVEN, Dice()) == first
    assert len(draft.entries) == 3


def test_answers_are_remembered_for_good_only_once_the_draft_is_settled() -> None:
    answers = Answers()
    draft = Draft(LOG, NO_MEETING, START, answers)
    draft.catch_up(drafted(LUNCH).entries)
    assert answers.recall(LUNCH.actor.member, LUNCH.command) is None
    draft.settle()
    assert answers.recall(LUNCH.actor.member, LUNCH.command) == Done("announce-1", 3, 1000)


def test_who_has_caught_up_knows_what_the_others_know() -> None:
    draft = drafted(LUNCH)
    other = behind(draft)
    assert (other.meeting, other.position, other.heads) == (draft.meeting, draft.position, draft.heads)
    assert other.entries == []
    assert other.take(LUNCH, GIVEN, Dice()) == Done("announce-1", 3, 1000)


def test_a_broken_chain_is_not_caught_up_with() -> None:
    first, second, _ = drafted(LUNCH).entries
    forged = Entry(2, second.text.replace("Anna", "Eva"), second.salt, second.hash)
    with pytest.raises(ChainBroken):
        Draft(LOG, NO_MEETING, START, Answers()).catch_up([first, forged])
