"""What members do aloud: the chair or the secretary records it, and it is the deed of the member named."""

from collections.abc import Sequence

import pytest

from meetings.rules.attendance import Status
from meetings.rules.floor import FloorRequested, GiveFloor, RequestFloor, RequestKind, RequestWithdrawn, WithdrawRequest
from meetings.rules.identity import MemberId, MotionId, Role, RulingId
from meetings.rules.meeting import AnyCommand
from meetings.rules.motion_events import AmendmentMoved, MotionMoved, MotionSeconded, MotionWithdrawn
from meetings.rules.moving import MoveAmendment, MoveMotion, SecondMotion, WithdrawMotion
from meetings.rules.offers import offered, withheld
from meetings.rules.points_of_order import Appeal, RuleOnPoint, Verdict
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import TakeChair
from meetings.rules.refusals import Code
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import Procedure
from tests.rules.council import BUDGET, CHAIR, GUEST, SECRETARY, VICE, sitting
from tests.rules.scenario import SERVER, Scenario

ANA, BEN = MemberId("ana"), MemberId("ben")
M = MotionId("m")
R = RulingId("r")
MOVED = MoveMotion(ref=M, item=BUDGET, text="More trams", member=ANA)
OF_MEMBERS: Sequence[AnyCommand] = (
    MOVED,
    MoveAmendment(motion=M, text="Many more trams", member=ANA),
    SecondMotion(motion=M, member=ANA),
    WithdrawMotion(motion=M, member=ANA),
    MoveProcedural(kind=Procedure.CLOSE_DEBATE, member=ANA),
    Appeal(ruling=R, member=ANA),
    RequestFloor(member=ANA),
    WithdrawRequest(member=ANA),
)


def ruled() -> Scenario:
    scenario = sitting().given("ben", RequestFloor(kind=RequestKind.POINT_OF_ORDER))
    return scenario.given(CHAIR, RuleOnPoint(ref=R, member=BEN, ruling=Verdict.NOT_SUSTAINED, reason="In order"))


@pytest.mark.parametrize("recorder", [SECRETARY, CHAIR])
def test_a_motion_moved_aloud_is_the_motion_of_the_member(recorder: str) -> None:
    scenario = sitting().when(recorder, MOVED).then(MotionMoved(motion=M, item=BUDGET, mover=ANA, text="More trams"))
    motion = scenario.meeting.motions.motions[M]
    assert (motion.mover, motion.recorded_by) == (ANA, MemberId(recorder))


def test_nobody_has_recorded_what_a_member_moves_by_hand() -> None:
    moved = sitting().given("ana", MoveMotion(ref=M, item=BUDGET, text="More trams"))
    assert moved.meeting.motions.motions[M].recorded_by is None


def test_a_member_may_name_oneself_and_nobody_else() -> None:
    sitting().when("ana", MOVED).accepted()
    for command in OF_MEMBERS:
        sitting().when("ben", command).refused(Code.NOT_ALLOWED)


def test_a_member_withdraws_by_hand_what_the_secretary_recorded() -> None:
    sitting().given(SECRETARY, MOVED).when("ana", WithdrawMotion(motion=M)).then(MotionWithdrawn(motion=M))


def test_an_amendment_a_second_and_a_withdrawal_are_recorded_for_members() -> None:
    scenario = sitting().given(SECRETARY, MOVED)
    amendment = MoveAmendment(ref=MotionId("a"), motion=M, text="Many more trams", member=BEN)
    scenario.when(SECRETARY, amendment).then(
        AmendmentMoved(motion=MotionId("a"), amends=M, item=BUDGET, mover=BEN, text="Many more trams")
    )
    second = SecondMotion(motion=M, member=BEN)
    scenario.when(SECRETARY, second).then(MotionSeconded(motion=M, seconder=BEN))
    scenario.when("ben", SecondMotion(motion=M)).refused(Code.ALREADY)
    scenario.when(CHAIR, SecondMotion(motion=M, member=ANA)).refused(Code.NOT_ALLOWED)
    scenario.when(SECRETARY, WithdrawMotion(motion=M, member=BEN)).refused(Code.NOT_ALLOWED)
    scenario.when(SECRETARY, WithdrawMotion(motion=M, member=ANA)).accepted()


def test_a_procedural_motion_is_recorded_for_a_member() -> None:
    ref = MotionId("c")
    moved = MoveProcedural(ref=ref, kind=Procedure.CLOSE_DEBATE, member=ANA)
    motion = sitting().given(CHAIR, moved).meeting.motions.motions[ref]
    assert (motion.mover, motion.recorded_by) == (ANA, CHAIR)


def test_an_appeal_made_aloud_is_the_appeal_of_the_member() -> None:
    [ruling] = ruled().given(SECRETARY, Appeal(ruling=R, member=BEN)).meeting.points.rulings
    assert (ruling.appellant, ruling.recorded_by) == (BEN, SECRETARY)


def test_an_appeal_by_hand_was_recorded_by_nobody() -> None:
    [ruling] = ruled().given("ben", Appeal(ruling=R)).meeting.points.rulings
    assert (ruling.appellant, ruling.recorded_by) == (BEN, None)


def test_a_request_to_speak_is_recorded_and_taken_back_for_a_member() -> None:
    scenario = (
        sitting().when(SECRETARY, RequestFloor(member=ANA)).then(FloorRequested(member=ANA, request=RequestKind.SPEAK))
    )
    scenario.when("ana", RequestFloor()).refused(Code.ALREADY)
    scenario.when(CHAIR, WithdrawRequest(member=ANA)).then(RequestWithdrawn(member=ANA))
    scenario.when(CHAIR, WithdrawRequest(member=ANA)).refused(Code.ALREADY)


def test_no_request_is_recorded_of_whoever_speaks() -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=ANA))
    speaking.when(SECRETARY, RequestFloor(member=ANA)).refused(Code.ALREADY)


@pytest.mark.parametrize("command", OF_MEMBERS)
def test_whoever_records_names_the_member(command: AnyCommand) -> None:
    fields = {name: getattr(command, name) for name in command.__struct_fields__ if name != "member"}
    for recorder in (CHAIR, SECRETARY):
        sitting().when(recorder, type(command)(**fields)).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize("member", [CHAIR, SECRETARY, GUEST])
def test_what_an_office_may_not_do_is_not_recorded_of_it(member: str) -> None:
    """Whoever presides moves nothing and waits on no list (RONR 43:29)."""
    for recorder in (CHAIR, SECRETARY, SERVER):
        sitting().when(recorder, RequestFloor(member=MemberId(member))).refused(Code.NOT_ALLOWED)


def test_a_chair_who_does_not_preside_moves_like_a_member() -> None:
    handed = sitting().given(CHAIR, TakeChair(member=MemberId(VICE)))
    handed.when(SECRETARY, RequestFloor(member=MemberId(CHAIR))).accepted()
    handed.when(SECRETARY, RequestFloor(member=MemberId(VICE))).refused(Code.NOT_ALLOWED)


def test_nothing_is_recorded_of_whoever_is_away_or_unknown() -> None:
    away = sitting().given(SECRETARY, RecordAttendance(member=ANA, status=Status.ABSENT))
    away.when(SECRETARY, MOVED).refused(Code.NOT_PRESENT)
    away.when(SECRETARY, RequestFloor(member=MemberId("nobody"))).refused(Code.NO_SUCH_MEMBER)


def test_the_server_itself_moves_nothing_without_a_member() -> None:
    sitting().when(SERVER, MoveMotion(item=BUDGET, text="More trams")).refused(Code.NOT_PRESENT)


def offers_to(scenario: Scenario, member: str) -> set[str]:
    role = Role.CHAIR if member == CHAIR else Role.SECRETARY
    offers = offered(scenario.meeting, frozenset({role}))
    return set(offers) - set(withheld(scenario.meeting, MemberId(member), role, offers))


def test_chair_and_secretary_are_offered_what_they_may_record() -> None:
    scenario = ruled().given("ana", MoveMotion(ref=M, item=BUDGET, text="More trams"), RequestFloor())
    away = scenario.given(SECRETARY, RecordAttendance(member=MemberId(SECRETARY), status=Status.ABSENT))
    names = {"move_motion", "move_amendment", "move_procedural", "second_motion", "withdraw_motion", "appeal"}
    for recorder in (CHAIR, SECRETARY):
        assert names | {"request_floor", "withdraw_request"} <= offers_to(away, recorder)


def test_what_others_ask_for_changes_nothing_in_what_whoever_records_is_offered() -> None:
    """Only the seats that an entry touches are reckoned anew."""
    waiting = sitting().given("ana", RequestFloor())
    assert offers_to(waiting, SECRETARY) == offers_to(sitting(), SECRETARY)
