"""Who is here: the roll called and answered, attendance by hand, leaving and coming back."""

from typing import Literal

import pytest

from meetings.rules.attendance import (
    AbsenceExplained,
    AttendanceRecorded,
    RollCallClosed,
    RollCallOpened,
    RollKeyed,
    RollMethod,
    Status,
)
from meetings.rules.floor import GiveFloor, RequestFloor, RequestKind, RequestWithdrawn, SpeechEnded
from meetings.rules.identity import MemberId
from meetings.rules.refusals import Code
from meetings.rules.roll_call import (
    AnswerRoll,
    CloseRollCall,
    Leave,
    OpenRollCall,
    RecordAttendance,
    RecordAttendances,
    ReturnToMeeting,
)
from meetings.rules.roll_codes import code_at
from tests.rules.council import CHAIR, GUEST, HALL, SECRETARY, VOTERS, council, present, sitting
from tests.rules.scenario import NOON, SEED, SERVER

ANA = MemberId("ana")
BY_CODE = OpenRollCall(method=RollMethod.CODE)
BY_CALL = OpenRollCall(method=RollMethod.CALL)


def recorded(status: Status, means: Literal["roll", "secretary", "member"]) -> AttendanceRecorded:
    return AttendanceRecorded(member=ANA, status=status, means=means)


# Calling the roll


def test_a_roll_call_by_code_has_a_secret() -> None:
    council().when(CHAIR, BY_CODE).then(RollCallOpened(method=RollMethod.CODE), RollKeyed(secret=SEED.hex()))


def test_a_roll_call_by_name_has_none() -> None:
    scenario = council().when(SECRETARY, BY_CALL).then(RollCallOpened(method=RollMethod.CALL))
    assert scenario.meeting.attendance.roll.secret == b""


def test_a_second_roll_call_waits_for_the_first() -> None:
    council().given(CHAIR, BY_CODE).when(SECRETARY, BY_CALL).refused(Code.ALREADY)


def test_closing_the_roll_forgets_the_secret() -> None:
    scenario = council().given(CHAIR, BY_CODE).when(CHAIR, CloseRollCall()).then(RollCallClosed())
    assert scenario.meeting.attendance.roll.secret == b""


def test_a_roll_call_that_is_not_open_cannot_be_closed() -> None:
    council().when(CHAIR, CloseRollCall()).refused(Code.ALREADY)


def test_whoever_answers_the_roll_is_present() -> None:
    scenario = council().given(CHAIR, BY_CODE).when("ana", AnswerRoll(code=code_at(SEED, NOON)))
    scenario.then(recorded(Status.PRESENT, "roll"))


def test_a_member_who_left_may_answer_the_next_roll() -> None:
    left = sitting().given("ana", Leave()).given(CHAIR, BY_CODE)
    left.when("ana", AnswerRoll(code=code_at(SEED, NOON))).then(recorded(Status.PRESENT, "roll"))


def test_a_wrong_code_does_not_answer_the_roll() -> None:
    council().given(CHAIR, BY_CODE).when("ana", AnswerRoll(code="22222222")).refused(Code.BAD_CODE)


def test_the_roll_is_answered_once() -> None:
    code = AnswerRoll(code=code_at(SEED, NOON))
    council().given(CHAIR, BY_CODE).given("ana", code).when("ana", code).refused(Code.ALREADY)


def test_no_code_answers_a_roll_that_is_called_by_name() -> None:
    council().given(CHAIR, BY_CALL).when("ana", AnswerRoll(code=code_at(b"", NOON))).refused(Code.WRONG_STATE)


def test_no_code_answers_a_roll_that_is_closed() -> None:
    closed = council().given(CHAIR, BY_CODE, CloseRollCall())
    closed.when("ana", AnswerRoll(code=code_at(SEED, NOON))).refused(Code.WRONG_STATE)


def test_the_server_answers_no_roll() -> None:
    council().given(CHAIR, BY_CODE).when(SERVER, AnswerRoll(code="x")).refused(Code.NO_SUCH_MEMBER)


# By hand


def test_the_secretary_records_who_is_here() -> None:
    council().when(SECRETARY, present("ana")[0]).then(recorded(Status.PRESENT, "secretary"))


def test_a_stranger_is_not_recorded() -> None:
    council().when(SECRETARY, present("nobody")[0]).refused(Code.NO_SUCH_MEMBER)


def test_a_display_has_no_attendance() -> None:
    council().when(SECRETARY, present(HALL)[0]).refused(Code.NOT_ALLOWED)


def test_what_is_recorded_already_is_not_recorded_again() -> None:
    sitting().when(SECRETARY, present("ana")[0]).refused(Code.ALREADY)


def test_the_reason_of_an_absence_is_an_entry_of_its_own() -> None:
    excused = RecordAttendance(member=ANA, status=Status.EXCUSED, reason="ill")
    scenario = council().when(SECRETARY, excused)
    after = scenario.then(recorded(Status.EXCUSED, "secretary"), AbsenceExplained(member=ANA, reason="ill"))
    assert after.meeting.attendance.reasons[ANA] == "ill"
    after.when(SECRETARY, excused).refused(Code.ALREADY)


def test_a_reason_can_follow_later() -> None:
    absent = RecordAttendance(member=ANA, status=Status.ABSENT, reason="late train")
    recorded = council().given(SECRETARY, RecordAttendance(member=ANA, status=Status.ABSENT))
    recorded.when(SECRETARY, absent).then(AbsenceExplained(member=ANA, reason="late train"))


def test_an_empty_reason_is_a_bad_command() -> None:
    command = RecordAttendance(member=ANA, status=Status.EXCUSED, reason=" ")
    council().when(SECRETARY, command).refused(Code.BAD_COMMAND)


# Leaving and coming back


def test_a_member_who_leaves_is_no_longer_present() -> None:
    sitting().when("ana", Leave()).then(recorded(Status.LEFT, "member"))


def test_leaving_twice_is_leaving_once() -> None:
    sitting().given("ana", Leave()).when("ana", Leave()).refused(Code.ALREADY)


def test_whoever_never_came_cannot_leave() -> None:
    council().when("ana", Leave()).refused(Code.NOT_PRESENT)


def test_the_server_does_not_leave() -> None:
    council().when(SERVER, Leave()).refused(Code.NOT_PRESENT)


def test_leaving_gives_up_the_floor_and_the_place_in_the_list() -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=ANA)).given("ana", RequestFloor(kind=RequestKind.REPLY))
    trial = speaking.when("ana", Leave())
    trial.then(SpeechEnded(member=ANA), RequestWithdrawn(member=ANA), recorded(Status.LEFT, "member"))


def test_recording_a_departure_takes_the_member_off_the_list() -> None:
    waiting = sitting().given("ana", RequestFloor())
    gone = RecordAttendance(member=ANA, status=Status.LEFT)
    waiting.when(SECRETARY, gone).then(RequestWithdrawn(member=ANA), recorded(Status.LEFT, "secretary"))


def test_whoever_left_comes_back_without_asking() -> None:
    sitting().given("ana", Leave()).when("ana", ReturnToMeeting()).then(recorded(Status.PRESENT, "member"))


def test_whoever_is_here_cannot_come_back() -> None:
    sitting().when("ana", ReturnToMeeting()).refused(Code.ALREADY)


def test_whoever_never_came_answers_the_roll_first() -> None:
    council().when("ana", ReturnToMeeting()).refused(Code.WRONG_STATE)


def test_an_observer_may_come_and_go() -> None:
    sitting().given(GUEST, Leave()).when(GUEST, ReturnToMeeting()).accepted()


# Many at once


def all_of(*members: str, status: Status = Status.PRESENT) -> RecordAttendances:
    return RecordAttendances(members=tuple(MemberId(ref) for ref in members), status=status)


def test_many_are_recorded_in_one_turn_with_an_entry_for_each() -> None:
    recorded = [AttendanceRecorded(member=MemberId(ref), status=Status.PRESENT, means="secretary") for ref in VOTERS]
    council().when(SECRETARY, all_of(*VOTERS)).then(*recorded)


def test_of_whom_it_is_recorded_already_nothing_is_recorded_again() -> None:
    council().given(SECRETARY, *present("ben")).when(SECRETARY, all_of("ana", "ben", "ana")).then(
        recorded(Status.PRESENT, "secretary")
    )


def test_where_it_is_recorded_of_all_there_is_nothing_to_record() -> None:
    sitting().when(SECRETARY, all_of("ana", "ben")).refused(Code.ALREADY)
    sitting().when(SECRETARY, all_of()).refused(Code.ALREADY)


def test_many_who_leave_at_once_leave_the_floor_and_the_list() -> None:
    speaking = sitting().given(CHAIR, GiveFloor(member=ANA)).given("ben", RequestFloor())
    trial = speaking.when(SECRETARY, all_of("ana", "ben", status=Status.LEFT))
    ben = MemberId("ben")
    trial.then(
        SpeechEnded(member=ANA),
        recorded(Status.LEFT, "secretary"),
        RequestWithdrawn(member=ben),
        AttendanceRecorded(member=ben, status=Status.LEFT, means="secretary"),
    )


@pytest.mark.parametrize(("stranger", "code"), [("nobody", Code.NO_SUCH_MEMBER), (HALL, Code.NOT_ALLOWED)])
def test_if_one_of_many_cannot_be_recorded_none_is(stranger: str, code: Code) -> None:
    council().when(SECRETARY, all_of("ana", stranger)).refused(code)
