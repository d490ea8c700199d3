"""What members did aloud is printed as their deed, with who recorded it."""

import pytest

from meetings.rules import agenda, attendance, items_in_hand, moving, points_of_order, proceedings, roll_call
from meetings.rules.identity import ItemId, MemberId, MotionId, PollId, RulingId
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import lines, small
from tests.minutes.test_layout_floor import ruled

AN, CHAIR, ITEM, MOTION = MemberId("an"), "chair", ItemId("x"), MotionId("m")


def moved(actor: str, member: MemberId | None) -> Sitting:
    sitting = small()
    sitting.do(CHAIR, roll_call.RecordAttendance(member=AN, status=attendance.Status.PRESENT))
    sitting.do(CHAIR, proceedings.CallToOrder())
    sitting.do(CHAIR, agenda.AddItem(ref=ITEM, title="X"))
    sitting.do(CHAIR, items_in_hand.StartItem(item=ITEM))
    sitting.do(actor, moving.MoveMotion(ref=MOTION, item=ITEM, text="That it rain", member=member))
    return sitting


def recorded(sitting: Sitting) -> list[str]:
    return [line for line in lines(sitting) if "recorded by" in line]


def test_a_motion_moved_aloud_is_printed_with_who_recorded_it() -> None:
    sitting = moved(CHAIR, AN)
    [motion] = [line for line in lines(sitting) if line.startswith("Motion by")]
    assert motion.startswith("Motion by An")
    [told] = recorded(sitting)
    assert told.startswith("Done aloud and recorded by ")
    assert told.endswith(": moved by An.")


def test_of_a_motion_moved_by_hand_nothing_is_said() -> None:
    assert recorded(moved(AN, None)) == []


def test_a_withdrawal_recorded_by_another_stands_beside_the_motion() -> None:
    sitting = moved(AN, None)
    sitting.do(CHAIR, moving.WithdrawMotion(motion=MOTION, member=AN))
    [told] = recorded(sitting)
    assert told.endswith(": withdrawn by An.")


@pytest.mark.parametrize("actor", [AN, CHAIR])
def test_an_appeal_made_aloud_is_printed_with_who_recorded_it(actor: str) -> None:
    sitting = ruled()
    member = AN if actor == CHAIR else None
    sitting.do(actor, points_of_order.Appeal(ref=PollId("p"), ruling=RulingId("r"), member=member))
    assert any("against the ruling (recorded by " in line for line in lines(sitting)) is (actor == CHAIR)
