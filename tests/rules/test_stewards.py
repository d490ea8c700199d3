"""Stewards at the door: they record who comes in, and nothing else."""

import pytest

from meetings.rules.attendance import AttendanceRecorded, Status
from meetings.rules.floor import RequestFloor
from meetings.rules.identity import MemberId, Role
from meetings.rules.meeting import AnyCommand
from meetings.rules.offers import offered
from meetings.rules.proceedings import CallToOrder
from meetings.rules.refusals import Code
from meetings.rules.roll_call import RecordAttendance, RecordAttendances, ReturnToMeeting
from tests.rules.council import CHAIR, SECRETARY, admission, council, present, sitting
from tests.rules.scenario import Scenario

ANA = MemberId("ana")
STEWARD = "steward"
BY_BADGE = RecordAttendance(member=ANA, status=Status.PRESENT, badge=True)
AT_THE_DOOR = AttendanceRecorded(member=ANA, status=Status.PRESENT, means="steward")


def attended(scenario: Scenario | None = None) -> Scenario:
    """A council with a steward at the door."""
    return (scenario or council()).given(SECRETARY, admission(STEWARD, role=Role.STEWARD))


def test_a_steward_records_who_comes_in() -> None:
    attended().when(STEWARD, present("ana")[0]).then(AT_THE_DOOR)


def test_a_steward_records_a_delegation_at_once() -> None:
    attended().when(STEWARD, RecordAttendances(members=(ANA,), status=Status.PRESENT)).then(AT_THE_DOOR)


@pytest.mark.parametrize("command", [CallToOrder(), RequestFloor(), ReturnToMeeting(), admission("zoe")])
def test_a_steward_does_nothing_else(command: AnyCommand) -> None:
    attended().when(STEWARD, command).refused(Code.NOT_ALLOWED)


def test_only_what_a_steward_may_do_is_offered_to_one() -> None:
    offers = offered(attended(sitting()).meeting, frozenset({Role.STEWARD}))
    assert offers == ["record_attendance", "record_attendances"]


@pytest.mark.parametrize("votes", [1, -1])
def test_a_steward_has_no_vote(votes: int) -> None:
    council().when(SECRETARY, admission(STEWARD, role=Role.STEWARD, votes=votes)).refused(Code.BAD_COMMAND)


def test_a_steward_has_no_attendance() -> None:
    attended().when(SECRETARY, present(STEWARD)[0]).refused(Code.NOT_ALLOWED)


# Badges


@pytest.mark.parametrize("actor", [CHAIR, SECRETARY, STEWARD])
def test_a_badge_that_is_read_records_its_owner_as_present(actor: str) -> None:
    recorded = AttendanceRecorded(member=ANA, status=Status.PRESENT, means="badge")
    attended().when(actor, BY_BADGE).then(recorded)


def test_a_badge_that_is_read_twice_changes_nothing() -> None:
    """Scanning again must not sign anybody out: a complaint of users of other systems."""
    attended().given(STEWARD, BY_BADGE).when(STEWARD, BY_BADGE).refused(Code.ALREADY)


@pytest.mark.parametrize("status", [Status.ABSENT, Status.EXCUSED, Status.LEFT])
def test_a_badge_records_nobody_as_away(status: Status) -> None:
    command = RecordAttendance(member=ANA, status=status, badge=True)
    attended().when(STEWARD, command).refused(Code.BAD_COMMAND)
