"""What is seen of the debate: rulings on points of order and what became of them; and who takes no part in a vote."""

import pytest

from meetings.rules.floor import RequestFloor, RequestKind
from meetings.rules.identity import ItemId, MemberId, MotionId, RulingId
from meetings.rules.moving import MoveMotion
from meetings.rules.points_of_order import Appeal, RuleOnPoint, Verdict
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll
from meetings.rules.recusals import Recuse
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MotionShown, RulingShown
from meetings.views.fragments_of_votes import RecusalShown
from meetings.views.showing_people import listed
from tests.rules.council import BUDGET, CHAIR, SECRETARY, sitting
from tests.rules.scenario import Scenario

FIRST = RulingId("first")


def ruled() -> Scenario:
    scenario = sitting().given("ana", RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    ruling = RuleOnPoint(ref=FIRST, member=MemberId("ana"), ruling=Verdict.NOT_SUSTAINED, reason="It is in order.")
    return scenario.given(CHAIR, ruling)


def seen(scenario: Scenario) -> RulingShown:
    fragment = view(scenario.meeting, Audience.GALLERY, Moment())[f"ruling/{FIRST}"]
    assert isinstance(fragment, RulingShown)
    return fragment


def test_a_ruling_is_seen_with_its_reason() -> None:
    ruling = seen(ruled())
    assert (ruling.member, ruling.verdict, ruling.reason) == ("ana", "not_sustained", "It is in order.")
    assert ruling.stands is None


@pytest.mark.parametrize(("choice", "stands"), [("yes", False), ("no", True)])
def test_after_an_appeal_it_is_seen_whether_the_ruling_stands(choice: str, stands: bool) -> None:
    scenario = ruled().given("ben", Appeal(ruling=FIRST))
    [ruling] = scenario.meeting.points.rulings
    assert ruling.poll is not None
    scenario.given(CHAIR, OpenPoll(poll=ruling.poll)).given("chi", CastVote(poll=ruling.poll, choice=choice))
    assert seen(scenario).stands is None
    scenario.given(CHAIR, ClosePoll(poll=ruling.poll), DeclareResult(poll=ruling.poll))
    assert seen(scenario).stands is stands


def test_who_recorded_what_a_member_did_aloud_is_seen() -> None:
    moved = MoveMotion(ref=MotionId("m"), item=BUDGET, text="More trams", member=MemberId("ben"))
    scenario = ruled().given(CHAIR, moved).given(SECRETARY, Appeal(ruling=FIRST, member=MemberId("ana")))
    motion = view(scenario.meeting, Audience.FLOOR, Moment())["motion/m"]
    assert isinstance(motion, MotionShown)
    assert (motion.mover, motion.recorded_by) == ("ben", CHAIR)
    assert (seen(scenario).appellant, seen(scenario).recorded_by) == ("ana", SECRETARY)


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience is not Audience.DOOR])
def test_who_is_recused_is_seen_in_the_room_and_why_by_the_dais_alone(audience: Audience) -> None:
    recusal = Recuse(member=MemberId("ana"), item=ItemId("budget"), reason="a cousin")
    shown = view(sitting().given(SECRETARY, recusal).meeting, audience, Moment())["recusal/budget/ana"]
    assert isinstance(shown, RecusalShown)
    assert (shown.member, shown.reason) == ("ana", "a cousin" if audience is Audience.DAIS else None)


def test_a_list_that_stayed_the_same_is_not_made_again() -> None:
    attendance = sitting().meeting.attendance
    once = listed(attendance, in_full=True)
    assert listed(attendance, in_full=True, before=once) is once
