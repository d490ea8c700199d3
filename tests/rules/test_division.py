"""Division of the question: parts voted on one by one in their order, then what is left of it as a whole."""

import pytest

from meetings.rules.consensus import DeclareConsensus
from meetings.rules.division import DivideMotion
from meetings.rules.identity import MemberId, PollId
from meetings.rules.motion_events import MotionDivided
from meetings.rules.motion_parts import Edit, Part
from meetings.rules.motions import MotionState
from meetings.rules.moving import DropMotion, MoveAmendment, SecondMotion, WithdrawMotion
from meetings.rules.offers import offered, withheld
from meetings.rules.poll_commands import CancelPoll, OpenPoll
from meetings.rules.poll_events import PollPrepared
from meetings.rules.poll_terms import Secrecy
from meetings.rules.polls import PollState
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.refusals import Code
from meetings.rules.repeats import RepeatPoll
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Procedure, Rules
from meetings.views.audiences import ROLES, Audience
from tests.rules.council import BUDGET, CHAIR, question
from tests.rules.dividing import (
    DIVIDE,
    FREE,
    MOTION,
    NO_WHOLE,
    PARTS,
    VOTED,
    A,
    B,
    M,
    divided,
    moved,
    shown,
    state,
    take,
    voted,
    whole,
)
from tests.rules.scenario import Scenario


def question_of_part(number: int) -> PollPrepared:
    event = moved().when("ana", DIVIDE).decision.events[number]
    assert isinstance(event, PollPrepared)
    return event


# How a question is divided


def test_the_mover_divides_the_own_motion_into_its_words() -> None:
    """UN GA rule 89: a representative may move that parts of a proposal should be voted on separately."""
    divided, *questions = moved().when("ana", DIVIDE).decision.events
    assert divided == MotionDivided(
        motion=M,
        parts=(
            Part(PARTS[0], operative=False, edits=(Edit(0, 18),)),
            Part(PARTS[1], edits=(Edit(18, 42),)),
            Part(PARTS[2], edits=(Edit(42, 69),)),
        ),
        whole=True,
    )
    assert [isinstance(each, PollPrepared) for each in questions] == [True] * 3


def test_the_server_prepares_the_question_on_each_part() -> None:
    first, last = question_of_part(1), question_of_part(3)
    assert (first.poll, first.motion, first.part, first.item) == ("part-1", M, 1, BUDGET)
    assert (first.question, last.question) == (
        "Shall part 1 of 3 of the motion of Ana be adopted?",
        "Shall part 3 of 3 of the motion of Ana be adopted?",
    )
    assert (first.method, first.secrecy, last.part) == ("yes_no_abstain", Secrecy.NAMED, 3)


def test_the_parts_are_voted_on_by_the_terms_of_the_question_that_waits() -> None:
    scenario = moved().given(CHAIR, question(ref=PollId("on-m"), motion=M, secrecy=Secrecy.OPEN, majority="absolute"))
    _, first, *_ = scenario.when(CHAIR, DIVIDE).decision.events
    assert isinstance(first, PollPrepared)
    assert (first.secrecy, first.majority, first.repeats, first.part) == (Secrecy.OPEN, "absolute", None, 1)


def test_the_chair_divides_any_motion_and_others_ask_for_it() -> None:
    moved().when(CHAIR, DIVIDE).accepted()
    moved().when("ben", DIVIDE).refused(Code.NOT_ALLOWED)
    moved().given("ana", Leave()).when("ana", DIVIDE).refused(Code.NOT_PRESENT)


def test_who_can_divide_a_motion_is_offered_it() -> None:
    scenario = moved()
    floor = offered(scenario.meeting, ROLES[Audience.FLOOR])
    assert "divide_motion" in floor
    for member, is_withheld in (("ana", False), ("ben", True), (CHAIR, False)):
        ref = MemberId(member)
        role = scenario.meeting.attendance.members[ref].role
        assert ("divide_motion" in withheld(scenario.meeting, ref, role, ["divide_motion"])) is is_withheld
    assert shown(scenario).divisible
    scenario.given("ana", DIVIDE)
    assert not shown(scenario).divisible
    assert "divide_motion" not in offered(scenario.meeting, ROLES[Audience.FLOOR])


@pytest.mark.parametrize(
    "command",
    [
        DivideMotion(motion=M, parts=(MOTION.text,)),
        DivideMotion(motion=M, parts=PARTS[:2]),
        DivideMotion(motion=M, parts=(*PARTS[:2], "and 2 to the harbour.")),
        DivideMotion(motion=M, parts=(*PARTS, " ")),
        DivideMotion(motion=M, parts=(*PARTS, "And more.")),
        DivideMotion(motion=M, parts=PARTS, preamble=3),
        DivideMotion(motion=M, parts=PARTS, preamble=-1),
        DivideMotion(motion=M, parts=PARTS, ref=PollId("x" * 64)),
        DivideMotion(motion=M, parts=("N",) * 51),
    ],
)
def test_parts_are_all_the_words_of_the_motion(command: DivideMotion) -> None:
    moved().when(CHAIR, command).refused(Code.BAD_COMMAND)


def test_what_is_settled_divided_or_procedural_is_not_divided() -> None:
    divided().when(CHAIR, DIVIDE).refused(Code.ALREADY)
    moved().given("ana", WithdrawMotion(motion=M)).when(CHAIR, DIVIDE).refused(Code.WRONG_STATE)
    scenario = moved().given("ben", MoveProcedural(ref=B, kind=Procedure.CLOSE_DEBATE))
    scenario.when(CHAIR, DivideMotion(motion=B, parts=("x", "y"))).refused(Code.WRONG_STATE)


def test_amendments_come_before_the_division_and_none_after_it() -> None:
    amendment = MoveAmendment(ref=A, motion=M, text="Nothing goes to the roads.")
    moved().given("ben", amendment).when(CHAIR, DIVIDE).refused(Code.WRONG_STATE)
    divided().when("ben", amendment).refused(Code.WRONG_STATE)


# The decision of the meeting


def asked(choice: str, rules: Rules = FREE) -> Scenario:
    scenario = moved(rules).given("ben", MoveProcedural(ref=B, kind=Procedure.DIVIDE, motion=M))
    return take(scenario, "b", choice)


def test_the_meeting_decides_to_divide_and_the_record_says_so() -> None:
    divided, *_ = asked("yes", VOTED).when(CHAIR, DIVIDE).decision.events
    assert isinstance(divided, MotionDivided)
    assert divided.decided_by == B
    assert shown(asked("yes"), B).divides == M


def test_where_the_meeting_decides_nobody_divides_without_its_decision() -> None:
    moved(VOTED).when("ana", DIVIDE).refused(Code.WRONG_STATE)
    moved(VOTED).when(CHAIR, DIVIDE).refused(Code.WRONG_STATE)


def test_what_the_meeting_decided_not_to_divide_stays_whole() -> None:
    asked("no").when(CHAIR, DIVIDE).refused(Code.WRONG_STATE)


def test_a_procedural_motion_names_a_motion_only_to_divide_it() -> None:
    close = MoveProcedural(kind=Procedure.CLOSE_DEBATE, motion=M)
    moved().when("ben", close).refused(Code.BAD_COMMAND)
    divide = MoveProcedural(kind=Procedure.DIVIDE, motion=M)
    divided().when("ben", divide).refused(Code.ALREADY)
    moved().given("ana", WithdrawMotion(motion=M)).when("ben", divide).refused(Code.WRONG_STATE)


# The votes


def test_parts_are_voted_on_in_their_order_and_the_whole_last() -> None:
    scenario = divided()
    scenario.when(CHAIR, OpenPoll(poll=PollId("part-2"))).refused(Code.WRONG_STATE)
    assert [part.ready for part in shown(scenario).parts] == [True, False, False]
    voted(scenario, "yes")
    assert [(part.adopted, part.ready) for part in shown(scenario).parts] == [
        (True, False),
        (None, True),
        (None, False),
    ]
    assert not shown(scenario).ready
    scenario.given(CHAIR, question(ref=PollId("early"), motion=M))
    scenario.when(CHAIR, OpenPoll(poll=PollId("early"))).refused(Code.WRONG_STATE)


def test_the_adopted_parts_are_the_text_that_is_put_as_a_whole() -> None:
    """UN GA rule 89: those parts which are approved shall then be put to the vote as a whole."""
    scenario = voted(divided(), "yes", "no", "yes")
    assert (state(scenario), shown(scenario).ready) == (MotionState.MOVED, True)
    assert shown(scenario).text == "Noting the report, and 20,000 to the harbour."
    poll = whole(scenario)
    assert scenario.meeting.polls.polls[poll].question.startswith("Shall the motion of Ana be adopted as a whole")
    assert state(take(scenario, poll, "yes")) is MotionState.ADOPTED


def test_the_whole_can_be_rejected_after_its_parts_were_adopted() -> None:
    scenario = voted(divided(), "yes", "yes", "yes")
    assert shown(scenario).text == MOTION.text
    assert state(take(scenario, whole(scenario), "no")) is MotionState.REJECTED


def test_a_motion_whose_operative_parts_are_all_rejected_is_rejected() -> None:
    """UN GA rule 89: if all operative parts have been rejected, the proposal is considered to be rejected."""
    scenario = voted(divided(), "yes", "no", "no")
    assert state(scenario) is MotionState.REJECTED
    assert shown(scenario).text == MOTION.text
    assert len(scenario.meeting.polls.polls) == 3
    scenario.given(CHAIR, question(ref=PollId("late"), motion=M))
    scenario.when(CHAIR, OpenPoll(poll=PollId("late"))).refused(Code.WRONG_STATE)


def test_where_no_vote_on_the_whole_follows_the_parts_decide() -> None:
    scenario = voted(divided(NO_WHOLE), "yes", "no", "yes")
    assert (state(scenario), len(scenario.meeting.polls.polls)) == (MotionState.ADOPTED, 3)
    assert state(voted(divided(NO_WHOLE), "yes", "no", "no")) is MotionState.REJECTED


def test_the_question_on_the_whole_that_waited_is_cancelled_where_none_follows() -> None:
    scenario = moved(NO_WHOLE).given(CHAIR, question(ref=PollId("on-m"), motion=M)).given("ana", DIVIDE)
    assert scenario.meeting.polls.polls[PollId("on-m")].state is PollState.CANCELLED


def test_the_question_on_the_whole_that_waited_is_the_one_that_is_put() -> None:
    scenario = moved().given(CHAIR, question(ref=PollId("on-m"), motion=M)).given("ana", DIVIDE)
    voted(scenario, "yes", "yes", "no")
    assert len(scenario.meeting.polls.polls) == 4
    assert state(take(scenario, "on-m", "yes")) is MotionState.ADOPTED


def test_parts_are_adopted_by_agreement_too() -> None:
    scenario = divided()
    for number in (1, 2, 3):
        agreed = DeclareConsensus(item=BUDGET, text="Agreed", poll=PollId(f"part-{number}"))
        scenario.given(CHAIR, agreed)
    assert scenario.meeting.motions.motions[M].results == (True, True, True)
    assert whole(scenario)


def test_a_vote_on_a_part_that_was_cancelled_is_taken_again() -> None:
    scenario = divided().given(CHAIR, CancelPoll(poll=PollId("part-1"), reason="Misread"))
    scenario.given(CHAIR, RepeatPoll(poll=PollId("part-1"), ref=PollId("again")))
    take(scenario, "again", "yes")
    assert scenario.meeting.motions.motions[M].results == (True, None, None)


def test_a_divided_motion_is_withdrawn_only_before_its_first_part_is_decided() -> None:
    """UN GA rule 80: it may be withdrawn by its proposer at any time before voting on it has commenced."""
    divided().when("ana", WithdrawMotion(motion=M)).accepted()
    voted(divided(), "yes").when("ana", WithdrawMotion(motion=M)).refused(Code.WRONG_STATE)
    scenario = voted(divided(), "yes").given(CHAIR, DropMotion(motion=M, reason="Overtaken"))
    scenario.when(CHAIR, OpenPoll(poll=PollId("part-2"))).refused(Code.WRONG_STATE)


def test_a_seconded_motion_is_seconded_still_after_its_parts() -> None:
    scenario = moved(Rules(seconders=1)).given("ben", SecondMotion(motion=M)).given("ana", DIVIDE)
    assert state(voted(scenario, "yes", "yes", "yes")) is MotionState.SECONDED
