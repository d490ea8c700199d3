"""What minutes say of attendance over time."""

import pytest

from meetings.rules import proceedings, roll_call
from meetings.rules.attendance import RollMethod, Status
from meetings.rules.identity import MemberId
from meetings.rules.quorum import QuorumRule
from meetings.rules.roll_call import RecordAttendance
from meetings.rules.standing_orders import Rules, WithoutQuorum
from meetings.rules.substitution import EndSubstitution, Substitute
from tests.minutes.sitting import Sitting
from tests.minutes.test_layout import lines, small

AN = MemberId("an")


def called(language: str = "en") -> Sitting:
    """The roll of a small meeting has been called; An did not answer."""
    sitting = small(language)
    sitting.do("chair", proceedings.CallToOrder())
    sitting.do("chair", roll_call.OpenRollCall(method=RollMethod.CALL))
    return sitting


def row_of(sitting: Sitting) -> str:
    return next(line for line in lines(sitting) if line.strip().startswith("An"))


def test_who_came_after_business_had_begun_and_left_before_its_end_is_told_with_the_times() -> None:
    sitting = called()
    sitting.do("chair", roll_call.CloseRollCall())
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
    sitting.do("chair", roll_call.CloseRollCall())
    assert words in row_of(sitting)


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("no_votes", "At least 2 members must be present."),
        ("procedural", "At least 2 members must be present. Without it nothing but procedure is in order."),
        ("all", "At least 2 members must be present. The body may decide without it."),
    ],
)
def test_what_was_in_order_without_a_quorum_is_told(without: WithoutQuorum, sentence: str) -> None:
    sitting = small(quorum=QuorumRule(kind="count", count=2), rules=Rules(without_quorum=without))
    assert sentence in lines(sitting)


def test_who_sat_for_whom_is_told_with_the_times() -> None:
    sitting = small(rules=Rules(substitutes=True))
    sitting.do("chair", Substitute(member=AN, name="Zoë"))
    sitting.later(5)
    sitting.do("chair", Substitute(member=AN, name="Cường"))
    sitting.later(5)
    sitting.do("chair", EndSubstitution(member=AN))
    sitting.later(5)
    sitting.do("chair", Substitute(member=AN, name="Zoë"))
    told = "Zoë for An, 13:00–13:05; Cường for An, 13:05–13:10; Zoë for An, 13:15"
    assert f"Substitutes: {told}" in [line.replace("*", "") for line in lines(sitting)]
