"""A seat's part made from an earlier one is the part made anew."""

from meetings.rules.attendance import Leave
from meetings.rules.identity import MemberId, PollId
from meetings.rules.offers import Offers
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll
from meetings.views.audiences import Spared, seat
from tests.rules.council import CHAIR, POLL, polling, question, vote
from tests.rules.scenario import Scenario

ANA = MemberId("ana")
SECOND = PollId("q")


def spared(before: Scenario, after: Scenario, *polls: PollId) -> Spared:
    return Spared(Offers(after.meeting), seat(before.meeting, ANA), frozenset(polls))


def two_polls() -> Scenario:
    voted = polling().given("ana", vote("yes")).given(CHAIR, ClosePoll(poll=POLL))
    return voted.given(CHAIR, question(ref=SECOND), OpenPoll(poll=SECOND))


def test_a_vote_is_added_to_the_votes_shown_before() -> None:
    before, after = two_polls(), two_polls().given("ana", CastVote(poll=SECOND, choice="no"))
    made = seat(after.meeting, ANA, spared(before, after, SECOND))
    assert made == seat(after.meeting, ANA)
    assert {"me/vote/p", "me/vote/q"} <= made.keys()


def test_a_vote_that_was_changed_replaces_the_one_shown_before() -> None:
    before, after = polling().given("ana", vote("yes")), polling().given("ana", vote("yes"), vote("no"))
    assert seat(after.meeting, ANA, spared(before, after, POLL)) == seat(after.meeting, ANA)


def test_what_one_may_do_is_reckoned_anew() -> None:
    before, after = polling(), polling().given("ana", Leave())
    made = seat(after.meeting, ANA, spared(before, after))
    assert made == seat(after.meeting, ANA) != seat(before.meeting, ANA)
