"""Corrections of results: what was wrong stays on record beside what is right, with the reason and by whom."""

from collections.abc import Mapping
from typing import Any

import pytest

from meetings.rules.closing import PutRight
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId, MotionId, PollId
from meetings.rules.moving import MoveAmendment, MoveMotion
from meetings.rules.poll_commands import CancelPoll, ClosePoll, DeclareResult, HoldPoll, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import Cast, Entered, PollState
from meetings.rules.proceedings import Adjourn, TakeChair
from meetings.rules.refusals import Code
from meetings.rules.result_corrections import CorrectResult, ResultCorrected
from meetings.rules.roll_call import Leave
from meetings.rules.tally import Base, Outcome
from tests.rules.council import BUDGET, CHAIR, GUEST, POLL, SECRETARY, VICE, polling, question, sitting, vote
from tests.rules.scenario import SEED, Scenario
from tests.rules.test_further_majorities import ABC
from tests.rules.test_voting import poll_of

ANA, BEN = MemberId("ana"), MemberId("ben")
CLOSE, DECLARE = ClosePoll(poll=POLL), DeclareResult(poll=POLL)


def right(**terms: Any) -> CorrectResult:
    usual: dict[str, Any] = {"poll": POLL, "reason": "The secretary misheard."}
    return CorrectResult(**(usual | terms))


def declared(votes: Mapping[str, str], **terms: Any) -> Scenario:
    scenario = polling(**terms)
    for voter, choice in votes.items():
        scenario.given(voter, vote(choice))
    return scenario.given(CHAIR, CLOSE, DECLARE)


def counted(**tally: int) -> Scenario:
    counts = EnterCounts(poll=POLL, tally={"yes": 0, "no": 0, "abstain": 0, **tally})
    scenario = polling(secrecy=Secrecy.ANALOG).given(SECRETARY, counts)
    return scenario.given(CHAIR, CLOSE, DECLARE)


def outcome_of(scenario: Scenario) -> Outcome:
    outcome = poll_of(scenario).outcome
    assert outcome is not None
    return outcome


def put_right(scenario: Scenario) -> tuple[PutRight, ...]:
    closing = poll_of(scenario).closing
    assert closing is not None
    return closing.put_right


WRONG = {"ana": "yes", "ben": "yes", "chi": "no"}


# What is put right


def test_a_vote_that_was_recorded_wrongly_is_put_right() -> None:
    scenario = declared(WRONG)
    outcome = Outcome(tally={"yes": 1, "no": 2, "abstain": 0}, cast=3, base=3, needed=2, adopted=False)
    corrected = ResultCorrected(poll=POLL, reason="The secretary misheard.", votes={BEN: ("no",)}, outcome=outcome)
    scenario.when(SECRETARY, right(votes={BEN: "no"})).then(corrected)
    assert (outcome_of(scenario), poll_of(scenario).state) == (outcome, PollState.DECLARED)
    assert poll_of(scenario).votes[BEN] == Cast(("no",), scenario.at, len(scenario.history))


def test_both_results_are_kept_with_the_reason_and_by_whom() -> None:
    scenario = declared(WRONG)
    before = outcome_of(scenario)
    scenario.later(60).given(CHAIR, right(votes={BEN: "no"}))
    told = PutRight(
        position=len(scenario.history),
        at=scenario.at,
        by=MemberId(CHAIR),
        reason="The secretary misheard.",
        before=before,
        votes={BEN: (("yes",), ("no",))},
    )
    assert put_right(scenario) == (told,)


def test_a_count_that_was_entered_wrongly_is_put_right() -> None:
    """Madison: an item was shown as passed that the council never saw passed."""
    scenario = counted(yes=4, no=3)
    counts = {"yes": 3, "no": 4, "abstain": 0}
    scenario.when(SECRETARY, right(tally=counts)).accepted()
    assert (outcome_of(scenario).adopted, dict(outcome_of(scenario).tally)) == (False, counts)
    assert poll_of(scenario).entered == Entered(counts, 7, 0)
    assert put_right(scenario)[0].before.adopted


def test_a_vote_that_was_never_given_is_struck_out() -> None:
    scenario = declared(WRONG).given(CHAIR, right(votes={BEN: ()}))
    assert (outcome_of(scenario).cast, "ben" in poll_of(scenario).votes) == (2, False)


def test_a_vote_that_was_not_recorded_is_added() -> None:
    """US practice: a member whose vote was not taken down is put on the roll."""
    scenario = declared(WRONG).given(CHAIR, right(votes={MemberId("dan"): "no"}))
    assert dict(outcome_of(scenario).tally) == {"yes": 2, "no": 2, "abstain": 0}
    assert put_right(scenario)[0].votes == {"dan": ((), ("no",))}


def test_a_result_can_be_corrected_before_it_is_declared_and_again_after() -> None:
    scenario = polling().given("ana", vote("yes")).given(CHAIR, CLOSE, right(votes={ANA: "no"}))
    assert poll_of(scenario).state is PollState.CLOSED
    scenario.given(CHAIR, DECLARE, right(votes={ANA: "abstain"}))
    assert [dict(each.before.tally)["yes"] for each in put_right(scenario)] == [1, 0]


def test_the_minutes_of_a_meeting_that_is_over_can_still_be_put_right() -> None:
    declared(WRONG).given(CHAIR, Adjourn()).when(SECRETARY, right(votes={BEN: "no"})).accepted()


def test_a_choice_among_options_is_put_right() -> None:
    scenario = sitting().given(CHAIR, question(method="choose", options=ABC), OpenPoll(poll=POLL))
    scenario.given("ana", vote("a")).given(CHAIR, CLOSE, right(votes={ANA: "b"}))
    assert outcome_of(scenario).winners == ("b",)


# How the right result is reckoned


def test_it_is_reckoned_from_who_was_here_at_the_close() -> None:
    scenario = declared({"ana": "yes", "ben": "yes", "chi": "yes", "dan": "no"}, base=Base.PRESENT)
    scenario.given("eve", Leave()).given("chi", Leave())
    scenario.given(CHAIR, right(votes={MemberId("dan"): "yes"}))
    assert (outcome_of(scenario).base, outcome_of(scenario).adopted) == (7, True)


def test_a_tie_is_broken_by_who_had_the_chair_at_the_close() -> None:
    scenario = declared({CHAIR: "no", VICE: "yes", "ana": "yes"}, tie="chair")
    scenario.given(CHAIR, TakeChair(member=MemberId(VICE))).given(VICE, right(votes={ANA: ()}))
    assert (outcome_of(scenario).adopted, outcome_of(scenario).decided_by) == (False, "chair")


def test_a_lot_that_was_drawn_is_not_drawn_anew() -> None:
    """Nobody can correct a result again and again until the lot falls as they like."""
    tied = {"ana": "yes", "ben": "no"}
    scenario = declared(tied, tie="lot").drawing(b"\xff" * 32)
    more = {MemberId("chi"): "yes", MemberId("dan"): "no"}
    event = scenario.when(CHAIR, right(votes=more)).decision.events[0]
    assert isinstance(event, ResultCorrected)
    assert (event.outcome.decided_by, event.seed) == ("lot", SEED.hex())


def test_the_lot_that_was_drawn_decides_again() -> None:
    """With a seed of zeros the lot falls on yes, with one of ones on no (test_tally)."""
    scenario = polling(tie="lot").given("ana", vote("yes")).given("ben", vote("no"))
    scenario.drawing(bytes(32)).given(CHAIR, CLOSE).drawing(b"\x01" * 32)
    scenario.given(CHAIR, right(votes={MemberId("chi"): "yes", MemberId("dan"): "no"}))
    assert (outcome_of(scenario).tally["no"], outcome_of(scenario).adopted) == (2, True)


def test_a_lot_that_only_a_correction_asks_for_is_drawn_once() -> None:
    scenario = declared(WRONG, tie="lot").drawing(b"\x01" * 32).given(CHAIR, right(votes={BEN: ()}))
    scenario.drawing(b"\x02" * 32).given(CHAIR, right(votes={BEN: "yes", MemberId("dan"): "no"}))
    event, _ = scenario.history[-1]
    assert isinstance(event, ResultCorrected)
    assert event.seed == "01" * 32


def test_who_did_not_vote_is_on_record_with_no_options() -> None:
    event = declared(WRONG).when(SECRETARY, right(votes={BEN: ()})).decision.events[0]
    assert isinstance(event, ResultCorrected)
    assert event.votes == {BEN: ()}


def test_counts_are_put_right_with_their_ballots_and_the_invalid_ones() -> None:
    tally = {"a": 3, "b": 2, "c": 1}
    scenario = polling(secrecy=Secrecy.ANALOG, by="paper", method="choose", options=ABC, maximum=2)
    scenario.given(SECRETARY, EnterCounts(poll=POLL, tally=tally, ballots=5)).given(CHAIR, CLOSE)
    scenario.given(SECRETARY, right(tally=tally, ballots=6, invalid=1))
    assert poll_of(scenario).entered == Entered(tally, 6, 1)
    assert (outcome_of(scenario).cast, outcome_of(scenario).invalid) == (6, 1)


# What follows from it


def test_a_motion_follows_the_right_result() -> None:
    motion = MotionId("m")
    scenario = sitting().given("ana", MoveMotion(ref=motion, item=BUDGET, text="More trams"))
    scenario.given(CHAIR, question(motion=motion), OpenPoll(poll=POLL)).given("ana", vote("yes"))
    scenario.given(CHAIR, CLOSE, right(votes={ANA: "no"}))
    assert scenario.meeting.motions.motions[motion].state == "moved"
    scenario.given(CHAIR, DECLARE)
    assert scenario.meeting.motions.motions[motion].state == "rejected"
    scenario.given(CHAIR, right(votes={ANA: "yes"}))
    assert scenario.meeting.motions.motions[motion].state == "adopted"


def test_an_amendment_that_was_not_adopted_after_all_is_taken_out_of_the_motion() -> None:
    motion, amendment = MotionId("m"), MotionId("n")
    scenario = sitting().given("ana", MoveMotion(ref=motion, item=BUDGET, text="More trams"))
    scenario.given("ben", MoveAmendment(ref=amendment, motion=motion, text="More buses"))
    scenario.given(CHAIR, question(motion=amendment), OpenPoll(poll=POLL)).given("ana", vote("yes"))
    scenario.given(CHAIR, CLOSE, DECLARE)
    motions = scenario.meeting.motions.motions
    assert motions[motion].text == "More buses"
    scenario.given(CHAIR, right(votes={MemberId("chi"): "abstain"}))
    assert scenario.meeting.motions.motions[motion].text == "More buses"
    scenario.given(CHAIR, right(votes={ANA: "no"}))
    assert scenario.meeting.motions.motions[motion].text == "More trams"
    scenario.given(CHAIR, right(votes={ANA: "yes"}))
    assert scenario.meeting.motions.motions[motion].text == "More buses"


# What is refused


def test_only_chair_and_secretary_correct_a_result() -> None:
    for member in ("ana", VICE, GUEST):
        declared(WRONG).when(member, right(votes={ANA: "no"})).refused(Code.NOT_ALLOWED)


def test_a_confidential_vote_cannot_be_corrected() -> None:
    scenario = declared({"ana": "yes"}, secrecy=Secrecy.CONFIDENTIAL)
    scenario.when(CHAIR, right(votes={ANA: "no"})).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        (sitting().given(CHAIR, question()), Code.NOT_OPEN),
        (polling(), Code.WRONG_STATE),
        (polling().given(CHAIR, HoldPoll(poll=POLL)), Code.WRONG_STATE),
        (polling().given(CHAIR, CancelPoll(poll=POLL, reason="x")), Code.WRONG_STATE),
    ],
)
def test_only_what_has_a_result_can_be_corrected(scenario: Scenario, code: Code) -> None:
    scenario.when(CHAIR, right(votes={ANA: "no"})).refused(code)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"votes": {ANA: "yes"}}, Code.ALREADY),
        ({"votes": {MemberId("eve"): ()}}, Code.ALREADY),
        ({}, Code.BAD_COMMAND),
        ({"tally": {"yes": 1, "no": 0, "abstain": 0}}, Code.BAD_COMMAND),
        ({"votes": {ANA: "no"}, "invalid": 1}, Code.BAD_COMMAND),
        ({"votes": {ANA: "no"}, "ballots": 3}, Code.BAD_COMMAND),
        ({"votes": {ANA: "perhaps"}}, Code.BAD_CHOICE),
        ({"votes": {ANA: ("yes", "no")}}, Code.BAD_CHOICE),
        ({"votes": {MemberId(GUEST): "no"}}, Code.BAD_COMMAND),
        ({"votes": {ANA: "no"}, "reason": " "}, Code.BAD_COMMAND),
        ({"votes": {ANA: "no"}, "poll": PollId("nothing")}, Code.NO_SUCH_POLL),
    ],
)
def test_a_correction_of_votes_says_which_and_why(terms: dict[str, object], code: Code) -> None:
    declared(WRONG).when(CHAIR, right(**terms)).refused(code)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"tally": {"yes": 4, "no": 3, "abstain": 0}}, Code.ALREADY),
        ({"tally": {"yes": 5, "no": 3, "abstain": 0}}, Code.BAD_COMMAND),
        ({"tally": {"yes": 5}}, Code.BAD_COMMAND),
        ({"votes": {ANA: "no"}}, Code.BAD_COMMAND),
        ({"tally": {"yes": 3, "no": 4, "abstain": 0}, "votes": {ANA: "no"}}, Code.BAD_COMMAND),
    ],
)
def test_a_correction_of_counts_can_have_been(terms: dict[str, object], code: Code) -> None:
    counted(yes=4, no=3).when(SECRETARY, right(**terms)).refused(code)
