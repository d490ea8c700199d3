"""Who is in the base of those present: whoever is here at the close, and whoever's vote counts."""

import pytest

from meetings.rules.attendance import Status
from meetings.rules.hand_counts import EnterCounts
from meetings.rules.identity import MemberId
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.recusals import Recuse
from meetings.rules.result_corrections import CorrectResult
from meetings.rules.roll_call import Leave, RecordAttendance
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Outcome, Second
from tests.rules.council import BUDGET, CHAIR, POLL, SECRETARY, VICE, polling, question, sitting, vote
from tests.rules.scenario import Scenario

CLOSE = ClosePoll(poll=POLL)


def outcome(scenario: Scenario) -> Outcome:
    """The outcome of the poll, which is closed if it is open yet."""
    if scenario.meeting.polls.open is not None:
        scenario.given(CHAIR, CLOSE)
    result = scenario.meeting.polls.polls[POLL].outcome
    assert result is not None
    return result


def left(*members: str) -> list[RecordAttendance]:
    return [RecordAttendance(member=MemberId(ref), status=Status.LEFT) for ref in members]


def test_two_who_have_voted_and_left_do_not_outvote_the_empty_hall() -> None:
    """RONR 44:7-9: a majority of those present is one of those who are there for the vote."""
    scenario = polling(base=Base.PRESENT).given("ana", vote("yes")).given("ben", vote("no")).given("chi", vote("no"))
    scenario.given(SECRETARY, *left("ana", "ben", "chi", "dan", "eve", VICE, CHAIR))
    assert (outcome(scenario).base, outcome(scenario).needed, outcome(scenario).adopted) == (3, 2, False)


def test_who_leaves_without_voting_is_not_present() -> None:
    scenario = polling(base=Base.PRESENT).given("ana", Leave())
    assert outcome(scenario).base == 6


def test_an_absentee_who_votes_is_in_the_base_and_one_who_does_not_is_not() -> None:
    scenario = sitting(rules=Rules(absentees_vote=True)).given("ana", Leave()).given("ben", Leave())
    scenario.given(CHAIR, question(base=Base.PRESENT), OpenPoll(poll=POLL)).given("ana", vote("yes"))
    assert outcome(scenario).base == 6


def test_in_a_confidential_poll_too_whoever_has_voted_is_in_the_base() -> None:
    scenario = polling(base=Base.PRESENT, secrecy=Secrecy.CONFIDENTIAL).given("ana", vote("yes")).given("ana", Leave())
    scenario.given("ben", Leave())
    assert outcome(scenario).base == 6


def test_a_group_whose_members_have_voted_and_left_is_no_empty_group() -> None:
    """Of the left, Ana says yes and goes; Ben says no and goes: one of two is no majority."""
    both = Second(base=Base.PRESENT, groups=("left",))
    scenario = polling(second=both).given("ana", vote("yes")).given("ben", vote("no")).given("chi", vote("yes"))
    share = (outcome(scenario.given(SECRETARY, *left("ana", "ben"))).groups or {})["left"]
    assert (share.base, share.needed, share.adopted) == (2, 2, False)


def test_hands_were_there_though_whose_they_are_has_left() -> None:
    scenario = polling(base=Base.PRESENT, secrecy=Secrecy.ANALOG)
    scenario.given(SECRETARY, EnterCounts(poll=POLL, tally={"yes": 3, "no": 2, "abstain": 1}))
    scenario.given(SECRETARY, *left("ana", "ben", "chi", "dan", "eve"))
    assert (outcome(scenario).base, outcome(scenario).adopted) == (6, False)


@pytest.mark.parametrize(("in_base", "base"), [(True, 7), (False, 6)])
def test_the_recused_stay_in_the_base_beside_the_hands_that_were_counted(in_base: bool, base: int) -> None:
    scenario = sitting(rules=Rules(recused_in_base=in_base))
    scenario.given(SECRETARY, Recuse(member=MemberId("ana"), item=BUDGET))
    scenario.given(CHAIR, question(base=Base.PRESENT, secrecy=Secrecy.ANALOG), OpenPoll(poll=POLL))
    scenario.given(SECRETARY, EnterCounts(poll=POLL, tally={"yes": 4, "no": 2, "abstain": 0}), *left("ben", "chi"))
    assert outcome(scenario).base == base


def test_a_correction_changes_whose_vote_counts_not_who_was_here() -> None:
    """Ana voted and left, Ben left: as corrected it was Ben who voted, and he was present for it, not she."""
    scenario = polling(base=Base.PRESENT).given("ana", vote("yes")).given(SECRETARY, *left("ana", "ben", "chi"))
    assert outcome(scenario).base == 5
    right = {MemberId("ana"): (), MemberId("ben"): "yes", MemberId("chi"): "no"}
    scenario.given(CHAIR, CorrectResult(poll=POLL, reason="Misheard.", votes=right))
    assert (outcome(scenario).base, outcome(scenario).cast) == (6, 2)
