"""Explanations of vote: in writing after the declaration, as long as the body allows, of votes by name alone."""

from typing import Any

import pytest

from meetings.rules.corrections import RecordSignature
from meetings.rules.explanations import ExplainVote, Explanation, VoteExplained
from meetings.rules.identity import MemberId, MotionId, PollId, Role
from meetings.rules.moving import MoveMotion
from meetings.rules.offers import offered, withheld
from meetings.rules.poll_commands import ClosePoll, DeclareResult, OpenPoll
from meetings.rules.poll_terms import Secrecy
from meetings.rules.procedural_motions import MoveProcedural
from meetings.rules.proceedings import Adjourn, ConveneMeeting
from meetings.rules.refusals import Code
from meetings.rules.standing_orders import Procedure, Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments_of_conduct import ExplanationShown
from tests.rules.council import BUDGET, CHAIR, NO_QUORUM, POLL, PROFILE, polling, question, sitting, vote
from tests.rules.scenario import NOON, SERVER, Scenario

ANA, WHY = MemberId("ana"), "The roads come first."
EXPLAIN = ExplainVote(poll=POLL, text=WHY)
ALLOWED = Rules(explanation_chars=30)
CLOSE, DECLARE = ClosePoll(poll=POLL), DeclareResult(poll=POLL)


def declared(rules: Rules = ALLOWED, **terms: Any) -> Scenario:
    return polling(rules=rules, **terms).given("ana", vote("yes")).given(CHAIR, CLOSE, DECLARE)


def is_offered(scenario: Scenario, member: str) -> bool:
    offers = offered(scenario.meeting, frozenset({Role.DELEGATE}))
    hidden = withheld(scenario.meeting, MemberId(member), Role.DELEGATE, offers)
    return "explain_vote" in offers and "explain_vote" not in hidden


def test_who_voted_explains_it_after_the_declaration() -> None:
    """UN GA rule 88: members may explain their votes after the voting."""
    scenario = declared()
    assert is_offered(scenario, "ana")
    scenario.when("ana", EXPLAIN).then(VoteExplained(poll=POLL, member=ANA, text=WHY))
    assert scenario.meeting.conduct.explanations == (Explanation(POLL, ANA, WHY, NOON),)
    scenario.when("ana", EXPLAIN).refused(Code.ALREADY)


def test_the_last_explanation_counts() -> None:
    scenario = declared().given("ana", EXPLAIN, ExplainVote(poll=POLL, text="The trams come first."))
    assert [each.text for each in scenario.meeting.conduct.explanations] == ["The trams come first."]


def test_before_the_declaration_it_is_too_early() -> None:
    scenario = polling(rules=ALLOWED).given("ana", vote("yes")).given(CHAIR, CLOSE)
    scenario.when("ana", EXPLAIN).refused(Code.WRONG_STATE)
    assert not is_offered(scenario, "ana")


def test_where_the_body_knows_no_explanations_there_are_none() -> None:
    scenario = declared(rules=Rules())
    scenario.when("ana", EXPLAIN).refused(Code.WRONG_STATE)
    assert not is_offered(scenario, "ana")


def test_an_explanation_has_a_limit() -> None:
    declared().when("ana", ExplainVote(poll=POLL, text="x" * 31)).refused(Code.TOO_LONG)
    declared().when("ana", ExplainVote(poll=POLL, text="x" * 30)).accepted()


def test_who_did_not_vote_explains_nothing() -> None:
    scenario = declared()
    scenario.when("ben", EXPLAIN).refused(Code.NOT_ENTITLED)
    scenario.when(SERVER, EXPLAIN).refused(Code.NOT_ENTITLED)
    assert not is_offered(scenario, "ben")


def test_an_explanation_would_end_the_secrecy_of_a_confidential_vote() -> None:
    scenario = declared(secrecy=Secrecy.CONFIDENTIAL)
    scenario.when("ana", EXPLAIN).refused(Code.WRONG_STATE)
    assert not is_offered(scenario, "ana")


def test_no_explanation_of_a_poll_that_is_not_there() -> None:
    declared().when("ana", ExplainVote(poll=PollId("nothing"), text="x")).refused(Code.NO_SUCH_POLL)


def test_explanations_may_come_after_the_meeting_until_the_minutes_are_signed() -> None:
    scenario = declared().given(CHAIR, Adjourn()).given("ana", EXPLAIN)
    signature = RecordSignature(member=MemberId(CHAIR), covers=len(scenario.history), sha256="ab" * 32)
    scenario.given(SERVER, signature).when("ana", ExplainVote(poll=POLL, text="x")).refused(Code.WRONG_STATE)


@pytest.mark.parametrize("limit", [-1, 20_001])
def test_a_limit_that_cannot_be_applied_is_a_bad_command(limit: int) -> None:
    convening = ConveneMeeting(profile=PROFILE, quorum=NO_QUORUM, rules=Rules(explanation_chars=limit))
    Scenario().when(SERVER, convening).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize("audience", [audience for audience in Audience if audience is not Audience.DOOR])
def test_everybody_in_the_room_reads_an_explanation(audience: Audience) -> None:
    shown = view(declared().given("ana", EXPLAIN).meeting, audience, Moment())[f"explanation/{POLL}/ana"]
    assert shown == ExplanationShown(poll=POLL, member="ana", text=WHY, at=NOON)


# Movers


def own(movers_explain: bool | None, mover: str = "ana") -> Scenario:
    """A vote on a motion of that mover, in which Ana voted, is declared."""
    scenario = sitting(rules=Rules(explanation_chars=30, movers_explain=movers_explain))
    scenario.given(mover, MoveMotion(ref=MotionId("m"), item=BUDGET, text="600,000 go to the roads"))
    scenario.given(CHAIR, question(motion=MotionId("m")), OpenPoll(poll=POLL)).given("ana", vote("yes"))
    return scenario.given(CHAIR, CLOSE, DECLARE)


def test_a_mover_does_not_explain_the_vote_on_the_own_motion() -> None:
    """UN GA rule 88: the President shall not permit the proposer to explain a vote on the own proposal or amendment."""
    scenario = own(movers_explain=False)
    assert not is_offered(scenario, "ana")
    scenario.when("ana", EXPLAIN).refused(Code.NOT_ALLOWED)


@pytest.mark.parametrize("movers_explain", [True, None])
def test_where_the_rules_do_not_forbid_it_movers_explain_their_votes(movers_explain: bool | None) -> None:
    scenario = own(movers_explain)
    assert is_offered(scenario, "ana")
    scenario.when("ana", EXPLAIN).accepted()


def test_others_explain_their_votes_on_a_motion() -> None:
    own(movers_explain=False, mover="ben").when("ana", EXPLAIN).accepted()


def test_on_how_to_go_on_its_mover_too_explains_the_vote() -> None:
    scenario = sitting(rules=Rules(explanation_chars=30, movers_explain=False))
    scenario.given("ana", MoveProcedural(ref=MotionId(POLL), kind=Procedure.CLOSE_DEBATE))
    scenario.given(CHAIR, OpenPoll(poll=POLL)).given("ana", vote("yes")).given(CHAIR, CLOSE, DECLARE)
    scenario.when("ana", EXPLAIN).accepted()
