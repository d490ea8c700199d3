"""Motions: moved, seconded, withdrawn."""

import pytest

from meetings.rules.agenda import WithdrawItem
from meetings.rules.identity import ItemId, MemberId, MotionId
from meetings.rules.motion_events import MotionMoved, MotionSeconded, MotionWithdrawn
from meetings.rules.motions import MotionState
from meetings.rules.moving import MoveMotion, SecondMotion, WithdrawMotion
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from tests.rules.council import BUDGET, CHAIR, ROADS, SECRETARY, VICE, sitting
from tests.rules.scenario import Scenario

ANA, BEN = MemberId("ana"), MemberId("ben")
M = MotionId("m")
MOTION = MoveMotion(ref=M, item=BUDGET, text="More trams")
SECOND, WITHDRAW = SecondMotion(motion=M), WithdrawMotion(motion=M)


def moved() -> Scenario:
    return sitting().given("ana", MOTION)


def test_a_member_moves_a_motion() -> None:
    scenario = sitting().when("ana", MOTION).then(MotionMoved(motion=M, item=BUDGET, mover=ANA, text="More trams"))
    assert scenario.meeting.motions.motions[M].state is MotionState.MOVED


def test_a_motion_without_a_ref_gets_a_fresh_one() -> None:
    scenario = sitting()
    fresh = MotionId(scenario.fresh)
    scenario.when("ana", MoveMotion(item=BUDGET, text="x")).then(
        MotionMoved(motion=fresh, item=BUDGET, mover=ANA, text="x")
    )


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (MOTION, Code.ALREADY),
        (MoveMotion(ref=MotionId("a b"), item=BUDGET, text="x"), Code.BAD_COMMAND),
        (MoveMotion(item=ItemId("nothing"), text="x"), Code.NO_SUCH_ITEM),
        (MoveMotion(item=BUDGET, text="x" * 20_001), Code.TOO_LONG),
        (MoveMotion(item=BUDGET, text="\n"), Code.BAD_COMMAND),
    ],
)
def test_a_motion_that_cannot_be_moved_is_refused(command: MoveMotion, code: Code) -> None:
    moved().when("ben", command).refused(code)


def test_no_motion_is_brought_on_a_withdrawn_item() -> None:
    withdrawn = sitting().given(SECRETARY, WithdrawItem(item=ROADS))
    withdrawn.when("ana", MoveMotion(item=ROADS, text="x")).refused(Code.WRONG_STATE)


def test_whoever_is_not_here_moves_nothing() -> None:
    sitting().given("ana", Leave()).when("ana", MOTION).refused(Code.NOT_PRESENT)


def test_the_vice_chair_moves_and_the_chair_does_not() -> None:
    sitting().when(VICE, MOTION).accepted()
    sitting().when(CHAIR, MOTION).refused(Code.BAD_COMMAND)


def test_another_member_seconds_a_motion() -> None:
    scenario = moved().when("ben", SECOND).then(MotionSeconded(motion=M, seconder=BEN))
    motion = scenario.given("chi", SECOND).meeting.motions.motions[M]
    assert (motion.state, motion.seconders) == (MotionState.SECONDED, ("ben", "chi"))


def test_nobody_seconds_twice() -> None:
    moved().given("ben", SECOND).when("ben", SECOND).refused(Code.ALREADY)


def test_the_mover_does_not_second() -> None:
    moved().when("ana", SECOND).refused(Code.NOT_ALLOWED)


def test_a_withdrawn_motion_is_not_seconded() -> None:
    moved().given("ana", WITHDRAW).when("ben", SECOND).refused(Code.WRONG_STATE)


def test_the_mover_withdraws_a_motion() -> None:
    scenario = moved().given("ben", SECOND).when("ana", WITHDRAW).then(MotionWithdrawn(motion=M))
    assert scenario.meeting.motions.motions[M].state is MotionState.WITHDRAWN


def test_nobody_else_withdraws_it() -> None:
    moved().when("ben", WITHDRAW).refused(Code.NOT_ALLOWED)


def test_a_motion_is_withdrawn_once() -> None:
    moved().given("ana", WITHDRAW).when("ana", WITHDRAW).refused(Code.ALREADY)


@pytest.mark.parametrize("command", [SECOND, WITHDRAW])
def test_what_was_not_moved_is_no_such_motion(command: SecondMotion | WithdrawMotion) -> None:
    sitting().when("ana", command).refused(Code.NO_SUCH_MOTION)
