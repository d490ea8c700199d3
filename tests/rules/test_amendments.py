"""Amendments: moved as the whole text, voted on before the motion in the chair's order, adopted into its text."""

import pytest
from msgspec.structs import replace

from meetings.rules.consensus import DeclareConsensus
from meetings.rules.identity import MemberId, MotionId, PollId
from meetings.rules.meeting import made_by
from meetings.rules.motion_events import AmendmentMoved, AmendmentsOrdered, MotionDropped, MotionWithdrawn
from meetings.rules.motions import MotionState
from meetings.rules.moving import DropMotion, MoveAmendment, MoveMotion, OrderAmendments, SecondMotion, WithdrawMotion
from meetings.rules.poll_commands import CastVote, ClosePoll, DeclareResult, OpenPoll, PreparePoll
from meetings.rules.refusals import Code
from meetings.rules.roll_call import Leave
from meetings.rules.standing_orders import Rules
from meetings.views.audiences import Audience, Moment, view
from meetings.views.fragments import MotionShown
from tests.rules.council import BUDGET, CHAIR, PROFILE, question, sitting
from tests.rules.scenario import Scenario

M, A, B = MotionId("m"), MotionId("a"), MotionId("b")
MOTION = MoveMotion(ref=M, item=BUDGET, text="600,000 go to the roads")
NEAR = MoveAmendment(ref=A, motion=M, text="500,000 go to the roads")
FAR = MoveAmendment(ref=B, motion=M, text="Nothing goes to the roads")
FURTHEST_FIRST = OrderAmendments(motion=M, amendments=(B, A))


def moved(rules: Rules | None = None) -> Scenario:
    return sitting(rules=rules or Rules()).given("ana", MOTION)


def amended(rules: Rules | None = None) -> Scenario:
    return moved(rules).given("ben", NEAR).given("chi", FAR)


def about(motion: str) -> PreparePoll:
    return question(ref=PollId(f"on-{motion}"), motion=MotionId(motion))


def opened(motion: str) -> OpenPoll:
    return OpenPoll(poll=PollId(f"on-{motion}"))


def voted(scenario: Scenario, motion: str, choice: str) -> Scenario:
    poll = PollId(f"on-{motion}")
    scenario.given(CHAIR, about(motion), OpenPoll(poll=poll)).given("eve", CastVote(poll=poll, choice=choice))
    return scenario.given(CHAIR, ClosePoll(poll=poll), DeclareResult(poll=poll))


def state(scenario: Scenario, ref: MotionId) -> MotionState:
    return scenario.meeting.motions.motions[ref].state


def shown(scenario: Scenario, ref: MotionId) -> MotionShown:
    fragment = view(scenario.meeting, Audience.FLOOR, Moment())[f"motion/{ref}"]
    assert isinstance(fragment, MotionShown)
    return fragment


def test_an_amendment_says_how_the_whole_motion_would_read() -> None:
    event = AmendmentMoved(motion=A, amends=M, item=BUDGET, mover=MemberId("ben"), text="500,000 go to the roads")
    scenario = moved().when("ben", NEAR).then(event)
    assert made_by(event) == A
    assert (shown(scenario, A).amends, shown(scenario, A).text) == (M, "500,000 go to the roads")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (MoveAmendment(ref=M, motion=M, text="x"), Code.ALREADY),
        (MoveAmendment(motion=MotionId("nothing"), text="x"), Code.NO_SUCH_MOTION),
        (MoveAmendment(motion=A, text="x"), Code.WRONG_STATE),
        (MoveAmendment(motion=M, text=MOTION.text), Code.BAD_COMMAND),
        (MoveAmendment(motion=M, text=" "), Code.BAD_COMMAND),
        (MoveAmendment(motion=M, text="x" * 20_001), Code.TOO_LONG),
    ],
)
def test_an_amendment_that_cannot_be_moved_is_refused(command: MoveAmendment, code: Code) -> None:
    amended().when("dan", command).refused(code)


def test_who_is_not_here_amends_nothing() -> None:
    moved().given("ben", Leave()).when("ben", NEAR).refused(Code.NOT_PRESENT)


# The order of voting


def test_amendments_are_voted_on_before_the_motion() -> None:
    """RONR 12; UN GA rule 90: when an amendment is moved to a proposal, the amendment shall be voted on first."""
    scenario = amended().given(CHAIR, about("m"))
    assert not shown(scenario, M).ready
    scenario.when(CHAIR, opened("m")).refused(Code.WRONG_STATE)
    voted(voted(scenario, "a", "no"), "b", "no")
    assert shown(scenario, M).ready
    scenario.when(CHAIR, opened("m")).accepted()


def test_without_an_order_any_amendment_may_come_first() -> None:
    assert shown(amended(), A).ready
    assert shown(amended(), B).ready


def test_the_chair_says_in_which_order_amendments_are_voted_on() -> None:
    """UN GA rule 90: first on the amendment furthest removed in substance from the original proposal."""
    scenario = amended().when(CHAIR, FURTHEST_FIRST).then(AmendmentsOrdered(motion=M, amendments=(B, A)))
    assert shown(scenario, M).ballot_order == (B, A)
    assert (shown(scenario, A).ready, shown(scenario, B).ready) == (False, True)
    scenario.given(CHAIR, about("a")).when(CHAIR, opened("a")).refused(Code.WRONG_STATE)
    voted(scenario, "b", "no").when(CHAIR, opened("a")).accepted()


def test_who_comes_after_the_order_was_said_waits_for_nobody() -> None:
    scenario = amended().given(CHAIR, FURTHEST_FIRST)
    late = scenario.given("dan", MoveAmendment(ref=MotionId("late"), motion=M, text="Later"))
    assert shown(late, MotionId("late")).ready


@pytest.mark.parametrize(
    ("order", "code"),
    [((A,), Code.BAD_COMMAND), ((A, B, B), Code.BAD_COMMAND), ((A, M), Code.BAD_COMMAND), ((B, A), Code.ALREADY)],
)
def test_an_order_names_each_amendment_once_and_is_new(order: tuple[MotionId, ...], code: Code) -> None:
    scenario = amended().given(CHAIR, FURTHEST_FIRST)
    scenario.when(CHAIR, OrderAmendments(motion=M, amendments=order)).refused(code)


def test_a_motion_without_amendments_has_none_to_order() -> None:
    moved().when(CHAIR, OrderAmendments(motion=M, amendments=(A,))).refused(Code.BAD_COMMAND)


# Results


def test_an_adopted_amendment_is_the_text_of_the_motion() -> None:
    scenario = voted(amended(), "a", "yes")
    assert (state(scenario, A), state(scenario, M)) == (MotionState.ADOPTED, MotionState.MOVED)
    assert (shown(scenario, M).text, shown(scenario, M).moved) == (NEAR.text, MOTION.text)


def test_a_rejected_amendment_leaves_the_text() -> None:
    scenario = voted(amended(), "a", "no")
    assert (state(scenario, A), shown(scenario, M).text, shown(scenario, M).moved) == (
        MotionState.REJECTED,
        MOTION.text,
        None,
    )


@pytest.mark.parametrize(("choice", "expected"), [("yes", MotionState.ADOPTED), ("no", MotionState.REJECTED)])
def test_the_declared_result_decides_the_motion(choice: str, expected: MotionState) -> None:
    scenario = moved().given(CHAIR, about("m"), opened("m"))
    scenario.given("eve", CastVote(poll=PollId("on-m"), choice=choice)).given(CHAIR, ClosePoll(poll=PollId("on-m")))
    assert state(scenario, M) is MotionState.MOVED
    assert state(scenario.given(CHAIR, DeclareResult(poll=PollId("on-m"))), M) is expected


def test_a_motion_is_adopted_by_agreement() -> None:
    agreed = DeclareConsensus(item=BUDGET, text="Agreed", poll=PollId("on-m"))
    assert state(moved().given(CHAIR, about("m"), agreed), M) is MotionState.ADOPTED
    amended().given(CHAIR, about("m")).when(CHAIR, agreed).refused(Code.WRONG_STATE)


def test_an_agreement_about_no_motion_leaves_motions_alone() -> None:
    agreed = DeclareConsensus(item=BUDGET, text="Agreed")
    assert state(moved().given(CHAIR, agreed), M) is MotionState.MOVED


# What is not put


def test_an_amendment_that_another_one_excludes_is_dropped_with_a_reason() -> None:
    """UN GA rule 90: where an amendment adopted implies the rejection of another, that one is not put to the vote."""
    scenario = voted(amended(), "b", "yes")
    drop = DropMotion(motion=A, reason="Nothing goes to the roads.")
    scenario.when(CHAIR, drop).then(MotionDropped(motion=A, reason="Nothing goes to the roads."))
    assert (state(scenario, A), shown(scenario, A).reason) == (MotionState.DROPPED, drop.reason)
    assert shown(scenario, M).ready
    scenario.when(CHAIR, drop).refused(Code.WRONG_STATE)
    scenario.when(CHAIR, about("a")).refused(Code.WRONG_STATE)


@pytest.mark.parametrize(
    ("actor", "command", "event"),
    [
        ("ana", WithdrawMotion(motion=M), MotionWithdrawn(motion=M)),
        (CHAIR, DropMotion(motion=M, reason="Late"), MotionDropped(motion=M, reason="Late")),
    ],
)
def test_amendments_fall_with_their_motion(
    actor: str, command: WithdrawMotion | DropMotion, event: MotionWithdrawn | MotionDropped
) -> None:
    scenario = voted(amended(), "a", "no")
    assert scenario.when(actor, command).then(event, MotionDropped(motion=B))
    assert (state(scenario, A), state(scenario, B)) == (MotionState.REJECTED, MotionState.DROPPED)


def test_a_motion_is_dropped_for_a_reason() -> None:
    moved().when(CHAIR, DropMotion(motion=M, reason="")).refused(Code.BAD_COMMAND)


@pytest.mark.parametrize(
    ("actor", "command"),
    [
        ("ben", NEAR),
        ("ben", SecondMotion(motion=M)),
        ("ana", WithdrawMotion(motion=M)),
        (CHAIR, DropMotion(motion=M, reason="Late")),
    ],
)
def test_while_a_motion_is_voted_on_it_stays_as_it_is(actor: str, command: SecondMotion) -> None:
    """RONR 45:1: no interruption during the vote."""
    moved().given(CHAIR, about("m"), opened("m")).when(actor, command).refused(Code.WRONG_STATE)


# Seconders


def test_a_motion_needs_as_many_seconders_as_the_rules_say() -> None:
    """RONR 4:9: a second shows that at least two want the motion; bodies differ in how many they ask for."""
    scenario = moved(Rules(seconders=2)).given("ben", SecondMotion(motion=M)).given(CHAIR, about("m"))
    assert (state(scenario, M), shown(scenario, M).ready) == (MotionState.MOVED, False)
    scenario.when(CHAIR, opened("m")).refused(Code.WRONG_STATE)
    scenario.given("chi", SecondMotion(motion=M))
    assert (state(scenario, M), shown(scenario, M).ready) == (MotionState.SECONDED, True)
    scenario.when(CHAIR, opened("m")).accepted()


def test_an_amendment_without_its_seconders_holds_nothing_up() -> None:
    scenario = amended(Rules(seconders=1)).given("ben", SecondMotion(motion=M))
    assert shown(scenario, M).ready


def test_without_a_rule_no_seconder_is_needed_and_one_is_enough_to_be_seconded() -> None:
    assert shown(moved(), M).ready
    assert state(moved().given("ben", SecondMotion(motion=M)), M) is MotionState.SECONDED


# The poll about a motion


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"motion": MotionId("nothing")}, Code.NO_SUCH_MOTION),
        ({"motion": M, "item": "roads"}, Code.BAD_COMMAND),
        ({"motion": M, "method": "choose"}, Code.BAD_COMMAND),
    ],
)
def test_a_poll_about_a_motion_is_a_question_on_its_item(terms: dict[str, str], code: Code) -> None:
    moved().when(CHAIR, question(**terms)).refused(code)


@pytest.mark.parametrize(
    ("ref", "language", "asked"),
    [
        (M, "en", "Shall the motion of Ana be adopted?"),
        (A, "en", "Shall the amendment of Ben be adopted?"),
        (M, "vi-VN", "Có thông qua đề nghị của Ana không?"),
        (A, "vi", "Có thông qua đề nghị sửa đổi của Ben không?"),
    ],
)
def test_a_motion_that_nobody_puts_in_words_is_asked_about_in_the_language_of_the_meeting(
    ref: MotionId, language: str, asked: str
) -> None:
    scenario = sitting(profile=replace(PROFILE, language=language)).given("ana", MOTION).given("ben", NEAR)
    poll = PollId("about")
    scenario.given(CHAIR, replace(question(ref=poll, motion=ref), question=None))
    assert scenario.meeting.polls.polls[poll].question == asked


def test_a_question_without_words_and_without_a_motion_is_none() -> None:
    sitting().when(CHAIR, replace(question(), question=None)).refused(Code.BAD_COMMAND)


def test_refusals_call_an_amendment_by_its_mover() -> None:
    scenario = amended().given(CHAIR, FURTHEST_FIRST, about("m"), about("a"))
    named = "the amendment of Ben, the amendment of Chi"
    assert why(scenario, opened("m")) == f"Amendments are voted on before the motion: {named}."
    assert why(scenario, opened("a")).endswith("come first: the amendment of Chi.")
    again = OrderAmendments(motion=M, amendments=())
    assert why(scenario, again) == f"amendments: each of {named} was expected once, others came"


def why(scenario: Scenario, command: OpenPoll | OrderAmendments) -> str:
    return str(scenario.when(CHAIR, command).result)
