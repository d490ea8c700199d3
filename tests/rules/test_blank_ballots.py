"""Ballots that are blank on purpose: allowed by the body or not, among the votes cast or not; they never win."""

import pytest

from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Outcome
from tests.rules.council import CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.test_ballot_paper import ABC
from tests.rules.test_voting import poll_of

LEFT_OUT, COUNTED = Rules(blank_ballots="left_out"), Rules(blank_ballots="counted")


def closed(scenario: Scenario, **votes: str) -> Outcome:
    for member, choice in votes.items():
        scenario.given(member, vote(choice))
    outcome = poll_of(scenario.given(CHAIR, ClosePoll(poll=POLL))).outcome
    assert outcome is not None
    return outcome


def test_unless_the_body_allows_it_no_ballot_is_blank() -> None:
    polling().when("ana", vote("blank")).refused(Code.BAD_CHOICE)


def test_a_blank_ballot_is_an_option_of_its_own() -> None:
    assert poll_of(polling(rules=LEFT_OUT)).option_refs == ("yes", "no", "abstain", "blank")


@pytest.mark.parametrize(("rules", "base", "adopted"), [(LEFT_OUT, 3, True), (COUNTED, 4, False)])
def test_blank_ballots_are_votes_cast_or_not(rules: Rules, base: int, adopted: bool) -> None:
    """RONR 44:3 leaves blanks out; bodies after the French model may count them among the votes cast."""
    scenario = polling(rules=rules, method="yes_no", base=Base.CAST)
    outcome = closed(scenario, ana="yes", ben="yes", chi="no", dan="blank")
    assert (outcome.tally["blank"], outcome.base, outcome.adopted) == (1, base, adopted)


def test_blank_ballots_never_count_for_or_against() -> None:
    outcome = closed(polling(rules=COUNTED), ana="yes", ben="blank", chi="blank")
    assert (outcome.base, outcome.adopted) == (1, True)


def election(rules: Rules, **terms: object) -> Scenario:
    prepared = question(**({"method": "choose", "options": ABC} | terms))
    return sitting(rules=rules).given(CHAIR, prepared, OpenPoll(poll=POLL))


def test_most_blank_ballots_elect_nobody() -> None:
    outcome = closed(election(LEFT_OUT), ana="blank", ben="blank", chi="a")
    assert (outcome.winners, outcome.cast) == (("a",), 3)
    assert closed(election(LEFT_OUT), ana="blank", ben="blank").winners == ()


def test_a_blank_ballot_marks_nothing_else() -> None:
    marking_two = election(LEFT_OUT, maximum=2)
    marking_two.when("ana", vote(("a", "blank"))).refused(Code.BAD_CHOICE)
    marking_two.when("ana", vote(("blank",))).accepted()


def test_a_blank_ballot_is_one_ballot_however_many_marks_are_wanted() -> None:
    election(LEFT_OUT, minimum=2, maximum=2).when("ana", vote("blank")).accepted()
