"""Attendance over time: arrivals, departures and returns, each with its time and how it was established."""

import pytest

from meetings.rules.attendance import AttendanceRecorded, RollMethod, Status
from meetings.rules.identity import MemberId
from meetings.rules.refusals import Code
from meetings.rules.roll_call import AnswerRoll, Leave, OpenRollCall, RecordAttendance, ReturnToMeeting
from meetings.rules.roll_codes import code_at
from meetings.rules.stays import Stay, Stays
from tests.rules.council import CHAIR, SECRETARY, council, present
from tests.rules.scenario import NOON, SEED, Scenario

ANA = MemberId("ana")
MINUTE = 60_000
LATE = RecordAttendance(member=ANA, status=Status.PRESENT, late=True)


def stays(scenario: Scenario) -> Stays:
    return scenario.meeting.attendance.members[ANA].stays


def marked(status: Status) -> RecordAttendance:
    return RecordAttendance(member=ANA, status=status)


def test_who_never_came_has_no_stay() -> None:
    assert stays(council().given(SECRETARY, marked(Status.EXCUSED))) == ()


def test_an_arrival_a_departure_and_a_return_are_kept_with_their_times_and_means() -> None:
    """Minutes tell arrivals and departures between items; each is established by somebody."""
    answered = council().given(CHAIR, OpenRollCall(method=RollMethod.CODE))
    answered.given("ana", AnswerRoll(code=code_at(SEED, NOON)))
    back = answered.later(60).given("ana", Leave()).later(60).given("ana", ReturnToMeeting())
    gone = back.later(60).given(SECRETARY, marked(Status.LEFT))
    assert stays(gone) == (
        Stay(since=NOON, came="roll", until=NOON + MINUTE, went="member"),
        Stay(since=NOON + 2 * MINUTE, came="member", until=NOON + 3 * MINUTE, went="secretary"),
    )


@pytest.mark.parametrize("status", [Status.ABSENT, Status.EXCUSED, Status.LEFT])
def test_whoever_is_recorded_away_is_no_longer_here(status: Status) -> None:
    gone = council().given(SECRETARY, *present("ana")).later(60).given(SECRETARY, marked(status))
    assert stays(gone) == (Stay(since=NOON, came="secretary", until=NOON + MINUTE, went="secretary"),)


def test_an_absence_that_is_corrected_to_an_excuse_ends_nothing_twice() -> None:
    gone = council().given(SECRETARY, *present("ana"), marked(Status.LEFT))
    assert stays(gone.later(60).given(SECRETARY, marked(Status.EXCUSED)))[-1].until == NOON


# Late


def test_who_comes_after_the_roll_was_called_is_present_and_late() -> None:
    """A roll by name knows four answers: present, absent, excused, late."""
    recorded = AttendanceRecorded(member=ANA, status=Status.PRESENT, means="secretary", late=True)
    late = council().when(SECRETARY, LATE).then(recorded)
    assert stays(late) == (Stay(since=NOON, came="secretary", is_late=True),)


def test_that_a_member_who_is_here_came_late_can_be_noted_afterwards_and_once() -> None:
    late = council().given(SECRETARY, *present("ana")).later(60).given(SECRETARY, LATE)
    assert stays(late) == (Stay(since=NOON, came="secretary", is_late=True),)
    late.when(SECRETARY, LATE).refused(Code.ALREADY)


def test_to_be_marked_present_again_does_not_take_the_delay_back() -> None:
    council().given(SECRETARY, LATE).when(SECRETARY, present("ana")[0]).refused(Code.ALREADY)


@pytest.mark.parametrize("status", [Status.ABSENT, Status.EXCUSED, Status.LEFT])
def test_only_who_is_present_can_be_late(status: Status) -> None:
    command = RecordAttendance(member=ANA, status=status, late=True)
    council().when(SECRETARY, command).refused(Code.BAD_COMMAND)
