"""Polls that follow an earlier one: repeated, or the next round of an election."""

import pytest

from meetings.rules.agenda import WithdrawItem
from meetings.rules.identity import PollId
from meetings.rules.motions import MotionState
from meetings.rules.poll_commands import CancelPoll, CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_events import PollPrepared
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Poll
from meetings.rules.refusals import Code
from meetings.rules.repeats import NextRound, RepeatPoll
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction
from tests.rules.council import BUDGET, CHAIR, POLL, ROADS, SECRETARY, polling, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.test_amendments import M, moved, state, voted
from tests.rules.test_ballot_paper import ABC
from tests.rules.test_voting import poll_of

CLOSE, DECLARE = ClosePoll(poll=POLL), DeclareResult(poll=POLL)
AGAIN = PollId("again")
REPEAT, NEXT = RepeatPoll(poll=POLL, ref=AGAIN), NextRound(poll=POLL, ref=AGAIN)


def prepared(scenario: Scenario) -> Poll:
    return scenario.meeting.polls.polls[AGAIN]


# The same vote again


def test_a_vote_is_repeated_on_the_same_terms() -> None:
    terms = {"majority": Fraction(2, 3), "base": Base.PRESENT, "secrecy": Secrecy.OPEN, "turnout": Fraction(1, 2)}
    scenario = polling(**terms).given(CHAIR, CLOSE).given(SECRETARY, REPEAT)  # pyright: ignore[reportArgumentType] - terms
    first, second = poll_of(scenario), prepared(scenario)
    assert (second.question, second.method, second.secrecy, second.rule, second.options) == (
        first.question,
        first.method,
        first.secrecy,
        first.rule,
        first.options,
    )
    assert (second.repeats, second.round, second.votes) == (POLL, 1, first.votes)


def test_a_cancelled_vote_is_repeated_too() -> None:
    polling().given(CHAIR, CancelPoll(poll=POLL, reason="power cut")).when(CHAIR, REPEAT).accepted()


def test_what_is_not_over_is_not_repeated() -> None:
    for scenario in (sitting().given(CHAIR, question()), polling()):
        scenario.when(CHAIR, REPEAT).refused(Code.WRONG_STATE)


def test_a_second_vote_that_is_equal_is_rejected() -> None:
    """UN GA rule 95: if the second vote is equally divided too, the proposal is regarded as rejected."""
    first = polling(tie="second").given("ana", vote("yes")).given("ben", vote("no")).given(CHAIR, CLOSE)
    assert prepared(first.given(CHAIR, REPEAT)).rule.tie is None


def test_a_ref_in_use_is_not_used_again() -> None:
    polling().given(CHAIR, CLOSE).when(CHAIR, RepeatPoll(poll=POLL, ref=POLL)).refused(Code.ALREADY)


def test_what_was_never_prepared_is_not_repeated() -> None:
    sitting().when(CHAIR, REPEAT).refused(Code.NO_SUCH_POLL)


def test_no_poll_follows_on_an_item_that_is_withdrawn() -> None:
    scenario = sitting().given(CHAIR, question(item=ROADS), CancelPoll(poll=POLL, reason="x"), WithdrawItem(item=ROADS))
    scenario.when(CHAIR, REPEAT).refused(Code.WRONG_STATE)


# Rounds of an election


def election(rules: Rules | None = None, *ballots: str, **terms: object) -> Scenario:
    """An election by absolute majority, voted on and closed."""
    usual: dict[str, object] = {"method": "choose", "options": ABC, "majority": "absolute"}
    scenario = sitting(rules=rules or Rules()).given(CHAIR, question(**(usual | terms)), OpenPoll(poll=POLL))
    for member, choice in zip(("ana", "ben", "chi", "dan", "eve", "vice", "chair"), ballots, strict=False):
        scenario.given(member, vote(choice))
    return scenario.given(CHAIR, CLOSE, DECLARE)


def standing(scenario: Scenario) -> tuple[str, ...]:
    return prepared(scenario.given(CHAIR, NEXT)).option_refs


def test_the_last_leaves_and_then_the_most_votes_decide() -> None:
    """Absolute majority in the first round, then the most votes: the practice of many councils."""
    poll = prepared(election(None, "a", "a", "a", "b", "b", "c").given(CHAIR, NEXT))
    assert (poll.option_refs, poll.rule.majority, poll.repeats, poll.round) == (("a", "b"), "relative", POLL, 2)


def test_the_rules_may_keep_the_majority_and_everybody() -> None:
    """RONR 46:32: the names stay on the ballot and the majority stays the same, however many rounds it takes."""
    scenario = election(Rules(rounds_drop="nobody", rounds_majority="same"), "a", "a", "b", "c")
    poll = prepared(scenario.given(CHAIR, NEXT))
    assert (poll.option_refs, poll.rule.majority) == (("a", "b", "c"), "absolute")


def test_those_level_at_the_end_stay_if_nobody_else_were_left_to_choose() -> None:
    assert standing(election(None, "a", "a", "b", "c")) == ("a", "b", "c")


def test_who_is_elected_stands_no_more() -> None:
    scenario = election(None, "a", "a", "a", "a", "b", "b", "c", seats=2)
    poll = prepared(scenario.given(CHAIR, NEXT))
    assert (poll.option_refs, poll.rule.seats) == (("b", "c"), 1)


def test_blank_ballots_stay_allowed() -> None:
    scenario = election(Rules(blank_ballots="left_out"), "a", "a", "a", "b", "b", "c", "blank")
    assert standing(scenario) == ("a", "b", "blank")


def test_nobody_marks_more_than_there_are() -> None:
    scenario = election(None, "a", "a", "a", "b", "b", "c", "b", method="approval", seats=1)
    poll = prepared(scenario.given(CHAIR, NEXT))
    assert (poll.minimum, poll.maximum) == (1, 2)


def test_there_is_no_round_after_the_last_seat() -> None:
    election(None, "a", "a", "a", "a").when(CHAIR, NEXT).refused(Code.WRONG_STATE)


def test_a_round_needs_two_to_choose_from() -> None:
    two = election(None, "a", "a", "a", "a", options=ABC[:2], seats=2)
    two.when(CHAIR, NEXT).refused(Code.WRONG_STATE)


@pytest.mark.parametrize("terms", [{}, {"method": "yes_no"}])
def test_a_question_has_no_rounds(terms: dict[str, object]) -> None:
    scenario = sitting().given(CHAIR, question(**terms), OpenPoll(poll=POLL), CLOSE)
    scenario.when(CHAIR, NEXT).refused(Code.WRONG_STATE)


def test_a_round_follows_a_result() -> None:
    sitting().given(CHAIR, question(method="choose", options=ABC)).when(CHAIR, NEXT).refused(Code.WRONG_STATE)


def test_the_next_round_is_voted_on_like_any_poll() -> None:
    scenario = election(None, "a", "a", "a", "b", "b", "c").given(CHAIR, NEXT, OpenPoll(poll=AGAIN))
    for member, choice in (("ana", "a"), ("ben", "b"), ("chi", "b")):
        scenario.given(member, CastVote(poll=AGAIN, choice=choice))
    outcome = prepared(scenario.given(CHAIR, ClosePoll(poll=AGAIN))).outcome
    assert outcome is not None
    assert outcome.winners == ("b",)


def test_what_follows_says_so_in_the_record() -> None:
    event = polling().given(CHAIR, CLOSE).when(CHAIR, REPEAT).decision.events[0]
    assert isinstance(event, PollPrepared)
    assert (event.item, event.repeats) == (BUDGET, POLL)


def test_the_repeated_vote_about_a_motion_decides_it() -> None:
    scenario = voted(moved(), "m", "no").given(CHAIR, RepeatPoll(poll=PollId("on-m"), ref=AGAIN))
    scenario.given(CHAIR, OpenPoll(poll=AGAIN)).given("eve", CastVote(poll=AGAIN, choice="yes"))
    scenario.given(CHAIR, ClosePoll(poll=AGAIN), DeclareResult(poll=AGAIN))
    assert state(scenario, M) is MotionState.ADOPTED


def test_what_follows_gets_a_ref_of_its_own_if_none_is_chosen() -> None:
    scenario = polling().given(CHAIR, CLOSE)
    fresh = scenario.fresh
    assert PollId(fresh) in scenario.given(CHAIR, RepeatPoll(poll=POLL)).meeting.polls.polls
    scenario = sitting().given(CHAIR, question(method="choose", options=ABC), OpenPoll(poll=POLL), CLOSE)
    fresh = scenario.fresh
    assert PollId(fresh) in scenario.given(CHAIR, NextRound(poll=POLL)).meeting.polls.polls
