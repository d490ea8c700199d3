"""Procedural motions: on how to go on, with a poll of their own and the majority that the rules give each kind."""

import pytest

from meetings.rules.identity import MemberId, MotionId, PollId
from meetings.rules.items_in_hand import ConcludeItem
from meetings.rules.meeting import made_by
from meetings.rules.motion_events import ProceduralMoved
from meetings.rules.motions import MotionState
from meetings.rules.moving import MoveAmendment, SecondMotion
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_events import PollPrepared
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import ConveneMeeting
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Procedure, Rules
from meetings.rules.tally import Fraction
from meetings.rules.wording import ON_PROCEDURE
from tests.rules.council import BUDGET, CHAIR, NO_QUORUM, PROFILE, question, sitting
from tests.rules.scenario import SERVER, Scenario

M, POLL = MotionId("m"), PollId("m")
CLOSE = MoveProcedural(ref=M, kind=Procedure.CLOSE_DEBATE)
TWO_THIRDS = Rules(procedural={Procedure.CLOSE_DEBATE: Fraction(2, 3)})


def prepared(scenario: Scenario, command: MoveProcedural = CLOSE) -> PollPrepared:
    _, poll = scenario.when("ana", command).decision.events
    assert isinstance(poll, PollPrepared)
    return poll


def test_a_procedural_motion_brings_the_question_about_it() -> None:
    moved, poll = sitting().when("ana", CLOSE).decision.events
    expected = ProceduralMoved(motion=M, item=BUDGET, mover=MemberId("ana"), procedure=Procedure.CLOSE_DEBATE)
    assert moved == expected
    assert made_by(expected) == M
    assert isinstance(poll, PollPrepared)
    assert (poll.poll, poll.motion, poll.item, poll.question) == (POLL, M, BUDGET, "Shall the debate be closed?")


def test_what_the_kind_leaves_open_is_said_in_words() -> None:
    refer = MoveProcedural(kind=Procedure.REFER, text="To the Finance Committee.")
    assert prepared(sitting(), refer).question == "Shall the matter be referred? To the Finance Committee."


@pytest.mark.parametrize("procedure", list(Procedure))
@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_kind_has_words_in_both_languages(procedure: Procedure, language: str) -> None:
    assert ON_PROCEDURE[procedure][language].endswith("?")


def test_each_kind_has_the_majority_of_the_rules() -> None:
    """RONR 16: two thirds close debate; UN GA rule 75: a simple majority does."""
    assert prepared(sitting(rules=TWO_THIRDS)).majority == Fraction(2, 3)
    assert prepared(sitting(rules=TWO_THIRDS), MoveProcedural(kind=Procedure.REFER)).majority == "simple"
    assert prepared(sitting()).majority == "simple"


def test_the_majority_of_its_own_decides() -> None:
    scenario = sitting(rules=TWO_THIRDS).given("ana", CLOSE).given(CHAIR, OpenPoll(poll=POLL))
    for member, choice in {"ana": "yes", "ben": "yes", "chi": "yes", "dan": "no", "eve": "no"}.items():
        scenario.given(member, CastVote(poll=POLL, choice=choice))
    scenario.given(CHAIR, ClosePoll(poll=POLL), DeclareResult(poll=POLL))
    assert scenario.meeting.motions.motions[M].state is MotionState.REJECTED


def test_a_procedural_motion_waits_for_its_seconders() -> None:
    scenario = sitting(rules=Rules(seconders=1)).given("ana", CLOSE)
    scenario.when(CHAIR, OpenPoll(poll=POLL)).refused(Code.WRONG_STATE)
    scenario.given("ben", SecondMotion(motion=M)).when(CHAIR, OpenPoll(poll=POLL)).accepted()


def test_a_procedural_motion_is_not_amended() -> None:
    amendment = MoveAmendment(motion=M, text="Not yet")
    sitting().given("ana", CLOSE).when("ben", amendment).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (MoveProcedural(kind=Procedure.REFER, text=" "), Code.BAD_COMMAND),
        (MoveProcedural(kind=Procedure.REFER, text="x" * 20_001), Code.TOO_LONG),
        (MoveProcedural(ref=MotionId("a b"), kind=Procedure.REFER), Code.BAD_COMMAND),
        (MoveProcedural(ref=MotionId("taken"), kind=Procedure.REFER), Code.ALREADY),
    ],
)
def test_a_procedural_motion_that_cannot_be_moved_is_refused(command: MoveProcedural, code: Code) -> None:
    sitting().given(CHAIR, question(ref="taken")).when("ana", command).refused(code)


def test_it_is_about_the_item_in_hand() -> None:
    sitting().given(CHAIR, ConcludeItem(item=BUDGET)).when("ana", CLOSE).refused(Code.WRONG_STATE)


def test_who_is_not_here_moves_nothing() -> None:
    sitting().given("ana", Leave()).when("ana", CLOSE).refused(Code.NOT_PRESENT)


@pytest.mark.parametrize(
    "rules",
    [
        Rules(seconders=-1),
        Rules(seconders=1001),
        Rules(procedural={Procedure.REFER: Fraction(1, 0)}),
        Rules(procedural={Procedure.REFER: Fraction(2, 2, strict=True)}),
        Rules(procedural={Procedure.REFER: Fraction(3, 2)}),
    ],
)
def test_rules_that_cannot_be_applied_are_refused(rules: Rules) -> None:
    convening = ConveneMeeting(profile=PROFILE, quorum=NO_QUORUM, rules=rules)
    Scenario().when(SERVER, convening).refused(Code.BAD_COMMAND)
