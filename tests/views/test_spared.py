"""A seat's part made from an earlier one is the part made anew."""

from meetings.rules.identity import MemberId, PollId
from meetings.rules.poll_commands import CastVote, ClosePoll, OpenPoll
from meetings.rules.proxies import GiveProxy
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Earlier, seat
from meetings.views.view import View
from tests.rules.council import CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import Scenario

ANA, BEN = MemberId("ana"), MemberId("ben")
SECOND = PollId("q")


def made_from(before: Scenario, after: Scenario, *polls: PollId) -> View:
    return seat(after.meeting, ANA, earlier=Earlier(seat(before.meeting, ANA), frozenset(polls)))


def two_polls() -> Scenario:
    voted = polling().given("ana", vote("yes")).given(CHAIR, ClosePoll(poll=POLL))
    return voted.given(CHAIR, question(ref=SECOND), OpenPoll(poll=SECOND))


def test_a_vote_is_added_to_the_votes_shown_before() -> None:
    before, after = two_polls(), two_polls().given("ana", CastVote(poll=SECOND, choice="no"))
    made = made_from(before, after, SECOND)
    assert made == seat(after.meeting, ANA)
    assert {"me/vote/p", "me/vote/q"} <= made.keys()


def test_a_vote_that_was_changed_replaces_the_one_shown_before() -> None:
    before, after = polling().given("ana", vote("yes")), polling().given("ana", vote("yes"), vote("no"))
    assert made_from(before, after, POLL) == seat(after.meeting, ANA)


def test_what_one_may_do_is_reckoned_anew() -> None:
    before, after = polling(), polling().given("ana", Leave())
    made = made_from(before, after)
    assert made == seat(after.meeting, ANA) != seat(before.meeting, ANA)


def test_the_vote_that_one_casts_for_another_is_added() -> None:
    def represented() -> Scenario:
        by_proxy = GiveProxy(member=BEN, proxy=ANA, authority="a letter")
        scenario = sitting(rules=Rules(proxies=1)).given(CHAIR, by_proxy, question()).given("ben", Leave())
        return scenario.given(CHAIR, OpenPoll(poll=POLL))

    before, after = represented(), represented().given("ana", vote("yes", voter=BEN))
    made = made_from(before, after, POLL)
    assert made == seat(after.meeting, ANA)
    assert "me/proxy/p/ben" in made
