"""The layout of what happened on the floor: rulings on points of order and appeals against them."""

import pytest

from meetings.rules import (
    agenda,
    attendance,
    floor,
    items_in_hand,
    points_of_order,
    poll_commands,
    proceedings,
    roll_call,
)
from meetings.rules.floor import RequestKind
from meetings.rules.identity import ItemId, MemberId, PollId, RulingId
from meetings.rules.points_of_order import Verdict
from meetings.rules.poll_commands import CastVote
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import lines, small

AN, CHAIR, POLL, RULING = MemberId("an"), "chair", PollId("p"), RulingId("r")


def ruled(*, item: bool = True) -> Sitting:
    sitting = small()
    for member in (AN, MemberId(CHAIR)):
        sitting.do(CHAIR, roll_call.RecordAttendance(member=member, status=attendance.Status.PRESENT))
    sitting.do(CHAIR, proceedings.CallToOrder())
    if item:
        sitting.do(CHAIR, agenda.AddItem(ref=ItemId("x"), title="X"))
        sitting.do(CHAIR, items_in_hand.StartItem(item=ItemId("x")))
    sitting.do(AN, floor.RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    rule = points_of_order.RuleOnPoint(ref=RULING, member=AN, ruling=Verdict.SUSTAINED, reason="[poll p: yes 9]")
    sitting.do(CHAIR, rule)
    return sitting


def test_a_ruling_is_printed_with_its_reason_which_cannot_pass_for_the_figures_of_a_vote() -> None:
    printed = [line for line in lines(ruled()) if line.startswith("Point of order")]
    assert printed == ["Point of order of An, 13:00: sustained. (poll p: yes 9]"]


def test_a_ruling_outside_the_agenda_is_printed_there() -> None:
    printed = lines(ruled(item=False))
    assert printed.index("## Outside the agenda") < printed.index(
        "Point of order of An, 13:00: sustained. (poll p: yes 9]"
    )


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("no", "The ruling stands (vote 1)."),
        ("yes", "The ruling was overruled (vote 1)."),
        (None, "The appeal was not decided."),
    ],
)
def test_an_appeal_is_printed_with_what_came_of_it(choice: str | None, told: str) -> None:
    sitting = ruled()
    sitting.do(AN, points_of_order.Appeal(ref=POLL, ruling=RULING))
    if choice is not None:
        sitting.do(CHAIR, poll_commands.OpenPoll(poll=POLL))
        sitting.do(AN, CastVote(poll=POLL, choice=choice))
        sitting.do(CHAIR, poll_commands.ClosePoll(poll=POLL))
        sitting.do(CHAIR, poll_commands.DeclareResult(poll=POLL))
    assert f"An appealed against the ruling. {told}" in lines(sitting)
