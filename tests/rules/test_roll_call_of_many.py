"""Attendance of many at once, and the difference between an absence that is recorded and no record at all."""

import pytest

from meetings.rules.attendance import AttendanceRecorded, Status
from meetings.rules.identity import MemberId
from meetings.rules.refusals import Code
from meetings.rules.roll_call import RecordAttendance, RecordAttendances
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MemberShown
from tests.rules.council import SECRETARY, council
from tests.rules.scenario import Scenario
from tests.rules.test_stewards import STEWARD, attended

ANA, BEN, CHI = MemberId("ana"), MemberId("ben"), MemberId("chi")
ALL = (ANA, BEN, CHI)
ABSENT = RecordAttendance(member=ANA, status=Status.ABSENT)


def recorded(member: MemberId, status: Status, **rest: bool) -> AttendanceRecorded:
    return AttendanceRecorded(member=member, status=status, means="secretary", late=rest.get("late", False))


def shown(scenario: Scenario, member: MemberId) -> MemberShown:
    fragment = view(scenario.meeting, Audience.DAIS, Moment())[f"member/{member}"]
    assert isinstance(fragment, MemberShown)
    return fragment


def test_an_absence_can_be_recorded_of_whoever_has_no_record_yet() -> None:
    assert not shown(council(), ANA).recorded
    scenario = council().when(SECRETARY, ABSENT).then(recorded(ANA, Status.ABSENT))
    assert shown(scenario, ANA).recorded
    scenario.when(SECRETARY, ABSENT).refused(Code.ALREADY)


def test_who_is_here_is_not_absent_by_record() -> None:
    here = council().given(SECRETARY, ABSENT, RecordAttendance(member=ANA, status=Status.PRESENT))
    assert not shown(here, ANA).recorded


@pytest.mark.parametrize("status", [Status.ABSENT, Status.EXCUSED, Status.LEFT])
def test_marking_whoever_has_no_record_leaves_all_others_as_recorded(status: Status) -> None:
    scenario = council().given(SECRETARY, RecordAttendance(member=BEN, status=status))
    mark = RecordAttendances(members=ALL, status=Status.PRESENT, unrecorded=True)
    scenario.when(SECRETARY, mark).then(recorded(ANA, Status.PRESENT), recorded(CHI, Status.PRESENT))
    scenario.when(SECRETARY, mark).refused(Code.ALREADY)


def test_whoever_is_chosen_is_marked_whatever_is_recorded() -> None:
    scenario = council().given(SECRETARY, ABSENT)
    mark = RecordAttendances(members=ALL, status=Status.PRESENT)
    scenario.when(SECRETARY, mark).then(*(recorded(ref, Status.PRESENT) for ref in ALL))


def test_many_are_marked_as_late_and_whoever_is_here_becomes_late() -> None:
    scenario = council().given(SECRETARY, RecordAttendance(member=ANA, status=Status.PRESENT))
    late = RecordAttendances(members=(ANA, BEN), status=Status.PRESENT, late=True)
    scenario.when(SECRETARY, late).then(*(recorded(ref, Status.PRESENT, late=True) for ref in (ANA, BEN)))
    scenario.when(SECRETARY, late).refused(Code.ALREADY)


def test_nobody_who_is_away_is_late() -> None:
    late = RecordAttendances(members=ALL, status=Status.EXCUSED, late=True)
    council().when(SECRETARY, late).refused(Code.BAD_COMMAND)


def test_stewards_mark_many_too() -> None:
    mark = RecordAttendances(members=ALL, status=Status.EXCUSED)
    attended().when(STEWARD, mark).accepted()
