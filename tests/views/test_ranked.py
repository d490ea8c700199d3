"""A ranked vote as it is seen: first choices before the close where that is the rule, and all rounds after it."""

from collections.abc import Mapping

from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import Fragment
from meetings.views.fragments_of_votes import BallotShown, PollShown
from tests.rules.council import CHAIR, POLL, question, sitting, vote
from tests.rules.scenario import Scenario

ABC = (Option("a", "Ana"), Option("b", "Ben"), Option("c", "Chi"))


def voted(secrecy: Secrecy) -> Scenario:
    scenario = sitting(rules=Rules(interim="chair"))
    scenario.given(CHAIR, question(method="ranked", options=ABC, secrecy=secrecy), OpenPoll(poll=POLL))
    return scenario.given("ana", vote(("c", "a"))).given("ben", vote(("b",))).given("chi", vote(("a", "b")))


def shown(scenario: Scenario, audience: Audience) -> Mapping[str, Fragment]:
    return view(scenario.meeting, audience, Moment())


def poll_of(scenario: Scenario, audience: Audience) -> PollShown:
    poll = shown(scenario, audience)[f"poll/{POLL}"]
    assert isinstance(poll, PollShown)
    return poll


def test_the_votes_so_far_are_first_choices() -> None:
    scenario = voted(Secrecy.NAMED)
    assert poll_of(scenario, Audience.DAIS).tally == {"a": 1, "b": 1, "c": 1}
    assert poll_of(scenario, Audience.FLOOR).tally is None


def test_a_ballot_in_the_open_is_seen_in_the_order_of_its_voter() -> None:
    ballot = shown(voted(Secrecy.OPEN), Audience.HALL)[f"ballot/{POLL}/ana"]
    assert isinstance(ballot, BallotShown)
    assert ballot.choice == ("c", "a")


def test_before_the_close_nobody_sees_a_round() -> None:
    for secrecy in (Secrecy.OPEN, Secrecy.NAMED, Secrecy.CONFIDENTIAL):
        scenario = voted(secrecy)
        assert all(poll_of(scenario, audience).rounds is None for audience in Audience if audience is not Audience.DOOR)


def test_after_the_close_all_see_every_round() -> None:
    scenario = voted(Secrecy.NAMED).given("dan", vote(("a",))).given(CHAIR, ClosePoll(poll=POLL))
    for audience in (Audience.HALL, Audience.GALLERY, Audience.FLOOR, Audience.DAIS):
        poll = poll_of(scenario, audience)
        assert poll.rounds is not None
        first = poll.rounds[0]
        assert (first.tally, first.level, first.by) == ({"a": 2, "b": 1, "c": 1}, ("b", "c"), "lot")
        assert poll.winners == ("a",)
