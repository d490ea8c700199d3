"""What a body may ask for besides the majority: enough voters, a majority in each group; approval; a second vote."""

import pytest

from meetings.rules.identity import MemberId
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.poll_events import PollOpened
from meetings.rules.poll_terms import ByGroup, Secrecy
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction, Outcome, Second, Share, Turnout
from tests.rules.council import CHAIR, POLL, polling, question, sitting, vote
from tests.rules.scenario import Scenario
from tests.rules.test_ballot_paper import ABC
from tests.rules.test_voting import poll_of

HALF = Fraction(1, 2)
EACH = Second()


def closed(scenario: Scenario, **votes: str | tuple[str, ...]) -> Outcome:
    for member, choice in votes.items():
        scenario.given(member, vote(choice))
    outcome = poll_of(scenario.given(CHAIR, ClosePoll(poll=POLL))).outcome
    assert outcome is not None
    return outcome


# Turnout


def test_too_few_votes_adopt_nothing() -> None:
    """A required turnout, as in many statutes: half of the seven members is four votes."""
    outcome = closed(polling(turnout=HALF), ana="yes", ben="yes", chi="yes")
    assert (outcome.turnout, outcome.adopted) == (Turnout(needed=4, cast=3), False)


def test_abstentions_count_towards_the_turnout() -> None:
    outcome = closed(polling(turnout=HALF), ana="yes", ben="abstain", chi="abstain", dan="abstain")
    assert (outcome.turnout, outcome.adopted) == (Turnout(needed=4, cast=4), True)


def test_the_turnout_is_reckoned_in_votes() -> None:
    outcome = closed(polling(weights={"ana": 5, "ben": 2, "chi": 2}, turnout=Fraction(1, 2, strict=True)), ana="yes")
    assert (outcome.turnout, outcome.adopted) == (Turnout(needed=5, cast=5), True)


def test_without_the_turnout_no_tie_is_broken() -> None:
    outcome = closed(polling(turnout=HALF, tie="lot"), ana="yes", ben="no")
    assert (outcome.adopted, outcome.decided_by) == (False, None)


def test_too_few_votes_elect_nobody() -> None:
    prepared = question(method="choose", options=ABC, turnout=HALF)
    scenario = sitting().given(CHAIR, prepared, OpenPoll(poll=POLL))
    outcome = closed(scenario, ana="a", ben="a")
    assert (outcome.winners, outcome.turnout) == ((), Turnout(needed=4, cast=2))


def test_a_turnout_is_a_part_of_the_whole() -> None:
    sitting().when(CHAIR, question(turnout=Fraction(3, 2))).refused(Code.BAD_COMMAND)


# A second majority in each group


def test_the_groups_stand_in_the_record_when_the_poll_opens() -> None:
    opened = sitting().given(CHAIR, question(second=EACH)).when(CHAIR, OpenPoll(poll=POLL)).decision.events[0]
    assert isinstance(opened, PollOpened)
    assert opened.groups == {"ana": "left", "ben": "left", "chi": "right", "dan": "right"}


def test_a_majority_is_needed_in_each_group_too() -> None:
    outcome = closed(polling(second=EACH), ana="yes", ben="yes", chi="no", dan="yes", eve="yes")
    assert outcome.groups == {
        "left": Share({"yes": 2, "no": 0, "abstain": 0}, base=2, needed=2, adopted=True),
        "right": Share({"yes": 1, "no": 1, "abstain": 0}, base=2, needed=2, adopted=False),
    }
    assert (outcome.needed, outcome.adopted) == (3, False)


def test_with_both_majorities_it_is_adopted() -> None:
    outcome = closed(polling(second=EACH), ana="yes", ben="abstain", chi="yes", dan="abstain")
    assert outcome.adopted is True


def test_a_majority_in_each_group_does_not_replace_that_of_all() -> None:
    outcome = closed(polling(second=EACH), ana="yes", chi="yes", eve="no", chair="no", vice="no")
    assert (outcome.adopted, outcome.groups is not None) == (False, True)


def test_only_the_groups_named_need_it() -> None:
    outcome = closed(polling(second=Second(groups=("right",))), ana="no", ben="no", chi="yes", eve="yes", vice="yes")
    assert (outcome.adopted, list(outcome.groups or {})) == (True, ["right"])


def test_a_group_in_which_nobody_votes_adopts_nothing() -> None:
    assert closed(polling(second=EACH), ana="yes", ben="yes").adopted is False


@pytest.mark.parametrize(
    ("second", "needed", "adopted"),
    [
        (Second(majority="absolute"), 2, False),
        (Second(majority=HALF, base=Base.MEMBERS), 1, True),
        (Second(majority="relative"), None, True),
        (Second(base=Base.PRESENT), 2, False),
    ],
)
def test_the_second_majority_has_a_base_of_its_own(second: Second, needed: int | None, adopted: bool) -> None:
    outcome = closed(polling(second=second), ana="yes", chi="yes")
    assert outcome.groups is not None
    assert (outcome.groups["left"].needed, outcome.adopted) == (needed, adopted)


def test_blank_ballots_count_in_a_group_as_they_do_among_all() -> None:
    blanks = Rules(blank_ballots="counted")
    outcome = closed(polling(second=Second(base=Base.CAST), rules=blanks), ana="yes", ben="blank", chi="yes", dan="yes")
    assert outcome.groups is not None
    assert (outcome.groups["left"].base, outcome.groups["left"].adopted) == (2, False)


@pytest.mark.parametrize(
    "terms",
    [
        {"second": Second(groups=("nowhere",))},
        {"second": Second(groups=("left", "left"))},
        {"second": Second(majority=Fraction(3, 2))},
        {"second": Second(base=Base.CONTINUING)},
        {"second": EACH, "secrecy": Secrecy.CONFIDENTIAL},
        {"second": EACH, "secrecy": Secrecy.ANALOG},
        {"second": EACH, "method": "choose", "options": ABC},
    ],
)
def test_a_second_majority_is_of_groups_whose_votes_are_known(terms: dict[str, object]) -> None:
    sitting().when(CHAIR, question(**terms)).refused(Code.BAD_COMMAND)


def test_a_group_without_members_here_to_vote_adopts_nothing() -> None:
    scenario = polling(second=Second(groups=("left", "right")), electorate=ByGroup("left"))
    outcome = closed(scenario, ana="yes", ben="yes")
    assert outcome.groups is not None
    assert (outcome.groups["right"].base, outcome.adopted) == (0, False)


# Approval


def approving(**terms: object) -> Scenario:
    prepared = question(**({"method": "approval", "options": ABC} | terms))
    return sitting().given(CHAIR, prepared, OpenPoll(poll=POLL))


def test_each_may_approve_of_as_many_as_there_are() -> None:
    scenario = approving()
    scenario.when("ana", vote(("a", "b", "c"))).accepted()
    scenario.when("ben", vote(())).refused(Code.BAD_CHOICE)
    assert (poll_of(scenario).minimum, poll_of(scenario).maximum) == (1, 3)


def test_who_has_most_approvals_wins() -> None:
    outcome = closed(approving(), ana=("a", "b"), ben=("b", "c"), chi=("b",), dan=("c",))
    assert (dict(outcome.tally), outcome.cast, outcome.winners) == ({"a": 1, "b": 3, "c": 2}, 4, ("b",))


def test_approval_by_more_than_half_of_the_ballots() -> None:
    scenario = approving(majority="simple", seats=3)
    outcome = closed(scenario, ana=("a", "b"), ben=("b", "c"), chi=("b", "c"), dan=("c",))
    assert (outcome.base, outcome.needed, outcome.winners) == (4, 3, ("b", "c"))


@pytest.mark.parametrize("terms", [{"minimum": 2}, {"maximum": 2}, {"base": Base.YES_NO}, {"options": ABC[:1]}])
def test_approval_leaves_no_number_of_marks_to_choose(terms: dict[str, object]) -> None:
    sitting().when(CHAIR, question(**({"method": "approval", "options": ABC} | terms))).refused(Code.BAD_COMMAND)


# A tie that a second vote is to break


def test_equal_votes_wait_for_a_second_vote() -> None:
    """UN GA rule 95: if a vote is equally divided, a second vote is taken; if that is equal too, it is rejected."""
    outcome = closed(polling(tie="second"), ana="yes", ben="no")
    assert (outcome.adopted, outcome.decided_by) == (False, "second")


def test_a_seat_that_is_level_waits_for_a_second_vote() -> None:
    scenario = sitting().given(CHAIR, question(method="choose", options=ABC, tie="second"), OpenPoll(poll=POLL))
    outcome = closed(scenario, ana="a", ben="b")
    assert (outcome.winners, outcome.decided_by) == ((), "second")


def test_an_electorate_of_one_group_is_still_possible() -> None:
    assert set(poll_of(polling(electorate=(MemberId("ana"),))).entitled) == {"ana"}
