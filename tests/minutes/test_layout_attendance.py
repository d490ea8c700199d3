"""What minutes say of attendance over time."""

import pytest

from meetings.rules import attendance, proceedings
from meetings.rules.attendance import RecordAttendance, RollMethod, Status
from meetings.rules.identity import MemberId
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import lines, small

AN = MemberId("an")


def called(language: str = "en") -> Sitting:
    """The roll of a small meeting has been called; An did not answer."""
    sitting = small(language)
    sitting.do("chair", proceedings.CallToOrder())
    sitting.do("chair", attendance.OpenRollCall(method=RollMethod.CALL))
    return sitting


def row_of(sitting: Sitting) -> str:
    return next(line for line in lines(sitting) if line.strip().startswith("An"))


def test_who_came_after_business_had_begun_and_left_before_its_end_is_told_with_the_times() -> None:
    sitting = called()
    sitting.do("chair", attendance.CloseRollCall())
    sitting.later(5)
    sitting.do("chair", RecordAttendance(member=AN, status=Status.PRESENT))
    sitting.later(5)
    sitting.do("chair", RecordAttendance(member=AN, status=Status.LEFT))
    assert "arrived 13:05, left 13:10" in row_of(sitting)


@pytest.mark.parametrize(("language", "words"), [("en", "arrived late 13:05"), ("vi", "đến muộn, lúc 13:05")])
def test_who_was_noted_as_late_in_the_roll_is_told_as_late(language: str, words: str) -> None:
    sitting = called(language)
    sitting.later(5)
    sitting.do("chair", RecordAttendance(member=AN, status=Status.PRESENT, late=True))
    sitting.do("chair", attendance.CloseRollCall())
    assert words in row_of(sitting)
