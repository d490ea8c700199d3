"""How many must be here before business may be done."""

from fractions import Fraction

import pytest

from meetings.rules.attendance import quorum
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.quorum import Quorum, QuorumRule, share
from meetings.rules.quorum import quorum as reckoned
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from tests.rules.council import CHAIR, GUEST, POLL, SECRETARY, council, present, question, sitting

HALF_OF_ALL = QuorumRule(kind="fraction", num=1, den=2, strict=True)


def test_without_a_rule_nobody_need_be_here() -> None:
    assert reckoned(QuorumRule(), 0, 10) == Quorum(required=0, present=0, total=10)
    assert reckoned(QuorumRule(), 0, 10).is_met


@pytest.mark.parametrize(("here", "met"), [(3, False), (4, True), (5, True)])
def test_a_count_is_met_from_that_number_on(here: int, met: bool) -> None:
    assert reckoned(QuorumRule(kind="count", count=4), here, 10).is_met is met


@pytest.mark.parametrize(
    ("num", "den", "strict", "total", "required"),
    [
        (1, 2, True, 10, 6),
        (1, 2, True, 11, 6),
        (1, 2, False, 10, 5),
        (1, 2, False, 11, 6),
        (2, 3, False, 24, 16),
        (2, 3, False, 25, 17),
        (1, 3, True, 193, 65),
        (1, 1, False, 7, 7),
        (1, 2, False, 0, 0),
    ],
)
def test_a_fraction_is_reckoned_in_whole_people(num: int, den: int, strict: bool, total: int, required: int) -> None:
    rule = QuorumRule(kind="fraction", num=num, den=den, strict=strict)
    assert reckoned(rule, 0, total).required == required


def test_a_share_is_the_least_whole_number_that_is_enough() -> None:
    for whole in range(30):
        for num, den in ((1, 2), (2, 3), (3, 4), (3, 5)):
            part = Fraction(whole * num, den)
            assert share(whole, num, den, strict=False) == min(n for n in range(31) if n >= part)
            assert share(whole, num, den, strict=True) == min(n for n in range(31) if n > part)


def test_a_share_of_large_numbers_is_exact() -> None:
    assert share(3 * 10**17 + 1, 2, 3, strict=False) == 2 * 10**17 + 1


def test_only_members_with_a_vote_count() -> None:
    scenario = council(quorum=HALF_OF_ALL).given(SECRETARY, *present(SECRETARY, GUEST, "ana", "ben", "chi"))
    assert quorum(scenario.meeting.attendance) == Quorum(required=4, present=3, total=7)


def test_a_quorum_of_votes_weighs_members() -> None:
    rule = QuorumRule(kind="fraction", num=1, den=2, of="votes")
    scenario = council(quorum=rule, weights={"ana": 3, "ben": 1, "chi": 1}).given(SECRETARY, *present("ana"))
    assert quorum(scenario.meeting.attendance) == Quorum(required=3, present=3, total=5)


def test_a_departure_can_break_the_quorum() -> None:
    scenario = sitting(quorum=QuorumRule(kind="count", count=7))
    assert quorum(scenario.meeting.attendance).is_met
    assert not quorum(scenario.given("ana", Leave()).meeting.attendance).is_met


def test_without_a_quorum_no_poll_is_opened() -> None:
    scenario = sitting(quorum=QuorumRule(kind="count", count=7)).given(CHAIR, question()).given("ana", Leave())
    scenario.when(CHAIR, OpenPoll(poll=POLL)).refused(Code.NO_QUORUM)
