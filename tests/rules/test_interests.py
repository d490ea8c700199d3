"""Declarations of interest: public, printed, and by the rule of the body with or without a recusal."""

import pytest

from meetings.rules.identity import ItemId, MemberId
from meetings.rules.interests import (
    DeclareInterest,
    Interest,
    InterestCommand,
    InterestDeclared,
    InterestWithdrawn,
    WithdrawInterest,
)
from meetings.rules.poll_commands import OpenPoll
from meetings.rules.recusals import MemberRecused, RecusalWithdrawn, Recuse
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_conduct import InterestShown
from tests.rules.council import BUDGET, CHAIR, GUEST, POLL, ROADS, SECRETARY, polling, question, sitting, vote
from tests.rules.scenario import NOON

ANA = MemberId("ana")
LAND = "My brother owns the land."
DECLARE, WITHDRAW = DeclareInterest(item=BUDGET, text=LAND), WithdrawInterest(item=BUDGET)
DECLARED, WITHDRAWN = InterestDeclared(member=ANA, item=BUDGET, text=LAND), InterestWithdrawn(member=ANA, item=BUDGET)
ONLY_DECLARED = Rules(interests="declared")


def test_who_declares_an_interest_takes_no_part_in_the_votes_on_the_item() -> None:
    """RONR 45:4: nobody should vote on a question of direct personal interest that is not common to others."""
    scenario = sitting().when("ana", DECLARE).then(DECLARED, MemberRecused(member=ANA, item=BUDGET))
    assert scenario.meeting.conduct.interests == (Interest(ANA, BUDGET, LAND, NOON),)
    voting = scenario.given(CHAIR, question(), OpenPoll(poll=POLL))
    voting.when("ana", vote("yes")).refused(Code.NOT_ENTITLED)


def test_where_a_declaration_is_enough_the_member_may_vote() -> None:
    scenario = sitting(rules=ONLY_DECLARED).when("ana", DECLARE).then(DECLARED)
    scenario.given(CHAIR, question(), OpenPoll(poll=POLL)).when("ana", vote("yes")).accepted()


def test_who_is_recused_already_only_declares() -> None:
    sitting().given("ana", Recuse(item=BUDGET)).when("ana", DECLARE).then(DECLARED)


@pytest.mark.parametrize("organiser", [CHAIR, SECRETARY])
def test_chair_and_secretary_record_it_for_others(organiser: str) -> None:
    command = DeclareInterest(item=BUDGET, text=LAND, member=ANA)
    sitting(rules=ONLY_DECLARED).when(organiser, command).then(DECLARED)


def test_a_declaration_is_taken_back_with_its_recusal() -> None:
    scenario = sitting().given("ana", DECLARE)
    scenario.when("ana", WITHDRAW).then(WITHDRAWN, RecusalWithdrawn(member=ANA, item=BUDGET))
    assert scenario.meeting.conduct.interests == ()
    only = sitting(rules=ONLY_DECLARED).given("ana", DECLARE, Recuse(item=BUDGET))
    only.when("ana", WITHDRAW).then(WITHDRAWN)


def test_who_takes_a_declaration_back_stays_recused_by_the_word_of_the_chair() -> None:
    by_chair = sitting().given(CHAIR, Recuse(item=BUDGET, member=ANA)).given("ana", DECLARE)
    by_chair.when("ana", WITHDRAW).then(WITHDRAWN)
    again = by_chair.given("ana", DECLARE)
    both = WithdrawInterest(item=BUDGET, member=ANA)
    again.when(CHAIR, both).then(WITHDRAWN, RecusalWithdrawn(member=ANA, item=BUDGET))


def test_a_later_declaration_takes_the_place_of_the_earlier_one() -> None:
    scenario = sitting().given("ana", DECLARE, DeclareInterest(item=BUDGET, text="I sold it."))
    assert [each.text for each in scenario.meeting.conduct.interests] == ["I sold it."]
    scenario.given("ana", DeclareInterest(item=ROADS, text=LAND))
    assert [each.item for each in scenario.meeting.conduct.interests] == [BUDGET, ROADS]


@pytest.mark.parametrize(
    ("actor", "command", "code"),
    [
        ("ana", DeclareInterest(item=BUDGET, text=""), Code.BAD_COMMAND),
        ("ana", DeclareInterest(item=ItemId("nothing"), text="x"), Code.NO_SUCH_ITEM),
        ("ana", WITHDRAW, Code.ALREADY),
        ("ben", DeclareInterest(item=BUDGET, text="x", member=ANA), Code.NOT_ALLOWED),
        (CHAIR, DeclareInterest(item=BUDGET, text="x", member=MemberId(GUEST)), Code.NOT_ENTITLED),
    ],
)
def test_what_cannot_be_declared_is_refused(actor: str, command: InterestCommand, code: Code) -> None:
    sitting().when(actor, command).refused(code)


def test_the_same_is_not_declared_twice() -> None:
    sitting().given("ana", DECLARE).when("ana", DECLARE).refused(Code.ALREADY)


def test_while_the_item_is_voted_on_nobody_is_recused_by_a_declaration() -> None:
    polling().when("ana", DECLARE).refused(Code.WRONG_STATE)
    polling(rules=ONLY_DECLARED).when("ana", DECLARE).accepted()


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience is not Audience.DOOR])
def test_everybody_in_the_room_sees_what_is_declared(audience: Audience) -> None:
    meeting = sitting().given("ana", DECLARE).meeting
    shown = view(meeting, audience, Moment())["interest/budget/ana"]
    assert shown == InterestShown(member="ana", item="budget", text=LAND, at=NOON)
