"""Recusals: who has a conflict of interest takes no part, and leaves the base or not, as the body decided."""

import pytest

from meetings.rules.identity import ItemId, MemberId, PollId, Role
from meetings.rules.offers import offered, withheld
from meetings.rules.poll_commands import ClosePoll, OpenPoll
from meetings.rules.poll_events import PollOpened
from meetings.rules.poll_terms import Secrecy
from meetings.rules.recusals import MemberRecused, RecusalExplained, RecusalWithdrawn, Recuse, WithdrawRecusal
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Rules
from meetings.rules.tally import Base, Fraction, Outcome, Second, Turnout
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_votes import PollShown, RecusalShown
from tests.rules.council import BUDGET, CHAIR, GUEST, POLL, ROADS, SECRETARY, polling, question, sitting, vote
from tests.rules.scenario import SERVER, Scenario
from tests.rules.test_voting import poll_of

ANA, OPEN = MemberId("ana"), OpenPoll(poll=POLL)
FROM_ITEM, FROM_POLL = Recuse(item=BUDGET), Recuse(poll=POLL)


def opened(rules: Rules | None = None, **terms: object) -> Scenario:
    """The poll is open, and Ana takes no part in it."""
    scenario = sitting(rules=rules or Rules()).given(CHAIR, question(**terms)).given("ana", FROM_ITEM)
    return scenario.given(CHAIR, OPEN)


def outcome_of(scenario: Scenario) -> Outcome:
    outcome = poll_of(scenario.given(CHAIR, ClosePoll(poll=POLL))).outcome
    assert outcome is not None
    return outcome


def test_a_member_is_recused_at_ones_own_word() -> None:
    """RONR 45:4: nobody should vote on a question of direct personal interest that is not common to others."""
    scenario = sitting().when("ana", FROM_ITEM).then(MemberRecused(member=ANA, item=BUDGET))
    scenario.when("ana", FROM_ITEM).refused(Code.ALREADY)


def test_chair_and_secretary_record_it_for_others() -> None:
    for organiser in (CHAIR, SECRETARY):
        recorded = sitting().when(organiser, Recuse(item=BUDGET, member=ANA))
        recorded.then(MemberRecused(member=ANA, item=BUDGET))


def test_nobody_else_speaks_for_a_member() -> None:
    sitting().when("ben", Recuse(item=BUDGET, member=ANA)).refused(Code.NOT_ALLOWED)
    recused = sitting().given("ana", FROM_ITEM)
    recused.when("ben", WithdrawRecusal(item=BUDGET, member=ANA)).refused(Code.NOT_ALLOWED)


def test_who_has_no_vote_is_recused_from_nothing() -> None:
    sitting().when(SECRETARY, FROM_ITEM).refused(Code.NOT_ENTITLED)
    sitting().when(CHAIR, Recuse(item=BUDGET, member=MemberId(GUEST))).refused(Code.NOT_ENTITLED)
    sitting().when(SERVER, FROM_ITEM).refused(Code.NO_SUCH_MEMBER)


def test_who_is_recused_cannot_vote() -> None:
    opened().when("ana", vote("yes")).refused(Code.NOT_ENTITLED)


def test_the_votes_that_are_not_given_stand_in_the_record() -> None:
    scenario = sitting().given(CHAIR, question()).given("ana", FROM_POLL)
    event = scenario.when(CHAIR, OPEN).decision.events[0]
    assert isinstance(event, PollOpened)
    assert (event.recused, event.recused_in_base, "ana" in event.entitled) == ({"ana": 1}, False, False)


@pytest.mark.parametrize(("in_base", "groups"), [(False, ["ben", "chi", "dan"]), (True, ["ana", "ben", "chi", "dan"])])
def test_the_groups_on_record_are_those_of_the_base(in_base: bool, groups: list[str]) -> None:
    scenario = sitting(rules=Rules(recused_in_base=in_base)).given(CHAIR, question(second=Second()))
    event = scenario.given("ana", FROM_ITEM).when(CHAIR, OPEN).decision.events[0]
    assert isinstance(event, PollOpened)
    assert sorted(event.groups) == groups


@pytest.mark.parametrize(("in_base", "members", "needed"), [(False, 6, 4), (True, 7, 4)])
def test_the_recused_leave_the_base_or_not(in_base: bool, members: int, needed: int) -> None:
    scenario = opened(Rules(recused_in_base=in_base), base=Base.MEMBERS)
    outcome = outcome_of(scenario.given("ben", vote("yes")))
    assert (outcome.base, outcome.needed) == (members, needed)


@pytest.mark.parametrize(("in_base", "needed"), [(False, 3), (True, 4)])
def test_the_turnout_is_reckoned_from_the_same_base(in_base: bool, needed: int) -> None:
    scenario = opened(Rules(recused_in_base=in_base), turnout=Fraction(1, 2))
    assert outcome_of(scenario).turnout == Turnout(needed=needed, cast=0)


@pytest.mark.parametrize(("in_base", "needed"), [(False, 1), (True, 2)])
def test_a_majority_in_a_group_is_reckoned_from_the_same_base(in_base: bool, needed: int) -> None:
    scenario = opened(Rules(recused_in_base=in_base), second=Second(majority="absolute"))
    outcome = outcome_of(scenario.given("ben", vote("yes")).given("chi", vote("yes")).given("dan", vote("yes")))
    assert outcome.groups is not None
    assert (outcome.groups["left"].needed, outcome.adopted) == (needed, not in_base)


@pytest.mark.parametrize("in_base", [False, True])
def test_a_group_of_which_all_are_recused_is_not_asked(in_base: bool) -> None:
    scenario = sitting(rules=Rules(recused_in_base=in_base)).given(CHAIR, question(second=Second()))
    scenario.given("ana", FROM_ITEM).given("ben", FROM_ITEM).given(CHAIR, OPEN)
    outcome = outcome_of(scenario.given("chi", vote("yes")).given("dan", vote("yes")))
    assert (list(outcome.groups or {}), outcome.adopted) == (["right"], True)


def test_the_number_needed_is_shown_of_the_base_with_the_recused() -> None:
    scenario = opened(Rules(recused_in_base=True), base=Base.MEMBERS, majority=Fraction(6, 7))
    shown = view(scenario.meeting, Audience.HALL, Moment())[f"poll/{POLL}"]
    assert isinstance(shown, PollShown)
    assert shown.needed == outcome_of(scenario).needed == 6


def test_from_one_poll_only() -> None:
    other = PollId("other")
    scenario = sitting().given(CHAIR, question(), question(ref=other)).given("ana", FROM_POLL)
    scenario.given(CHAIR, OPEN, ClosePoll(poll=POLL), OpenPoll(poll=other))
    assert "ana" in scenario.meeting.polls.polls[other].entitled


def test_from_one_item_only() -> None:
    scenario = sitting().given("ana", Recuse(item=ROADS)).given(CHAIR, question(), OPEN)
    assert "ana" in poll_of(scenario).entitled


def test_who_may_vote_is_fixed_once_the_poll_is_open() -> None:
    for recuse in (FROM_ITEM, FROM_POLL):
        polling().when("ana", recuse).refused(Code.WRONG_STATE)
    opened().when("ana", WithdrawRecusal(item=BUDGET)).refused(Code.WRONG_STATE)
    polling().when("ana", Recuse(item=ROADS)).accepted()


def test_after_the_close_nobody_is_recused_from_a_poll() -> None:
    polling().given(CHAIR, ClosePoll(poll=POLL)).when("ana", FROM_POLL).refused(Code.WRONG_STATE)


def test_a_recusal_can_be_taken_back() -> None:
    scenario = sitting().given("ana", FROM_ITEM)
    back = scenario.when("ana", WithdrawRecusal(item=BUDGET)).then(RecusalWithdrawn(member=ANA, item=BUDGET))
    back.when("ana", WithdrawRecusal(item=BUDGET)).refused(Code.ALREADY)
    assert "ana" in poll_of(back.given(CHAIR, question(), OPEN)).entitled


@pytest.mark.parametrize("organiser", [CHAIR, SECRETARY])
def test_what_the_chair_or_the_secretary_recorded_only_they_take_back(organiser: str) -> None:
    """Whom the chair found to have a conflict of interest does not vote all the same by a touch on the tablet."""
    recused = sitting().given(organiser, Recuse(item=BUDGET, member=ANA, reason="the land is hers"))
    recused.when("ana", WithdrawRecusal(item=BUDGET)).refused(Code.NOT_ALLOWED)
    offers = offered(recused.meeting, frozenset({Role.DELEGATE}))
    assert "withdraw_recusal" in withheld(recused.meeting, ANA, Role.DELEGATE, offers)
    own = sitting().given("ana", FROM_ITEM).meeting
    assert "withdraw_recusal" not in withheld(own, ANA, Role.DELEGATE, offers)
    for taker in (SECRETARY, SERVER):
        recused.when(taker, WithdrawRecusal(item=BUDGET, member=ANA)).then(RecusalWithdrawn(member=ANA, item=BUDGET))
        recused = sitting().given(organiser, Recuse(item=BUDGET, member=ANA))


@pytest.mark.parametrize(
    ("recuse", "code"),
    [
        (Recuse(), Code.BAD_COMMAND),
        (Recuse(item=BUDGET, poll=POLL), Code.BAD_COMMAND),
        (Recuse(item=ItemId("nothing")), Code.NO_SUCH_ITEM),
        (Recuse(poll=PollId("nothing")), Code.NO_SUCH_POLL),
        (Recuse(item=BUDGET, reason=" "), Code.BAD_COMMAND),
    ],
)
def test_a_recusal_is_from_one_thing_that_there_is(recuse: Recuse, code: Code) -> None:
    sitting().when("ana", recuse).refused(code)


def test_a_confidential_poll_needs_three_who_are_not_recused() -> None:
    electorate = (ANA, MemberId("ben"), MemberId("chi"))
    prepared = question(secrecy=Secrecy.CONFIDENTIAL, electorate=electorate)
    sitting().given(CHAIR, prepared).given("ana", FROM_ITEM).when(CHAIR, OPEN).refused(Code.WRONG_STATE)


def test_the_reason_is_for_the_organisers_alone() -> None:
    reason = "the land is mine"
    explained = RecusalExplained(member=ANA, item=BUDGET, reason=reason)
    scenario = sitting().when("ana", Recuse(item=BUDGET, reason=reason))
    shown = scenario.then(MemberRecused(member=ANA, item=BUDGET), explained).meeting
    for audience in (Audience.FLOOR, Audience.HALL, Audience.GALLERY):
        assert view(shown, audience, Moment())["recusal/budget/ana"] == RecusalShown(member="ana", item="budget")
    seen = view(shown, Audience.DAIS, Moment())["recusal/budget/ana"]
    assert seen == RecusalShown(member="ana", item="budget", reason=reason)


def test_everybody_sees_who_took_no_part_in_a_poll() -> None:
    shown = view(opened().meeting, Audience.HALL, Moment())[f"poll/{POLL}"]
    assert isinstance(shown, PollShown)
    assert (shown.recused, shown.entitled) == (["ana"], 6)
