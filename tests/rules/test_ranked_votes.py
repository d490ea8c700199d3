"""A ranked vote from the ballot paper to the result: options in order, counted by instant run-off."""

import pytest

from meetings.rules.decision import Ballot
from meetings.rules.identity import MemberId, PollId, Role
from meetings.rules.offers import offered
from meetings.rules.poll_commands import ClosePoll, DeclareResult, OpenPoll, PreparePoll
from meetings.rules.poll_events import BallotReceived, PollClosed, PollPrepared, VoteCast
from meetings.rules.poll_terms import Option, Secrecy
from meetings.rules.polls import Poll
from meetings.rules.refusals import Code
from meetings.rules.repeats import NextRound, RepeatPoll
from meetings.rules.result_corrections import CorrectResult, ResultCorrected
from meetings.rules.standing_orders import NO_RULES, Rules
from meetings.rules.tally import Base, Fraction, Round
from tests.rules.council import CHAIR, POLL, question, sitting, vote
from tests.rules.scenario import SEED, Scenario

ABC = (Option("a", "Ana"), Option("b", "Ben"), Option("c", "Chi"))
CLOSE = ClosePoll(poll=POLL)
BALLOTS = (("ana", ("a",)), ("ben", ("a", "b")), ("chi", ("b", "c")), ("dan", ("b",)), ("eve", ("c", "b", "a")))


def ranked(**terms: object) -> PreparePoll:
    return question(**({"method": "ranked", "options": ABC} | terms))


def ranking(rules: Rules = NO_RULES, **terms: object) -> Scenario:
    """A ranked vote that is open."""
    return sitting(rules=rules).given(CHAIR, ranked(**terms), OpenPoll(poll=POLL))


def voted(scenario: Scenario) -> Scenario:
    for member, choice in BALLOTS:
        scenario.when(member, vote(choice)).accepted()
    return scenario


def poll_of(scenario: Scenario) -> Poll:
    return scenario.meeting.polls.polls[POLL]


# The ballot paper


def test_more_than_half_of_the_ballots_that_still_count_decide_and_else_the_lot() -> None:
    prepared = sitting().when(CHAIR, ranked()).decision.events[0]
    assert isinstance(prepared, PollPrepared)
    assert (prepared.majority, prepared.base, prepared.tie) == ("simple", Base.CONTINUING, "lot")
    assert (prepared.minimum, prepared.maximum, prepared.seats) == (1, 3, 1)


@pytest.mark.parametrize(
    "terms",
    [
        {"base": Base.CAST},
        {"majority": "absolute"},
        {"majority": Fraction(2, 3)},
        {"tie": "second"},
        {"turnout": Fraction(1, 2)},
        {"secrecy": Secrecy.CONFIDENTIAL},
    ],
)
def test_other_majorities_bases_and_grades_can_be_asked_for(terms: dict[str, object]) -> None:
    sitting().when(CHAIR, ranked(**terms)).accepted()


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"seats": 2}, "seats: 1 was expected, because an instant run-off fills one seat; 2 came"),
        ({"minimum": 2}, "min and max: none were expected for an instant run-off"),
        ({"maximum": 2}, "min and max: none were expected for an instant run-off"),
        ({"options": ABC[:1]}, "options: two or more"),
        ({"majority": "relative"}, "majority: simple, absolute or a fraction was expected"),
        ({"base": Base.YES_NO}, "base: cast, present or members was expected"),
        ({"tie": "chair"}, "tie: lot or second was expected"),
        ({"secrecy": Secrecy.ANALOG}, "secrecy: votes on tablets were expected"),
    ],
)
def test_what_an_instant_run_off_cannot_have_is_refused(terms: dict[str, object], sentence: str) -> None:
    trial = sitting().when(CHAIR, ranked(**terms))
    trial.refused(Code.BAD_COMMAND)
    assert sentence in str(trial.result)


@pytest.mark.parametrize("terms", [{}, {"method": "choose", "options": ABC}, {"method": "approval", "options": ABC}])
def test_only_a_run_off_has_ballots_that_no_longer_count(terms: dict[str, object]) -> None:
    sitting().when(CHAIR, question(base=Base.CONTINUING, **terms)).refused(Code.BAD_COMMAND)


# The ballot


@pytest.mark.parametrize("choice", ["c", ("c", "a"), ("b", "c", "a")])
def test_a_ballot_keeps_the_order_of_the_voter(choice: str | tuple[str, ...]) -> None:
    marked = (choice,) if isinstance(choice, str) else choice
    ranking().when("ana", vote(choice)).then(VoteCast(poll=POLL, member=MemberId("ana"), choice=marked))


@pytest.mark.parametrize("choice", [(), ("a", "a"), ("a", "b", "a"), ("z",), "blank", ("a", "blank")])
def test_a_ballot_ranks_at_least_one_option_and_none_twice(choice: str | tuple[str, ...]) -> None:
    ranking().when("ana", vote(choice)).refused(Code.BAD_CHOICE)


def test_a_blank_ballot_is_in_order_where_the_body_allows_it() -> None:
    scenario = ranking(Rules(blank_ballots="left_out"))
    scenario.when("ana", vote("blank")).accepted()
    scenario.when("ben", vote(("a", "blank"))).refused(Code.BAD_CHOICE)


def test_the_last_ballot_before_the_close_counts() -> None:
    scenario = ranking().given("ana", vote(("a", "b")), vote(("b", "a"))).when(CHAIR, CLOSE).accepted()
    assert poll_of(scenario).outcome is not None
    assert dict(poll_of(scenario).votes)[MemberId("ana")].choice == ("b", "a")


# The result


def test_the_close_keeps_every_round_with_its_numbers() -> None:
    scenario = voted(ranking())
    closed = scenario.when(CHAIR, CLOSE).decision.events[0]
    assert isinstance(closed, PollClosed)
    assert (closed.outcome.tally, closed.outcome.winners, closed.seed) == ({"a": 2, "b": 2, "c": 1}, ("b",), None)
    assert closed.outcome.rounds == (
        Round(tally={"a": 2, "b": 2, "c": 1}, exhausted=0, base=5, needed=3, dropped=("c",)),
        Round(tally={"a": 2, "b": 3}, exhausted=0, base=5, needed=3),
    )


def test_a_lot_puts_its_seed_on_record() -> None:
    scenario = ranking().given("ana", vote("a")).given("ben", vote("b"))
    closed = scenario.when(CHAIR, CLOSE).decision.events[0]
    assert isinstance(closed, PollClosed)
    assert (closed.outcome.decided_by, closed.seed) == ("lot", SEED.hex())


def test_confidential_rankings_go_to_the_box_in_the_order_of_the_voter() -> None:
    scenario = ranking(secrecy=Secrecy.CONFIDENTIAL)
    trial = scenario.when("ana", vote(("c", "a")))
    trial.then(BallotReceived(poll=POLL, member=MemberId("ana")))
    assert trial.decision.ballots == (Ballot(POLL, ("c", "a")),)
    scenario.given("ben", vote(("a", "c"))).given("chi", vote(("a",))).when(CHAIR, CLOSE).accepted()
    outcome = poll_of(scenario).outcome
    assert outcome is not None
    assert (outcome.winners, outcome.tally) == (("a",), {"a": 2, "b": 0, "c": 1})


# What follows


def test_a_ranking_that_was_recorded_wrongly_is_put_right_in_its_order() -> None:
    scenario = voted(ranking()).given(CHAIR, CLOSE)
    correct = CorrectResult(poll=POLL, reason="She said it the other way round.", votes={MemberId("eve"): ("c", "a")})
    event = scenario.when(CHAIR, correct).decision.events[0]
    assert isinstance(event, ResultCorrected)
    assert event.votes == {MemberId("eve"): ("c", "a")}
    assert (event.outcome.winners, len(event.outcome.rounds or ())) == (("a",), 2)


def test_a_ranked_vote_has_no_next_round_but_can_be_repeated() -> None:
    scenario = ranking(tie="second").given("ana", vote("a")).given("ben", vote("b"))
    scenario.given(CHAIR, CLOSE, DeclareResult(poll=POLL))
    outcome = poll_of(scenario).outcome
    assert outcome is not None
    assert (outcome.winners, outcome.decided_by) == ((), "second")
    scenario.when(CHAIR, NextRound(poll=POLL)).refused(Code.WRONG_STATE)
    assert "next_round" not in offered(scenario.meeting, frozenset({Role.CHAIR}))
    again = PollId("again")
    scenario.given(CHAIR, RepeatPoll(poll=POLL, ref=again), OpenPoll(poll=again))
    assert scenario.meeting.polls.polls[again].rule.tie is None


def test_an_absolute_majority_is_reckoned_from_all_members() -> None:
    closed = voted(ranking(majority="absolute")).when(CHAIR, CLOSE).decision.events[0]
    assert isinstance(closed, PollClosed)
    assert (closed.outcome.base, closed.outcome.needed, closed.outcome.winners) == (7, 4, ("b",))
